#include "simulator/scenario/shown_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "simulator/scenario/text_check.hpp"

namespace ensaio {
namespace {

/// A character as it is shown.
struct Cell {
  std::string text{};
  std::size_t columns = 1;
};

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

template <std::size_t N>
bool any_holds(const std::array<Range, N>& ranges, std::uint32_t code) {
  return std::any_of(ranges.begin(), ranges.end(), [code](const Range& range) {
    return range.first <= code && code <= range.last;
  });
}

// Roughly Unicode's East Asian Wide and the emoji: enough to keep carets near.
constexpr std::array<Range, 8> kWide{{{0x1100, 0x115F},
                                      {0x2E80, 0xA4CF},
                                      {0xAC00, 0xD7A3},
                                      {0xF900, 0xFAFF},
                                      {0xFE30, 0xFE6F},
                                      {0xFF00, 0xFF60},
                                      {0x1F300, 0x1FAFF},
                                      {0x20000, 0x3FFFD}}};
constexpr std::array<Range, 3> kCombining{{{0x0300, 0x036F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};
// What changes the direction of a line or breaks it, is not seen, or is no character.
constexpr std::array<Range, 6> kHidden{{{0x7F, 0x9F},
                                        {0x200B, 0x200F},
                                        {0x2028, 0x202E},
                                        {0x2060, 0x2069},
                                        {0xFDD0, 0xFDEF},
                                        {0xFEFF, 0xFEFF}}};

Cell escaped_byte(unsigned char byte) {
  if (byte == '\t') return {"\\t", 2};
  if (byte == '\n') return {"\\n", 2};
  if (byte == '\r') return {"\\r", 2};
  return {fmt::format("\\x{:02X}", byte), 4};
}

/// Takes the first character off `text`.
Cell take_cell(std::string_view& text) {
  const Character found = first_character(text);
  const std::string_view bytes = text.substr(0, std::max<std::size_t>(found.length, 1));
  text.remove_prefix(bytes.size());
  if (found.length == 0 || found.code < 0x20 || found.code == 0x7F) {
    return escaped_byte(static_cast<unsigned char>(bytes[0]));
  }
  if (any_holds(kHidden, found.code) || (found.code & 0xFFFE) == 0xFFFE) {
    std::string text_of = fmt::format("\\u{{{:04X}}}", found.code);
    const std::size_t columns = text_of.size();
    return {std::move(text_of), columns};
  }
  const std::size_t columns =
      any_holds(kCombining, found.code) ? 0 : (any_holds(kWide, found.code) ? 2 : 1);
  return {std::string(bytes), columns};
}

std::size_t columns_of(const std::vector<Cell>& cells, std::size_t first, std::size_t end) {
  std::size_t columns = 0;
  for (std::size_t i = first; i < std::min(end, cells.size()); ++i) columns += cells[i].columns;
  return columns;
}

/// The characters of `line` from number `first` (from 0) on, at most `count`.
std::vector<Cell> cells_of(std::string_view line, std::size_t first, std::size_t count) {
  for (std::size_t i = 0; i < first && !line.empty(); ++i) {
    line.remove_prefix(std::max<std::size_t>(first_character(line).length, 1));
  }
  std::vector<Cell> cells;
  while (!line.empty() && cells.size() < count) cells.push_back(take_cell(line));
  return cells;
}

}  // namespace

std::string shown_text(std::string_view text, std::size_t most) {
  std::string shown;
  std::size_t columns = 0;
  while (!text.empty()) {
    const Cell cell = take_cell(text);
    columns += cell.columns;
    if (columns > most) return shown + "…";
    shown += cell.text;
  }
  return shown;
}

ShownLine shown_line(std::string_view line, std::uint32_t column, std::uint32_t width,
                     std::size_t most) {
  // Of a long line, only what may be shown is looked at: `most` characters on either side.
  const std::size_t at = column - 1;
  const std::size_t skipped = at > most ? at - most : 0;
  const std::vector<Cell> cells = cells_of(line, skipped, 2 * most + 1);
  const std::size_t caret = std::min(at - skipped, cells.size());

  std::size_t first = 0;
  const bool fits = skipped == 0 && columns_of(cells, 0, cells.size()) <= most;
  // A third of the width before the caret, so that what follows can be read as well.
  while (!fits && columns_of(cells, first, caret) > most / 3) ++first;
  const bool cut_before = skipped + first > 0;
  ShownLine shown;
  std::size_t columns = cut_before ? 1 : 0;
  if (cut_before) shown.text = "…";
  std::size_t end = first;
  const std::size_t room = fits ? most : most - 1;
  for (; end < cells.size() && columns + cells[end].columns <= room; ++end) {
    shown.text += cells[end].text;
    columns += cells[end].columns;
  }
  if (end < cells.size()) shown.text += "…";
  shown.caret = (cut_before ? 1 : 0) + columns_of(cells, first, caret);
  shown.carets =
      std::max<std::size_t>(columns_of(cells, caret, std::min<std::size_t>(caret + width, end)), 1);
  return shown;
}

}  // namespace ensaio
