#include "simulator/document/text_cursor.hpp"

#include <algorithm>

namespace ensaio {
namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

std::uint32_t characters(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::size_t line_begin(std::string_view text, std::size_t pos) {
  if (pos == 0) return 0;
  const std::size_t feed = text.rfind('\n', pos - 1);
  return feed == std::string_view::npos ? 0 : feed + 1;
}

std::size_t line_end(std::string_view text, std::size_t pos) {
  const std::size_t end = std::min(text.find('\n', pos), text.size());
  return end > pos && text[end - 1] == '\r' ? end - 1 : end;
}

std::string_view line_at(std::string_view text, std::size_t pos) {
  const std::size_t begin = line_begin(text, pos);
  return text.substr(begin, line_end(text, begin) - begin);
}

Mark TextCursor::mark(std::size_t pos) {
  pos = std::min(pos, text_.size());
  if (pos < pos_) go_back(pos);
  go_forward(pos);
  return mark_;
}

void TextCursor::go_forward(std::size_t pos) {
  for (; pos_ < pos; ++pos_) {
    if (text_[pos_] == '\n') {
      ++mark_.line;
      mark_.column = 1;
    } else if (begins_character(text_[pos_])) {
      ++mark_.column;
    }
  }
}

void TextCursor::go_back(std::size_t pos) {
  while (pos_ > pos) {
    --pos_;
    if (text_[pos_] == '\n') {
      --mark_.line;
      mark_.column = 0;  // Counted below: that line's beginning is not known yet.
    } else if (begins_character(text_[pos_]) && mark_.column > 0) {
      --mark_.column;
    }
  }
  if (mark_.column > 0) return;
  const std::size_t begin = line_begin(text_, pos_);
  mark_.column = 1 + characters(text_.substr(begin, pos_ - begin));
}

}  // namespace ensaio
