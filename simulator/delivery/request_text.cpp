#include "simulator/delivery/request_text.hpp"

#include <array>
#include <charconv>

#include "simulator/wire/headers.hpp"

namespace ensaio {
namespace {

/// Which header it is that breaks out.
std::string problem_of(const RequestParts& parts, const HeaderSet& headers) {
  for (const CompiledHeader& header : headers.each) {
    std::string value;
    parts.rendering.append_line(value, header.value, parts.send);
    if (ends_a_line(value)) {
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
    out.append("host: ").append(parts.endpoint.authority).append("\r\n");
  }
  const bool stays = parts.rendering.append_line(out, headers.text, parts.send);
  if (!stays || headers.breaks_out) return problem_of(parts, headers);
  out += "\r\n";
  out += parts.body;
  return std::nullopt;
}

}  // namespace ensaio
