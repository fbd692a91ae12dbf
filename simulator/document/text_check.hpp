#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ensaio {

/// A character of UTF-8: its number and how many bytes it has.
struct Character {
  std::uint32_t code = 0;
  std::size_t length = 0;
};

/// The character at the front of `text`, which is not empty; of length 0 where there is none: not
/// the shortest form, a surrogate, beyond U+10FFFF, a byte that begins nothing (RFC 3629).
Character first_character(std::string_view text);

/// The first byte that no text has, and why not.
struct TextFault {
  std::size_t pos = 0;
  std::string message{};
  std::string hint{};
};

/// What keeps `text` from being YAML's kind of text: NUL and other control characters, invalid
/// UTF-8, noncharacters, carriage returns alone, another encoding. Nothing where all is well.
std::optional<TextFault> text_fault(std::string_view text);

}  // namespace ensaio
