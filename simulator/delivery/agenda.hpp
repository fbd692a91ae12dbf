#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/timeline/conversation.hpp"

namespace ensaio {

/// A send of one arrival, and when it is due in real time.
struct Due {
  Offset due{};
  std::size_t slot = 0;  ///< Where the player keeps that arrival.
  Send send{};
};

/// What is to be sent, the earliest first; of equals the one that is earlier in its story, then the
/// one that was put in first.
class Agenda {
 public:
  void push(const Due& due) {
    heap_.push_back({due, order_++});
    std::push_heap(heap_.begin(), heap_.end(), later);
  }
  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  /// Without the awaits.
  std::uint64_t sends() const {
    return static_cast<std::uint64_t>(std::ranges::count_if(
        heap_, [](const Entry& entry) { return !entry.due.send.is_await(); }));
  }
  void clear() { heap_.clear(); }
  /// Takes out all of one arrival; answers how many that were.
  std::size_t drop(std::size_t slot) {
    const std::size_t dropped =
        std::erase_if(heap_, [slot](const Entry& entry) { return entry.due.slot == slot; });
    if (dropped > 0) std::make_heap(heap_.begin(), heap_.end(), later);
    return dropped;
  }
  /// Both require !empty().
  const Due& top() const { return heap_.front().due; }
  Due pop() {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    const Due first = heap_.back().due;
    heap_.pop_back();
    return first;
  }

 private:
  struct Entry {
    Due due{};
    std::uint64_t order = 0;
  };
  static bool later(const Entry& a, const Entry& b) {
    if (a.due.due != b.due.due) return a.due.due > b.due.due;
    if (a.due.send.at != b.due.send.at) return a.due.send.at > b.due.send.at;
    return a.order > b.order;
  }

  std::vector<Entry> heap_;
  std::uint64_t order_ = 0;
};

}  // namespace ensaio
