#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// One deadline for each of a set of small numbers. Moving one to a later time, which is what
/// happens at every request, costs nothing: its place in the heap is found wrong only when it comes
/// up.
class Timers {
 public:
  /// Offset::max(): none.
  void set(std::uint32_t who, Offset deadline) {
    if (who >= all_.size()) all_.resize(who + 1);
    all_[who].deadline = deadline;
    if (deadline < all_[who].queued) queue(who);
  }

  /// No deadline is earlier. Offset::max() where there is none at all.
  Offset next() const { return heap_.empty() ? Offset::max() : heap_.front().at; }

  /// Takes off one whose deadline has come, nothing where there is none left.
  std::optional<std::uint32_t> expired(Offset now) {
    while (!heap_.empty() && heap_.front().at <= now) {
      const Entry entry = heap_.front();
      std::pop_heap(heap_.begin(), heap_.end(), later);
      heap_.pop_back();
      One& one = all_[entry.who];
      if (entry.at != one.queued) continue;  // An earlier one was queued since, and came up.
      one.queued = Offset::max();
      if (one.deadline > now) {
        if (one.deadline != Offset::max()) queue(entry.who);
        continue;
      }
      one.deadline = Offset::max();
      return entry.who;
    }
    return std::nullopt;
  }

 private:
  struct Entry {
    Offset at{};
    std::uint32_t who = 0;
  };
  struct One {
    Offset deadline = Offset::max();
    Offset queued = Offset::max();  ///< Where it stands in the heap; not later than `deadline`.
  };

  static bool later(const Entry& a, const Entry& b) { return a.at > b.at; }

  void queue(std::uint32_t who) {
    all_[who].queued = all_[who].deadline;
    heap_.push_back({all_[who].deadline, who});
    std::push_heap(heap_.begin(), heap_.end(), later);
  }

  std::vector<One> all_;
  std::vector<Entry> heap_;
};

}  // namespace ensaio
