#include "simulator/document/scalar_extent.hpp"

#include <algorithm>

#include "simulator/document/text_cursor.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

/// Whether the line that begins at `pos` may continue a quoted text: blank, or far enough in.
bool continues(std::string_view text, std::size_t pos, std::int64_t indent) {
  const std::size_t first = text.find_first_not_of(' ', pos);
  if (first == std::string_view::npos || text[first] == '\n' || text[first] == '\r') return true;
  return text[first] == '\t' || static_cast<std::int64_t>(first - pos) > indent;
}

/// Behind the quote that closes the one at `pos`; npos where nothing does.
std::size_t quoted_end(std::string_view text, std::size_t pos, std::int64_t indent) {
  const char quote = text[pos];
  for (std::size_t i = pos + 1; i < text.size(); ++i) {
    if (text[i] == '\n' && !continues(text, i + 1, indent)) return std::string_view::npos;
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (text[i] == quote) {
      const bool doubled = quote == '\'' && text.substr(i + 1).starts_with('\'');
      if (!doubled) return i + 1;
      ++i;
    }
  }
  return std::string_view::npos;
}

/// Where the first line of the text from `begin` to `end` ends. Looks no further than that: a line
/// may be long and hold many texts.
std::size_t first_line(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t feed = text.substr(begin, end - begin).find('\n');
  return feed == std::string_view::npos ? end : line_end(text, begin);
}

/// Behind the last character of the unquoted text at `pos`, as far as its first line goes.
std::size_t plain_end(std::string_view text, std::size_t pos, std::string_view value) {
  if (text.substr(pos).starts_with(value)) return pos + value.size();
  // Of several lines: the parser folds them with spaces, so the first ends where they differ.
  std::size_t same = 0;
  while (pos + same < text.size() && same < value.size() && text[pos + same] == value[same]) ++same;
  return std::max(first_line(text, pos, pos + same), pos + 1);
}

/// Whether one of the lines behind the first that make up `value` begins with "- ", and where.
/// Folding changes white space only, so both are walked along their other characters.
void find_joined_item(std::string_view text, std::string_view value, ScalarExtent& extent) {
  std::size_t pos = extent.end;
  for (std::size_t i = pos - extent.begin; i < value.size(); ++i) {
    if (kBlank.find(value[i]) != std::string_view::npos) continue;
    const std::size_t next = std::min(text.find_first_not_of(kBlank, pos), text.size());
    const bool new_line = text.substr(pos, next - pos).find('\n') != std::string_view::npos;
    if (new_line && text.substr(next).starts_with("- ")) {
      extent.joins_item = true;
      extent.joined = next;
      return;
    }
    pos = next + 1;
    if (pos > text.size()) return;
  }
}

/// "pedido #12": one space or more, then # and something that is not a comment's usual space.
bool cut_at(std::string_view text, std::size_t end) {
  const std::size_t next = text.find_first_not_of(" \t", end);
  if (next == end || next == std::string_view::npos || next + 1 >= text.size()) return false;
  return text[next] == '#' && kBlank.find(text[next + 1]) == std::string_view::npos &&
         text[next + 1] != '#';
}

}  // namespace

std::size_t behind_properties(std::string_view text, std::size_t pos) {
  while (pos < text.size() && (text[pos] == '&' || text[pos] == '!')) {
    pos = std::min(text.find_first_of(kBlank, pos), text.size());
    pos = std::min(text.find_first_not_of(kBlank, pos), text.size());
  }
  return pos;
}

ScalarExtent scalar_extent(std::string_view text, std::size_t pos, std::string_view value,
                           std::int64_t indent) {
  ScalarExtent extent;
  extent.begin = behind_properties(text, pos);
  extent.end = extent.begin;
  if (extent.begin >= text.size()) return extent;
  const char first = text[extent.begin];
  if (first == '"' || first == '\'') {
    extent.style = ScalarStyle::Quoted;
    const std::size_t end = quoted_end(text, extent.begin, indent);
    extent.closed = end != std::string_view::npos;
    extent.end = first_line(text, extent.begin, std::min(end, text.size()));
  } else if (first == '|' || first == '>') {
    extent.style = ScalarStyle::Block;
    extent.end = extent.begin + 1;
  } else if (value.empty()) {  // Only a tag stands there.
    extent.begin = pos;
    extent.end = pos;
  } else {
    extent.end = plain_end(text, extent.begin, value);
    extent.cut_by_comment = cut_at(text, extent.end);
    if (extent.end - extent.begin < value.size()) find_joined_item(text, value, extent);
  }
  return extent;
}

std::optional<std::size_t> open_quote(std::string_view text, std::size_t pos, std::size_t end) {
  text = text.substr(0, end);
  while (pos < text.size()) {
    const bool begins = pos == 0 || std::string_view(" \t\n,[{:").find(text[pos - 1]) != text.npos;
    if (begins && (text[pos] == '"' || text[pos] == '\'')) {
      const std::size_t behind = quoted_end(text, pos, -1);
      if (behind == std::string_view::npos) return pos;
      pos = behind;
    } else {
      pos = begins && text[pos] == '#' ? line_end(text, pos) : pos + 1;
    }
  }
  return std::nullopt;
}

}  // namespace ensaio
