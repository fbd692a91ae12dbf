#include "bench/load/load_judgement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace ensaio {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

/// `count` callbacks, each as late and as long.
struct Group {
  std::uint32_t phase = 0;
  std::uint64_t count = 100;
  milliseconds lag{};
  milliseconds response{};
  std::uint64_t failed = 0;
};

LoadResult result_of(const std::vector<Group>& groups) {
  LoadResult result{.conversations = {.started = 100, .finished = 100}, .due = 100};
  for (const Group& group : groups) {
    auto figures = std::make_unique<LoadFigures>();
    figures->rows = {
        .ok = group.count - group.failed, .other_status = group.failed, .failed = group.failed};
    for (std::uint64_t i = 0; i < group.count; ++i) {
      figures->latencies.lag.record(group.lag);
      figures->latencies.service.record(group.response - group.lag);
      figures->latencies.response.record(group.response);
    }
    result.totals.groups[{group.phase, 0, Kind::Status}] = std::move(figures);
  }
  return result;
}

LoadProfile profile_with(const std::vector<std::string>& pass,
                         const std::vector<std::string>& valid = {}) {
  LoadProfile profile;
  profile.phases = {{.name = "warm-up", .judged = false}, {.name = "steady"}};
  const ConditionNames names{.phases = {"warm-up", "steady"}};
  const auto add = [&names](std::vector<Condition>& to, const std::string& text) {
    to.push_back(*parse_condition(text, names, ConditionUse::AtTheEnd));
  };
  for (const std::string& text : pass) add(profile.pass_when, text);
  for (const std::string& text : valid) add(profile.valid_when, text);
  return profile;
}

TEST(LoadJudgement, TrustsAGeneratorThatKeepsItsSchedule) {
  struct Row {
    milliseconds lag;
    std::uint64_t started;
    bool closed;
    Trust trust;
    Verdict verdict;
  };
  const Row rows[] = {
      {milliseconds(1), 100, false, Trust::Trustworthy, Verdict::Pass},
      {milliseconds(5), 100, false, Trust::Trustworthy, Verdict::Pass},
      {milliseconds(6), 100, false, Trust::Suspect, Verdict::Pass},
      {milliseconds(20), 100, false, Trust::Suspect, Verdict::Pass},
      {milliseconds(21), 100, false, Trust::Saturated, Verdict::Inconclusive},
      {milliseconds(1), 99, false, Trust::Trustworthy, Verdict::Pass},
      {milliseconds(1), 98, false, Trust::Saturated, Verdict::Inconclusive},
      {milliseconds(21), 98, true, Trust::Trustworthy, Verdict::Pass},
  };
  for (const Row& row : rows) {
    LoadResult result = result_of({{1, 100, row.lag, row.lag}});
    result.conversations.started = row.started;
    const LoadJudgement judgement = judged(result, profile_with({}), row.closed);
    EXPECT_EQ(judgement.trust, row.trust) << row.lag.count() << " ms, " << row.started;
    EXPECT_EQ(judgement.verdict, row.verdict) << row.lag.count() << " ms, " << row.started;
    EXPECT_EQ(judgement.why.empty(), row.trust == Trust::Trustworthy);
  }
}

TEST(LoadJudgement, AsksEachConditionOfWhatItIsAbout) {
  const LoadResult result = result_of({{0, 100, milliseconds(1), milliseconds(900), 50},
                                       {1, 200, milliseconds(1), milliseconds(100), 2}});
  struct Row {
    const char* condition;
    bool holds;
    const char* told;
  };
  const Row rows[] = {
      {"failed < 2%", true, "failed was 1%"},
      {"failed == 2", true, "failed was 2"},
      {"failed == 0", false, "failed was 2, asked == 0"},
      {"response.max < 200ms", true, "response.max was 100ms"},
      {"response.p50 < 200ms during warm-up", false, "response.p50 was 900ms"},
      {"service.p99 < 100ms during steady", true, "service.p99 was"},
      {"lag.mean < 2ms", true, "lag.mean was 1ms"},
      {"reached >= 99%", true, "reached was 100%"},
      {"dropped == 0", true, "dropped was 0"},
  };
  for (const Row& row : rows) {
    const LoadJudgement judgement = judged(result, profile_with({row.condition}), false);
    ASSERT_EQ(judgement.passes.size(), 1U);
    EXPECT_EQ(judgement.passes.front().holds, row.holds) << row.condition;
    EXPECT_THAT(judgement.passes.front().told, HasSubstr(row.told));
    EXPECT_EQ(judgement.verdict, row.holds ? Verdict::Pass : Verdict::Fail);
  }
}

TEST(LoadJudgement, IsWithoutConditionsThatNothingFailedAndSaysSo) {
  const LoadJudgement good = judged(result_of({{1, 10}}), profile_with({}), false);
  EXPECT_EQ(good.verdict, Verdict::Pass);
  ASSERT_EQ(good.passes.size(), 1U);
  EXPECT_EQ(good.passes[0].condition, "failed == 0");
  EXPECT_EQ(good.passes[0].told, "failed was 0, asked == 0");
  EXPECT_TRUE(good.passes[0].holds);
  const LoadJudgement bad = judged(result_of({{1, 10, {}, {}, 1}}), profile_with({}), false);
  EXPECT_EQ(bad.verdict, Verdict::Fail);
  EXPECT_EQ(bad.passes.at(0).told, "failed was 1, asked == 0");
  EXPECT_FALSE(bad.passes[0].holds);
}

TEST(LoadJudgement, AsksThatNothingWasDroppedWhereItCouldBe) {
  LoadResult result = result_of({{1, 39}});
  result.totals.groups.begin()->second->rows.dropped = 161;
  LoadProfile profile = profile_with({});
  profile.limits.overflow = Overflow::Drop;
  const LoadJudgement dropped = judged(result, profile, false);
  EXPECT_EQ(dropped.verdict, Verdict::Fail);
  ASSERT_EQ(dropped.passes.size(), 2U);
  EXPECT_EQ(dropped.passes[1].told, "dropped was 161, asked == 0");
  result.totals.groups.begin()->second->rows.dropped = 0;
  EXPECT_EQ(judged(result, profile, false).verdict, Verdict::Pass);
  profile.pass_when = profile_with({"failed == 0"}).pass_when;
  EXPECT_EQ(judged(result, profile, false).passes.size(), 1U) << "who asks is asked no more";
}

TEST(LoadJudgement, LooksAtNoUnjudgedPhaseWithConditionsOrWithout) {
  const LoadResult result = result_of({{0, 100, {}, {}, 50}, {1, 100}});
  for (const LoadProfile& profile : {profile_with({}), profile_with({"failed == 0"})}) {
    const LoadJudgement judgement = judged(result, profile, false);
    EXPECT_EQ(judgement.verdict, Verdict::Pass);
    EXPECT_EQ(judgement.passes.at(0).told, "failed was 0, asked == 0");
  }
}

TEST(LoadJudgement, LooksAtAllPhasesWhereNoneIsJudged) {
  LoadProfile profile = profile_with({});
  profile.phases[1].judged = false;
  EXPECT_EQ(judged(result_of({{1, 100}}), profile, false).verdict, Verdict::Pass);
  EXPECT_EQ(judged(result_of({{1, 100, {}, {}, 1}}), profile, false).verdict, Verdict::Fail);
}

TEST(LoadJudgement, BlamesNobodyForWhatAConditionStopped) {
  LoadResult result = result_of({{1, 100}});
  result.unsent = 7;
  EXPECT_EQ(judged(result, profile_with({}), false).verdict, Verdict::Fail);
  result.cut_short = true;
  EXPECT_EQ(judged(result, profile_with({}), false).verdict, Verdict::Pass);
}

TEST(LoadJudgement, TellsWhatCountsAsFailedThoughNothingCameOfIt) {
  struct Row {
    std::uint64_t abandoned;
    std::uint64_t unsent;
    bool interrupted;
    const char* told;
  };
  const Row rows[] = {
      {4, 0, false, "failed was 5, asked == 0: 4 not answered by the end of the drain"},
      {0, 3, false, "failed was 4, asked == 0: 3 not sent by the end of the drain"},
      {4, 3, false,
       "failed was 8, asked == 0: 4 not answered and 3 not sent by the end of the drain"},
      {4, 3, true, "failed was 1, asked == 0"},
  };
  for (const Row& row : rows) {
    LoadResult result = result_of({{1, 100, {}, {}, 1}});
    result.totals.groups.begin()->second->rows.abandoned = row.abandoned;
    result.unsent = row.unsent;
    result.interrupted = result.cut_short = row.interrupted;
    for (const LoadProfile& profile : {profile_with({}), profile_with({"failed == 0"})}) {
      EXPECT_EQ(judged(result, profile, false).passes.at(0).told, row.told);
    }
    EXPECT_EQ(lost_callbacks(result).sum(), row.interrupted ? 0 : row.abandoned + row.unsent);
  }
}

TEST(LoadJudgement, SaysNothingWhereTheRunIsNotValid) {
  const LoadResult late = result_of({{1, 100, milliseconds(30), milliseconds(30), 5}});
  EXPECT_EQ(judged(late, profile_with({}, {"lag.p99 < 50ms"}), false).verdict, Verdict::Fail)
      << "What the profile says is what counts.";
  EXPECT_EQ(judged(late, profile_with({}, {"lag.p99 < 10ms"}), false).verdict,
            Verdict::Inconclusive);
  LoadResult interrupted = result_of({{1, 10}});
  interrupted.interrupted = true;
  EXPECT_EQ(judged(interrupted, profile_with({}), false).verdict, Verdict::Interrupted);
}

TEST(LoadJudgement, DoesNotHoldWhereNothingWasMeasured) {
  const LoadJudgement judgement =
      judged(result_of({{0, 10}}), profile_with({"response.p99 < 1s"}), false);
  EXPECT_FALSE(judgement.passes.front().holds);
  EXPECT_THAT(judgement.passes.front().told, HasSubstr("nothing was measured"));
}

TEST(LoadJudgement, FailsWhatHadNoAnswerWhenTheDrainWasOver) {
  struct Row {
    const char* what;
    std::uint64_t abandoned;
    std::uint64_t unsent;
    bool interrupted;
    Verdict verdict;
    const char* told;
  };
  const Row rows[] = {
      {"all was answered", 0, 0, false, Verdict::Pass, "failed was 0%"},
      {"some never were", 25, 0, false, Verdict::Fail, "failed was 20%"},
      {"some were never sent", 0, 300, false, Verdict::Fail, "failed was 75%"},
      {"the user ended it", 25, 300, true, Verdict::Interrupted, "failed was 0%"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    LoadResult result = result_of({{1, 100, milliseconds(1), milliseconds(2)}});
    result.totals.groups.begin()->second->rows.abandoned = row.abandoned;
    result.unsent = row.unsent;
    result.interrupted = result.cut_short = row.interrupted;
    EXPECT_EQ(judged(result, profile_with({}), false).verdict, row.verdict);
    const LoadJudgement judgement = judged(result, profile_with({"failed < 1%"}), false);
    EXPECT_EQ(judgement.verdict, row.verdict);
    EXPECT_THAT(judgement.passes[0].told, HasSubstr(row.told));
    EXPECT_THAT(judged(result, profile_with({"failed < 1% during steady"}), false).passes[0].told,
                HasSubstr(row.abandoned > 0 && !row.interrupted ? "20%" : "0%"))
        << "of what was not sent nobody knows the phase";
  }
}

TEST(LoadJudgement, CallsNobodyLateForWhatWasHeldBackOnPurpose) {
  LoadProfile profile = profile_with({});
  profile.phases[0].judged = true;
  const LoadResult result = result_of(
      {{0, 100, milliseconds(900), milliseconds(900)}, {1, 100, milliseconds(1), milliseconds(2)}});
  EXPECT_EQ(judged(result, profile, false).trust, Trust::Saturated);
  profile.phases[0].hold = true;
  EXPECT_EQ(judged(result, profile, false).trust, Trust::Trustworthy);
  EXPECT_EQ(judged(result, profile, false).verdict, Verdict::Pass);
}

TEST(LoadJudgement, TrustsByTheLagOfWhatIsJudged) {
  LoadProfile profile = profile_with({});
  const LoadResult result = result_of(
      {{0, 100, milliseconds(900), milliseconds(900)}, {1, 100, milliseconds(1), milliseconds(2)}});
  EXPECT_EQ(judged(result, profile, false).trust, Trust::Trustworthy);
  profile.phases[1].judged = false;
  EXPECT_EQ(judged(result, profile, false).trust, Trust::Saturated) << "there is nothing else";
}

}  // namespace
}  // namespace ensaio
