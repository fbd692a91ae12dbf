#include "cli/load_screen.hpp"

#include <chrono>

namespace ensaio {

void LoadScreen::second(const LoadSecond& second) {
  if (block_ == nullptr) return;
  add(view_, second);
  draw(watch_.elapsed());
}

void LoadScreen::look() {
  if (block_ == nullptr) return;
  const Offset now = watch_.elapsed();
  if (now >= next_) draw(now);
}

void LoadScreen::clear() {
  if (block_ != nullptr) block_->clear();
}

void LoadScreen::draw(Offset now) {
  constexpr Offset kEach = std::chrono::milliseconds(250);
  next_ = now + kEach;
  place(view_, setting_, now);
  block_->draw(lines_of(view_, block_->width()));
}

}  // namespace ensaio
