#pragma once

#include <cstdint>
#include <string>

#include "simulator/scenario/load_profile.hpp"

namespace ensaio {

/// What is known of a load before anything is sent.
struct LoadPlan {
  /// SHA-256, 64 lower-case hex digits, of one JSON object a line: the seed and whose numbers are
  /// used; each scenario of the mix with its weight and its plan's hash, as `ensaio plan` makes it
  /// with that seed; each phase with its rate. The same on every machine and day; not of it are
  /// names, conditions, limits and the target.
  std::string hash{};
  double sends = 0;  ///< Callbacks of a conversation, on average by the weights.
};

/// Whether conversations begin at a rate, or as fast as the receiver answers.
enum class LoadLoop : std::uint8_t { Open, Closed };

/// The plan of `profile`, whose scenarios compile. In a closed loop the rates count for nothing.
LoadPlan load_plan(const LoadProfile& profile, std::uint64_t seed, LoadLoop loop);

}  // namespace ensaio
