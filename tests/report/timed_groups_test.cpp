#include "simulator/report/timed_groups.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace ensaio {
namespace {

using namespace std::chrono_literals;

/// Line 0 is before the group, lines 1 and 2 are inside.
Script timed(Offset within, std::uint32_t repeats = 0) {
  Script script;
  script.timed.push_back({.name = {.position = "2"},
                          .within = within,
                          .first_line = 1,
                          .lines = 2,
                          .repeats = repeats});
  return script;
}

using Sends = std::vector<std::vector<Outcome>>;

Outcome outcome(std::uint32_t line, Offset sent, Offset answered,
                std::vector<std::uint32_t> rounds = {}, Ending ending = Answered{.status = 200}) {
  return {.send = {.line = line, .rounds = std::move(rounds)},
          .sent = sent,
          .answered = answered,
          .ending = std::move(ending)};
}

/// "pass", or "fail (it took 40 ms, attempt 2)".
std::vector<std::string> told(const Script& script, const Sends& sends, bool all_sent = true) {
  std::vector<const std::vector<Outcome>*> in_order;
  for (const auto& send : sends) in_order.push_back(&send);
  std::vector<std::string> lines;
  for (const Check& check : judged_groups(script, in_order, all_sent)) {
    EXPECT_EQ(check.step, "2");
    EXPECT_EQ(check.what, "within 30ms (of the whole group)");
    lines.push_back(std::string(kVerdicts.text(check.verdict)) +
                    (check.message.empty() ? "" : ": " + check.message) + " @" +
                    std::to_string(check.attempt.value_or(99)));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(TimedGroup, IsMeasuredFromItsFirstSendToItsLastEnding) {
  EXPECT_EQ(told(timed(30ms), {{outcome(0, 0ms, 90ms)},
                               {outcome(1, 100ms, 110ms)},
                               {outcome(2, 110ms, 130ms)},
                               {outcome(3, 130ms, 900ms)}}),
            Lines{"pass @2"});
  EXPECT_EQ(told(timed(30ms), {{outcome(1, 100ms, 140ms)}, {outcome(2, 110ms, 120ms)}}),
            Lines{"fail: from its first send to its last ending it took 40 ms @0"});
}

TEST(TimedGroup, CountsTheAttemptsOfASendAsOne) {
  EXPECT_EQ(told(timed(30ms), {{outcome(1, 100ms, 110ms), outcome(1, 120ms, 140ms)}}),
            Lines{"fail: from its first send to its last ending it took 40 ms @1"});
}

TEST(TimedGroup, IsMeasuredInEachRoundAroundItAlone) {
  EXPECT_EQ(told(timed(30ms, 1), {{outcome(1, 0ms, 10ms, {0})},
                                  {outcome(2, 10ms, 20ms, {0})},
                                  {outcome(1, 1000ms, 1010ms, {1})},
                                  {outcome(2, 1010ms, 1040ms, {1})}}),
            (Lines{"pass @1", "fail: from its first send to its last ending it took 40 ms @3"}));
}

TEST(TimedGroup, TakesTheRoundsInsideItTogether) {
  EXPECT_EQ(told(timed(30ms), {{outcome(1, 0ms, 10ms, {0})}, {outcome(1, 50ms, 60ms, {1})}}),
            Lines{"fail: from its first send to its last ending it took 60 ms @1"});
}

TEST(TimedGroup, LeavesItToItsStepsWhetherTheyWereAnswered) {
  EXPECT_EQ(told(timed(30ms), {{outcome(1, 0ms, 20ms, {}, TimedOut{})}}), Lines{"pass @0"});
}

TEST(TimedGroup, HasNoCheckWhereItSentNothing) {
  EXPECT_EQ(told(timed(30ms), {{outcome(0, 0ms, 10ms)}}), Lines{});
}

TEST(TimedGroup, HasNotPassedWhereTheRunEndedFirst) {
  const Lines ended{"interrupted: the run ended, perhaps before the group did @0"};
  EXPECT_EQ(told(timed(30ms), {{outcome(1, 0ms, 10ms)}}, /*all_sent=*/false), ended);
  EXPECT_EQ(told(timed(30ms), {{outcome(1, 0ms, 10ms, {}, Abandoned{})}}), ended);
  EXPECT_EQ(told(timed(30ms), {{outcome(1, 0ms, 40ms)}}, /*all_sent=*/false),
            Lines{"fail: from its first send to its last ending it took 40 ms @0"});
}

}  // namespace
}  // namespace ensaio
