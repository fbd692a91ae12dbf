#pragma once

#include <cstddef>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/delivery/agenda.hpp"
#include "simulator/scenario/values.hpp"
#include "simulator/timeline/conversation.hpp"
#include "simulator/timeline/rendering.hpp"

namespace ensaio {

struct Arrival;

/// One arrival while it is played: its conversation, and the clock that maps the conversation's
/// time to real time. Puts what it wants to send into an agenda as soon as it is known when, in
/// real time, that is due. All times are real.
class Telling {
 public:
  /// `arrival`, number `number`, must outlive it.
  Telling(const Arrival& arrival, std::size_t number);

  void begin(Agenda& agenda);
  void departed(const Send& send, Offset now, Agenda& agenda);
  void settled(const Send& send, Offset answered, Agenda& agenda);

  bool over() const { return conversation_.over(); }
  const Rendering& rendering() const { return rendering_; }

 private:
  void take_up(Offset now, Offset earliest, Agenda& agenda);
  void release(Offset now, Agenda& agenda);
  Offset real(Offset story) const;
  Offset story(Offset real) const;

  const Clock clock_;
  const Offset began_;
  const std::size_t number_;
  Conversation conversation_;
  Rendering rendering_;
  std::vector<Send> sends_;  ///< What the conversation just asked for.
  Agenda later_;             ///< Of a virtual clock: by story time, not due before all is answered.
  Offset story_now_{};       ///< Of a virtual clock.
  std::size_t under_way_ = 0;
};

}  // namespace ensaio
