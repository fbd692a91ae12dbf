#include "simulator/report/awaited_calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <sstream>

#include "simulator/report/attempt_json.hpp"
#include "simulator/report/journal.hpp"
#include "simulator/report/recorder.hpp"
#include "simulator/report/reports.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using How = AwaitEnding::How;

/// Two awaits, the first for the message m1, the second for quiet; and a send.
struct Story {
  Scenario scenario{.file = "s.yaml", .name = "story", .files = {"s.yaml"}};
  Script script{};
  Cast cast{};
  Surroundings surroundings{};
  Plan plan{.sends = 1, .hash = "abc"};

  Showing showing() const { return {scenario, script, cast, surroundings}; }

  Story() {
    for (std::uint32_t i = 0; i < 3; ++i) {
      script.steps.push_back({.position = std::to_string(i + 1), .place = {.mark = {i + 4, 5}}});
    }
    script.awaits.push_back({.step = 0, .within = 10s, .overtaken = true});
    script.awaits[0].call = {.route = "send-text", .words = "a send-text to ana"};
    script.awaits[0].as = Await::As{.name = "m1"};
    script.awaits.push_back({.step = 1, .quiet = 200ms, .within = 1s});
    script.awaits[1].call.words = "quiet for 200ms";
    script.lines.push_back({.step = 2, .kind = Kind::Status, .callback = "READ"});
    script.tallies.push_back({.calls = {.words = "a send-text"}, .count = 1});
    script.tallies.push_back({.calls = {.words = "a send-image"}, .count = 0});
  }
};

IncomingCall send_text(std::string text) {
  return {.number = 3,
          .route = "send-text",
          .instance = "I",
          .token = "SECRET",
          .phone = "5511",
          .text = std::move(text),
          .message_id = "ID",
          .body = "{\"phone\":\"5511\"}",
          .at = 20ms};
}

AwaitEnding came() { return {.how = How::Came, .ended = 21ms, .call = send_text("Olá")}; }

AwaitEnding missed(std::uint32_t await, std::vector<IncomingCall> others, std::uint64_t more = 0) {
  return {
      .await = await, .how = How::Missed, .ended = 10s, .others = std::move(others), .more = more};
}

/// "fail 1 await a send-text to ana: why", one per check.
std::string text_of(const Check& check) {
  std::string text(kVerdicts.text(check.verdict));
  text += ' ' + check.step + ' ' + check.what;
  return check.message.empty() ? text : text + ": " + check.message;
}

TEST(AwaitedCalls, AreJudged) {
  AwaitEnding unfit = came();
  unfit.trouble = "it sends no message";
  AwaitEnding late = came();
  late.answered_before = true;
  struct Row {
    const char* what;
    AwaitEnding ending;
    std::vector<std::string> checks;
  };
  const Row rows[] = {
      {"came", came(), {"pass 1 await a send-text to ana"}},
      {"quiet", {.await = 1, .how = How::Quiet}, {"pass 2 await quiet for 200ms"}},
      {"missed, and nothing came",
       missed(0, {}),
       {"fail 1 await a send-text to ana: the application did not make a send-text to ana within "
        "10s; no other call came"}},
      {"missed, and others came",
       missed(0, {send_text("Oi"), {.route = "status"}}, 7),
       {"fail 1 await a send-text to ana: the application did not make a send-text to ana within "
        "10s; there came 7 more, and then send-text to 5511 'Oi', status"}},
      {"never quiet",
       missed(1, {{.route = "status"}}),
       {"fail 2 await quiet for 200ms: it was not quiet for 200ms within 1s; there came status"}},
      {"abandoned",
       {.how = How::Abandoned},
       {"interrupted 1 await a send-text to ana: the run or the story ended before it came"}},
      {"unfit",
       unfit,
       {"fail 1 await a send-text to ana: send-text to 5511 'Olá' came, but cannot be m1: it sends "
        "no message"}},
      {"too late to overtake",
       late,
       {"pass 1 await a send-text to ana",
        "inconclusive 1 overtake: our answer to send-text to 5511 'Olá' was on its way before the "
        "story came to this await"}},
  };
  for (const Row& row : rows) {
    std::vector<std::string> checks;
    for (const Check& check : judged(row.ending, Story{}.script)) checks.push_back(text_of(check));
    EXPECT_EQ(checks, row.checks) << row.what;
  }
}

TEST(AwaitedCalls, AreCounted) {
  using Counted = TallyEnding::How;
  struct Row {
    TallyEnding ending;
    const char* check;
  };
  const Row rows[] = {
      {{0, Counted::Counted, 1}, "pass  1 call: a send-text"},
      {{0, Counted::Counted, 0}, "fail  1 call: a send-text: there was none"},
      {{0, Counted::Counted, 2}, "fail  1 call: a send-text: there were 2"},
      {{0, Counted::NothingEverCame, 0},
       "fail  1 call: a send-text: the application called nothing at all"},
      {{1, Counted::Counted, 0}, "pass  no call: a send-image"},
      {{1, Counted::Counted, 1}, "fail  no call: a send-image: there was 1"},
      {{1, Counted::NothingEverCame, 0},
       "inconclusive  no call: a send-image: the application called nothing at all, so it may not "
       "be connected to us"},
      {{1, Counted::TooMany, 0},
       "inconclusive  no call: a send-image: so many calls came that the oldest were forgotten"},
      {{0, Counted::Abandoned, 0},
       "interrupted  1 call: a send-text: the run ended before they were counted"},
  };
  for (const Row& row : rows) EXPECT_EQ(text_of(judged(row.ending, Story{}.script)), row.check);
}

Outcome sent_at(Offset at) {
  return {.url = "u",
          .request = "{}",
          .due = at,
          .sent = at,
          .answered = at,
          .ending = Answered{.status = 500}};
}

std::optional<std::string_view> source(const std::string& /*file*/) {
  return "scenario: story\nmessages: [m1]\nsteps:\n  - await: send-text\n  - b\n  - c\n";
}

TEST(RecorderOfAwaits, TellsThemInTheOrderOfTime) {
  const Story story;
  Recorder recorder(story.showing());
  recorder.add(CallNews(came()));
  recorder.add(sent_at(30ms));
  recorder.add(CallNews(missed(1, {})));
  const ScenarioRecord record = recorder.record(story.plan, Stop::AtItsEnd, source);
  ASSERT_EQ(record.checks.size(), 3U);
  EXPECT_EQ(record.checks[0].step, "1");
  EXPECT_EQ(record.checks[1].step, "3");
  EXPECT_EQ(record.checks[2].step, "2");
  ASSERT_EQ(record.awaits.size(), 2U);
  EXPECT_EQ(record.awaits[0].message_id, "ID");
}

TEST(RecorderOfAwaits, CountsWhatAMissedCallLeftUnsent) {
  const Story story;
  Recorder recorder(story.showing());
  recorder.add(CallNews(missed(0, {})));
  recorder.add(CallNews(TallyEnding{.tally = 0, .count = 0}));
  const ScenarioRecord record = recorder.record(story.plan, Stop::AtItsEnd, source);
  EXPECT_EQ(record.verdict, Verdict::Fail);
  EXPECT_EQ(record.account.not_sent, 1U);
  EXPECT_TRUE(record.account.adds_up());
  ASSERT_EQ(record.steps.size(), 1U);
  EXPECT_EQ(record.steps[0].text, "await: send-text");
  std::ostringstream out;
  print_scenario(record, {}, out);
  EXPECT_THAT(out.str(), HasSubstr("FAIL  story   await a send-text to ana"));
  EXPECT_THAT(out.str(), HasSubstr("s.yaml:4  await: send-text"));
  EXPECT_THAT(out.str(), HasSubstr("also in the end, 1 call: a send-text: there was none"));
}

TEST(RecorderOfAwaits, ShowsWhatLedUpToACallThatDidNotCome) {
  const Story story;
  Recorder recorder(story.showing());
  Outcome before = sent_at(30ms);
  before.ending = Answered{.status = 200};
  recorder.add(before);
  recorder.add(CallNews(missed(1, {})));
  std::ostringstream out;
  print_scenario(recorder.record(story.plan, Stop::AtItsEnd, source), {}, out);
  EXPECT_THAT(out.str(), HasSubstr("it was not quiet for 200ms within 1s; no other call came\n\n"
                                   "  t=0 ms       READ -> 200 (0 us)\n"));
}

TEST(RecorderOfAwaits, DoesNotForgiveWhatIsUnsentOtherwise) {
  const Story story;
  Recorder recorder(story.showing());
  recorder.add(CallNews(came()));
  const ScenarioRecord record = recorder.record(story.plan, Stop::AtItsEnd, source);
  EXPECT_FALSE(record.account.adds_up());
}

TEST(ReportsOfAwaits, TellTheCallButNotItsToken) {
  const Story story;
  Recorder recorder(story.showing());
  recorder.add(CallNews(came()));
  recorder.add(sent_at(30ms));
  RunRecord run;
  add(run, recorder.record(story.plan, Stop::AtItsEnd, source));
  std::ostringstream out;
  print_json(run, out);
  EXPECT_THAT(out.str(), HasSubstr(R"("awaits": [)"));
  EXPECT_THAT(out.str(), HasSubstr(R"("outcome":"came")"));
  EXPECT_THAT(out.str(), HasSubstr(R"("message_id":"ID")"));
  EXPECT_THAT(out.str(), HasSubstr(R"("body":"{\"phone\":\"5511\"}")"));
  EXPECT_THAT(out.str(), Not(HasSubstr("SECRET")));
}

TEST(ReportsOfAwaits, HaveALineInTheJournal) {
  std::string lines;
  Journal journal([&lines](std::string_view line) {
    lines += line;
    return true;
  });
  const Story story;
  journal.add("story", 1, awaited_call_of(missed(0, {}), story.script));
  EXPECT_EQ(lines, R"({"scenario":"story","telling":1,"at_us":0,"step":"1","label":"",)"
                   R"("await":"a send-text to ana","since_us":0,"ended_us":10000000,)"
                   R"("outcome":"missed","call":null})"
                   "\n");
  journal.end(RunRecord{});
  EXPECT_THAT(lines, HasSubstr(R"("attempts":0)")) << "An await is no attempt.";
}

TEST(ReportsOfAwaits, KeepTheLastOfMany) {
  const Story story;
  ScenarioRecord record{.verdict = Verdict::Fail};
  RunRecord run{.kept = 1'000'000};
  record.awaits.resize(30);
  record.awaits.back().step = "last";
  add(run, std::move(record));
  EXPECT_EQ(run.scenarios[0].awaits.size(), 20U);
  EXPECT_EQ(run.scenarios[0].awaits.back().step, "last");
  EXPECT_EQ(run.scenarios[0].left_out.awaits, 10U);
}

}  // namespace
}  // namespace ensaio
