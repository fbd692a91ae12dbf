#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/delivery/agenda.hpp"
#include "simulator/delivery/arrivals.hpp"
#include "simulator/delivery/timing_wheel.hpp"
#include "simulator/timeline/conversation.hpp"

namespace ensaio {

/// One arrival while it is played: its conversation, and the clock that maps the conversation's
/// time to real time. Puts what it wants to send into an agenda as soon as it is known when, in
/// real time, that is due. All times are real.
class Playing {
 public:
  /// Virtual and manual clocks jump to what is next; the others run.
  struct Jumping {
    Agenda later{};                ///< By story time; not due before all is answered.
    Offset story_now{};            ///< In its story.
    Offset until = Offset::max();  ///< It jumps no further.
    std::uint32_t order = 0;       ///< Of what comes next.
  };

  /// Where it puts what it wants to send. Shared by all that one player plays.
  struct Desk {
    TimingWheel agenda{};
    std::vector<Send> sends{};  ///< What a conversation just asked for; empty in between.
    std::vector<std::unique_ptr<Jumping>> spare{};  ///< Their memory serves for another one.
  };

  /// `slot` is what the agenda calls it.
  Playing(Arrival arrival, std::uint32_t slot);

  void begin(Desk& desk);
  /// It is over, or was abandoned: what it took of the desk goes back there. Last, and once.
  void leave(Desk& desk);
  void departed(const Send& send, Offset now, Desk& desk);
  void settled(const Send& send, Offset answered, Desk& desk);
  /// What an await waited for is there.
  void called(const Send& await, Offset now, Desk& desk);
  /// The story ends here: what is not under way yet is dropped. So have been `awaits` of its own.
  void give_up(std::size_t awaits, Desk& desk);
  /// The same, because it is no longer wanted.
  void cancel(std::size_t awaits, Desk& desk);
  /// A manual clock may go on until then, in the conversation's time.
  void advance(Offset until, Offset now, Desk& desk);

  bool over() const { return conversation_.over(); }
  /// How many sends wait for a virtual clock.
  std::size_t later() const { return jumping_ ? jumping_->later.sends() : 0; }
  bool has_given_up() const { return conversation_.has_given_up(); }
  bool is_cancelled() const { return cancelled_ != 0; }
  /// Its manual clock has to go on before anything more can happen: at next(), in the
  /// conversation's time.
  bool is_halted() const {
    return clock().mode == Clock::Mode::Manual && under_way_ == 0 && !jumping_->later.empty();
  }
  Offset next() const { return jumping_->later.top().due; }
  const Arrival& arrival() const { return arrival_; }
  const Script& script() const { return *arrival_.staging->script; }
  /// What is sent for one of its entries in the agenda.
  Send pending(const Due& due) const { return conversation_.pending(due.strand); }

 private:
  void take_up(Offset now, Offset earliest, Desk& desk);
  void release(Offset now, TimingWheel& agenda);
  const Clock& clock() const { return arrival_.staging->clock; }
  Offset real(Offset story) const;
  Offset story(Offset real) const;

  const Arrival arrival_;
  Conversation conversation_;
  std::unique_ptr<Jumping> jumping_{};  ///< Null: its clock runs.
  const std::uint32_t slot_;
  std::uint32_t cancelled_ : 1 = 0;
  std::uint32_t under_way_ : 31 = 0;  ///< Awaits among them: a virtual clock stands still.
};

}  // namespace ensaio
