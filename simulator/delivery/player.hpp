#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "simulator/base/result.hpp"
#include "simulator/delivery/world.hpp"
#include "simulator/document/values.hpp"
#include "simulator/timeline/cast.hpp"
#include "simulator/timeline/outcome.hpp"
#include "simulator/timeline/rendering.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// Knows where a callback goes, looked up at each attempt. Null where there is nowhere.
using Routes = std::function<const Endpoint*(InstanceIndex, Kind)>;

/// One telling of one scenario: what is played, by whom, by which clock, and where to.
/// The player keeps references: all must outlive its run().
struct Arrival {
  Offset at{};  ///< Real time at which it begins.
  const Script* script = nullptr;
  const Cast* cast = nullptr;
  Surroundings* surroundings = nullptr;  ///< What calls save is written here.
  Seed seed{};
  Clock clock{};
  Routes routes{};
};

/// Plays conversations: tells them what happened, keeps what they want to send by due time, renders
/// and posts it when it is due, and tells every outcome to a sink. One thread, no locks.
///
/// The clock of an arrival maps scenario time to real time: `real` times 1, `xN` divided by N,
/// `virtual`: due now, once nothing of this arrival is in flight. Under `virtual` an answer takes
/// no time, and what is due at equal times is sent together.
class Player {
 public:
  /// Told once per attempt, when its ending is known.
  using Sink = std::function<void(std::size_t arrival, const Outcome&)>;

  Player(World& world, std::vector<Arrival> arrivals, Sink sink);
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  /// Until every conversation is over, or the world is interrupted: then what is under way ends as
  /// abandoned and nothing more is sent.
  void run();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ensaio
