#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cli/destinations.hpp"
#include "cli/play_settings.hpp"
#include "cli/stories.hpp"
#include "simulator/report/telling.hpp"
#include "simulator/timeline/plan.hpp"

namespace ensaio {

/// One telling of one story, with everything that it needs, ready to be played.
struct Staged {
  const Story* story = nullptr;
  Seed seed{};
  Cast cast{};
  Surroundings surroundings{};
  Destinations destinations{};
  Plan plan{};  ///< Of the same seed, with seeded ids: so it tells whether two runs tell the same.

  Telling telling() const { return {story->scenario, *story->script, cast, surroundings}; }
};

/// Which seed the tellings of a run have, and how often each story is told.
struct Casting {
  std::uint64_t seed = 0;       ///< For stories without their own.
  bool over_files = false;      ///< It was given: it counts for all stories.
  std::uint64_t iteration = 0;  ///< Of `--repeat`.
};

/// Makes a telling ready. Error: nowhere to send, or an environment variable that is not set. The
/// story must have its script.
Result<std::unique_ptr<Staged>> stage(const Story& story, const PlaySettings& settings,
                                      const Casting& casting);

/// The plan of a story: told as if it began at its `start`, else on 2026-01-01.
Plan plan_of(const Story& story, Seed seed,
             const std::function<void(const Send&, const std::string& json_line)>& told);

/// The seed that a telling has.
Seed seed_of(const Scenario& scenario, const Casting& casting);

/// Finds destinations that must not or cannot be sent to. Each host is asked once.
class Obstacles {
 public:
  /// `rule` must outlive it.
  explicit Obstacles(const TargetRule& rule) : rule_(rule) {}

  /// Those on the way of one telling that are not known yet.
  std::vector<Obstacle> of(const Staged& staged);

 private:
  const TargetRule& rule_;
  std::set<std::string> asked_;
};

}  // namespace ensaio
