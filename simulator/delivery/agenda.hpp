#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/timeline/strands.hpp"

namespace ensaio {

/// That a strand of an arrival has something to send, or to await. What that is, the arrival's
/// conversation knows: there may be a million of these.
struct Due {
  Offset due{};            ///< In real time.
  Offset at{};             ///< In its story.
  std::uint32_t slot = 0;  ///< Where the player keeps that arrival.
  Strand strand = 0;
  /// Of equals the lower comes first, round the end of the numbers: the nearer way counts.
  std::uint32_t order = 0;
  bool is_await = false;
};

/// Whether `a` comes after `b`: the earlier first; of equals the one that is earlier in its story,
/// then the one of lower order.
inline bool is_later(const Due& a, const Due& b) {
  if (a.due != b.due) return a.due > b.due;
  if (a.at != b.at) return a.at > b.at;
  return static_cast<std::int32_t>(a.order - b.order) > 0;
}

/// What is to be sent, the first to come first. A heap: for few. Whoever pushes gives the order.
class Agenda {
 public:
  void push(const Due& due) {
    heap_.push_back(due);
    std::push_heap(heap_.begin(), heap_.end(), is_later);
  }
  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  /// Without the awaits.
  std::uint64_t sends() const {
    return static_cast<std::uint64_t>(
        std::ranges::count_if(heap_, [](const Due& due) { return !due.is_await; }));
  }
  void clear() { heap_.clear(); }
  /// Takes out all of one arrival; answers how many that were.
  std::size_t drop(std::uint32_t slot) {
    const std::size_t dropped =
        std::erase_if(heap_, [slot](const Due& due) { return due.slot == slot; });
    if (dropped > 0) std::make_heap(heap_.begin(), heap_.end(), is_later);
    return dropped;
  }
  /// Both require !empty().
  const Due& top() const { return heap_.front(); }
  Due pop() {
    std::pop_heap(heap_.begin(), heap_.end(), is_later);
    const Due first = heap_.back();
    heap_.pop_back();
    return first;
  }

 private:
  std::vector<Due> heap_;
};

}  // namespace ensaio
