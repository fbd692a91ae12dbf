#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "mock_api/story.hpp"
#include "simulator/report/recorder.hpp"

namespace ensaio {

/// The scenarios that the control API was asked to play, and what became of each. One thread.
class Runs {
 public:
  struct Begun {
    std::uint64_t id = 0;
    std::string plan_hash{};
  };

  /// `rendition` must not be changed by anybody but its player; `plan` is that of its seed.
  Begun begin(std::shared_ptr<const Story> story, std::shared_ptr<Rendition> rendition,
              std::string instance, Plan plan);
  void told(std::uint64_t id, const Outcome& outcome);
  void heard(std::uint64_t id, const CallNews& news);
  void over(std::uint64_t id, Stop stop);

  bool knows(std::uint64_t id) const { return runs_.find(id) != runs_.end(); }
  /// Requires knows(id); so does json().
  bool is_over(std::uint64_t id) const { return runs_.at(id).record.has_value(); }
  /// How many of `instance`, of all where it is empty, are under way.
  std::size_t under_way(const std::string& instance) const;

  /// {"id", "state", ...} and, once it is over, the scenario object of `ensaio.run/1`.
  std::string json(std::uint64_t id) const;
  /// {"runs": [...]}, those of `instance`, all where it is empty; without their attempts.
  std::string list_json(const std::string& instance) const;

  /// Forgets those of `instance` that are over, of all where it is empty.
  void forget(const std::string& instance);

 private:
  struct Run {
    std::shared_ptr<const Story> story;
    std::shared_ptr<Rendition> rendition;
    std::string instance;
    Plan plan;
    std::unique_ptr<Recorder> recorder;
    std::optional<ScenarioRecord> record{};  ///< Once it is over.
    Stop stop = Stop::AtItsEnd;
  };
  static std::string state(const Run& run);
  void forget_oldest();

  static constexpr std::size_t kMostOver = 1000;  ///< Of those that are over the last are kept.

  std::map<std::uint64_t, Run> runs_;
  std::uint64_t last_ = 0;
};

}  // namespace ensaio
