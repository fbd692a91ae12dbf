#include "bench/load/bench_step.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Condition> until(const std::vector<std::string>& texts) {
  std::vector<Condition> conditions;
  for (const std::string& text : texts) {
    conditions.push_back(*parse_condition(text, {}, ConditionUse::AtTheEnd));
  }
  return conditions;
}

/// A step at 100/s that is all well, of which rows change what they are about.
struct Seen {
  std::string objective = "response.p99 < 250ms";
  std::uint64_t callbacks = 500;  ///< With an answer, that were due in its time.
  Offset lag = 1ms;
  Offset response = 40ms;
  std::uint64_t failed = 0;
  std::uint64_t dropped = 0;
  std::uint64_t abandoned = 0;
  std::uint64_t abandoned_before = 0;  ///< That were due in the warm-up.
  std::uint64_t started = 600;         ///< Of 600 conversations.
  std::uint64_t unsent = 0;
  double busy = 0.2;
  std::uint64_t in_flight = 4;
  std::uint64_t grows = 0;  ///< By so many conversations a second.
  StepPlan plan{};
};

BenchStep judged(const Seen& seen) {
  LoadProfile profile;
  profile.limits = {.in_flight = 50, .connections = 20};
  profile = profile_of_step(profile, until({seen.objective}), Rate{360'000'000'000}, seen.plan);
  LoadResult result{
      .took = 7s, .conversations = {.started = seen.started}, .due = 600, .unsent = seen.unsent};
  auto figures = std::make_unique<LoadFigures>();
  figures->rows = {.ok = seen.callbacks - seen.failed,
                   .other_status = seen.failed,
                   .abandoned = seen.abandoned,
                   .dropped = seen.dropped,
                   .failed = seen.failed};
  for (std::uint64_t i = 0; i < seen.callbacks; ++i) {
    figures->latencies.lag.record(seen.lag);
    figures->latencies.service.record(seen.response - seen.lag);
    figures->latencies.response.record(seen.response);
  }
  auto warm_up = std::make_unique<LoadFigures>();
  warm_up->rows = {.ok = 100, .abandoned = seen.abandoned_before};
  warm_up->latencies.response.record(9s);  // Nobody judges it.
  if (seen.callbacks + seen.abandoned + seen.dropped > 0) {
    result.totals.groups[{kJudgedPhase, 0, Kind::Status}] = std::move(figures);
  }
  result.totals.groups[{0, 0, Kind::Status}] = std::move(warm_up);
  std::vector<StepSecond> seconds;
  for (std::uint64_t i = 0; i < 7; ++i) {
    seconds.push_back({.number = i,
                       .ended = i == 0 ? 7U : 100U,
                       .started = 100,
                       .under_way = 4 + i * seen.grows,
                       .in_flight = seen.in_flight,
                       .idle = std::chrono::duration_cast<Offset>(1s * (1 - seen.busy))});
  }
  return judged_step(std::move(result), profile, seen.plan, seconds);
}

TEST(BenchStep, SaysWhetherARateHeldAndElseWhy) {
  struct Row {
    const char* what;
    Seen seen;
    StepOutcome outcome;
    const char* why;
  };
  const Row rows[] = {
      {"all is well", {}, StepOutcome::Held, ""},
      {"it is slower than was asked for",
       {.response = 300ms},
       StepOutcome::Broke,
       "response.p99 was 300"},
      {"a part fails, though nothing was asked of it",
       {.failed = 6},
       StepOutcome::Broke,
       "1.2% failed"},
      {"a few may fail", {.failed = 4}, StepOutcome::Held, ""},
      {"what is asked of failures counts instead",
       {.objective = "failed < 5%", .failed = 20},
       StepOutcome::Held,
       ""},
      {"some are dropped", {.dropped = 50}, StepOutcome::Broke, "9.1% were dropped"},
      {"the queue grows, though answers still come in time",
       {.grows = 8},
       StepOutcome::Broke,
       "the queue grew: 32 more"},
      {"a little more is chance", {.grows = 3}, StepOutcome::Held, ""},
      {"before all conversations have come round growth is natural",
       {.grows = 8, .plan = {.story = 3s}},
       StepOutcome::Held,
       ""},
      {"nothing is due in its time",
       {.objective = "failed == 0", .callbacks = 0},
       StepOutcome::Broke,
       "nothing was due"},
      {"we are a little late", {.lag = 10ms}, StepOutcome::Held, ""},
      {"we are late, and all holds in spite of it",
       {.lag = 30ms, .response = 70ms},
       StepOutcome::Held,
       ""},
      {"we are late, and busy",
       {.lag = 130ms, .response = 140ms, .busy = 0.95},
       StepOutcome::Late,
       "we were late (callbacks left late: lag p99 130.0 ms), busy 95%"},
      {"we are late, nobody knows why",
       {.lag = 130ms, .response = 140ms},
       StepOutcome::Late,
       "though not busy: the machine is"},
      {"too few began", {.started = 590}, StepOutcome::Late, "98.3% of the conversations"},
      {"all connections are in use",
       {.objective = "failed == 0", .lag = 130ms, .response = 330ms},
       StepOutcome::Broke,
       "all 20 connections were in use"},
      {"all connections are in use at last",
       {.objective = "failed == 0", .lag = 130ms, .response = 140ms, .in_flight = 20},
       StepOutcome::Broke,
       "all 20 connections were in use"},
      {"they are in use because we do not read the answers",
       {.objective = "failed == 0", .lag = 130ms, .response = 330ms, .busy = 0.92},
       StepOutcome::Late,
       "we were late"},
      {"it is slow because we are busy and late",
       {.lag = 10ms, .response = 300ms, .busy = 0.95},
       StepOutcome::Late,
       "we were late"},
      {"it is slow, and we are late a little",
       {.lag = 10ms, .response = 300ms},
       StepOutcome::Broke,
       "response.p99 was 300"},
      {"a busy generator that is in time judges",
       {.response = 300ms, .busy = 0.95},
       StepOutcome::Broke,
       "response.p99 was 300"},
      {"it hangs: none of the last has an answer",
       {.callbacks = 480, .abandoned = 20},
       StepOutcome::Broke,
       "response.p99 was 2s"},
      {"it hangs altogether",
       {.objective = "failed < 1%", .callbacks = 0, .abandoned = 50, .unsent = 450},
       StepOutcome::Broke,
       "failed was"},
  };
  for (const Row& row : rows) {
    const BenchStep step = judged(row.seen);
    EXPECT_EQ(kStepOutcomes.text(step.outcome), kStepOutcomes.text(row.outcome)) << row.what;
    EXPECT_THAT(step.why, *row.why == '\0' ? testing::Matcher<std::string>(IsEmpty())
                                           : testing::Matcher<std::string>(HasSubstr(row.why)))
        << row.what;
  }
}

TEST(BenchStep, MeasuresWholeSecondsOfTheTimeThatIsJudged) {
  const BenchStep step = judged({.busy = 0.25});
  EXPECT_DOUBLE_EQ(step.answered, 100) << "The warm-up's second had 7.";
  EXPECT_DOUBLE_EQ(step.busy, 0.25);
  EXPECT_NEAR(step.taken, 500 * 0.039 / 5, 0.01);
  EXPECT_EQ(step.figures.latencies.response.max(), 40ms) << "None of the warm-up.";
  EXPECT_EQ(step.rate.per_second(), 100);
}

TEST(BenchStep, MeasuresShortStepsAsAWhole) {
  const StepPlan plan{.warm_up = 100ms, .lasts = 400ms};
  const LoadProfile profile =
      profile_of_step({}, until({"failed == 0"}), Rate{360'000'000'000}, plan);
  LoadResult result{.took = 500ms, .cpu_seconds = {0.1}};
  auto figures = std::make_unique<LoadFigures>();
  figures->rows.ok = 50;
  result.totals.groups[{kJudgedPhase, 0, Kind::Status}] = std::move(figures);
  const BenchStep step = judged_step(std::move(result), profile, plan, {{.ended = 50}});
  EXPECT_DOUBLE_EQ(step.answered, 100);
  EXPECT_DOUBLE_EQ(step.busy, 0.2);
}

TEST(BenchStep, IsNotBusyOnceAllIsOver) {
  const StepPlan plan;  // A second of warm-up, and five.
  LoadResult result{.took = 1250ms};
  auto figures = std::make_unique<LoadFigures>();
  figures->rows.ok = 1;
  result.totals.groups[{kJudgedPhase, 0, Kind::Status}] = std::move(figures);
  const BenchStep step =
      judged_step(std::move(result), profile_of_step({}, {}, Rate{1}, plan), plan,
                  {{.number = 0}, {.number = 1, .ended = 1, .idle = 100ms}});
  EXPECT_NEAR(step.busy, 0.15 / 5, 1e-9);
}

TEST(BenchStep, CountsTheTimeInWhichNothingWasDue) {
  struct Row {
    const char* what;
    StepPlan plan;
    std::vector<StepSecond> seconds;
    double answered;
  };
  const Row rows[] = {
      {"nothing after the warm-up", {}, {{.number = 0, .ended = 3}}, 0},
      {"the last after a second of five", {}, {{.number = 0}, {.number = 1, .ended = 3}}, 0.6},
      {"a step without a whole second", {.warm_up = 50ms, .lasts = 250ms}, {{.ended = 3}}, 10},
  };
  for (const Row& row : rows) {
    const LoadProfile profile = profile_of_step({}, {}, Rate{1}, row.plan);
    LoadResult result{.took = 2ms};
    auto figures = std::make_unique<LoadFigures>();
    figures->rows.ok = 3;
    result.totals.groups[{0, 0, Kind::Status}] = std::move(figures);
    const BenchStep step = judged_step(std::move(result), profile, row.plan, row.seconds);
    EXPECT_DOUBLE_EQ(step.answered, row.answered) << row.what;
  }
}

TEST(BenchStep, CountsWhatHasNoAnswerAsSlowAndFailed) {
  const BenchStep few = judged({.callbacks = 490, .abandoned = 10, .unsent = 300});
  EXPECT_EQ(few.unanswered, 10U) << "There was room for more: what was unsent is due later.";
  const BenchStep full = judged({.callbacks = 400, .abandoned = 50, .unsent = 300});
  EXPECT_EQ(full.unanswered, 350U);
  EXPECT_EQ(full.figures.rows.failed, 350U);
  EXPECT_EQ(full.figures.latencies.response.count(), 750U);
  EXPECT_EQ(full.figures.latencies.response.max(), 2s);
}

TEST(BenchStep, CountsWhatWasNotSentAmongAllThatWasDue) {
  struct Row {
    const char* what;
    Seen seen;
    const char* told;
  };
  const Row rows[] = {
      {"some were answered",
       {.objective = "failed < 1%", .callbacks = 400, .abandoned = 50, .unsent = 300},
       "failed was 46.7%"},
      {"none was",
       {.objective = "failed < 1%", .callbacks = 0, .abandoned = 50, .unsent = 450},
       "failed was 100%"},
  };
  for (const Row& row : rows) {
    const BenchStep step = judged(row.seen);
    EXPECT_THAT(step.checks.front().told, HasSubstr(row.told)) << row.what;
    EXPECT_LE(step.figures.rows.failed, step.figures.rows.sent()) << row.what;
  }
}

TEST(BenchStep, SaysThatNoneWasAnsweredWhereNothingWasEvenSent) {
  struct Row {
    const char* what;
    Seen seen;
    StepOutcome outcome;
    const char* why;
  };
  const char* none = "none of 450 callbacks that were due was answered";
  const Row rows[] = {
      {"times are asked for", {}, StepOutcome::Broke, none},
      {"failures are", {.objective = "failed < 1%"}, StepOutcome::Broke, none},
      {"lag is, of which there is none", {.objective = "lag.p99 < 1s"}, StepOutcome::Broke, none},
      {"few were due", {.unsent = 5}, StepOutcome::Broke, "none of 5 callbacks"},
      {"we were busy", {.busy = 0.95}, StepOutcome::Late, none},
  };
  for (const Row& row : rows) {
    Seen seen = row.seen;
    seen.callbacks = 0;
    seen.abandoned_before = 50;
    if (seen.unsent == 0) seen.unsent = 450;
    const BenchStep step = judged(seen);
    EXPECT_EQ(kStepOutcomes.text(step.outcome), kStepOutcomes.text(row.outcome)) << row.what;
    EXPECT_THAT(step.why, HasSubstr(row.why)) << row.what;
    EXPECT_EQ(step.trust, Trust::Saturated) << row.what;
    EXPECT_EQ(step.unanswered, seen.unsent) << row.what;
    EXPECT_EQ(step.figures.rows.failed, seen.unsent) << row.what;
    EXPECT_EQ(step.figures.latencies.response.max(), 2s) << row.what;
    EXPECT_TRUE(step.full) << row.what;
  }
}

TEST(BenchStep, WaitsTwiceAsLongAsIsAskedFor) {
  EXPECT_EQ(patience(until({"response.p99 < 250ms"}), 10s), 2s);
  EXPECT_EQ(patience(until({"response.p99 < 3s", "lag.p50 < 1ms"}), 10s), 6s);
  EXPECT_EQ(patience(until({"response.p99 < 30s"}), 10s), 10s);
  EXPECT_EQ(patience(until({"failed < 1%"}), 500ms), 500ms);
}

TEST(BenchStep, HasPhasesOfItsOwn) {
  LoadProfile profile;
  profile.phases = {{.name = "evening"}};
  profile.pass_when = until({"failed == 0"});
  profile.valid_when = profile.stop_when = profile.pass_when;
  const LoadProfile step =
      profile_of_step(profile, until({"response.p99 < 1s"}), Rate{3600}, {.lasts = 7s});
  ASSERT_EQ(step.phases.size(), 3U);
  EXPECT_FALSE(step.phases[0].judged);
  EXPECT_TRUE(step.phases[kJudgedPhase].judged);
  EXPECT_EQ(step.phases[kJudgedPhase].lasts, 7s);
  EXPECT_EQ(step.phases[kJudgedPhase].rate, (Ramp{Rate{3600}, Rate{3600}}));
  EXPECT_FALSE(step.phases[2].judged);
  EXPECT_EQ(step.pass_when.front().text, "response.p99 < 1s");
  EXPECT_THAT(step.valid_when, IsEmpty());
  EXPECT_THAT(step.stop_when, IsEmpty());
  EXPECT_EQ(step.limits.drain, 2s);
}

}  // namespace
}  // namespace ensaio
