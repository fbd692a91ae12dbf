#pragma once

#include <utility>

#include "cli/live_block.hpp"
#include "cli/load_view.hpp"
#include "simulator/delivery/stopwatch.hpp"

namespace ensaio {

/// Keeps a block on a terminal up to date while a load runs; made when it begins. One thread.
class LoadScreen {
 public:
  /// `block`: null: nothing is shown. It and the setting's profile outlive this.
  LoadScreen(LiveBlock* block, LoadSetting setting) : block_(block), setting_(std::move(setting)) {}
  /// Leaves nothing of it.
  ~LoadScreen() { clear(); }
  LoadScreen(const LoadScreen&) = delete;
  LoadScreen& operator=(const LoadScreen&) = delete;

  bool is_shown() const { return block_ != nullptr; }
  void second(const LoadSecond& second);
  /// Draws it again where it is time to.
  void look();
  void clear();

 private:
  void draw(Offset now);

  LiveBlock* const block_;
  const LoadSetting setting_;
  const Stopwatch watch_{};
  Offset next_{};
  LoadView view_{};
};

}  // namespace ensaio
