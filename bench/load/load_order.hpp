#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "bench/load/load_course.hpp"
#include "simulator/scenario/load_profile.hpp"

namespace ensaio {

/// What is said of a load beside its profile.
struct LoadOrder {
  std::uint64_t seed = 0;
  std::size_t threads = 1;
  /// So many conversations at once, as fast as the receiver answers; the rates count for nothing.
  std::optional<std::size_t> at_once{};
  Offset story{};  ///< See LoadCourse; of no account in a closed loop, which skips waits.
  TargetRule rule{};
  TlsSettings tls{};
};

/// The course of `profile`, which has phases. `pieces`: those of its mix, in the same order.
LoadCourse course_of(const LoadProfile& profile, std::vector<LoadPiece> pieces,
                     const LoadOrder& order);

}  // namespace ensaio
