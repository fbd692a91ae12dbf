#include "simulator/delivery/awaiting.hpp"

#include <algorithm>
#include <utility>

namespace ensaio {
namespace {

using std::chrono::milliseconds;

constexpr Offset kFirstPause = milliseconds(20);
constexpr Offset kLongestPause = milliseconds(250);

/// One origin, tried until it is there.
struct Trial {
  const Endpoint* place = nullptr;
  bool there = false;
  bool under_way = false;
  Offset next{};  ///< When it is tried again.
  Offset pause = kFirstPause;
  Ending last = TimedOut{"connecting"};
};

class Awaiting {
 public:
  Awaiting(World& world, const std::vector<Endpoint>& places, Offset within)
      : world_(world), until_(world.now() + within) {
    for (const Endpoint& place : places) {
      const bool known = std::ranges::any_of(trials_, [&place](const Trial& trial) {
        return trial.place->origin() == place.origin();
      });
      if (!known) trials_.push_back({.place = &place});
    }
  }

  std::optional<NotThere> wait() {
    while (!world_.interrupted()) {
      try_again();
      const auto missing = std::ranges::find(trials_, false, &Trial::there);
      if (missing == trials_.end()) return std::nullopt;
      if (world_.now() >= until_) return NotThere{*missing->place, missing->last};
      const auto answer = world_.wait(next());
      if (!answer) continue;
      Trial& trial = trials_[answer->ticket];
      hear(trial, answer->ending);
      if (is_final(trial.last)) return NotThere{*trial.place, trial.last};
    }
    return std::nullopt;
  }

 private:
  /// Trying again would not change it.
  static bool is_final(const Ending& ending) {
    const auto* lost = std::get_if<Unreachable>(&ending);
    return lost != nullptr && (lost->why == Unreachable::Why::NotAllowed ||
                               lost->why == Unreachable::Why::Certificate);
  }

  void try_again() {
    const Offset now = world_.now();
    for (std::size_t i = 0; i < trials_.size() && world_.has_room(); ++i) {
      Trial& trial = trials_[i];
      if (trial.there || trial.under_way || trial.next > now) continue;
      trial.under_way = true;
      world_.post(i, {.endpoint = trial.place, .timeout = until_ - now});
    }
  }

  Offset next() const {
    Offset next = until_;
    for (const Trial& trial : trials_) {
      if (!trial.there && !trial.under_way) next = std::min(next, trial.next);
    }
    return next;
  }

  void hear(Trial& trial, const Ending& ending) {
    trial.under_way = false;
    trial.there = std::holds_alternative<Answered>(ending);
    if (trial.there) return;
    trial.last = ending;
    trial.next = world_.now() + trial.pause;
    trial.pause = std::min(2 * trial.pause, kLongestPause);
  }

  World& world_;
  const Offset until_;
  std::vector<Trial> trials_;  ///< By ticket.
};

}  // namespace

std::optional<Endpoint> already_there(World& world, const std::vector<Endpoint>& places) {
  constexpr Offset kPatience = std::chrono::seconds(10);
  const Offset until = world.now() + kPatience;
  std::optional<Endpoint> first;
  std::size_t under_way = 0;
  for (std::size_t i = 0; i < places.size() && world.has_room(); ++i, ++under_way) {
    world.post(i, {.endpoint = &places[i], .timeout = kPatience});
  }
  while (under_way > 0 && !world.interrupted() && world.now() < until) {
    const auto answer = world.wait(until);
    if (!answer) continue;
    --under_way;
    if (!first && std::holds_alternative<Answered>(answer->ending)) first = places[answer->ticket];
  }
  return first;
}

std::optional<NotThere> await_receivers(World& world, const std::vector<Endpoint>& places,
                                        Offset within) {
  return Awaiting(world, places, within).wait();
}

}  // namespace ensaio
