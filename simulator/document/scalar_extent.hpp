#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ensaio {

/// How a scalar stands in the text, which the parser's events do not tell.
enum class ScalarStyle : std::uint8_t { Plain, Quoted, Block };

/// A scalar as written.
struct ScalarExtent {
  ScalarStyle style = ScalarStyle::Plain;
  std::size_t begin = 0;        ///< Its first byte: behind anchor and tag.
  std::size_t end = 0;          ///< Behind its last; of several lines, behind the first one's last.
  bool closed = true;           ///< False: a quote that nothing closes.
  bool joins_item = false;      ///< An unquoted text that swallowed a line which begins with "- ".
  std::size_t joined = 0;       ///< Where that line's "-" is.
  bool cut_by_comment = false;  ///< Unquoted, and a comment such as #12 follows in its line.
};

/// Behind the anchors and tags that stand at `pos`, and the white space after them.
std::size_t behind_properties(std::string_view text, std::size_t pos);

/// The scalar of value `value` that stands at `pos` (perhaps behind its properties). `indent` is
/// the column (from 0) of the block around it, -1 for none: lines that continue a quoted text
/// stand further in, so one that does not shows that the quote was left open.
ScalarExtent scalar_extent(std::string_view text, std::size_t pos, std::string_view value,
                           std::int64_t indent);

/// The first quote from `pos` on that begins a text and is not closed before `end`.
std::optional<std::size_t> open_quote(std::string_view text, std::size_t pos, std::size_t end);

}  // namespace ensaio
