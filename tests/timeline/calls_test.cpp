#include "simulator/timeline/calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/story.hpp"
#include "tests/timeline/playing.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;
using testing::ElementsAre;
using testing::HasSubstr;

struct Told {
  explicit Told(const Scenario& scenario)
      : script(scripted(scenario)), cast(ensaio::cast(scenario, {.value = 7}, kPlanStart)) {}
  Script script;
  Cast cast;
};

IncomingCall send(std::string phone) {
  return {.route = "send-text",
          .instance = "I-9",
          .token = "T-9",
          .phone = std::move(phone),
          .text = "Olá",
          .message_id = "ID-9",
          .zaap_id = "ZAAP-9"};
}

TEST(Binding, MakesTheChatWhoeverWasWrittenTo) {
  Scenario story = awaiting("s", {await("send-text", kM1)});
  story.chats[kAna].phone.clear();
  Told told(story);
  EXPECT_EQ(bind(told.cast, told.script.awaits[0], send("5511")), "");
  EXPECT_EQ(told.cast.message_ids[0], "ID-9");
  EXPECT_EQ(told.cast.zaap_ids[0], "ZAAP-9");
  EXPECT_EQ(told.cast.texts[0], "Olá");
  EXPECT_EQ(told.cast.chats[kAna].phone, "5511") << "The file does not say it.";
  EXPECT_EQ(told.cast.instances[0].id, "I-9");
  EXPECT_EQ(bind(told.cast, told.script.awaits[0], send("5522")), "");
  EXPECT_EQ(told.cast.chats[told.script.awaits[0].as->own].phone, "5522");
  EXPECT_EQ(told.cast.chats[kAna].phone, "5511") << "The first counts.";
}

TEST(Binding, LeavesWhatIsWritten) {
  Scenario story = awaiting("s", {await("send-text", kM1)});
  story.instances[0].id = "MINE";
  Told told(story);
  bind(told.cast, told.script.awaits[0], send("77@lid"));
  EXPECT_EQ(told.cast.instances[0].id, "MINE");
  EXPECT_EQ(told.cast.chats[kAna].phone, "5544999990001");
  EXPECT_EQ(told.cast.chats[told.script.awaits[0].as->own].lid, "77@lid");
}

TEST(Binding, TellsWhatDoesNotGoTogether) {
  Scenario story = awaiting("s", {await("send-text", kG1)});
  story.messages[kG1].awaited = true;
  Told told(story);
  EXPECT_THAT(bind(told.cast, told.script.awaits[0], send("5511")), HasSubstr("sent to a person"));
  EXPECT_EQ(bind(told.cast, told.script.awaits[0], send("12036-group")), "");
}

TEST(Hearing, IsOfOnesOwnInstance) {
  Scenario story = awaiting("s", {});
  EXPECT_EQ(hears(Told(story).cast, "any"), Hears::Perhaps);
  story.instances[0].id = "A";
  EXPECT_EQ(hears(Told(story).cast, "A"), Hears::Yes);
  EXPECT_EQ(hears(Told(story).cast, "B"), Hears::No);
  story.instances = {Instance{.name = "one"}, Instance{.name = "two", .id = "B"}};
  EXPECT_EQ(hears(Told(story).cast, "B"), Hears::Yes);
  EXPECT_EQ(hears(Told(story).cast, "C"), Hears::No) << "Which of the two would it be?";
}

TEST(PlanOfAwaits, TellsWhatIsStillToComeAsItIsWritten) {
  const Scenario story =
      awaiting("s", {await("send-text", kM1), wait(1s), delivery(kM1), read(kM2), incoming(kBia)});
  const Plan told =
      plan(scripted(story), cast(story, {.value = 7}, kPlanStart), {.value = 7}, kPlanStart, {});
  EXPECT_EQ(told.sends, 3U) << "An await is no send.";
  const auto all = lines(story);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0], "") << "The await.";
  EXPECT_THAT(all[1], HasSubstr(R"("at_us":1000000,"step":"3")"));
  EXPECT_THAT(all[1], HasSubstr("{{ messages.m1.id }}"));
  EXPECT_THAT(all[2], testing::Not(HasSubstr("{{ messages")));
}

TEST(PlanOfAwaits, DoesNotDependOnWhatWasBound) {
  const Scenario story = awaiting("s", {await("send-text", kM1), sent(kM1)});
  const auto hash = [&] {
    return plan(scripted(story), cast(story, {.value = 7}, kPlanStart), {.value = 7}, kPlanStart,
                {})
        .hash;
  };
  const std::string before = hash();
  Told told(story);
  bind(told.cast, told.script.awaits[0], send("5511"));
  EXPECT_EQ(hash(), before);
}

}  // namespace
}  // namespace ensaio
