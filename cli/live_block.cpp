#include "cli/live_block.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

namespace ensaio {

LiveBlock::LiveBlock(std::ostream& out, std::function<std::size_t()> width)
    : out_(out), width_(std::move(width)) {}

LiveBlock::~LiveBlock() { clear(); }

void LiveBlock::draw(const std::vector<std::string>& lines) {
  std::string text = erasing();
  drawn_.clear();
  for (const std::string& line : lines) {
    if (!drawn_.empty()) text += "\n";
    text += line;
    drawn_.push_back(line.size());
  }
  out_ << text << std::flush;
}

void LiveBlock::clear() {
  if (drawn_.empty()) return;
  out_ << erasing() << std::flush;
  drawn_.clear();
}

// The cursor stands at the end of the last line. A terminal that became narrower meanwhile has
// broken lines in two.
std::string LiveBlock::erasing() const {
  if (drawn_.empty()) return "";
  const std::size_t width = std::max<std::size_t>(1, width_());
  std::size_t rows = 0;
  for (const std::size_t columns : drawn_) {
    rows += std::max<std::size_t>(1, (columns + width - 1) / width);
  }
  const std::string up = rows > 1 ? fmt::format("\x1b[{}A", rows - 1) : "";
  return "\r" + up + "\x1b[J";
}

}  // namespace ensaio
