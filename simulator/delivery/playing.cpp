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

Playing::Playing(Arrival arrival, std::uint32_t slot)
    : arrival_(std::move(arrival)), conversation_(script(), arrival_.seed()), slot_(slot) {}

void Playing::begin(Desk& desk) {
  const Clock::Mode mode = clock().mode;
  if (mode == Clock::Mode::Virtual || mode == Clock::Mode::Manual) {
    if (desk.spare.empty()) desk.spare.push_back(std::make_unique<Jumping>());
    jumping_ = std::move(desk.spare.back());
    desk.spare.pop_back();
    jumping_->story_now = Offset::zero();
    jumping_->until = mode == Clock::Mode::Manual ? Offset::zero() : Offset::max();
  }
  conversation_.begin(Offset::zero(), desk.sends);
  take_up(arrival_.at, arrival_.at, desk);
}

void Playing::leave(Desk& desk) {
  if (!jumping_) return;
  jumping_->later.clear();
  desk.spare.push_back(std::move(jumping_));
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
  const std::size_t due = desk.agenda.drop(slot_);
  const std::size_t later = jumping_ ? jumping_->later.size() : 0;
  conversation_.give_up(awaits + due + later);
  under_way_ -= static_cast<std::uint32_t>(awaits + due) & 0x7fffffffU;
  if (jumping_) jumping_->later.clear();
}

void Playing::cancel(std::size_t awaits, Desk& desk) {
  cancelled_ = 1;
  give_up(awaits, desk);
}

void Playing::advance(Offset until, Offset now, Desk& desk) {
  if (!jumping_) return;
  jumping_->until = std::max(jumping_->until, until);
  release(now, desk.agenda);
}

void Playing::take_up(Offset now, Offset earliest, Desk& desk) {
  for (const Send& send : desk.sends) {
    Due due{.due = send.at,
            .at = send.at,
            .slot = slot_,
            .strand = send.strand,
            .is_await = send.is_await()};
    if (jumping_) {
      due.order = jumping_->order++;
      jumping_->later.push(due);
      continue;
    }
    // Where the factor is out of all measure, times of the story do not come back exactly.
    due.due = std::max(real(send.at), earliest);
    desk.agenda.push(due);
    ++under_way_;
  }
  desk.sends.clear();
  if (jumping_) release(now, desk.agenda);
}

// The clock jumps to what is next once nothing is under way; what is due by then goes together.
void Playing::release(Offset now, TimingWheel& agenda) {
  Agenda& later = jumping_->later;
  Offset& story_now = jumping_->story_now;
  if (under_way_ == 0 && !later.empty() && later.top().due <= jumping_->until) {
    story_now = std::max(story_now, later.top().due);
  }
  while (!later.empty() && later.top().due <= story_now) {
    Due due = later.pop();
    due.due = now;
    agenda.push(due);
    ++under_way_;
  }
}

Offset Playing::real(Offset story) const {
  if (clock().mode == Clock::Mode::Fast) return arrival_.at + scaled(story, 1 / clock().factor);
  return arrival_.at + story;
}

Offset Playing::story(Offset real) const {
  if (jumping_) return jumping_->story_now;
  if (clock().mode == Clock::Mode::Fast) return scaled(real - arrival_.at, clock().factor);
  return real - arrival_.at;
}

}  // namespace ensaio
