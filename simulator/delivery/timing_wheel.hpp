#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulator/delivery/agenda.hpp"

namespace ensaio {

/// What a player is to send, the first to come first: of equals the one that is earlier in its
/// story, then the one that was put in first. For very many: each lies in the slot of its tick, a
/// little more than a millisecond, until the wheel has turned there; only what is due by that tick
/// is kept in order, and what is further away than one turn. The wheel stands where the next is
/// due: what comes to be due before that, as where the first of many waits longest, is as dear as
/// in one heap. ./dev bench micro sets the two beside each other.
class TimingWheel {
 public:
  TimingWheel();

  void push(Due due);
  bool empty() const { return near_.empty(); }
  std::size_t size() const { return near_.size() + waiting_ + far_.size(); }
  /// Without the awaits.
  std::uint64_t sends() const;
  /// Takes out all of one arrival; answers how many that were. Looks at everything.
  std::size_t drop(std::uint32_t slot);
  /// Both require !empty().
  const Due& top() const { return near_.top(); }
  Due pop();

 private:
  using Tick = std::int64_t;
  static Tick tick_of(const Due& due);
  std::uint32_t& slot_of(Tick tick);
  void put(const Due& due);
  Due take(std::uint32_t& link);
  void turn();
  void turn_to(Tick tick);

  Agenda near_{};  ///< Due in the tick where the wheel stands, or before. Empty: all is.
  Agenda far_{};   ///< A whole turn away, or more.
  std::vector<std::uint32_t> slots_;  ///< By tick: the first node; each node leads to the next.
  std::vector<Due> nodes_{};
  std::vector<std::uint32_t> next_{};  ///< By node.
  std::uint32_t free_;                 ///< The first node that is free.
  std::size_t waiting_ = 0;            ///< In the slots.
  Tick now_ = 0;
  std::uint32_t order_ = 0;
};

}  // namespace ensaio
