#include "mock_api/http_connection.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Timespan.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "mock_api/http_answer.hpp"
#include "mock_api/http_body.hpp"
#include "mock_api/http_head.hpp"
#include "mock_api/http_input.hpp"
#include "mock_api/request_target.hpp"

namespace ensaio {
namespace {

namespace net = Poco::Net;

constexpr std::string_view kEmptyLine = "\r\n\r\n";
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
// What is read of a request after its refusal: a client that is still writing when the connection
// ends may never see the answer.
constexpr std::size_t kMostRest = std::size_t{16} << 20U;
constexpr auto kRestTime = std::chrono::seconds(10);
// Of a first line that is none, for the journal.
constexpr std::size_t kShownLine = 200;

Poco::Timespan timespan(Offset time) {
  return Poco::Timespan(std::chrono::duration_cast<std::chrono::microseconds>(time).count());
}

/// Source: RFC 9112, 9.3.
bool keeps_alive(const RequestHead& head) {
  if (head.has("connection", "close")) return false;
  return head.version == "HTTP/1.1" || head.has("connection", "keep-alive");
}

std::string too_slow(const char* what, Offset limit) {
  return fmt::format("the {} did not come within {:g} s", what,
                     std::chrono::duration<double>(limit).count());
}

/// What came of a request.
struct HeardRequest {
  std::string head{};  ///< Without the empty line.
  std::string body{};
  Came came = Came::Whole;
  std::string fault{};
};

class HttpConnection : public net::TCPServerConnection {
 public:
  HttpConnection(const net::StreamSocket& socket, HttpServing& serving);

  /// Until the connection ends.
  void run() override;

 private:
  bool serve_next();
  bool hear_head(HeardRequest& heard);
  void hear_body(HeardRequest& heard, const RequestHead& head);
  bool answer(const HeardRequest& heard, const RequestHead& head);
  void hear_the_rest();

  HttpServing& serving_;
  OpenConnections::Entry entry_;
  HttpInput input_;
};

HttpConnection::HttpConnection(const net::StreamSocket& connected, HttpServing& serving)
    : TCPServerConnection(connected),
      serving_(serving),
      entry_(serving.open, connected.impl()->sockfd()),
      input_(socket()) {}

void HttpConnection::run() {
  try {
    socket().setNoDelay(true);
    socket().setSendTimeout(timespan(serving_.limits.send));
    while (serve_next()) {
    }
  } catch (const Poco::Exception&) {  // NOLINT(bugprone-empty-catch)
    // The client is gone.
  }
}

/// Whether there may be another one behind it.
bool HttpConnection::serve_next() {
  entry_.read_within(serving_.limits.idle);
  if (input_.pending().empty() && !input_.hear_more()) return false;
  entry_.read_within(serving_.limits.head);
  HeardRequest heard;
  if (!hear_head(heard)) return false;
  RequestHead head = parse_head(heard.head);
  if (heard.came == Came::Whole && !head.fault.empty()) {
    heard.came = Came::Malformed;
    heard.fault = head.fault;
  }
  if (heard.came == Came::Whole) hear_body(heard, head);
  entry_.take_time();
  // What we cut off ourselves was not heard.
  if (heard.came != Came::Whole && serving_.open.is_cut_off()) return false;
  const bool goes_on = answer(heard, head);
  if (heard.came != Came::Whole) hear_the_rest();
  return goes_on;
}

/// False where no request begins.
bool HttpConnection::hear_head(HeardRequest& heard) {
  for (;;) {
    // Empty lines before a request mean nothing (RFC 9112, 2.2).
    while (input_.pending().starts_with("\r\n")) input_.take(2);
    const std::string_view pending = input_.pending();
    const auto end = pending.find(kEmptyLine);
    const std::string_view begun = pending.substr(0, end);
    heard.fault = begun == "\r" ? "" : beginning_fault(begun);
    if (begun.size() > HttpLimits::kHead) heard.fault = "the head is over 64 KiB";
    if (!heard.fault.empty()) heard.came = Came::Malformed;
    if (!heard.fault.empty() || end != std::string_view::npos) {
      heard.head = begun;
      input_.take(std::min(begun.size() + kEmptyLine.size(), pending.size()));
      return true;
    }
    if (input_.hear_more()) continue;
    heard.head = input_.pending();
    heard.came = entry_.is_late() ? Came::TooSlow : Came::Malformed;
    heard.fault = entry_.is_late() ? too_slow("head", serving_.limits.head)
                                   : "the request ends within its head";
    return !heard.head.empty();
  }
}

void HttpConnection::hear_body(HeardRequest& heard, const RequestHead& head) {
  const bool asks_first = head.version == "HTTP/1.1" && head.has("expect", "100-continue");
  if (asks_first && !is_too_long(head)) {
    socket().sendBytes(kContinue.data(), static_cast<int>(kContinue.size()));
  }
  entry_.read_within(serving_.limits.body);
  HeardBody body = read_body(input_, head);
  heard.body = std::move(body.text);
  heard.came = body.came;
  heard.fault = std::move(body.fault);
  if (body.came != Came::BrokenOff || !entry_.is_late()) return;
  heard.came = Came::TooSlow;
  heard.fault = too_slow("body", serving_.limits.body);
}

bool HttpConnection::answer(const HeardRequest& heard, const RequestHead& head) {
  const std::string client = socket().peerAddress().toString();
  Question question{.method = head.method, .target = head.target, .headers = head.headers};
  if (question.method.empty()) {
    question.target = std::string_view(heard.head).substr(0, heard.head.find('\n'));
    question.target = question.target.substr(0, kShownLine);
  }
  const std::string path = percent_decoded(raw_path(question.target));
  question.path = path;
  question.body = heard.body;
  question.came = heard.came;
  question.fault = heard.fault;
  question.client = client;
  question.scheme = socket().secure() ? "https" : "http";
  const Reply reply = serving_.answering(question);
  AnswerManner manner{.keep_alive = heard.came == Came::Whole && keeps_alive(head),
                      .without_body = head.method == "HEAD"};
  if (!head.version.empty()) manner.version = head.version;
  // Whoever wants to know that it is written is told so as well where it could not be.
  const auto told = [&reply] {
    if (reply.written) reply.written();
  };
  try {
    const bool goes_on = write_answer(socket(), reply, manner, serving_.open);
    told();
    return goes_on;
  } catch (const Poco::Exception&) {
    told();
    return false;
  }
}

void HttpConnection::hear_the_rest() {
  socket().shutdownSend();  // Over TLS it does nothing.
  const auto end = std::chrono::steady_clock::now() + kRestTime;
  for (std::size_t heard = 0; heard < kMostRest && std::chrono::steady_clock::now() < end;) {
    input_.take(input_.pending().size());
    entry_.read_within(serving_.limits.rest);
    if (!input_.hear_more()) return;
    heard += input_.pending().size();
  }
}

}  // namespace

std::unique_ptr<net::TCPServerConnection> http_connection(const net::StreamSocket& socket,
                                                          HttpServing& serving) {
  return std::make_unique<HttpConnection>(socket, serving);
}

}  // namespace ensaio
