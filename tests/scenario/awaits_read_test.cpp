#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/scenario/load_support.hpp"

// What a scenario says of the application's calls.

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

Scenario loaded(const std::string& head, const std::vector<std::string>& steps) {
  Loaded all = load_text(story_of(head, steps));
  EXPECT_EQ(all_told(all.problems), "");
  EXPECT_TRUE(all.scenarios.at(0).unplayable.empty());
  return std::move(all.scenarios.at(0));
}

std::vector<std::string> problems(const std::string& head, const std::vector<std::string>& steps) {
  return told(load_text(story_of(head, steps)).problems);
}

const AwaitStep& await_of(const Step& step) { return std::get<AwaitStep>(step.action); }

TEST(AwaitsRead, KnowWhichCallsAreMeant) {
  const Scenario story = loaded(
      std::string(kCast),
      {"await: send-*\nwhere: { phone: ana, message: \"*hor\", /options/delay: 5, ids: [1, 2] }",
       "await: send-text\nwhere: { phone: \"55449*\" }",
       "await: send-text\nwhere: { phone: \"{{ chats.ana.phone }}\" }"});
  const auto& where = await_of(story.steps[0]).call.where;
  ASSERT_EQ(where.size(), 4U);
  EXPECT_EQ(where[0].json, R"("{{ chats.ana.phone }}")");
  EXPECT_EQ(where[0].shown, "ana");
  EXPECT_EQ(where[1].json, R"("*hor")");
  EXPECT_EQ(where[2].field, "/options/delay");
  EXPECT_EQ(where[2].json, "5");
  EXPECT_EQ(where[3].json, "[1,2]");
  EXPECT_EQ(await_of(story.steps[1]).call.where[0].json, R"("55449*")");
  EXPECT_EQ(await_of(story.steps[2]).call.where[0].json, R"("{{ chats.ana.phone }}")");
  EXPECT_EQ(words(await_of(story.steps[0]).call),
            "a send-* to ana with message *hor and /options/delay 5 and ids [1,2]");
}

TEST(AwaitsRead, SayInWordsWhatTheyWaitFor) {
  EXPECT_EQ(words({.route = "send-text"}), "a send-text");
  EXPECT_EQ(words({.route = "update-webhook-received"}), "an update-webhook-received");
  EXPECT_EQ(words({.route = "*"}), "any call");
  EXPECT_EQ(words({.route = "", .where = {{"phone", "", "ana"}}}), "any call to ana");
}

TEST(AwaitsRead, NameAMessage) {
  const Scenario story = loaded(
      "messages: [m1, m2]\n",
      {"await: send-text\nas: m1", "sent: m1", "read: m2", "await: send-text\nas: x1", "sent: x1"});
  EXPECT_EQ(await_of(story.steps[0]).as, 0U);
  EXPECT_TRUE(story.messages[0].awaited);
  EXPECT_FALSE(story.messages[1].awaited);
  EXPECT_EQ(story.messages[2].name, "x1");
  EXPECT_TRUE(story.messages[2].awaited);
}

TEST(AwaitsRead, RefuseWhatCannotBe) {
  struct Row {
    const char* what;
    std::string head;
    std::vector<std::string> steps;
    std::string problem;
  };
  const Row rows[] = {
      {"a message before its await",
       "",
       {"sent: m1", "await: send-text\nas: m1"},
       "S051 3:11 'm1' is not known before its await | put the await before this step"},
      {"one call for many messages",
       "messages: { m1: { count: 3 } }\n",
       {"await: send-text\nas: m1"},
       "S057 5:9 one call cannot be 3 messages | give each message a name and an await of its own"},
      {"a message of quiet",
       "",
       {"await: { quiet: 200ms }\nas: m1"},
       "S021 4:5 an await for quiet waits for no call, so it has no 'as' | leave it out"},
      {"quiet for longer than it may take",
       "",
       {"await: { quiet: 2s }\nwithin: 1s"},
       "S044 4:13 it cannot be quiet for 2s within 1s"},
      {"an unknown chat",
       "chats: [ana]\n",
       {"await: send-text\nwhere: { phone: anna }"},
       "S050 5:21 unknown chat 'anna' | did you mean 'ana'?"},
      {"nothing to overtake",
       "messages: [m1]\n",
       {"sent: m1\novertake: true"},
       "S021 5:5 there is no answer here that it could overtake | put it on the first step after "
       "an await of a call"},
      {"nothing to overtake after quiet",
       "messages: [m1]\n",
       {"await: { quiet: 1s }", "sent: m1\novertake: true"},
       "S021 6:5 there is no answer here that it could overtake | put it on the first step after "
       "an await of a call"},
  };
  for (const Row& row : rows) {
    EXPECT_THAT(problems(row.head, row.steps), ElementsAre(row.problem)) << row.what;
  }
}

TEST(AwaitsRead, AMessageWithAnIdOfItsOwnMayBeToldBefore) {
  loaded("messages: { m1: { id: ABC } }\n", {"sent: m1", "await: send-text\nas: m1"});
}

TEST(AwaitsRead, OvertakeAtTheStepAfterThem) {
  const Scenario story = loaded(
      "", {"await: send-text\nas: m1", "sent: m1\novertake: true", "read: m1\novertake: false"});
  EXPECT_TRUE(story.steps[1].modifiers->overtake);
  EXPECT_FALSE(story.steps[2].modifiers && story.steps[2].modifiers->overtake);
}

TEST(AwaitsRead, ExpectedCallsAreKept) {
  const Scenario story = loaded(
      "chats: [ana]\nexpect:\n  calls:\n    send-text: { count: 2, where: { phone: ana }, for: 3s "
      "}\n"
      "    send-image: { count: 0 }\n",
      {"composing: ana"});
  ASSERT_EQ(story.expect.calls.size(), 2U);
  EXPECT_EQ(story.expect.calls[0].calls.route, "send-text");
  EXPECT_EQ(story.expect.calls[0].calls.where.at(0).json, R"("{{ chats.ana.phone }}")");
  EXPECT_EQ(story.expect.calls[0].count, 2U);
  EXPECT_EQ(story.expect.calls[0].lasts, Offset(3s));
  EXPECT_EQ(story.expect.calls[1].count, 0U);
  EXPECT_FALSE(story.expect.calls[1].lasts);
}

}  // namespace
}  // namespace ensaio
