#pragma once

#include <cstdint>
#include <string>

#include "simulator/scenario/load_profile.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// What is known of a load before anything is sent.
struct LoadPlan {
  /// SHA-256, 64 lower-case hex digits, of one JSON object a line: the seed and whose numbers are
  /// used; each scenario of the mix with its weight and its plan's hash, as `ensaio plan` makes it
  /// with that seed; each phase with its rate. The same on every machine and day; not of it are
  /// names, conditions, limits and the target.
  std::string hash{};
  double sends = 0;  ///< Callbacks of a conversation, on average by the weights.
  /// How long the longest of those counted takes, where answers take no time. Almost none takes
  /// longer.
  Offset longest{};
  Offset story{};  ///< None takes longer at all.
};

/// How many conversations of a scenario are counted to know what one sends on average, and how long
/// they take: all draw from their own streams what a `choose` plays and how long a `wait` is.
inline constexpr std::uint64_t kCountedConversations = 256;

/// What conversations of one scenario send.
struct PlannedSends {
  std::uint64_t sends = 0;  ///< Of kCountedConversations together.
  Offset longest{};         ///< How long the longest of them takes, where answers take no time.
};

/// The same for every seed of a load, so that all who ask speak of the same average. Exact where
/// `script`, which is that of `scenario`, draws nothing that it sends; fewer are looked at where
/// they are long.
PlannedSends planned_sends(const Script& script, const Scenario& scenario);

/// Whether conversations begin at a rate, or as fast as the receiver answers.
enum class LoadLoop : std::uint8_t { Open, Closed };

/// The plan of `profile`, whose scenarios compile. In a closed loop the rates count for nothing.
LoadPlan load_plan(const LoadProfile& profile, std::uint64_t seed, LoadLoop loop);

}  // namespace ensaio
