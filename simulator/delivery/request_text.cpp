#include "simulator/delivery/request_text.hpp"

#include <array>
#include <charconv>
#include <cstdint>

namespace ensaio {
namespace {

/// How many bytes of `text` end a line or a string. Counted in bytes, which compilers do for many
/// at once, as this is done for every request.
std::size_t breaks(std::string_view text) {
  constexpr std::size_t kByteful = 255;
  std::size_t all = 0;
  for (std::size_t at = 0; at < text.size(); at += kByteful) {
    std::uint8_t some = 0;
    for (const char c : text.substr(at, kByteful)) {
      some = static_cast<std::uint8_t>(some + ((c == '\r') | (c == '\n') | (c == '\0')));
    }
    all += some;
  }
  return all;
}

/// Which header it is that breaks out.
std::string problem_of(const RequestParts& parts, const HeaderSet& headers) {
  for (const CompiledHeader& header : headers.each) {
    std::string value;
    parts.rendering.append(value, header.value, parts.send);
    if (breaks(value) > 0) {
      return "the value of header '" + header.name + "' holds a line break or NUL";
    }
  }
  return "a header's name holds a line break or NUL";
}

void append_length(std::string& out, std::size_t length) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(), length).ptr;
  out.append("content-length: ").append(digits.begin(), end).append("\r\n");
}

/// Whether a request without a body says so (RFC 9110, 8.6): where the method makes one expected.
bool expects_body(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

}  // namespace

std::optional<std::string> append_request(std::string& out, const RequestParts& parts) {
  const HeaderSet& headers = parts.rendering.script().header_sets[parts.line.headers];
  out.append(parts.line.method).append(" ").append(parts.endpoint.path).append(" HTTP/1.1\r\n");
  if ((!parts.body.empty() || expects_body(parts.line.method)) && !headers.has_length) {
    append_length(out, parts.body.size());
  }
  if (!headers.has_host) {
    out += "host: ";
    parts.endpoint.append_authority(out);
    out += "\r\n";
  }
  const std::size_t begin = out.size();
  parts.rendering.append(out, headers.text, parts.send);
  const std::size_t expected = 2 * headers.each.size();  // CR and LF after each.
  if (breaks(std::string_view(out).substr(begin)) != expected) return problem_of(parts, headers);
  out += "\r\n";
  out += parts.body;
  return std::nullopt;
}

}  // namespace ensaio
