#include "simulator/report/recorder.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "simulator/report/filled.hpp"
#include "simulator/wire/slot.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;

/// A story of three lines, as the timeline would have made it.
struct Story {
  Scenario scenario{.file = "s.yaml", .name = "story", .files = {"s.yaml"}};
  Script script{};
  Cast cast{};
  Surroundings surroundings{.target = "http://127.0.0.1:1/hook",
                            .target_origin = "http://127.0.0.1:1"};
  Plan plan{.sends = 3, .hash = "abc"};

  Showing showing() const { return {scenario, script, cast, surroundings}; }

  Story() {
    for (std::uint32_t i = 0; i < 3; ++i) {
      script.steps.push_back({.position = std::to_string(i + 1),
                              .label = i == 1 ? "second" : "",
                              .place = {.mark = {i + 4, 5}}});
      script.lines.push_back({.step = i, .kind = Kind::Status, .callback = "READ"});
    }
    script.lines[2].kind.reset();
    script.lines[2].callback = "POST";
  }
};

Outcome outcome(std::uint32_t line, Ending ending, Offset sent = 0ms) {
  return {.send = {.at = 2s, .line = line, .stream = line},
          .url = "http://127.0.0.1:1/hook",
          .request = "{}",
          .due = sent,
          .sent = sent,
          .answered = sent + 3ms,
          .ending = std::move(ending)};
}

std::optional<std::string_view> source(const std::string& /*file*/) {
  return "scenario: story\nmessages: [m1]\nsteps:\n  - sent: m1\n  - read: m1\n";
}

ScenarioRecord record_of(const Story& story, const std::vector<Outcome>& outcomes,
                         Stop stop = Stop::AtItsEnd) {
  Recorder recorder(story.showing());
  for (const Outcome& told : outcomes) recorder.add(told);
  return recorder.record(story.plan, stop, source);
}

TEST(Recorder, TellsAPassInTheOrderOfSending) {
  const ScenarioRecord record =
      record_of(Story{}, {outcome(1, Answered{200}, 10ms), outcome(0, Answered{204}, 5ms),
                          outcome(2, Answered{200}, 20ms)});
  EXPECT_EQ(record.verdict, Verdict::Pass);
  EXPECT_EQ(record.name, "story");
  EXPECT_EQ(record.plan_hash, "abc");
  EXPECT_EQ(record.dialect, "zapi");
  EXPECT_EQ(record.clock, "real");
  ASSERT_EQ(record.attempts.size(), 3U);
  EXPECT_EQ(record.attempts[0].status, 204);
  EXPECT_EQ(record.attempts[1].label, "second");
  EXPECT_EQ(record.attempts[1].at_us, 2'000'000);
  EXPECT_EQ(record.attempts[1].sent_us, 10'000);
  EXPECT_EQ(record.attempts[1].answered_us, 13'000);
  EXPECT_EQ(record.attempts[1].kind, "status");
  EXPECT_EQ(record.attempts[2].kind, "call");
  EXPECT_EQ(record.attempts[2].callback, "POST");
  EXPECT_TRUE(record.account.adds_up());
  EXPECT_EQ(record.account.answered, 3U);
  EXPECT_TRUE(record.steps.empty());
}

TEST(Recorder, ShowsTheStepThatFailedAsItWasWritten) {
  const ScenarioRecord record = record_of(
      Story{},
      {outcome(0, Answered{200}), outcome(1, Answered{500}, 1ms), outcome(2, Answered{200}, 2ms)});
  EXPECT_EQ(record.verdict, Verdict::Fail);
  ASSERT_EQ(record.steps.size(), 1U);
  EXPECT_EQ(record.steps[0].text, "read: m1");
  EXPECT_EQ(record.steps[0].line, 5U);
  EXPECT_EQ(record.checks[1].attempt, 1U);
}

TEST(Recorder, CountsASendByItsLastAttempt) {
  Outcome again = outcome(0, Answered{200}, 1s);
  again.attempt = 2;
  const ScenarioRecord record = record_of(
      Story{},
      {outcome(0, TimedOut{}), outcome(1, Unreachable{}, 1ms), again, outcome(2, TimedOut{}, 2s)});
  EXPECT_EQ(record.account.sent, 3U);
  EXPECT_EQ(record.account.answered, 1U);
  EXPECT_EQ(record.account.unreachable, 1U);
  EXPECT_EQ(record.account.timed_out, 1U);
  EXPECT_EQ(record.account.retries, 1U);
  EXPECT_TRUE(record.account.adds_up());
  EXPECT_EQ(record.attempts.size(), 4U);
  EXPECT_EQ(record.attempts[1].attempt, 2U);  // Beside the first of the same send.
}

TEST(Recorder, CountsWhatWasResentBesideTheSums) {
  const Story story;
  Outcome first = outcome(0, Answered{.status = 200});
  first.resent = true;
  const ScenarioRecord record =
      record_of(story, {first, outcome(1, Answered{.status = 200}), outcome(2, TimedOut{})});
  EXPECT_EQ(record.account.resent, 1U);
  EXPECT_EQ(record.account.retries, 0U);
  EXPECT_TRUE(record.account.adds_up());
}

TEST(Recorder, KnowsOfAnswersThatWereNotKeptWhole) {
  const Story story;
  Recorder recorder(story.showing());
  recorder.add(outcome(0, Answered{.status = 200, .body = "all of it"}));
  EXPECT_FALSE(recorder.has_drained());
  recorder.add(outcome(1, Answered{.status = 200, .body = "the beginning", .truncated = true}));
  EXPECT_TRUE(recorder.has_drained());
}

TEST(Recorder, AccountsForWhatAnInterruptionLeft) {
  const ScenarioRecord record =
      record_of(Story{}, {outcome(0, Answered{200}), outcome(1, Abandoned{})}, Stop::Interrupted);
  EXPECT_EQ(record.verdict, Verdict::Interrupted);
  EXPECT_EQ(record.account.abandoned, 1U);
  EXPECT_EQ(record.account.not_sent, 1U);
  EXPECT_TRUE(record.account.adds_up());
}

TEST(Recorder, StaysWithAFailureWhereItWasInterruptedToo) {
  EXPECT_EQ(record_of(Story{}, {outcome(0, Answered{500})}, Stop::Interrupted).verdict,
            Verdict::Fail);
}

TEST(Recorder, IsNotInterruptedByASignalAfterTheLastAnswer) {
  const ScenarioRecord record = record_of(
      Story{}, {outcome(0, Answered{200}), outcome(1, Answered{200}), outcome(2, Answered{200})},
      Stop::Interrupted);
  EXPECT_EQ(record.verdict, Verdict::Pass);
}

TEST(Recorder, DoesNotHideThatTheSumsAreWrong) {
  EXPECT_FALSE(record_of(Story{}, {outcome(0, Answered{200})}).account.adds_up());
}

TEST(Recorder, KeepsTheBeginningOfALongAnswer) {
  Story story;
  Recorder recorder(story.showing());
  recorder.add(outcome(0, Answered{.status = 200, .body = std::string(100, 'x')}));
  EXPECT_FALSE(recorder.has_cut());
  recorder.add(outcome(1, Answered{.status = 200, .body = std::string(100'000, 'x')}));
  EXPECT_TRUE(recorder.has_cut());
  const ScenarioRecord record = recorder.record(story.plan, Stop::Interrupted, nullptr);
  EXPECT_EQ(record.attempts[1].answer.size(), 16U * 1024);
}

TEST(Recorder, JudgesABodyBeforeItIsCut) {
  Story story;
  story.script.lines[0].expect =
      std::make_shared<Expectation>(Expectation{.body = {{"/ok", "true"}}});
  const std::string body = R"({"long":")" + std::string(50'000, 'x') + R"(","ok":true})";
  const ScenarioRecord record =
      record_of(story, {outcome(0, Answered{.status = 200, .body = body})}, Stop::Interrupted);
  EXPECT_EQ(record.checks[1].verdict, Verdict::Pass);
  EXPECT_EQ(record.attempts[0].answer.size(), 16U * 1024);
}

TEST(Recorder, FillsInWhatIsExpected) {
  Story story;
  story.scenario.messages = {{.name = "m1"}};
  story.cast.message_ids = {"3A01"};
  story.script.message_ids = 1;
  story.script.bytes = "/hook";
  story.script.fragments = {{.slot = Slot::TargetOrigin}, {.length = 5}};
  story.script.lines[0].to = {.first = 0, .count = 2};
  story.script.lines[0].expect = std::make_shared<Expectation>(Expectation{
      .body = {{"/id", R"("{{ messages.m1.id }}")"}}, .to = "{{ target.origin }}/hook"});
  const ScenarioRecord record = record_of(
      story, {outcome(0, Answered{.status = 200, .body = R"({"id":"3A01"})"})}, Stop::Interrupted);
  ASSERT_EQ(record.checks.size(), 3U);
  EXPECT_EQ(record.checks[1].verdict, Verdict::Pass) << record.checks[1].message;
  EXPECT_EQ(record.checks[2].verdict, Verdict::Pass) << record.checks[2].message;
}

TEST(Recorder, ExpectsWhatWasSavedWhenItWasAnswered) {
  Story story;
  story.scenario.saved = {"order"};
  story.script.saved = {"order"};
  story.script.lines[0].expect =
      std::make_shared<Expectation>(Expectation{.body = {{"/id", R"("{{ order }}")"}}});
  const auto answer = [](const std::string& id) {
    return Answered{.status = 200, .body = R"({"id":")" + id + R"("})"};
  };
  Recorder recorder(story.showing());
  story.surroundings.saved = {"first"};
  recorder.add(outcome(0, answer("first")));
  story.surroundings.saved = {"second"};
  recorder.add(outcome(0, answer("second"), 1s));
  story.surroundings.saved = {"third"};
  const ScenarioRecord record = recorder.record(story.plan, Stop::Interrupted, nullptr);
  ASSERT_EQ(record.checks.size(), 4U);
  EXPECT_EQ(record.checks[1].what, R"(body /id = "first")");
  EXPECT_EQ(record.checks[3].what, R"(body /id = "second")");
  for (const Check& check : record.checks) EXPECT_EQ(check.verdict, Verdict::Pass) << check.what;
}

TEST(Recorder, JudgesHowLongAGroupTook) {
  Story story;
  story.script.timed.push_back({.name = {.position = "9", .place = {.mark = {4, 5}}},
                                .within = 2ms,
                                .first_line = 1,
                                .lines = 2});
  const ScenarioRecord record = record_of(
      story,
      {outcome(0, Answered{200}), outcome(1, Answered{200}, 1ms), outcome(2, Answered{200}, 2ms)});
  EXPECT_EQ(record.verdict, Verdict::Fail);
  EXPECT_EQ(record.checks.back().message, "from its first send to its last ending it took 4 ms");
  EXPECT_EQ(record.checks.back().attempt, 2U);
  ASSERT_EQ(record.steps.size(), 1U);
  EXPECT_EQ(record.steps[0].text, "sent: m1");
}

TEST(Filled, PutsValuesInThePlaceOfTemplates) {
  Story story;
  EXPECT_EQ(filled("plain text", story.showing()), "plain text");
  EXPECT_EQ(filled("{{ target.origin }}/status", story.showing()), "http://127.0.0.1:1/status");
  EXPECT_EQ(filled("{{ nothing.such }}", story.showing()), "{{ nothing.such }}");
}

TEST(Filled, KeepsJsonWhatItIs) {
  Story story;
  story.surroundings.env = {"say \"hi\""};
  story.script.env = {"WORD"};
  story.scenario.env = {"WORD"};
  EXPECT_EQ(filled_json("7", story.showing(), Send{}), "7");
  EXPECT_EQ(filled_json(R"(["{{ env.WORD }}"])", story.showing(), Send{}), R"(["say \"hi\""])");
  EXPECT_EQ(filled_json(R"("{{ nothing.such }}")", story.showing(), Send{}),
            R"("{{ nothing.such }}")");
}

TEST(RunRecord, IsABugWhereTheSumsDoNotHold) {
  const Account good{.planned = 2, .sent = 1, .answered = 1, .not_sent = 1};
  RunRecord run;
  add(run, {.account = good});
  add(run, {.account = good});
  ASSERT_TRUE(accounts_hold(run));
  EXPECT_TRUE(accounts_hold({}));

  RunRecord lost = run;
  lost.scenarios[0].account.answered = 0;
  EXPECT_FALSE(accounts_hold(lost)) << "a send without an ending";
  RunRecord never = run;
  never.scenarios[1].account.planned = 3;
  EXPECT_FALSE(accounts_hold(never)) << "a callback that was neither sent nor not";
  RunRecord swapped = run;
  ++swapped.scenarios[0].account.answered;
  --swapped.scenarios[1].account.answered;
  EXPECT_FALSE(accounts_hold(swapped)) << "two mistakes that cancel out";
  RunRecord other = run;
  ++other.account.retries;
  EXPECT_FALSE(accounts_hold(other)) << "a total that is not the sum";
}

TEST(RunRecord, AddsItsScenariosUp) {
  RunRecord run;
  add(run, {.verdict = Verdict::Pass, .account = {.planned = 2, .sent = 2, .answered = 2}});
  EXPECT_EQ(run.verdict, Verdict::Pass);
  add(run, {.verdict = Verdict::Inconclusive});
  EXPECT_EQ(run.verdict, Verdict::Inconclusive);
  add(run, {.verdict = Verdict::Fail, .account = {.planned = 1, .sent = 1, .timed_out = 1}});
  EXPECT_EQ(run.verdict, Verdict::Fail);
  add(run, {.verdict = Verdict::Interrupted, .account = {.planned = 1, .not_sent = 1}});
  EXPECT_EQ(run.verdict, Verdict::Interrupted);
  EXPECT_EQ(run.account.planned, 4U);
  EXPECT_TRUE(run.account.adds_up());
  EXPECT_EQ(run.scenarios.size(), 4U);
}

}  // namespace
}  // namespace ensaio
