#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <string>

#include "simulator/report/reports.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

Attempt attempt(const std::string& step, const std::string& callback, int status) {
  return {.at_us = 4000,
          .step = step,
          .callback = callback,
          .sent_us = 1000,
          .answered_us = 6000,
          .status = status};
}

ScenarioRecord passed() {
  return {.name = "three ticks",
          .plan_hash = "3f9c000000000000a1",
          .seed = 7,
          .took = 64ms,
          .account = {.planned = 3, .sent = 3, .answered = 3}};
}

/// `before` good answers, a bad one, `after` good ones.
ScenarioRecord failed(int before = 1, int after = 1) {
  ScenarioRecord scenario = passed();
  scenario.name = "late and twice";
  scenario.verdict = Verdict::Fail;
  scenario.again = "ensaio run late.yaml --seed 7";
  for (int i = 0; i < before; ++i) scenario.attempts.push_back(attempt("1", "SENT", 200));
  scenario.attempts.push_back(attempt("2", "READ", 500));
  for (int i = 0; i < after; ++i) scenario.attempts.push_back(attempt("3", "PLAYED", 201));
  scenario.checks = {{.what = "status 2xx", .step = "1"},
                     {.what = "status 2xx",
                      .step = "2",
                      .verdict = Verdict::Fail,
                      .message = "the receiver answered 500",
                      .attempt = static_cast<std::size_t>(before)}};
  scenario.steps = {
      {.file = "late.yaml", .line = 21, .step = "2", .text = "read: m1", .intent = "late"}};
  return scenario;
}

std::string printed(const ScenarioRecord& scenario, const ConsoleStyle& style = {}) {
  std::ostringstream out;
  print_scenario(scenario, style, out);
  return out.str();
}

std::string summary(const RunRecord& run) {
  std::ostringstream out;
  print_summary(run, {}, out);
  return out.str();
}

TEST(Console, GivesAPassOneLine) {
  EXPECT_EQ(printed(passed()), "PASS  three ticks   3 callbacks   seed 7   plan 3f9c…a1   64 ms\n");
}

TEST(Console, TellsTheStoryOfAFailure) {
  EXPECT_EQ(printed(failed()),
            R"(FAIL  late and twice   status 2xx   seed 7   plan 3f9c…a1   64 ms
  late.yaml:21  read: m1   (intent: late)
  the receiver answered 500

  t=4 ms       SENT   -> 200 (5 ms)
  t=4 ms       READ   -> 500 (5 ms)   <-- not status 2xx
  t=4 ms       PLAYED -> 201 (5 ms)

  again:  ensaio run late.yaml --seed 7

)");
}

TEST(Console, ShowsOnlyTheTimelineAroundTheFirstFailure) {
  const std::string text = printed(failed(9, 8));
  EXPECT_THAT(text, HasSubstr("  ... 4 before\n"));
  EXPECT_THAT(text, HasSubstr("  ... 5 after\n"));
}

TEST(Console, CountsWhatTheRecordHasNoRoomFor) {
  ScenarioRecord scenario = failed(9, 8);
  scenario.left_out = {.checks = 1, .attempts_before = 100, .attempts_after = 1000};
  const std::string text = printed(scenario);
  EXPECT_THAT(text, HasSubstr("  ... 104 before\n"));
  EXPECT_THAT(text, HasSubstr("  ... 1005 after\n"));
  RunRecord run;
  run.scenarios = {scenario, scenario};
  EXPECT_THAT(summary(run), HasSubstr("the reports leave out 2200 attempts and 2 checks; "
                                      "--report journal=FILE has every attempt\n"));
}

TEST(Console, TellsWhyAScenarioIsInconclusive) {
  ScenarioRecord scenario = failed();
  scenario.verdict = Verdict::Inconclusive;
  scenario.checks[1].verdict = Verdict::Inconclusive;
  scenario.checks[1].message = "nobody called";
  const std::string text = printed(scenario);
  EXPECT_THAT(text, HasSubstr("INCONCLUSIVE  late and twice   status 2xx"));
  EXPECT_THAT(text, HasSubstr("\n  nobody called\n"));
  EXPECT_THAT(text, HasSubstr("<-- status 2xx not known\n"));
  EXPECT_THAT(text, HasSubstr("again:  ensaio run late.yaml"));
}

TEST(Console, SaysHowFarAnInterruptedScenarioCame) {
  ScenarioRecord scenario = passed();
  scenario.verdict = Verdict::Interrupted;
  scenario.account = {.planned = 3, .sent = 1, .answered = 1, .not_sent = 2};
  EXPECT_THAT(printed(scenario), HasSubstr("INTERRUPTED  three ticks   1 of 3 callbacks   seed"));
}

TEST(Console, QuotesABadAnswerWithoutObeyingIt) {
  ScenarioRecord scenario = failed();
  scenario.attempts[1].answer = "\x1b[2Jboom\n" + std::string(300, 'x');
  const std::string text = printed(scenario);
  EXPECT_THAT(text, HasSubstr("  it said: \\x1b[2Jboom\\n" + std::string(191, 'x') + " ...\n"));
}

TEST(Console, EscapesWhatComesFromFilesToo) {
  ScenarioRecord scenario = failed();
  scenario.name = "a\x1b]0;b";
  scenario.checks[1].message = "c\rd";
  const std::string text = printed(scenario);
  EXPECT_THAT(text, HasSubstr("a\\x1b]0;b"));
  EXPECT_THAT(text, HasSubstr("c\\rd"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(Console, TellsTheOtherFailuresInShort) {
  ScenarioRecord scenario = failed();
  for (int i = 0; i < 7; ++i) {
    scenario.checks.push_back(
        {.what = "within 1s", .step = "3", .verdict = Verdict::Fail, .message = "it took 2 s"});
  }
  const std::string text = printed(scenario);
  EXPECT_THAT(text, HasSubstr("  also step 3, within 1s: it took 2 s\n"));
  EXPECT_THAT(text, HasSubstr("  and 2 more failed checks\n"));
  scenario.steps.push_back({.file = "late.yaml", .line = 30, .step = "3", .text = "played: m1"});
  EXPECT_THAT(printed(scenario), HasSubstr("  also late.yaml:30, within 1s: it took 2 s\n"));
}

TEST(Console, TellsEveryEnding) {
  ScenarioRecord scenario = failed();
  scenario.attempts[0].ending = EndingName::TimedOut;
  scenario.attempts[0].reason = "waiting for the answer";
  scenario.attempts[1].ending = EndingName::Unreachable;
  scenario.attempts[1].reason = "connection refused";
  scenario.attempts[1].attempt = 2;
  scenario.attempts[2].ending = EndingName::Abandoned;
  const std::string text = printed(scenario);
  EXPECT_THAT(text, HasSubstr("SENT   -> timed out waiting for the answer (5 ms)"));
  EXPECT_THAT(text, HasSubstr("READ   attempt 2 -> unreachable, connection refused (5 ms)"));
  EXPECT_THAT(text, HasSubstr("PLAYED -> abandoned (5 ms)"));
}

TEST(Console, CanFailWithoutAnAttempt) {
  ScenarioRecord scenario = passed();
  scenario.verdict = Verdict::Fail;
  scenario.checks = {{.what = "calls", .verdict = Verdict::Fail, .message = "nobody called"}};
  EXPECT_THAT(printed(scenario), HasSubstr("  nobody called\n"));
}

TEST(Console, ColoursOnlyWhereItMay) {
  EXPECT_THAT(printed(passed(), {.color = true}), HasSubstr("\x1b[32mPASS\x1b[0m"));
  EXPECT_THAT(printed(failed(), {.color = true}), HasSubstr("\x1b[31mFAIL\x1b[0m"));
  EXPECT_THAT(printed(failed(), {.color = false}), Not(HasSubstr("\x1b")));
}

TEST(Console, NamesTheOtherVerdicts) {
  ScenarioRecord scenario = passed();
  scenario.verdict = Verdict::Interrupted;
  EXPECT_THAT(printed(scenario, {.color = true}), HasSubstr("INTERRUPTED"));
  scenario.verdict = Verdict::Inconclusive;
  scenario.plan_hash = "short";
  EXPECT_THAT(printed(scenario), HasSubstr("INCONCLUSIVE  three ticks   3 callbacks   seed 7   "
                                           "plan short"));
}

TEST(Summary, AccountsForEveryCallback) {
  RunRecord run{.verdict = Verdict::Fail, .seed = 7};
  run.scenarios = {passed(), failed()};
  run.account = {.planned = 12,
                 .sent = 10,
                 .answered = 7,
                 .timed_out = 1,
                 .unreachable = 1,
                 .abandoned = 1,
                 .not_sent = 2,
                 .retries = 1,
                 .resent = 2,
                 .not_judged = 3};
  run.took = 128ms;
  EXPECT_EQ(summary(run), R"(
2 scenarios: 1 passed, 1 failed   (128 ms, seed 7)
12 callbacks planned = 10 sent + 2 not sent
10 sent = 7 answered + 1 timed out + 1 unreachable + 1 abandoned at the end
1 further attempt
2 callbacks sent again on a new connection, unheard on one that the receiver had closed
3 callbacks not judged
)");
}

TEST(Summary, LeavesOutWhatThereIsNoneOf) {
  RunRecord run{.seed = 7};
  run.scenarios = {passed()};
  run.account = {.planned = 1, .sent = 1, .answered = 1};
  run.took = 64ms;
  EXPECT_EQ(summary(run), R"(
1 scenario: 1 passed   (64 ms, seed 7)
1 callback planned = 1 sent
1 sent = 1 answered
)");
}

TEST(Summary, SaysWhatWasUsedAndWhatWasLeftOut) {
  RunRecord run{.project_file = "ensaio.yaml", .asides = {"careful\x1b"}, .passed_over = 2};
  const std::string text = summary(run);
  EXPECT_THAT(text, HasSubstr("0 scenarios: none played"));
  EXPECT_THAT(text, HasSubstr("no callback was planned, and none was sent\n"));
  EXPECT_THAT(text, HasSubstr("2 documents of other kinds passed over\n"));
  EXPECT_THAT(text, HasSubstr("with settings from ensaio.yaml\n"));
  EXPECT_THAT(text, HasSubstr("careful\\x1b\n"));
}

}  // namespace
}  // namespace ensaio
