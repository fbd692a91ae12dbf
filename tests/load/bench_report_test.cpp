#include "bench/load/bench_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

Rate per_second(std::int64_t rate) { return {rate * 3'600'000'000}; }

BenchStep step(std::int64_t rate, StepOutcome outcome, const std::string& why = "") {
  BenchStep made{.rate = per_second(rate),
                 .outcome = outcome,
                 .why = why,
                 .answered = 2.98 * static_cast<double>(rate)};
  made.figures.rows = {.ok = 990, .other_status = 10, .failed = 10};
  for (int i = 0; i < 1000; ++i) made.figures.latencies.response.record(i * 100us);
  made.checks = {{"failed < 5%", true, "failed was 1%"}};
  return made;
}

BenchRecord record() {
  BenchRecord made{.version = "1.2.3", .target = "http://127.0.0.1:3000/hook", .seed = 7};
  made.profile.name = "ticks";
  made.plan.callbacks = 3;
  made.until = {*parse_condition("failed < 5%", {}, ConditionUse::AtTheEnd)};
  made.steps = {step(200, StepOutcome::Held), step(400, StepOutcome::Broke, "a hiccup"),
                step(400, StepOutcome::Broke, "response.p99 was 300ms"),
                step(300, StepOutcome::Held)};
  made.held = per_second(300);
  made.not_held = per_second(400);
  made.answer = BenchAnswer::Found;
  return made;
}

TEST(BenchReport, TellsTheAnswerInWords) {
  struct Row {
    BenchAnswer answer;
    bool held;
    bool not_held;
    const char* says;
  };
  const Row rows[] = {
      {BenchAnswer::Found, true, true,
       "the highest rate that held: 300 conversations/s (900 callbacks/s)\n"
       "  at 400 conversations/s: response.p99 was 300ms\n"},
      {BenchAnswer::HeldAll, true, false, "it held at the highest rate that was asked for: 300 "},
      {BenchAnswer::OurLimit, true, true,
       "inconclusive: it held at 300 conversations/s (900 callbacks/s), and its limit is higher\n"},
      {BenchAnswer::OurLimit, false, true, "inconclusive: at 400 conversations/s: response"},
      {BenchAnswer::NoneHeld, false, true, "no rate held\n  at 400 "},
      {BenchAnswer::Unfinished, true, true,
       "not finished: it held at 300 conversations/s (900 callbacks/s), and not at 400 "},
      {BenchAnswer::Unfinished, true, false, "not finished: it held at 300 "},
      {BenchAnswer::Unfinished, false, false, "not finished, and no rate had held\n"},
  };
  for (const Row& row : rows) {
    BenchRecord made = record();
    made.answer = row.answer;
    if (!row.held) made.held.reset();
    if (!row.not_held) made.not_held.reset();
    EXPECT_THAT(bench_end(made), HasSubstr(row.says));
  }
}

TEST(BenchReport, DrawsTheCurveFromTheLowestRateUpEachOnce) {
  const std::string text = bench_end(record());
  EXPECT_THAT(text, Not(HasSubstr("a hiccup")));
  EXPECT_LT(text.find("200         199"), text.find("300         298"));
  EXPECT_LT(text.find("300         298"), text.find("400         397"));
  EXPECT_THAT(text, HasSubstr("49.9"));
  EXPECT_THAT(text, HasSubstr("1%  trustworthy  held\n"));
}

TEST(BenchReport, CountsCallbacksWhereItIsAskedTo) {
  BenchRecord made = record();
  made.unit = RateUnit::Callbacks;
  EXPECT_THAT(bench_head(made), HasSubstr("rates count callbacks\n"));
  EXPECT_THAT(bench_row(made, made.steps[0]), HasSubstr("600         596"));
  EXPECT_THAT(bench_end(made), HasSubstr("held: 900 callbacks/s (300 conversations/s)\n"));
}

TEST(BenchReport, SaysWhatItIsAbout) {
  BenchRecord made = record();
  made.insecure = true;
  const std::string text = bench_head(made);
  EXPECT_THAT(text, HasSubstr("ticks at http://127.0.0.1:3000/hook, seed 7\n"));
  EXPECT_THAT(text, HasSubstr("until failed < 5%\n"));
  EXPECT_THAT(text, HasSubstr("1s of warm-up and 5s a step, 200 connections"));
  EXPECT_THAT(text, HasSubstr("no certificate was verified"));
  made.steps.clear();
  EXPECT_THAT(bench_end(made), Not(HasSubstr("latency over rate")));
}

TEST(BenchReport, IsJsonToo) {
  BenchRecord made = record();
  made.machine = {"a cpu", 2, 1024, "Linux"};
  const auto told = nlohmann::json::parse(bench_json(made));
  EXPECT_EQ(told.at("schema"), "ensaio.bench/1");
  EXPECT_EQ(told.at("answer"), "found");
  EXPECT_EQ(told.at("held").at("conversations_per_s"), 300);
  EXPECT_EQ(told.at("held").at("callbacks_per_s"), 900);
  EXPECT_EQ(told.at("not_held").at("conversations_per_s"), 400);
  EXPECT_EQ(told.at("machine").at("cores"), 2);
  ASSERT_EQ(told.at("steps").size(), 4U);
  const auto& first = told.at("steps").at(0);
  EXPECT_EQ(first.at("outcome"), "held");
  EXPECT_EQ(first.at("callbacks").at("failed"), 10);
  EXPECT_EQ(first.at("response_us").at("count"), 1000);
  EXPECT_EQ(first.at("until").at(0).at("told"), "failed was 1%");
  made.held.reset();
  EXPECT_TRUE(nlohmann::json::parse(bench_json(made)).at("held").is_null());
}

}  // namespace
}  // namespace ensaio
