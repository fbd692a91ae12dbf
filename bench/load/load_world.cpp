#include "bench/load/load_world.hpp"

#include <algorithm>
#include <utility>

namespace ensaio {

LoadWorld::LoadWorld(World& inner, Habits habits) : inner_(inner), habits_(std::move(habits)) {
  held_ = is_held(inner_.now());
  if (!habits_.tick) next_tick_ = Offset::max();
}

bool LoadWorld::has_room() const { return !held_ && (habits_.drops || inner_.has_room()); }

void LoadWorld::post(Ticket ticket, const Posting& posting) {
  if (inner_.has_room()) {
    ++in_flight_;
    return inner_.post(ticket, posting);
  }
  const Offset now = inner_.now();
  dropped_.push_back(
      {.ticket = ticket,
       .sent = now,
       .answered = now,
       .ending = Unreachable{Unreachable::Why::Overflow, "too many were under way"}});
}

// Does not sleep where the player has something to do that it could not know of when it said until
// when: a hold is over, the tick has stopped something, or what was dropped is to be told. The
// inner world comes first, or else what is dropped without end would keep it from ever being looked
// at.
std::optional<Answer> LoadWorld::wait(Offset until) {
  const Offset now = inner_.now();
  if (turn_began_ != Offset::max()) longest_turn_ = std::max(longest_turn_, now - turn_began_);
  const bool ticks = now >= next_tick_;
  if (ticks) next_tick_ = habits_.tick(now);
  if (ticks || is_held(now) != held_ || !dropped_.empty()) until = now;
  auto answer = inner_.wait(std::min({until, next_tick_, next_change(now)}));
  if (answer) {
    --in_flight_;
  } else if (!dropped_.empty()) {
    answer = std::move(dropped_.back());
    dropped_.pop_back();
  }
  turn_began_ = answer ? answer->answered : inner_.now();
  idle_ += std::max(Offset::zero(), turn_began_ - now);  // One that lay there already: no wait.
  held_ = hold_ < habits_.holds.size() && is_held(inner_.now());
  return answer;
}

Offset LoadWorld::next_change(Offset now) {
  const bool held = is_held(now);
  if (hold_ == habits_.holds.size()) return Offset::max();
  return held ? habits_.holds[hold_].until : habits_.holds[hold_].from;
}

bool LoadWorld::is_held(Offset now) {
  while (hold_ < habits_.holds.size() && habits_.holds[hold_].until <= now) ++hold_;
  return hold_ < habits_.holds.size() && habits_.holds[hold_].from <= now;
}

}  // namespace ensaio
