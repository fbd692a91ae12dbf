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
  Arrival arrival(Routes routes, Clock clock = {}, Offset at = {});

  /// What a player tells, in short and in order: "SENT 0/0/5, READ 400/400/405" with due, sent and
  /// answered in milliseconds; a copy is "SENT+1", what was not answered ends in "!".
  std::string told() const;

  void hear(const Outcome& outcome) { outcomes.push_back(outcome); }
  void hear(const CallNews& news) { calls.push_back(news); }

  /// How its awaits and tallies ended, in short and in order, with real times in milliseconds:
  /// "#1 send-text 0/20, quiet 20/220, missed 0/10000 (send-image), 2 of 1 send-text".
  std::string called() const;

  Script script;
  Cast cast;
  Surroundings surroundings{};
  Endpoint endpoint;
  std::vector<Outcome> outcomes{};
  std::vector<CallNews> calls{};

 private:
  std::string name(const Outcome& outcome) const;
  std::string text_of(const AwaitEnding& ending) const;
  std::string text_of(const TallyEnding& ending) const;
};

/// Plays one arrival of `scenario` in `world`; what was told of it, in short.
std::string played(World& world, const Scenario& scenario, Clock clock = {});

/// Plays all of them together.
void play(World& world, std::vector<Performance*> performances, std::vector<Arrival> arrivals,
          CallSource* source = nullptr);

inline constexpr Clock kVirtual{.mode = Clock::Mode::Virtual};

}  // namespace ensaio
