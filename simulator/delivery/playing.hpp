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
    std::vector<Send> sends{};  ///< What a conversation just asked for; empty in between.
  };

  /// `slot` is what the agenda calls it.
  Playing(Arrival arrival, std::size_t slot);

  void begin(Desk& desk);
  void departed(const Send& send, Offset now, Desk& desk);
  void settled(const Send& send, Offset answered, Desk& desk);
  /// What an await waited for is there.
  void called(const Send& await, Offset now, Desk& desk);
  /// The story ends here: what is not under way yet is dropped. So have been `awaits` of its own.
  void give_up(std::size_t awaits, Desk& desk);

  bool over() const { return conversation_.over(); }
  /// How many sends wait for a virtual clock.
  std::size_t later() const { return later_.sends(); }
  bool has_given_up() const { return gave_up_; }
  const Rendering& rendering() const { return rendering_; }
  const Arrival& arrival() const { return arrival_; }

 private:
  void take_up(Offset now, Offset earliest, Desk& desk);
  void release(Offset now, Agenda& agenda);
  Offset real(Offset story) const;
  Offset story(Offset real) const;

  const Arrival arrival_;
  const std::size_t slot_;
  Conversation conversation_;
  Rendering rendering_;
  Agenda later_;        ///< Of a virtual clock: by story time, not due before all is answered.
  Offset story_now_{};  ///< Of a virtual clock.
  std::size_t under_way_ = 0;  ///< Pending awaits among them: a virtual clock stands still.
  bool gave_up_ = false;
};

}  // namespace ensaio
