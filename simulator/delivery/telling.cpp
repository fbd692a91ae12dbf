#include "simulator/delivery/telling.hpp"

#include <algorithm>
#include <cmath>

#include "simulator/delivery/player.hpp"
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

Telling::Telling(const Arrival& arrival, std::size_t number)
    : clock_(arrival.clock),
      began_(arrival.at),
      number_(number),
      conversation_(*arrival.script, arrival.seed),
      rendering_(*arrival.script, *arrival.cast, *arrival.surroundings) {}

void Telling::begin(Agenda& agenda) {
  conversation_.begin(Offset::zero(), sends_);
  take_up(began_, began_, agenda);
}

void Telling::departed(const Send& send, Offset now, Agenda& agenda) {
  conversation_.departed(send.strand, sends_);
  take_up(now, began_, agenda);  // What follows a send that was late may be due already.
}

void Telling::settled(const Send& send, Offset answered, Agenda& agenda) {
  --under_way_;
  conversation_.settled(send.strand, story(answered), sends_);
  take_up(answered, answered, agenda);
}

void Telling::take_up(Offset now, Offset earliest, Agenda& agenda) {
  const bool is_virtual = clock_.mode == Clock::Mode::Virtual;
  for (const Send& send : sends_) {
    if (is_virtual) {
      later_.push({send.at, number_, send});
    } else {
      // Where the factor is out of all measure, times of the story do not come back exactly.
      agenda.push({std::max(real(send.at), earliest), number_, send});
      ++under_way_;
    }
  }
  sends_.clear();
  if (is_virtual) release(now, agenda);
}

// The clock jumps to what is next once nothing is under way; what is due by then goes together.
void Telling::release(Offset now, Agenda& agenda) {
  if (under_way_ == 0 && !later_.empty()) story_now_ = std::max(story_now_, later_.top().due);
  while (!later_.empty() && later_.top().due <= story_now_) {
    agenda.push({now, number_, later_.pop().send});
    ++under_way_;
  }
}

Offset Telling::real(Offset story) const {
  if (clock_.mode == Clock::Mode::Fast) return began_ + scaled(story, 1 / clock_.factor);
  return began_ + story;
}

Offset Telling::story(Offset real) const {
  switch (clock_.mode) {
    case Clock::Mode::Virtual:
      return story_now_;
    case Clock::Mode::Fast:
      return scaled(real - began_, clock_.factor);
    default:
      return real - began_;
  }
}

}  // namespace ensaio
