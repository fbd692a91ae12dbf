#include "mock_api/http_head.hpp"

#include <algorithm>

#include "mock_api/http_framing.hpp"
#include "mock_api/http_limits.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kLongestMethod = 32;

/// RFC 9110, 5.6.2.
bool is_token_character(char c) {
  constexpr std::string_view kSigns = "!#$%&'*+-.^_`|~";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kSigns.find(c) != std::string_view::npos;
}

bool is_method(std::string_view text) {
  return !text.empty() && text.size() <= kLongestMethod &&
         std::all_of(text.begin(), text.end(), is_token_character);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The next line, which is taken off `text`.
std::string_view next_line(std::string_view& text) {
  const auto end = text.find(kLineEnd);
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + kLineEnd.size());
  return line;
}

std::string read_request_line(std::string_view line, RequestHead& head) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || !is_method(line.substr(0, first))) {
    return "the first line does not begin with a method";
  }
  head.method = line.substr(0, first);
  if (first == last) return "the first line has no version; HTTP/1.1 is spoken here";
  head.target = line.substr(first + 1, last - first - 1);
  if (head.target.empty() || head.target.find(' ') != std::string_view::npos) {
    return "the first line is not METHOD PATH VERSION";
  }
  const std::string_view version = line.substr(last + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return "HTTP/1.1 is spoken here";
  head.version = version;
  return "";
}

std::string read_header(std::string_view line, RequestHead& head) {
  if (line.starts_with(' ') || line.starts_with('\t')) return "a header goes over two lines";
  if (head.headers.size() == HttpLimits::kHeaders) return "there are over 100 headers";
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return "a header has no colon";
  head.headers.push_back(
      {std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
  return "";
}

}  // namespace

const std::string* RequestHead::find(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [name](const Header& header) {
    return same_name(header.name, name);
  });
  return found == headers.end() ? nullptr : &found->value;
}

bool RequestHead::has(std::string_view name, std::string_view word) const {
  for (const Header& header : headers) {
    if (!same_name(header.name, name)) continue;
    std::string_view rest = header.value;
    while (!rest.empty()) {
      const auto comma = std::min(rest.find(','), rest.size());
      if (same_name(trimmed(rest.substr(0, comma)), word)) return true;
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  return false;
}

RequestHead parse_head(std::string_view text) {
  RequestHead head;
  head.fault = read_request_line(next_line(text), head);
  while (head.fault.empty() && !text.empty()) head.fault = read_header(next_line(text), head);
  if (head.fault.empty()) head.fault = framing_fault(head.target, head.headers);
  if (head.fault.empty() && head.version == "HTTP/1.0" && head.find("transfer-encoding")) {
    head.fault = "chunks are not of HTTP/1.0";
  }
  return head;
}

std::string beginning_fault(std::string_view begun) {
  constexpr char kTlsHandshake = 0x16;
  if (begun.starts_with(kTlsHandshake)) return "this is TLS, and plain HTTP is spoken here";
  if (!begun.empty() && !is_token_character(begun.front())) {
    return "the first line does not begin with a method";
  }
  for (auto at = begun.find('\n'); at != std::string_view::npos; at = begun.find('\n', at + 1)) {
    if (at == 0 || begun[at - 1] != '\r') return "a line does not end with CR LF";
  }
  const auto end = begun.find(kLineEnd);
  RequestHead head;
  return end == std::string_view::npos ? "" : read_request_line(begun.substr(0, end), head);
}

}  // namespace ensaio
