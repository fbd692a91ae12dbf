#include "simulator/report/visible.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdint>

namespace ensaio {
namespace {

/// One character of UTF-8.
struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 0;  ///< 0: the text does not begin with a valid character.
};

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

Character first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  std::uint32_t code = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if (!continues(text[i])) return {};
    code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> kShortest{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = 0xD800 <= code && code <= 0xDFFF;
  if (code < kShortest.at(bytes) || surrogate || code > 0x10FFFF) return {};
  return {code, bytes};
}

/// Characters that a terminal obeys instead of showing, that turn the line around, or that are none
/// (XML does not hold U+FFFE and U+FFFF either).
bool is_command(std::uint32_t code) {
  const bool control = code < 0x20 || (0x7F <= code && code <= 0x9F);
  const bool line_break = code == 0x2028 || code == 0x2029;
  const bool direction = (0x202A <= code && code <= 0x202E) || (0x2066 <= code && code <= 0x2069) ||
                         code == 0x200E || code == 0x200F;
  const bool none = (code & 0xFFFEU) == 0xFFFEU || (0xFDD0 <= code && code <= 0xFDEF);
  return control || line_break || direction || none;
}

std::string escaped(std::uint32_t code) {
  switch (code) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return code < 0x80 ? fmt::format("\\x{:02x}", code) : fmt::format("\\u{:04x}", code);
  }
}

}  // namespace

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Character next = first_character(text);
    if (next.bytes == 0) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
      text.remove_prefix(1);
      continue;
    }
    if (is_command(next.code)) {
      out += escaped(next.code);
    } else {
      out += text.substr(0, next.bytes);
    }
    text.remove_prefix(next.bytes);
  }
  return out;
}

std::string_view beginning(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  constexpr std::size_t kLongestCharacter = 4;
  std::size_t end = bytes;
  while (end > 0 && bytes - end < kLongestCharacter && continues(text[end])) --end;
  return text.substr(0, continues(text[end]) ? bytes : end);
}

std::string human_time(Offset time) {
  using std::chrono::duration_cast;
  using namespace std::chrono_literals;
  if (time < 1ms) return fmt::format("{} us", duration_cast<std::chrono::microseconds>(time) / 1us);
  if (time < 1s) return fmt::format("{} ms", duration_cast<std::chrono::milliseconds>(time) / 1ms);
  if (time < 1min) {
    const auto tenths = time / 100ms;
    return tenths % 10 == 0 ? fmt::format("{} s", tenths / 10)
                            : fmt::format("{}.{} s", tenths / 10, tenths % 10);
  }
  if (time < 1h) return fmt::format("{} min {} s", time / 1min, time % 1min / 1s);
  return fmt::format("{} h {} min", time / 1h, time % 1h / 1min);
}

}  // namespace ensaio
