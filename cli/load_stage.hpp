#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "bench/load/load_course.hpp"
#include "bench/load/load_order.hpp"
#include "cli/destinations.hpp"
#include "cli/play_settings.hpp"
#include "cli/repertoire.hpp"
#include "cli/stage.hpp"
#include "simulator/base/result.hpp"
#include "simulator/scenario/load_profile.hpp"

namespace ensaio {

/// The scenarios of a mix, compiled once, and where they go; to be played at any rates.
class LoadStage {
 public:
  /// Error: a place that must not or cannot be sent to, or none.
  static Result<LoadStage, Obstacle> of(const LoadProfile& profile, PlaySettings settings,
                                        std::uint64_t seed);

  /// A course of the mix by the phases and limits of `profile`. Good as long as this lives.
  LoadCourse course(const LoadProfile& profile, const LoadOrder& order) const;

  /// Of the first scenario.
  const std::string& target() const;

 private:
  std::vector<std::unique_ptr<Piece>> pieces_{};
  std::vector<std::unique_ptr<Staged>> staged_{};
};

/// Callbacks that a conversation of the mix is planned to send, on average (see planned_sends()),
/// and how long the longest takes where answers take no time.
struct PlannedMix {
  std::uint64_t sends = 0;    ///< Of `weights` conversations.
  std::uint64_t weights = 0;  ///< Times kCountedConversations. Over 0.
  Offset longest{};

  /// At least a little.
  double callbacks() const;
  /// So many callbacks a second are how many conversations? Rounded down.
  Rate conversations(Rate callbacks) const;
};
PlannedMix planned_mix(const LoadProfile& profile);

}  // namespace ensaio
