#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "simulator/delivery/arrivals.hpp"
#include "simulator/delivery/call_source.hpp"
#include "simulator/delivery/world.hpp"
#include "simulator/timeline/outcome.hpp"

namespace ensaio {

/// Plays conversations: tells them what happened, keeps what they want to send by due time, renders
/// and posts it when it is due, and tells every outcome to a sink. One thread, no locks; what is
/// over is forgotten, and in steady state a callback allocates nothing.
///
/// The clock of an arrival maps scenario time to real time: `real` times 1, `xN` divided by N,
/// `virtual`: due now, once nothing of this arrival is in flight. Under `virtual` an answer takes
/// no time, and what is due at equal times is sent together.
///
/// An await waits for a call in real time, whatever the clock. Where none comes in time, the story
/// ends there: what it would tell is about something that never happened.
class Player {
 public:
  /// Told once per attempt, when its ending is known. `arrival` is the number of its arrival.
  using Sink = std::function<void(std::uint64_t arrival, const Outcome&)>;

  /// Told how each await and each tally of an arrival ended.
  using CallSink = std::function<void(std::uint64_t arrival, const CallNews&)>;

  /// Where the application's calls come from, and who is told what became of them. Both may be
  /// null: then no call ever comes.
  struct Hearing {
    CallSource* source = nullptr;
    CallSink sink{};
  };

  /// `world`, `arrivals` and the source of calls must outlive it.
  Player(World& world, Arrivals& arrivals, Sink sink, Hearing hearing);
  Player(World& world, Arrivals& arrivals, Sink sink)
      : Player(world, arrivals, std::move(sink), Hearing{}) {}
  /// For who knows them all beforehand: see ListedArrivals.
  Player(World& world, std::vector<Arrival> arrivals, Sink sink, Hearing hearing);
  Player(World& world, std::vector<Arrival> arrivals, Sink sink)
      : Player(world, std::move(arrivals), std::move(sink), Hearing{}) {}
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  /// Until no more will arrive and every conversation is over, or the world is interrupted: then
  /// what is under way ends as abandoned and nothing more is sent.
  void run();

  /// After an interrupted run: how many sends had been asked for and were never begun.
  std::uint64_t unsent() const;

 private:
  struct State;
  std::unique_ptr<ListedArrivals> listed_;  ///< Null where they are somebody else's.
  std::unique_ptr<State> state_;
};

}  // namespace ensaio
