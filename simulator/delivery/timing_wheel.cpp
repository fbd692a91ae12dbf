#include "simulator/delivery/timing_wheel.hpp"

#include <algorithm>

namespace ensaio {
namespace {

constexpr std::int64_t kTick = std::int64_t{1} << 20U;  // Nanoseconds.
constexpr std::int64_t kTurn = 65'536;                  // Ticks: 69 s.
constexpr std::uint32_t kNone = UINT32_MAX;

}  // namespace

TimingWheel::TimingWheel() : slots_(kTurn, kNone), free_(kNone) {}

/// Rounded down.
TimingWheel::Tick TimingWheel::tick_of(const Due& due) {
  const auto ns = static_cast<std::int64_t>(due.due.count());
  return ns >= 0 ? ns / kTick : -1;
}

std::uint32_t& TimingWheel::slot_of(Tick tick) {
  return slots_[static_cast<std::size_t>(tick % kTurn)];
}

void TimingWheel::push(Due due) {
  due.order = order_++;
  if (empty()) now_ = std::max(now_, tick_of(due));
  put(due);
}

void TimingWheel::put(const Due& due) {
  const Tick tick = tick_of(due);
  if (tick <= now_) return near_.push(due);
  if (tick >= now_ + kTurn) return far_.push(due);
  std::uint32_t node = free_;
  if (node == kNone) {
    node = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    next_.emplace_back();
  } else {
    free_ = next_[node];
  }
  std::uint32_t& first = slot_of(tick);
  nodes_[node] = due;
  next_[node] = first;
  first = node;
  ++waiting_;
}

Due TimingWheel::pop() {
  const Due first = near_.pop();
  if (near_.empty()) turn();
  return first;
}

/// To the next tick in which anything is due.
void TimingWheel::turn() {
  while (near_.empty() && (waiting_ > 0 || !far_.empty())) {
    turn_to(waiting_ > 0 ? now_ + 1 : tick_of(far_.top()));
  }
}

void TimingWheel::turn_to(Tick tick) {
  now_ = tick;
  while (!far_.empty() && tick_of(far_.top()) < now_ + kTurn) put(far_.pop());
  std::uint32_t& first = slot_of(tick);
  while (first != kNone) near_.push(take(first));
}

/// Unlinks the node that `link` leads to.
Due TimingWheel::take(std::uint32_t& link) {
  const std::uint32_t taken = link;
  link = next_[taken];
  next_[taken] = free_;
  free_ = taken;
  --waiting_;
  return nodes_[taken];
}

std::uint64_t TimingWheel::sends() const {
  std::uint64_t count = near_.sends() + far_.sends();
  for (std::uint32_t at : slots_) {
    for (; at != kNone; at = next_[at]) count += nodes_[at].is_await ? 0 : 1;
  }
  return count;
}

std::size_t TimingWheel::drop(std::uint32_t slot) {
  std::size_t dropped = near_.drop(slot) + far_.drop(slot);
  for (std::size_t i = 0; waiting_ > 0 && i < slots_.size(); ++i) {
    std::uint32_t* link = &slots_[i];
    while (*link != kNone) {
      if (nodes_[*link].slot == slot) {
        take(*link);
        ++dropped;
      } else {
        link = &next_[*link];
      }
    }
  }
  turn();
  return dropped;
}

}  // namespace ensaio
