#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ensaio {

/// What came of one simulation.
struct SimulationResult {
  std::vector<std::string> wrongs{};  ///< What the engine did not keep. Empty: all is well.
  std::string trace{};                ///< What happened, a line each, where it was traced.
  std::uint64_t requests = 0;
  std::uint64_t answered = 0;
  std::uint64_t timed_out = 0;
  std::uint64_t unreachable = 0;
  std::uint64_t abandoned = 0;
  std::uint64_t resent = 0;
  std::uint64_t confusable = 0;  ///< Sent while more than an answer was on its way to the client.
  std::uint64_t connections = 0;
};

/// Adds up the counts.
SimulationResult& operator+=(SimulationResult& sum, const SimulationResult& one);

/// Plays a few scenarios with the real player and client over a network whose every fault, delay
/// and byte boundary is drawn from `seed`, and holds what they say against what really happened.
/// The same on every machine.
SimulationResult simulated(std::uint64_t seed, bool traced = false);

/// What to print of a seed that went wrong: the seed's trace and the line that repeats it.
std::string failure_text(std::uint64_t seed);

}  // namespace ensaio
