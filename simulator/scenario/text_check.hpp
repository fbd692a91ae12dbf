#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ensaio {

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
