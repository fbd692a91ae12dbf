#pragma once

#include <strings.h>

#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>

namespace ensaio {

/// The length of the first request in `bytes`, nothing while it is not whole.
inline std::optional<std::size_t> request_length(std::string_view bytes) {
  const std::size_t head = bytes.find("\r\n\r\n");
  if (head == std::string_view::npos) return std::nullopt;
  constexpr std::string_view kName = "\r\ncontent-length:";
  std::size_t body = 0;
  for (std::size_t at = bytes.find("\r\n"); at < head; at = bytes.find("\r\n", at + 2)) {
    if (strncasecmp(bytes.data() + at, kName.data(), kName.size()) != 0) continue;
    const char* digits = bytes.data() + at + kName.size();
    while (*digits == ' ') ++digits;
    std::from_chars(digits, bytes.data() + head, body);
  }
  const std::size_t length = head + 4 + body;
  return bytes.size() >= length ? std::optional(length) : std::nullopt;
}

}  // namespace ensaio
