#include "simulator/document/careful_stream.hpp"

#include <algorithm>

namespace ensaio {
namespace {

// A scenario of 100 000 steps as one JSON line has some 600 000.
constexpr std::size_t kMostValuesAhead = 1'500'000;
// No text of a person opens so many; nesting over 64 is refused anyway.
constexpr std::ptrdiff_t kMostOpen = 4096;

}  // namespace

CarefulStream::int_type CarefulStream::underflow() {
  if (stopped_) return traits_type::eof();
  if (fed_ == text_.size()) return last_line_feed();
  const std::string_view chunk = text_.substr(fed_, sizeof buffer_);
  if (too_far_ahead(chunk)) return traits_type::eof();
  std::copy(chunk.begin(), chunk.end(), buffer_);
  fed_ += chunk.size();
  setg(buffer_, buffer_, buffer_ + chunk.size());
  return traits_type::to_int_type(buffer_[0]);
}

CarefulStream::int_type CarefulStream::last_line_feed() {
  if (text_.empty() || text_.back() == '\n' || ended_) return traits_type::eof();
  ended_ = true;
  buffer_[0] = '\n';
  setg(buffer_, buffer_, buffer_ + 1);
  return traits_type::to_int_type('\n');
}

bool CarefulStream::too_far_ahead(std::string_view chunk) {
  if (builder_.events() != events_) {
    events_ = builder_.events();
    since_ = fed_;
    values_ = 0;
    opened_ = 0;
  }
  for (const char c : chunk) {
    if (c == '[' || c == '{') ++opened_;
    if ((c == ']' || c == '}') && opened_ > 0) --opened_;
    if (c == '[' || c == '{' || c == ',') ++values_;
  }
  deep_ = opened_ > kMostOpen;
  stopped_ = deep_ || values_ > kMostValuesAhead;
  return stopped_;
}

std::size_t CarefulStream::deep_at() const {
  std::ptrdiff_t open = 0;
  constexpr auto kMost = static_cast<std::ptrdiff_t>(kDeepest);
  for (std::size_t pos = since_; pos < text_.size(); ++pos) {
    if (text_[pos] == '[' || text_[pos] == '{') ++open;
    if (text_[pos] == ']' || text_[pos] == '}') --open;
    if (open > kMost) return pos;
  }
  return since_;
}

}  // namespace ensaio
