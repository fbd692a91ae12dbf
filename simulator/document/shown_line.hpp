#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ensaio {

/// `text` in one line that any terminal may be given: valid UTF-8 without control characters,
/// which are written as \n, \t, \x1B or \u{202E}. At most `most` columns, then "…".
std::string shown_text(std::string_view text, std::size_t most);

/// A line of a file as it is shown below a problem, and where the carets go.
struct ShownLine {
  std::string text{};
  std::size_t caret = 0;   ///< Columns before the first caret.
  std::size_t carets = 1;  ///< How many.
};

/// The part of `line` around its characters from `column` (from 1) on, `width` of them, escaped
/// and cut to `most` columns with "…" where something is left out.
ShownLine shown_line(std::string_view line, std::uint32_t column, std::uint32_t width,
                     std::size_t most);

}  // namespace ensaio
