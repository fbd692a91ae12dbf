#include "simulator/delivery/switchboard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/delivery/performance.hpp"
#include "tests/support/scripted_calls.hpp"
#include "tests/support/virtual_world.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

struct Coming {
  Offset at{};
  IncomingCall call{};
};

/// A story that expects so many calls to send-text, `lasts` after its last step.
Scenario counting(Steps steps, std::uint64_t count, std::optional<Offset> lasts = {}) {
  Scenario made = awaiting("s", std::move(steps));
  made.expect.calls.push_back({.calls = {.route = "send-text"}, .count = count, .lasts = lasts});
  return made;
}

/// How the awaits and tallies of one arrival ended, and when the play did.
std::string called(const Scenario& scenario, const std::vector<Coming>& calls, Clock clock = {}) {
  VirtualWorld world;
  ScriptedCalls source(world);
  for (const Coming& one : calls) source.at(one.at, one.call);
  Performance performance(scenario);
  play(world, {&performance}, {performance.arrival(clock)}, &source);
  const auto ended = std::chrono::floor<std::chrono::milliseconds>(world.now());
  return performance.called() + " @" + std::to_string(ended.count());
}

TEST(Tallies, CountUntilTheirTimeHasPassed) {
  const Coming first{10ms, send_text("1", "a")};
  const Coming second{20ms, send_text("1", "b")};
  const Coming late{1500ms, send_text("1", "c")};
  const Coming too_late{2500ms, send_text("1", "d")};
  const Coming other{10ms, other_call("status")};
  struct Row {
    const char* what;
    Scenario story;
    std::vector<Coming> coming;
    const char* called;
  };
  const Steps steps{sent(), wait(100ms), read()};
  const Row rows[] = {
      {"reached before the end", counting(steps, 2), {first, second}, "2 of 2 send-text @100"},
      {"reached a little later", counting(steps, 2), {first, late}, "2 of 2 send-text @1500"},
      {"never reached", counting(steps, 2), {first, too_late}, "1 of 2 send-text @2100"},
      {"more than that", counting(steps, 1), {first, second}, "2 of 1 send-text @100"},
      {"others do not count", counting(steps, 1), {other}, "0 of 1 send-text @2100"},
      {"none", counting(steps, 0), {other}, "0 of 0 send-text @2100"},
      {"one where none should be", counting(steps, 0), {other, late}, "1 of 0 send-text @1500"},
      {"nothing at all", counting(steps, 0), {}, "0 of 0 send-text (nothing ever came) @2100"},
      {"for as long as it says", counting(steps, 1, 3s), {first}, "1 of 1 send-text @3100"},
      {"a second one in that time",
       counting(steps, 1, 3s),
       {first, too_late},
       "2 of 1 send-text @2500"},
      {"at once", counting(steps, 1, 0s), {first, late}, "1 of 1 send-text @100"},
      {"what an await has taken counts too",
       counting({await("send-text")}, 1),
       {first},
       "#1 send-text 0/10, 1 of 1 send-text @10"},
      {"after a missed await nobody waits",
       counting({await("status")}, 2),
       {first},
       "missed 0/10000 (send-text), 1 of 2 send-text @10000"},
  };
  for (const Row& row : rows) EXPECT_EQ(called(row.story, row.coming), row.called) << row.what;
  EXPECT_EQ(called(counting(steps, 0), {other}, kVirtual), "0 of 0 send-text @2000");
}

TEST(Quiet, EndsAWhileAfterTheLastCall) {
  struct Row {
    const char* what;
    Steps steps;
    std::vector<Coming> coming;
    const char* called;
  };
  const Row rows[] = {
      {"no call", {quiet(200ms, 10s)}, {}, "quiet 0/200 @200"},
      {"some calls",
       {quiet(200ms, 10s)},
       {{100ms, other_call("status")}, {250ms, other_call("status")}},
       "quiet 0/450 @450"},
      {"calls before do not count",
       {wait(1s), quiet(200ms, 10s)},
       {{100ms, other_call("status")}},
       "quiet 1000/1200 @1200"},
      {"never quiet",
       {quiet(200ms, 500ms), sent()},
       {{150ms, other_call("a")}, {300ms, other_call("b")}, {450ms, other_call("c")}},
       "missed 0/500 (a b c) @500"},
      {"exactly as long as it may take", {quiet(200ms, 200ms)}, {}, "quiet 0/200 @200"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(called(awaiting("s", row.steps), row.coming), row.called) << row.what;
  }
}

/// The step that overtakes.
Step overtaking(Step step) { return with(Modifiers{.overtake = true}, std::move(step)); }

TEST(Overtaking, LeavesBeforeOurAnswerIsWritten) {
  VirtualWorld world([](const Posting&) { return VirtualWorld::Reply{.after = 50ms}; });
  ScriptedCalls source(world);
  source.answer_takes = 7ms;
  source.at(20ms, send_text("1", "a"));
  source.at(30ms, other_call("status"));
  Performance performance(awaiting("s", {await("send-text"), overtaking(sent()), read()}));
  play(world, {&performance}, {performance.arrival()}, &source);
  EXPECT_EQ(performance.told(), "SENT 20/20/70, READ 70/70/120");
  EXPECT_EQ(source.let(), "#1@20, #2@30");
}

TEST(Overtaking, GivesLeaveWhereTheCallbackCannotBeSentAtAll) {
  VirtualWorld world;
  ScriptedCalls source(world);
  source.at(20ms, send_text("1", "a"));
  Performance performance(awaiting("s", {await("send-text"), overtaking(sent())}));
  const Arrival arrival = performance.arrival(Routes());
  play(world, {&performance}, {arrival}, &source);
  EXPECT_EQ(performance.told(), "SENT 20/20/20!");
  EXPECT_EQ(source.let(), "#1@20");
}

TEST(Overtaking, GivesLeaveWhereTheRunEnds) {
  VirtualWorld world([](const Posting&) { return VirtualWorld::Reply{.after = 50ms}; }, 0);
  world.interrupt_at(1s);  // There is no room to send anything.
  ScriptedCalls source(world);
  source.at(20ms, send_text("1", "a"));
  Performance performance(awaiting("s", {await("send-text"), overtaking(sent())}));
  play(world, {&performance}, {performance.arrival()}, &source);
  EXPECT_EQ(performance.told(), "");
  EXPECT_EQ(source.let(), "#1@1000");
}

TEST(Overtaking, IsTooLateForACallThatWasAnswered) {
  EXPECT_EQ(called(awaiting("s", {wait(1s), await("send-text"), overtaking(sent())}),
                   {{20ms, send_text("1", "a")}}),
            "#1 send-text 1000/1000 answered before @1000");
}

IncomingCall of_instance(std::string instance, IncomingCall call) {
  call.instance = std::move(instance);
  return call;
}

Scenario of_instance(std::string id, Scenario scenario) {
  scenario.instances = {Instance{.id = std::move(id)}};
  return scenario;
}

TEST(Switchboard, OffersACallToTheTellingsOfItsInstance) {
  VirtualWorld world;
  ScriptedCalls source(world);
  source.at(10ms, of_instance("B", send_text("1", "for b")));
  source.at(20ms, of_instance("A", send_text("1", "for a")));
  source.at(30ms, of_instance("C", send_text("1", "for whom")));
  Performance a(of_instance("A", awaiting("a", {await("send-text")})));
  Performance b(of_instance("B", awaiting("b", {await("send-text"), quiet(100ms, 1s)})));
  Performance any(awaiting("any", {await("send-text")}));
  play(world, {&any, &a, &b}, {any.arrival(), a.arrival(), b.arrival()}, &source);
  EXPECT_EQ(a.called(), "#2 send-text 0/20");
  EXPECT_EQ(b.called(), "#1 send-text 0/10, quiet 10/110");
  EXPECT_EQ(any.called(), "#3 send-text 0/30");
  EXPECT_EQ(any.cast.instances[0].id, "C");
}

TEST(Switchboard, GivesATellingTheCallsOfTheInstanceThatItAdopted) {
  EXPECT_EQ(called(awaiting("s", {await("*"), await("send-text")}),
                   {{10ms, other_call("update-webhook-received")},
                    {20ms, of_instance("other", send_text("1", "a"))},
                    {30ms, send_text("1", "b")}}),
            "#1 update-webhook-received 0/10, #3 send-text 10/30 @30");
}

TEST(Switchboard, KeepsWhatCameBeforeAnyTelling) {
  VirtualWorld world;
  ScriptedCalls source(world);
  source.at(10ms, other_call("update-webhook-received"));
  Performance first(awaiting("1", {sent()}));
  Performance second(awaiting("2", {await("update-webhook-received")}));
  play(world, {&first, &second}, {first.arrival({}, 5ms), second.arrival({}, 1s)}, &source);
  EXPECT_EQ(second.called(), "#1 update-webhook-received 1000/1000 answered before");
}

TEST(Switchboard, ForgetsWhatATellingLeft) {
  VirtualWorld world;
  ScriptedCalls source(world);
  source.at(10ms, send_text("1", "a"));
  source.at(20ms, send_text("1", "left"));
  source.at(1010ms, send_text("1", "b"));
  const Scenario story = awaiting("s", {await("send-text"), wait(100ms), sent()});
  Performance first(story);
  Performance second(story);
  play(world, {&first, &second}, {first.arrival(), second.arrival({}, 1s)}, &source);
  EXPECT_EQ(first.called(), "#1 send-text 0/10");
  EXPECT_EQ(second.called(), "#3 send-text 1000/1010");
}

TEST(Switchboard, ForgetsTheOldestWhereThereAreFarTooMany) {
  VirtualWorld world;
  ScriptedCalls source(world);
  for (std::size_t i = 0; i <= Switchboard::kMost; ++i) source.at(10ms, other_call("status"));
  Performance performance(counting({wait(1s), await("status"), sent()}, 0, 0s));
  play(world, {&performance}, {performance.arrival()}, &source);
  EXPECT_EQ(performance.called(),
            "#2 status 1000/1000 answered before, 0 of 0 send-text (too many)");
}

}  // namespace
}  // namespace ensaio
