#include "simulator/delivery/request_text.hpp"

#include <Poco/String.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace ensaio {
namespace {

bool has(const std::vector<CompiledHeader>& headers, const char* name) {
  return std::ranges::any_of(headers, [&](const CompiledHeader& header) {
    return Poco::icompare(header.name, name) == 0;
  });
}

/// Whether a request without a body says so (RFC 9110, 8.6): where the method makes one expected.
bool expects_body(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

}  // namespace

std::optional<std::string> append_request(std::string& out, const RequestParts& parts) {
  const auto& headers = parts.rendering.script().header_sets[parts.line.headers];
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "{} {} HTTP/1.1\r\n", parts.line.method, parts.endpoint.path);
  if ((!parts.body.empty() || expects_body(parts.line.method)) && !has(headers, "content-length")) {
    fmt::format_to(to, "content-length: {}\r\n", parts.body.size());
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
    if (out.find_first_of(std::string_view("\r\n\0", 3), begin) != std::string::npos) {
      return "the value of header '" + header.name + "' holds a line break or NUL";
    }
    out += "\r\n";
  }
  out += "\r\n";
  out += parts.body;
  return std::nullopt;
}

}  // namespace ensaio
