#include "simulator/delivery/playing.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "simulator/timeline/span.hpp"

namespace ensaio {
namespace {

/// `time` times `factor`, within kLongest.
Offset scaled(Offset time, double factor) {
  constexpr auto kEnd = static_cast<double>(kLongest.count());
  const double exact = static_cast<double>(time.count()) * factor;
  return Offset(std::llround(std::clamp(exact, -kEnd, kEnd)));
}

}  // namespace

Playing::Playing(Arrival arrival, std::size_t slot)
    : arrival_(std::move(arrival)),
      slot_(slot),
      conversation_(*arrival_.script, arrival_.seed),
      rendering_(*arrival_.script, *arrival_.cast, *arrival_.surroundings) {
  if (arrival_.clock.mode == Clock::Mode::Manual) until_ = Offset::zero();
}

void Playing::begin(Desk& desk) {
  if (jumps() && !desk.spare.empty()) {
    later_ = std::move(desk.spare.back());
    desk.spare.pop_back();
  }
  conversation_.begin(Offset::zero(), desk.sends);
  take_up(arrival_.at, arrival_.at, desk);
}

void Playing::leave(Desk& desk) {
  if (!jumps()) return;
  later_.clear();
  desk.spare.push_back(std::move(later_));
}

void Playing::departed(const Send& send, Offset now, Desk& desk) {
  conversation_.departed(send.strand, desk.sends);
  take_up(now, arrival_.at, desk);  // What follows a send that was late may be due already.
}

void Playing::settled(const Send& send, Offset answered, Desk& desk) {
  --under_way_;
  conversation_.settled(send.strand, story(answered), desk.sends);
  take_up(answered, answered, desk);
}

void Playing::called(const Send& await, Offset now, Desk& desk) {
  --under_way_;
  conversation_.called(await.strand, story(now), desk.sends);
  take_up(now, now, desk);
}

void Playing::give_up(std::size_t awaits, Desk& desk) {
  gave_up_ = true;
  const std::size_t due = desk.agenda.drop(slot_);
  conversation_.give_up(awaits + due + later_.size());
  under_way_ -= awaits + due;
  later_ = {};
}

void Playing::cancel(std::size_t awaits, Desk& desk) {
  cancelled_ = true;
  give_up(awaits, desk);
}

void Playing::advance(Offset until, Offset now, Desk& desk) {
  until_ = std::max(until_, until);
  if (jumps()) release(now, desk.agenda);
}

void Playing::take_up(Offset now, Offset earliest, Desk& desk) {
  const bool is_jumping = jumps();
  for (const Send& send : desk.sends) {
    if (is_jumping) {
      later_.push({send.at, slot_, send});
    } else {
      // Where the factor is out of all measure, times of the story do not come back exactly.
      desk.agenda.push({std::max(real(send.at), earliest), slot_, send});
      ++under_way_;
    }
  }
  desk.sends.clear();
  if (is_jumping) release(now, desk.agenda);
}

// The clock jumps to what is next once nothing is under way; what is due by then goes together.
void Playing::release(Offset now, Agenda& agenda) {
  if (under_way_ == 0 && !later_.empty() && later_.top().due <= until_) {
    story_now_ = std::max(story_now_, later_.top().due);
  }
  while (!later_.empty() && later_.top().due <= story_now_) {
    agenda.push({now, slot_, later_.pop().send});
    ++under_way_;
  }
}

Offset Playing::real(Offset story) const {
  if (arrival_.clock.mode == Clock::Mode::Fast)
    return arrival_.at + scaled(story, 1 / arrival_.clock.factor);
  return arrival_.at + story;
}

Offset Playing::story(Offset real) const {
  switch (arrival_.clock.mode) {
    case Clock::Mode::Virtual:
    case Clock::Mode::Manual:
      return story_now_;
    case Clock::Mode::Fast:
      return scaled(real - arrival_.at, arrival_.clock.factor);
    default:
      return real - arrival_.at;
  }
}

}  // namespace ensaio
