#include "tests/simulation/simulated_time.hpp"

#include <algorithm>
#include <utility>

namespace ensaio {

void SimulatedTime::after(Offset delay, std::function<void()> what) {
  heap_.push_back({now_ + std::max(delay, Offset::zero()), order_++, std::move(what)});
  std::push_heap(heap_.begin(), heap_.end(), later);
}

void SimulatedTime::pass_to(Offset until) {
  while (next() <= until) {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    Entry first = std::move(heap_.back());
    heap_.pop_back();
    now_ = std::max(now_, first.at);
    first.what();
  }
  now_ = std::max(now_, until);
}

}  // namespace ensaio
