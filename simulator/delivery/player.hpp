#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "simulator/delivery/arrivals.hpp"
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
class Player {
 public:
  /// Told once per attempt, when its ending is known. `arrival` is the number of its arrival.
  using Sink = std::function<void(std::uint64_t arrival, const Outcome&)>;

  /// `world` and `arrivals` must outlive it.
  Player(World& world, Arrivals& arrivals, Sink sink);
  /// For who knows them all beforehand: see ListedArrivals.
  Player(World& world, std::vector<Arrival> arrivals, Sink sink);
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  /// Until no more will arrive and every conversation is over, or the world is interrupted: then
  /// what is under way ends as abandoned and nothing more is sent.
  void run();

 private:
  struct State;
  std::unique_ptr<ListedArrivals> listed_;  ///< Null where they are somebody else's.
  std::unique_ptr<State> state_;
};

}  // namespace ensaio
