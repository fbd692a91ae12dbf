#include "tests/simulation/truth.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace ensaio {

std::optional<Serial> serial_of(std::string_view head) {
  const std::size_t at = head.find(kSerialHeader);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view digits = head.substr(at + kSerialHeader.size());
  Serial serial = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), serial);
  if (read.ptr == digits.data()) return std::nullopt;
  return serial;
}

void Truth::note(Offset now, const std::string& line) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
  trace += fmt::format("{:>12}.{:03} ms  {}\n", us / 1000, us % 1000, line);
}

void Truth::wrong(Offset now, const std::string& what) {
  if (traced_) note(now, "WRONG: " + what);
  wrongs.push_back(what);
}

}  // namespace ensaio
