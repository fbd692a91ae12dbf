#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/load/load_thread.hpp"
#include "simulator/scenario/load_profile.hpp"

namespace ensaio {

/// Asks a profile's stop_when of each second of a load by itself. A condition that names a phase
/// looks at those seconds that lie wholly in it; any other at those that have no part of an
/// unjudged phase, where the seconds after the last phase are that phase's. One thread.
class StopConditions {
 public:
  /// `profile` must outlive it.
  explicit StopConditions(const LoadProfile& profile);

  /// The next second. The first condition that has held for as long as it says, each second of it
  /// without a gap, with what was measured in the last; empty where none has.
  std::string after(const LoadSecond& second);

 private:
  const LoadProfile& profile_;
  std::vector<std::uint64_t> held_{};  ///< By condition: so many seconds in a row up to the last.
};

}  // namespace ensaio
