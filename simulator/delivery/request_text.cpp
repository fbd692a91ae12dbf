#include "simulator/delivery/request_text.hpp"

#include <Poco/String.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace ensaio {
namespace {

bool has(const std::vector<CompiledHeader>& headers, std::string_view name) {
  return std::ranges::any_of(headers, [&](const CompiledHeader& header) {
    return header.name.size() == name.size() && Poco::icompare(header.name, name.data()) == 0;
  });
}

/// Counted rather than searched for: compilers make that many bytes at once, and this is done for
/// every header sent.
bool breaks_out(std::string_view value) {
  return std::ranges::count_if(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; }) >
         0;
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
  const auto& headers = parts.rendering.script().header_sets[parts.line.headers];
  out.append(parts.line.method).append(" ").append(parts.endpoint.path).append(" HTTP/1.1\r\n");
  if ((!parts.body.empty() || expects_body(parts.line.method)) && !has(headers, "content-length")) {
    append_length(out, parts.body.size());
  }
  if (!has(headers, "host")) {
    out += "host: ";
    parts.endpoint.append_authority(out);
    out += "\r\n";
  }
  for (const CompiledHeader& header : headers) {
    out += header.name;
    out += ": ";
    const std::size_t begin = out.size();
    parts.rendering.append(out, header.value, parts.send);
    if (breaks_out(std::string_view(out).substr(begin))) {
      return "the value of header '" + header.name + "' holds a line break or NUL";
    }
    out += "\r\n";
  }
  out += "\r\n";
  out += parts.body;
  return std::nullopt;
}

}  // namespace ensaio
