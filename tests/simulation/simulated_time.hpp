#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// Time that passes only when told to, and what is to happen in it.
class SimulatedTime {
 public:
  Offset now() const { return now_; }

  /// Has `what` happen so much later; at equal times in the order of the calls.
  void after(Offset delay, std::function<void()> what);

  /// When the next thing happens; Offset::max() where nothing will.
  Offset next() const { return heap_.empty() ? Offset::max() : heap_.front().at; }

  /// Lets time pass until then, and all happen that is due by then.
  void pass_to(Offset until);

 private:
  struct Entry {
    Offset at{};
    std::uint64_t order = 0;
    std::function<void()> what{};
  };
  static bool later(const Entry& a, const Entry& b) {
    return a.at != b.at ? a.at > b.at : a.order > b.order;
  }

  Offset now_{};
  std::uint64_t order_ = 0;
  std::vector<Entry> heap_;
};

}  // namespace ensaio
