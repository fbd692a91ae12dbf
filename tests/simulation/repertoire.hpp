#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "simulator/scenario/scenario.hpp"
#include "simulator/timeline/cast.hpp"
#include "simulator/timeline/plan.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// Says which planned send a send is: line, copy, stream.
using SendKey = std::tuple<std::uint32_t, std::uint32_t, std::uint64_t>;

inline SendKey key_of(const Send& send) { return {send.line, send.copy, send.stream}; }

/// One way in which a story goes.
struct Version {
  Seed seed{};
  Cast cast{};
  Plan plan{};
  std::vector<SendKey> sends{};  ///< As planned, sorted.
};

/// A scenario made ready once, for many simulations.
struct RehearsedStory {
  Scenario scenario{};
  Script script{};
  std::array<Version, 3> versions{};
};

/// Short stories of every structure: rows, schedules, branches, copies, repeats, choices, calls.
/// Made at the first call.
const std::vector<RehearsedStory>& rehearsed_stories();

}  // namespace ensaio
