#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/delivery/performance.hpp"
#include "tests/support/scripted_calls.hpp"
#include "tests/support/virtual_world.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

const std::string kAnasPhone = "5544999990001";
const std::string kBiasPhone = "5544999990002";

/// What was told of one arrival of `scenario`, and of the calls.
struct Told {
  std::string sends{};
  std::string calls{};
  std::string let{};
};

struct Coming {
  Offset at{};
  IncomingCall call{};
};

Told told(const Scenario& scenario, const std::vector<Coming>& calls, Clock clock = {}) {
  VirtualWorld world;
  ScriptedCalls source(world);
  for (const Coming& one : calls) source.at(one.at, one.call);
  Performance performance(scenario);
  play(world, {&performance}, {performance.arrival(clock)}, &source);
  EXPECT_FALSE(source.is_attended());
  return {performance.told(), performance.called(), source.let()};
}

AwaitStep where(std::string route, std::string field, std::string json) {
  AwaitStep what{.call = {.route = std::move(route)}, .within = 10s};
  what.call.where.push_back({std::move(field), std::move(json), "it"});
  return what;
}

TEST(Awaits, WaitForTheirCall) {
  struct Row {
    const char* what;
    Steps steps;
    std::vector<Coming> coming;
    const char* sends;
    const char* calls;
  };
  const Row rows[] = {
      {"one call",
       {await("send-text"), sent()},
       {{20ms, send_text(kAnasPhone, "a")}},
       "SENT 20/20/20",
       "#1 send-text 0/20"},
      {"another route is no such call",
       {await("send-text"), sent()},
       {{20ms, other_call("send-image")}, {30ms, send_text(kAnasPhone, "a")}},
       "SENT 30/30/30",
       "#2 send-text 0/30"},
      {"a route may hold stars",
       {await("send-*"), sent()},
       {{20ms, other_call("update-webhook-received")}, {30ms, other_call("send-image")}},
       "SENT 30/30/30",
       "#2 send-image 0/30"},
      {"a call that came before the story was so far has come",
       {wait(1s), await("send-text"), sent()},
       {{20ms, send_text(kAnasPhone, "a")}},
       "SENT 1000/1000/1000",
       "#1 send-text 1000/1000 answered before"},
      {"each takes the oldest that nobody has taken",
       {wait(1s), await("send-text"), await("send-text"), sent()},
       {{20ms, send_text(kAnasPhone, "a")}, {30ms, send_text(kAnasPhone, "b")}},
       "SENT 1000/1000/1000",
       "#1 send-text 1000/1000 answered before, #2 send-text 1000/1000 answered before"},
      {"what a later await waits for is left to it",
       {await("send-image"), await("send-text"), sent()},
       {{20ms, send_text(kAnasPhone, "a")}, {30ms, other_call("send-image")}},
       "SENT 30/30/30",
       "#2 send-image 0/30, #1 send-text 30/30 answered before"},
      {"waits go on from the call",
       {await("send-text"), wait(1s), sent()},
       {{20ms, send_text(kAnasPhone, "a")}},
       "SENT 1020/1020/1020",
       "#1 send-text 0/20"},
      {"branches wait side by side, the first that waited first",
       {parallel({{"l", {await("send-text"), sent()}}, {"r", {await("*"), read()}}})},
       {{20ms, send_text(kAnasPhone, "a")}, {40ms, send_text(kAnasPhone, "b")}},
       "SENT 20/20/20, READ 40/40/40",
       "#1 send-text 0/20, #2 send-text 0/40"},
      {"the last step may be one",
       {sent(), await("send-text")},
       {{20ms, send_text(kAnasPhone, "a")}},
       "SENT 0/0/0",
       "#1 send-text 0/20"},
  };
  for (const Row& row : rows) {
    const Told all = told(awaiting("s", row.steps), row.coming);
    EXPECT_EQ(all.sends, row.sends) << row.what;
    EXPECT_EQ(all.calls, row.calls) << row.what;
  }
}

TEST(Awaits, AskWhatIsInTheCall) {
  struct Row {
    const char* what;
    AwaitStep wanted;
    bool fits;
  };
  const Row rows[] = {
      {"a chat", where("send-text", "phone", R"("{{ chats.ana.phone }}")"), true},
      {"another chat", where("send-text", "phone", R"("{{ chats.bia.phone }}")"), false},
      {"a pattern", where("send-text", "message", R"("*hor\u00e1rio*")"), true},
      {"a pattern that does not fit", where("send-text", "message", R"("hor\u00e1rio*")"), false},
      {"a pointer", where("send-text", "/options/delay", "5"), true},
      {"another number", where("send-text", "/options/delay", "6"), false},
      {"a list", where("send-text", "/options/ids", "[1,2]"), true},
      {"a field that is not there", where("send-text", "caption", R"("*")"), false},
  };
  for (const Row& row : rows) {
    IncomingCall call = send_text(kAnasPhone, "x");
    call.body = R"({"phone": ")" + kAnasPhone +
                R"(", "message": "que horário?", "options": {"delay": 5, "ids": [1, 2]}})";
    const Told all = told(awaiting("s", {await(row.wanted)}), {{20ms, call}});
    EXPECT_EQ(all.calls, row.fits ? "#1 send-text 0/20" : "missed 0/10000 (send-text)") << row.what;
  }
}

TEST(Awaits, SurviveACallThatIsNoJson) {
  for (const char* body : {"", "{", "\xff", "[]", "7"}) {
    IncomingCall call = send_text(kAnasPhone, "x");
    call.body = body;
    const auto ana = where("send-text", "phone", R"("{{ chats.ana.phone }}")");
    EXPECT_EQ(told(awaiting("s", {await(ana)}), {{20ms, call}}).calls, "#1 send-text 0/20");
    const auto other = where("send-text", "delay", "1");
    EXPECT_EQ(told(awaiting("s", {await(other)}), {{20ms, call}}).calls,
              "missed 0/10000 (send-text)");
  }
}

TEST(Awaits, EndTheStoryWhereNoCallComes) {
  struct Row {
    const char* what;
    Steps steps;
    std::vector<Coming> coming;
    const char* sends;
    const char* calls;
  };
  const Row rows[] = {
      {"nothing came", {await("send-text"), sent()}, {}, "", "missed 0/10000 ()"},
      {"it came too late",
       {await("send-text"), sent()},
       {{10'001ms, send_text(kAnasPhone, "a")}},
       "",
       "missed 0/10000 ()"},
      {"others came",
       {await("send-text"), sent()},
       {{1s, other_call("send-image")}, {2s, other_call("status")}},
       "",
       "missed 0/10000 (send-image status)"},
      {"what was taken is not among them",
       {await("send-text"), await("send-text")},
       {{1s, send_text(kAnasPhone, "a")}},
       "",
       "#1 send-text 0/1000, missed 1000/11000 ()"},
      {"a branch beside it ends with it",
       {parallel({{"l", {await("send-text"), sent()}},
                  {"r", {await("status"), read()}},
                  {"s", {wait(1s), received(), wait(1h), read()}}}),
        sent()},
       {},
       "RECEIVED 1000/1000/1000",
       "missed 0/10000 (), abandoned 0/10000"},
  };
  for (const Row& row : rows) {
    const Told all = told(awaiting("s", row.steps), row.coming);
    EXPECT_EQ(all.sends, row.sends) << row.what;
    EXPECT_EQ(all.calls, row.calls) << row.what;
  }
}

TEST(Awaits, LetWhatIsUnderWayEndBeforeTheStoryDoes) {
  VirtualWorld world([](const Posting&) { return VirtualWorld::Reply{.after = 30s}; });
  Performance performance(
      awaiting("s", {parallel({{"l", {await("send-text")}}, {"r", {sent(), read()}}})}));
  play(world, {&performance}, {performance.arrival()});
  EXPECT_EQ(performance.told(), "SENT 0/0/30000");
  EXPECT_EQ(performance.called(), "missed 0/10000 ()");
}

TEST(Awaits, WaitInRealTimeUnderEveryClock) {
  const Scenario story = awaiting("s", {wait(1h), await("send-text"), wait(1h), sent()});
  const Clock fast{.mode = Clock::Mode::Fast, .factor = 3600};
  const std::vector<Coming> coming{{4s, send_text(kAnasPhone, "a")}};
  EXPECT_EQ(told(story, coming, kVirtual).calls, "#1 send-text 0/4000");
  EXPECT_EQ(told(story, coming, kVirtual).sends, "SENT 4000/4000/4000");
  EXPECT_EQ(told(story, {}, kVirtual).calls, "missed 0/10000 ()");
  EXPECT_EQ(told(story, coming, fast).calls, "#1 send-text 1000/4000");
  EXPECT_EQ(told(story, coming, fast).sends, "SENT 5000/5000/5000");
  EXPECT_EQ(told(story, {}, fast).calls, "missed 1000/11000 ()");
}

TEST(Awaits, HoldAVirtualClock) {
  const Scenario story =
      awaiting("s", {parallel({{"l", {await("send-text"), sent()}}, {"r", {wait(1h), read()}}})});
  const Told all = told(story, {{4s, send_text(kAnasPhone, "a")}}, kVirtual);
  EXPECT_EQ(all.sends, "SENT 4000/4000/4000, READ 4000/4000/4000");
}

TEST(Awaits, GoOnWhateverThePace) {
  Scenario story = awaiting("s", {await("send-text"), sent(), wait(1s), read()});
  story.pace = Pace::Schedule;
  EXPECT_EQ(told(story, {{20ms, send_text(kAnasPhone, "a")}}).sends,
            "SENT 20/20/20, READ 1020/1020/1020");
}

TEST(Awaits, GoOnOnceTheAnswerToTheCallIsWritten) {
  VirtualWorld world;
  ScriptedCalls source(world);
  source.answer_takes = 7ms;
  source.at(20ms, other_call("status"));
  source.at(30ms, send_text(kAnasPhone, "a"));
  Performance performance(awaiting("s", {await("send-text"), sent()}));
  play(world, {&performance}, {performance.arrival()}, &source);
  EXPECT_EQ(source.let(), "#1@20, #2@30");
  EXPECT_EQ(performance.told(), "SENT 37/37/37");
}

TEST(Awaits, AreAbandonedWithTheRun) {
  VirtualWorld world;
  world.interrupt_at(1s);
  Scenario story = awaiting("s", {await("send-text"), sent()});
  story.expect.calls.push_back({.calls = {.route = "send-text"}, .count = 1});
  Performance performance(story);
  play(world, {&performance}, {performance.arrival()});
  EXPECT_EQ(performance.told(), "");
  EXPECT_EQ(performance.called(), "abandoned 0/1000, 0 of 1 send-text (abandoned)");
}

TEST(Awaits, MakeTheSendTheMessage) {
  Scenario story = awaiting("s", {await("send-text", kM1), sent(kM1), delivery(kM1)});
  story.steps.push_back(await("send-text", kM2));
  story.steps.push_back(read(kM2));
  story.steps.push_back(read(kM1));
  VirtualWorld world;
  ScriptedCalls source(world);
  source.at(20ms, send_text("551100000001", "a"));
  source.at(30ms, send_text("551100000002", "b"));
  Performance performance(story);
  play(world, {&performance}, {performance.arrival()}, &source);
  ASSERT_EQ(performance.outcomes.size(), 4U);
  const auto& told = performance.outcomes;
  EXPECT_THAT(told[0].request, testing::HasSubstr(R"("ids":["ID-a"])"));
  EXPECT_THAT(told[0].request, testing::HasSubstr(R"("phone":"551100000001")"));
  EXPECT_THAT(told[0].request, testing::HasSubstr(R"("instanceId":"I-1")"));
  EXPECT_THAT(told[1].request, testing::HasSubstr(R"("zaapId":"ZAAP-a")"));
  EXPECT_THAT(told[2].request, testing::HasSubstr(R"("ids":["ID-b"])"));
  EXPECT_THAT(told[2].request, testing::HasSubstr(R"("phone":"551100000002")"));
  EXPECT_THAT(told[3].request, testing::HasSubstr(R"("phone":"551100000001")"));
  EXPECT_EQ(performance.cast.chats[kAna].phone, kAnasPhone) << "It is written.";
  EXPECT_EQ(performance.cast.instances[0].token, "T-1");
}

TEST(Awaits, TakeNoCallForTheMessageThatItCannotBe) {
  const Steps steps{await("*", kM1), sent(kM1)};
  EXPECT_EQ(told(awaiting("s", steps), {{20ms, other_call("status")}}).calls,
            "#1 status 0/20: it sends no message");
  const Told group = told(awaiting("s", steps), {{20ms, send_text("120363-group", "a")}});
  EXPECT_THAT(group.calls, testing::HasSubstr("it was sent to a group"));
  EXPECT_EQ(group.sends, "");
}

}  // namespace
}  // namespace ensaio
