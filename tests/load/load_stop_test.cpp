#include "bench/load/load_stop.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace ensaio {
namespace {

using namespace std::chrono_literals;

/// Phases of 2 s, 2.5 s and 2.5 s, so that one second is of two of them.
LoadProfile profile_with(const std::string& condition) {
  LoadProfile profile;
  profile.phases = {{.name = "warm-up", .lasts = 2s, .judged = false},
                    {.name = "steady", .lasts = 2500ms},
                    {.name = "spike", .lasts = 2500ms}};
  const ConditionNames names{.phases = {"warm-up", "steady", "spike"},
                             .scenarios = {"ticks", "typing"}};
  profile.stop_when.push_back(*parse_condition(condition, names, ConditionUse::Ongoing));
  return profile;
}

LoadSecond second_with(std::uint64_t number, std::uint64_t failed) {
  LoadSecond second;
  second.number = number;
  second.whole = true;
  second.figures.rows = {.ok = 50, .other_status = failed, .failed = failed};
  return second;
}

/// The second after which it is stopped, where so many failed in each; -1 for none.
int stopped_after(const std::string& condition, const std::vector<std::uint64_t>& failed) {
  const LoadProfile profile = profile_with(condition);
  StopConditions stop(profile);
  for (std::size_t i = 0; i < failed.size(); ++i) {
    if (!stop.after(second_with(i, failed[i])).empty()) return static_cast<int>(i);
  }
  return -1;
}

TEST(StopConditions, StopNothingThatIsOver) {
  const LoadProfile profile = profile_with("failed > 9");
  StopConditions stop(profile);
  LoadSecond last = second_with(5, 10);
  last.whole = false;
  EXPECT_EQ(stop.after(last), "");
  EXPECT_NE(stop.after(second_with(5, 10)), "");
}

TEST(StopConditions, LookAtTheSecondsThatTheyAreAbout) {
  struct Row {
    const char* what;
    const char* condition;
    std::vector<std::uint64_t> failed;
    int stopped;
  };
  const Row rows[] = {
      {"an unjudged phase is not looked at", "failed > 9", {10, 10, 0, 0, 0, 0}, -1},
      {"what is after it is", "failed > 9", {10, 10, 10}, 2},
      {"judged phases share a second", "failed > 9", {0, 0, 0, 0, 10}, 4},
      {"a count is of one second", "failed > 9", {0, 0, 5, 5, 5, 5, 5}, -1},
      {"a part is of one second", "failed > 10%", {0, 0, 5, 6}, 3},
      {"the drain is the last phase's", "failed > 9", {0, 0, 0, 0, 0, 0, 0, 0, 10}, 8},
      {"during one phase", "failed > 9 during steady", {10, 10, 0, 10}, 3},
      {"not in a second of two phases", "failed > 9 during steady", {10, 10, 0, 0, 10, 10, 10}, -1},
      {"nor during the later one", "failed > 9 during spike", {10, 10, 10, 10, 10, 0, 10}, 6},
      {"nor when the phase is over", "failed > 9 during spike", {0, 0, 0, 0, 0, 0, 0, 10}, -1},
      {"for seconds in a row", "failed > 9 for 2s", {0, 0, 10, 0, 10, 10}, 5},
      {"those before do not count", "failed > 9 for 3s", {10, 10, 10, 10, 10}, 4},
      {"rounded up", "failed > 9 for 2100ms", {0, 0, 10, 10, 0, 10, 10, 10}, 7},
      {"never no second at all", "failed > 9 for 1ms", {0, 0, 0, 10}, 3},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(stopped_after(row.condition, row.failed), row.stopped) << row.what;
  }
}

TEST(StopConditions, LookAtTheScenarioThatTheyName) {
  const LoadProfile profile = profile_with("failed > 50% of typing");
  StopConditions stop(profile);
  LoadSecond second = second_with(3, 60);
  EXPECT_EQ(stop.after(second), "") << "nothing of it came";
  second.rows_by_kind.resize(2 * kKinds.size());
  second.rows_by_kind[0] = {.other_status = 50, .failed = 50};
  second.rows_by_kind[kKinds.size()] = {.ok = 4, .other_status = 4, .failed = 4};
  EXPECT_EQ(stop.after(second), "");
  second.rows_by_kind[kKinds.size() + 1] = {.other_status = 2, .failed = 2};
  EXPECT_EQ(stop.after(second), "failed was 60%, asked > 50% of typing");
}

TEST(StopConditions, TellTheFirstThatHolds) {
  LoadProfile profile = profile_with("response.p99 > 1s");
  profile.stop_when.push_back(profile_with("failed > 3").stop_when[0]);
  profile.stop_when.push_back(profile_with("failed > 2").stop_when[0]);
  StopConditions stop(profile);
  EXPECT_EQ(stop.after(second_with(2, 0)), "");
  EXPECT_EQ(stop.after(second_with(3, 4)), "failed was 4, asked > 3");
  LoadSecond slow = second_with(4, 0);
  slow.figures.latencies.response.record(2s);
  EXPECT_EQ(stop.after(slow).substr(0, 16), "response.p99 was");
}

}  // namespace
}  // namespace ensaio
