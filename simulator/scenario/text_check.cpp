#include "simulator/scenario/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ensaio {
namespace {

/// The bytes that a character has, by its first byte, and the lowest number worth so many.
Character lead(unsigned char byte) {
  if (byte < 0x80) return {byte, 1};
  if (byte >= 0xC2 && byte <= 0xDF) return {byte & 0x1FU, 2};
  if (byte >= 0xE0 && byte <= 0xEF) return {byte & 0x0FU, 3};
  if (byte >= 0xF0 && byte <= 0xF4) return {byte & 0x07U, 4};
  return {};
}

bool is_noncharacter(std::uint32_t code) {
  return (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

/// YAML 1.2 §5.1: printable are tab, line feed, carriage return, U+0085 and what is no control.
bool is_control(std::uint32_t code) {
  if (code == '\t' || code == '\n' || code == '\r' || code == 0x85) return false;
  return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

std::string byte_fault(std::string_view rest) {
  return fmt::format("byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(rest[0]));
}

std::optional<TextFault> character_fault(std::uint32_t code, std::string_view rest,
                                         std::size_t pos) {
  if (code == 0) return TextFault{pos, "a NUL byte: this is no text file", ""};
  if (is_control(code)) {
    return TextFault{pos, fmt::format("control character U+{:04X}", code), "remove it"};
  }
  if (is_noncharacter(code)) {
    return TextFault{pos, fmt::format("U+{:04X} is not a character", code), "remove it"};
  }
  if (code == 0xFEFF) {
    return TextFault{pos, "a byte order mark (U+FEFF) in the middle of the file", "remove it"};
  }
  if (code == '\r' && !rest.starts_with("\r\n")) {
    return TextFault{pos, "a carriage return without a line feed",
                     "save the file with Unix line ends"};
  }
  return std::nullopt;
}

}  // namespace

Character first_character(std::string_view text) {
  Character found = lead(static_cast<unsigned char>(text[0]));
  if (found.length == 0 || found.length > text.size()) return {};
  for (std::size_t i = 1; i < found.length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return {};
    found.code = (found.code << 6) | (byte & 0x3FU);
  }
  constexpr std::uint32_t kLowest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool overlong = found.code < kLowest[found.length];
  const bool surrogate = found.code >= 0xD800 && found.code <= 0xDFFF;
  if (overlong || surrogate || found.code > 0x10FFFF) return {};
  return found;
}

std::optional<TextFault> text_fault(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return TextFault{0, "the file is UTF-16", "save it as UTF-8"};
  }
  const bool binary = text.find('\0') != std::string_view::npos;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto byte = static_cast<unsigned char>(text[pos]);
    if (byte >= 0x20 && byte < 0x7F) {
      ++pos;
      continue;
    }
    const std::string_view rest = text.substr(pos);
    const Character found = first_character(rest);
    auto fault = found.length == 0 ? TextFault{pos, byte_fault(rest), "save the file as UTF-8"}
                                   : character_fault(found.code, rest, pos);
    if (fault && binary && found.code != 0) return TextFault{pos, "this is no text file", ""};
    if (fault) return fault;
    pos += found.length;
  }
  return std::nullopt;
}

}  // namespace ensaio
