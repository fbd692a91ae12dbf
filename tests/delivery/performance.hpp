#pragma once

#include <string>
#include <vector>

#include "simulator/delivery/player.hpp"
#include "simulator/timeline/plan.hpp"
#include "tests/support/story.hpp"

namespace ensaio {

/// A scenario with all that an arrival of it needs, aimed at http://receiver.test/hook.
/// What has been told of it is kept.
class Performance {
 public:
  explicit Performance(const Scenario& scenario);
  Performance(const Performance&) = delete;
  Performance& operator=(const Performance&) = delete;

  Arrival arrival(Clock clock = {}, Offset at = {});

  /// What a player tells, in short and in order: "SENT 0/0/5, READ 400/400/405" with due, sent and
  /// answered in milliseconds; a copy is "SENT+1", what was not answered ends in "!".
  std::string told() const;

  void hear(const Outcome& outcome) { outcomes.push_back(outcome); }

  Script script;
  Cast cast;
  Surroundings surroundings{};
  Endpoint endpoint;
  std::vector<Outcome> outcomes{};

 private:
  std::string name(const Outcome& outcome) const;
};

/// Plays one arrival of `scenario` in `world`; what was told of it, in short.
std::string played(World& world, const Scenario& scenario, Clock clock = {});

/// Plays all of them together.
void play(World& world, std::vector<Performance*> performances, std::vector<Arrival> arrivals);

inline constexpr Clock kVirtual{.mode = Clock::Mode::Virtual};

}  // namespace ensaio
