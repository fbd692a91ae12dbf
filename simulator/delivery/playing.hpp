#pragma once

#include <cstddef>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/delivery/agenda.hpp"
#include "simulator/delivery/arrivals.hpp"
#include "simulator/timeline/conversation.hpp"
#include "simulator/timeline/rendering.hpp"

namespace ensaio {

/// One arrival while it is played: its conversation, and the clock that maps the conversation's
/// time to real time. Puts what it wants to send into an agenda as soon as it is known when, in
/// real time, that is due. All times are real.
class Playing {
 public:
  /// Where it puts what it wants to send. Shared by all that one player plays.
  struct Desk {
    Agenda agenda{};
    std::vector<Send> sends{};    ///< What a conversation just asked for; empty in between.
    std::vector<Agenda> spare{};  ///< Empty; their memory serves for another conversation.
  };

  /// `slot` is what the agenda calls it.
  Playing(Arrival arrival, std::size_t slot);

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
  std::size_t later() const { return later_.sends(); }
  bool has_given_up() const { return gave_up_; }
  bool is_cancelled() const { return cancelled_; }
  /// Its manual clock has to go on before anything more can happen: at next(), in the
  /// conversation's time.
  bool is_halted() const {
    return arrival_.clock.mode == Clock::Mode::Manual && under_way_ == 0 && !later_.empty();
  }
  Offset next() const { return later_.top().due; }
  const Rendering& rendering() const { return rendering_; }
  const Arrival& arrival() const { return arrival_; }

 private:
  void take_up(Offset now, Offset earliest, Desk& desk);
  void release(Offset now, Agenda& agenda);
  /// Virtual and manual clocks jump to what is next; the others run.
  bool jumps() const {
    return arrival_.clock.mode == Clock::Mode::Virtual ||
           arrival_.clock.mode == Clock::Mode::Manual;
  }
  Offset real(Offset story) const;
  Offset story(Offset real) const;

  const Arrival arrival_;
  const std::size_t slot_;
  Conversation conversation_;
  Rendering rendering_;
  Agenda later_;        ///< Of a clock that jumps: by story time, not due before all is answered.
  Offset story_now_{};  ///< Of such a clock.
  Offset until_ = Offset::max();  ///< It jumps no further.
  std::size_t under_way_ = 0;     ///< Pending awaits among them: a virtual clock stands still.
  bool gave_up_ = false;
  bool cancelled_ = false;
};

}  // namespace ensaio
