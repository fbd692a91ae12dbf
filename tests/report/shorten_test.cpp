#include "simulator/report/shorten.hpp"

#include <gtest/gtest.h>

#include <string>

#include "simulator/report/recorder.hpp"

namespace ensaio {
namespace {

/// So many attempts, each with a check; those numbered in `red` failed.
ScenarioRecord long_scenario(std::size_t attempts, const std::vector<std::size_t>& red) {
  ScenarioRecord scenario;
  for (std::size_t i = 0; i < attempts; ++i) {
    scenario.attempts.push_back({.step = std::to_string(i)});
    scenario.checks.push_back({.step = std::to_string(i), .attempt = i});
  }
  for (const std::size_t i : red) {
    scenario.checks[i].verdict = Verdict::Fail;
    scenario.verdict = Verdict::Fail;
  }
  return scenario;
}

TEST(Shorten, LeavesWhatIsShortAsItIs) {
  ScenarioRecord scenario = long_scenario(30, {7});
  shorten(scenario, 30);
  EXPECT_EQ(scenario.attempts.size(), 30U);
  EXPECT_EQ(scenario.checks.size(), 30U);
  EXPECT_FALSE(scenario.left_out.any());
}

TEST(Shorten, KeepsTheFirstOfWhatPassed) {
  ScenarioRecord scenario = long_scenario(30, {});
  shorten(scenario, 10);
  ASSERT_EQ(scenario.attempts.size(), 10U);
  EXPECT_EQ(scenario.attempts.front().step, "0");
  EXPECT_EQ(scenario.left_out.attempts_before, 0U);
  EXPECT_EQ(scenario.left_out.attempts_after, 20U);
  EXPECT_EQ(scenario.left_out.checks, 20U);
}

TEST(Shorten, KeepsWhatIsAroundTheFirstFailure) {
  ScenarioRecord scenario = long_scenario(1'000, {500, 999});
  shorten(scenario, 40);
  ASSERT_EQ(scenario.attempts.size(), 40U);
  EXPECT_EQ(scenario.left_out.attempts_before, 480U);
  EXPECT_EQ(scenario.left_out.attempts_after, 480U);
  ASSERT_EQ(scenario.checks.size(), 40U);
  std::size_t failed = 0;
  for (const Check& check : scenario.checks) {
    if (check.verdict == Verdict::Pass) continue;
    ++failed;
    if (!check.attempt) continue;
    EXPECT_EQ(scenario.attempts.at(*check.attempt).step, check.step);
  }
  EXPECT_EQ(failed, 2U);
}

TEST(Shorten, KeepsTheLastAttemptsWhereTheFailureIsAmongThem) {
  ScenarioRecord scenario = long_scenario(100, {99});
  shorten(scenario, 30);
  EXPECT_EQ(scenario.attempts.back().step, "99");
  EXPECT_EQ(scenario.attempts.size(), 30U);
  EXPECT_EQ(scenario.left_out.attempts_after, 0U);
}

TEST(Shorten, LeavesSomethingOfAFailureWhereThereIsNoRoomAtAll) {
  ScenarioRecord green = long_scenario(100, {});
  shorten(green, 0);
  EXPECT_TRUE(green.attempts.empty());
  EXPECT_TRUE(green.checks.empty());
  ScenarioRecord scenario = long_scenario(100, {50});
  shorten(scenario, 0);
  EXPECT_EQ(scenario.attempts.size(), 20U);
  EXPECT_EQ(scenario.checks.size(), 20U);
}

TEST(RunRecord, StaysBoundedHoweverLongTheRunIs) {
  RunRecord run;
  for (int i = 0; i < 5; ++i) {
    ScenarioRecord scenario = long_scenario(30'000, {});
    scenario.account = {.planned = 30'000, .sent = 30'000, .answered = 30'000};
    add(run, std::move(scenario));
  }
  std::size_t attempts = 0;
  for (const ScenarioRecord& scenario : run.scenarios) attempts += scenario.attempts.size();
  EXPECT_EQ(attempts, kMostKept);
  EXPECT_EQ(run.scenarios.back().left_out.attempts_after, 30'000U);
  EXPECT_EQ(run.account.answered, 150'000U);
  EXPECT_TRUE(accounts_hold(run));
}

}  // namespace
}  // namespace ensaio
