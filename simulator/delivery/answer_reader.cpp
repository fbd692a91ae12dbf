#include "simulator/delivery/answer_reader.hpp"

#include <fmt/format.h>
#include <llhttp.h>

#include <algorithm>

namespace ensaio {
namespace {

constexpr std::size_t kHeadLimit = 64U * 1024U;
constexpr std::size_t kBeginning = 40;

/// `bytes` as a person can read them: what is not printable ASCII as \xNN.
std::string printable(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\r' || c == '\n') {
      out += c == '\r' ? "\\r" : "\\n";
    } else if (byte < 0x20 || byte > 0x7E) {
      out += fmt::format("\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

/// Whether a TLS record came: type 21 (alert) or 22 (handshake), then version 3 (RFC 8446, 5.1).
bool is_tls(std::string_view bytes) {
  return bytes.size() >= 2 && (bytes[0] == 0x15 || bytes[0] == 0x16) && bytes[1] == 0x03;
}

}  // namespace

struct AnswerReader::Parser {
  explicit Parser(std::size_t limit) : body_limit(limit) {}

  bool is_informational() const { return http.status_code / 100 == 1 && http.status_code != 101; }
  bool has_no_body() const {
    return to == To::Head || http.status_code / 100 == 1 || http.status_code == 204 ||
           http.status_code == 304;
  }

  llhttp_t http{};
  const std::size_t body_limit;
  To to = To::Other;
  State state = State::Partial;
  bool in_body = false;  // Header fields that come now are trailers.
  bool reusable = false;
  bool truncated = false;
  std::string beginning{};
  std::string head{};
  std::string body{};
};

namespace {

template <class Parser>
Parser& parser_of(llhttp_t* http) {
  return *static_cast<Parser*>(http->data);
}

/// llhttp's callbacks, which all begin by finding the parser again.
template <class Parser>
struct Callbacks {
  static int keep_head(Parser& parser, std::string_view text) {
    if (parser.in_body) return 0;
    if (parser.head.size() + text.size() > kHeadLimit) {
      llhttp_set_error_reason(&parser.http, "its headers are longer than 64 KiB");
      return HPE_USER;
    }
    parser.head += text;
    return 0;
  }
  static int on_head(llhttp_t* http, const char* at, std::size_t length) {
    return keep_head(parser_of<Parser>(http), {at, length});
  }
  static int on_name_end(llhttp_t* http) { return keep_head(parser_of<Parser>(http), ": "); }
  static int on_value_end(llhttp_t* http) { return keep_head(parser_of<Parser>(http), "\n"); }

  static int on_headers_end(llhttp_t* http) {
    Parser& parser = parser_of<Parser>(http);
    parser.in_body = true;
    constexpr int kSkipBody = 1;  // Though a 304 may well say the length it would have had.
    return parser.has_no_body() ? kSkipBody : 0;
  }

  static int on_body(llhttp_t* http, const char* at, std::size_t length) {
    Parser& parser = parser_of<Parser>(http);
    const std::size_t room = parser.body_limit - parser.body.size();
    parser.body.append(at, std::min(room, length));
    parser.truncated = parser.truncated || length > room;
    return 0;
  }

  static int on_end(llhttp_t* http) {
    Parser& parser = parser_of<Parser>(http);
    parser.in_body = false;
    if (parser.is_informational()) {
      parser.head.clear();
      return 0;
    }
    parser.state = AnswerReader::State::Complete;
    parser.reusable = llhttp_should_keep_alive(http) != 0 && http->status_code != 101;
    return HPE_PAUSED;
  }

  static llhttp_settings_t settings() {
    llhttp_settings_t all;
    llhttp_settings_init(&all);
    all.on_header_field = on_head;
    all.on_header_value = on_head;
    all.on_header_field_complete = on_name_end;
    all.on_header_value_complete = on_value_end;
    all.on_headers_complete = on_headers_end;
    all.on_body = on_body;
    all.on_message_complete = on_end;
    return all;
  }
};

}  // namespace

AnswerReader::AnswerReader(std::size_t body_limit) : parser_(std::make_unique<Parser>(body_limit)) {
  begin(To::Other);
}

AnswerReader::~AnswerReader() = default;

void AnswerReader::begin(To to) {
  static const llhttp_settings_t settings = Callbacks<Parser>::settings();
  Parser& parser = *parser_;
  llhttp_init(&parser.http, HTTP_RESPONSE, &settings);
  parser.http.data = &parser;
  parser.to = to;
  parser.state = State::Partial;
  parser.in_body = parser.reusable = parser.truncated = false;
  parser.beginning.clear();
  parser.head.clear();
  parser.body.clear();
}

AnswerReader::State AnswerReader::read(std::string_view bytes) {
  Parser& parser = *parser_;
  if (parser.state != State::Partial) {
    parser.reusable = parser.reusable && bytes.empty();
    return parser.state;
  }
  const std::size_t missing = kBeginning - parser.beginning.size();
  parser.beginning += bytes.substr(0, missing);
  const llhttp_errno_t error = llhttp_execute(&parser.http, bytes.data(), bytes.size());
  if (parser.state == State::Complete) {
    const char* end =
        error == HPE_OK ? bytes.data() + bytes.size() : llhttp_get_error_pos(&parser.http);
    parser.reusable = parser.reusable && end == bytes.data() + bytes.size();
  } else if (error != HPE_OK) {
    parser.state = State::Broken;
  }
  return parser.state;
}

AnswerReader::State AnswerReader::finish() {
  Parser& parser = *parser_;
  if (parser.state != State::Partial) return parser.state;
  llhttp_finish(&parser.http);
  if (parser.state != State::Complete) parser.state = State::Broken;
  return parser.state;
}

bool AnswerReader::begun() const { return !parser_->beginning.empty(); }

bool AnswerReader::reusable() const { return parser_->reusable; }

void AnswerReader::take(Answered& answered) {
  answered.status = parser_->http.status_code;
  answered.head.swap(parser_->head);
  answered.body.swap(parser_->body);
  answered.truncated = parser_->truncated;
}

std::string AnswerReader::problem() const {
  const std::string& beginning = parser_->beginning;
  if (is_tls(beginning)) return "not HTTP: the receiver speaks TLS; is its URL https?";
  if (!beginning.starts_with("HTTP/")) {
    return "not HTTP: it begins with \"" + printable(beginning) + '"';
  }
  const char* reason = llhttp_get_error_reason(&parser_->http);
  return std::string("not HTTP: ") + (reason != nullptr ? reason : "it cannot be read");
}

}  // namespace ensaio
