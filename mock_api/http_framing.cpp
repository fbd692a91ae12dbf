#include "mock_api/http_framing.hpp"

#include <algorithm>

namespace ensaio {
namespace {

constexpr std::string_view kLength = "content-length";
constexpr std::string_view kCoding = "transfer-encoding";
// 2^63 has 19 digits.
constexpr std::size_t kLongestLength = 18;

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7F;
}

/// A header's name has neither white space nor control characters.
bool is_name(std::string_view text) {
  return !text.empty() &&
         std::none_of(text.begin(), text.end(), [](char c) { return c <= ' ' || c == 0x7F; });
}

bool is_length(std::string_view text) {
  return !text.empty() && text.size() <= kLongestLength &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// What is wrong with a header by itself; empty where nothing is.
std::string header_fault(const Header& header) {
  const auto& [name, value] = header;
  if (!is_name(name)) return "a header's name holds what no name does";
  if (std::any_of(value.begin(), value.end(), is_control)) {
    return "the header " + name + " holds control characters";
  }
  if (same_name(name, kLength) && !is_length(value)) return "Content-Length is no number";
  if (same_name(name, kCoding) && !same_name(value, "chunked")) {
    return "the only Transfer-Encoding known is chunked";
  }
  return "";
}

}  // namespace

std::string framing_fault(std::string_view target, const std::vector<Header>& headers) {
  if (std::any_of(target.begin(), target.end(), is_control)) {
    return "the path holds control characters";
  }
  int lengths = 0;
  int codings = 0;
  for (const Header& header : headers) {
    std::string fault = header_fault(header);
    if (!fault.empty()) return fault;
    lengths += same_name(header.name, kLength) ? 1 : 0;
    codings += same_name(header.name, kCoding) ? 1 : 0;
  }
  if (lengths > 1) return "there are two Content-Length";
  if (codings > 1) return "there are two Transfer-Encoding";
  if (lengths + codings > 1) return "there are both Content-Length and Transfer-Encoding";
  return "";
}

}  // namespace ensaio
