#include "simulator/report/judge.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace ensaio {
namespace {

using namespace std::chrono_literals;

Outcome outcome(Ending ending, Offset took = 3ms) {
  return {.url = "http://127.0.0.1:1/hook", .sent = 1ms, .answered = 1ms + took, .ending = ending};
}

Outcome answer(int status, std::string body = {}, Offset took = 3ms) {
  return outcome(Answered{.status = status, .body = std::move(body)}, took);
}

/// A send that was tried several times, one second apart.
std::vector<Outcome> tries(const std::vector<Ending>& endings) {
  std::vector<Outcome> attempts;
  for (const Ending& ending : endings) {
    attempts.push_back(outcome(ending));
    attempts.back().send.at = std::chrono::seconds(attempts.size());
  }
  return attempts;
}

std::vector<Check> judge(const Expectation& expect, const std::vector<Outcome>& attempts,
                         const RunExpectation& run = {}) {
  return judged(expect, StepName{.position = "2"}, run, attempts);
}

/// "pass status 2xx", or "fail status 2xx: the receiver answered 500".
std::vector<std::string> told(const std::vector<Check>& checks) {
  std::vector<std::string> lines;
  for (const Check& check : checks) {
    lines.push_back(std::string(kVerdicts.text(check.verdict)) + " " + check.what +
                    (check.message.empty() ? "" : ": " + check.message));
  }
  return lines;
}

using Lines = std::vector<std::string>;

const Ending kLate = TimedOut{.where = "waiting for the answer"};
const Ending kLost = Unreachable{.reason = "connection refused"};

TEST(Judge, IsStrictWhereNothingIsSaid) {
  EXPECT_EQ(told(judge({}, {answer(204)})), Lines{"pass status 2xx"});
  EXPECT_EQ(told(judge({}, {answer(500)})), Lines{"fail status 2xx: the receiver answered 500"});
  EXPECT_EQ(told(judge({}, {outcome(kLate)})),
            Lines{"fail status 2xx: no answer in time (waiting for the answer)"});
  EXPECT_EQ(told(judge({}, {outcome(kLost)})),
            Lines{"fail status 2xx: the receiver could not be reached: connection refused"});
}

TEST(Judge, TellsTheStepOfEachCheck) { EXPECT_EQ(judge({}, {answer(200)}).front().step, "2"); }

TEST(Judge, TakesAStepAtItsWord) {
  const Expectation expect{.status = {{404, 404}, {500, 599}}};
  EXPECT_EQ(told(judge(expect, {answer(404)})), Lines{"pass status 404 or 5xx"});
  EXPECT_EQ(told(judge(expect, {answer(200)})),
            Lines{"fail status 404 or 5xx: the receiver answered 200"});
}

TEST(Judge, CanExpectNoAnswer) {
  const Expectation expect{.no_answer = true};
  EXPECT_EQ(told(judge(expect, {outcome(kLate)})), Lines{"pass status none"});
  EXPECT_EQ(told(judge(expect, {outcome(kLost)})), Lines{"pass status none"});
  EXPECT_EQ(told(judge(expect, {answer(200)})),
            Lines{"fail status none: the receiver answered 200, and no answer was expected"});
}

TEST(Judge, MeasuresFromSentToAnswered) {
  const Expectation expect{.within = 500ms};
  EXPECT_EQ(told(judge(expect, {answer(200, "", 500ms)})),
            (Lines{"pass status 2xx", "pass within 500ms"}));
  EXPECT_EQ(told(judge(expect, {answer(200, "", 640ms)})),
            (Lines{"pass status 2xx", "fail within 500ms: the answer took 640 ms"}));
  EXPECT_EQ(judge(expect, {outcome(kLate, 10ms)})[1].verdict, Verdict::Fail);
}

TEST(Judge, ComparesBodiesAsJson) {
  const Expectation expect{.body = {{"/ok", "true"}, {"/n", "1"}}};
  EXPECT_EQ(told(judge(expect, {answer(200, R"({"n":1.0,"ok":true})")})),
            (Lines{"pass status 2xx", "pass body /ok = true", "pass body /n = 1"}));
  EXPECT_EQ(told(judge(expect, {answer(200, R"({"ok":"true"})")})),
            (Lines{"pass status 2xx", "fail body /ok = true: the answer has \"true\"",
                   "fail body /n = 1: the answer's body has nothing at /n"}));
  EXPECT_EQ(told(judge(expect, {answer(200, "OK")}))[1],
            "fail body /ok = true: the answer's body is not JSON");
  EXPECT_EQ(told(judge(expect, {outcome(kLost)}))[1],
            "fail body /ok = true: the receiver could not be reached: connection refused");
}

TEST(Judge, FailsACallThatCouldNotKeepWhatItWasTo) {
  Outcome call = answer(200);
  call.not_saved = {{"token", "nothing at '/token'"}};
  EXPECT_EQ(told(judge({}, {call})),
            (Lines{"pass status 2xx", "fail save token: nothing at '/token'"}));
}

TEST(Judge, KnowsWhereItWent) {
  EXPECT_EQ(told(judge({.to = "http://127.0.0.1:1/hook"}, {answer(200)}))[1],
            "pass to http://127.0.0.1:1/hook");
  EXPECT_EQ(told(judge({.to = "http://127.0.0.1:1/b"}, {answer(200)}))[1],
            "fail to http://127.0.0.1:1/b: it went to http://127.0.0.1:1/hook");
}

TEST(Judge, JudgesTheLastOfSeveralAttempts) {
  EXPECT_EQ(told(judge({}, tries({Answered{500}, kLate, Answered{200}}))),
            Lines{"pass status 2xx"});
  EXPECT_EQ(judge({}, tries({Answered{200}, Answered{500}}))[0].verdict, Verdict::Fail);
}

TEST(Judge, CountsAttempts) {
  EXPECT_EQ(told(judge({.attempts = 2}, tries({kLate, Answered{200}})))[1], "pass attempts 2");
  EXPECT_EQ(told(judge({.attempts = 3}, tries({kLate, Answered{200}})))[1],
            "fail attempts 3: there were 2");
}

TEST(Judge, ComparesTheAnswersInTheirOrder) {
  const Expectation expect{.answers = {{500, 500}, {200, 299}}};
  EXPECT_EQ(told(judge(expect, tries({Answered{500}, Answered{201}}))),
            Lines{"pass answers 500, 2xx"});
  EXPECT_EQ(told(judge(expect, tries({Answered{201}, Answered{500}}))),
            Lines{"fail answers 500, 2xx: there came 201, 500"});
  EXPECT_EQ(told(judge(expect, tries({Answered{500}, kLate, Answered{200}}))),
            Lines{"fail answers 500, 2xx: there came 500, timed_out, 200"});
  EXPECT_EQ(told(judge(expect, tries({Answered{500}}))),
            Lines{"fail answers 500, 2xx: there came 500"});
}

TEST(Judge, MeasuresTheGapsBetweenAttempts) {
  const std::vector<Outcome> attempts = tries({kLate, kLate, Answered{200}});
  EXPECT_EQ(told(judge({.gaps = {{900ms, 1100ms}, {1s, 1s}}}, attempts))[1],
            "pass gaps 900ms..1.1s, 1s..1s");
  EXPECT_EQ(told(judge({.gaps = {{900ms, 1s}, {2s, 3s}}}, attempts))[1],
            "fail gaps 900ms..1s, 2s..3s: there were 1 s, 1 s");
  EXPECT_EQ(judge({.gaps = {{900ms, 1s}}}, attempts)[1].verdict, Verdict::Fail);
  EXPECT_EQ(told(judge({.gaps = {{900ms, 1s}}}, {answer(200)}))[1],
            "fail gaps 900ms..1s: there was one attempt");
}

TEST(Judge, LetsTheRunsExpectationReplaceNothing) {
  const RunExpectation run{.status = {{201, 201}}, .within = 1ms};
  EXPECT_EQ(told(judge({}, {answer(200)}, run)),
            (Lines{"pass status 2xx", "fail status 201 (of every send): the receiver answered 200",
                   "fail within 1ms (of every send): the answer took 3 ms"}));
}

TEST(Judge, HearsThatTheRunExpectsNoAnswer) {
  const RunExpectation run{.no_answer = true};
  const Expectation none{.no_answer = true};
  EXPECT_EQ(told(judge(none, {outcome(kLate)}, run)),
            (Lines{"pass status none", "pass status none (of every send)"}));
  EXPECT_EQ(told(judge({.status = {{200, 200}}}, {answer(200)}, run))[1],
            "fail status none (of every send): the receiver answered 200, and no answer was "
            "expected");
}

TEST(Judge, FailsACallThatCouldNotSave) {
  Outcome told_off = answer(200);
  told_off.not_saved = {{"session", "nothing at '/id'"}};
  EXPECT_EQ(told(judge({}, {told_off})),
            (Lines{"pass status 2xx", "fail save session: nothing at '/id'"}));
}

TEST(Judge, NeitherPassesNorFailsWhatWasAbandoned) {
  EXPECT_EQ(told(judge({}, {outcome(Abandoned{})})),
            Lines{"interrupted status 2xx: the run ended before it was answered"});
  EXPECT_EQ(judge({.no_answer = true}, {outcome(Abandoned{})})[0].verdict, Verdict::Interrupted);
}

TEST(Verdict, IsTheGravestOfItsChecks) {
  const auto of = [](std::vector<Verdict> verdicts) {
    std::vector<Check> checks;
    for (const Verdict verdict : verdicts) checks.push_back({.what = {}, .verdict = verdict});
    return verdict_of(checks);
  };
  EXPECT_EQ(of({}), Verdict::Pass);
  EXPECT_EQ(of({Verdict::Pass, Verdict::Inconclusive, Verdict::Pass}), Verdict::Inconclusive);
  EXPECT_EQ(of({Verdict::Interrupted, Verdict::Inconclusive}), Verdict::Interrupted);
  EXPECT_EQ(of({Verdict::Fail, Verdict::Interrupted}), Verdict::Fail);
}

}  // namespace
}  // namespace ensaio
