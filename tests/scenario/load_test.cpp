#include "simulator/scenario/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/scenario/load_support.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

/// The only scenario of a text that must load without a word.
Scenario loaded(const std::string& text, const LoadOptions& options = {}) {
  Loaded loaded = load_text(text, options);
  EXPECT_EQ(all_told(loaded.problems), "") << text;
  EXPECT_EQ(loaded.scenarios.size(), 1U) << text;
  return loaded.scenarios.empty() ? Scenario{} : std::move(loaded.scenarios.front());
}

TEST(Load, ReadsTheFirstExampleOfTheLanguage) {
  const Scenario story = loaded(
      "scenario: back to sent\n"
      "messages: [m1]\n"
      "steps:\n"
      "  - read: m1\n"
      "  - sent: m1\n"
      "    late: 2s\n");
  EXPECT_EQ(story.name, "back to sent");
  ASSERT_EQ(story.messages.size(), 1U);
  ASSERT_EQ(story.chats.size(), 1U);
  EXPECT_EQ(story.chats.front().phone, "");
  ASSERT_EQ(story.steps.size(), 2U);
  EXPECT_EQ(std::get<StatusStep>(story.steps[0].action).status, MessageStatus::Read);
  EXPECT_EQ(story.steps[0].modifiers, nullptr);
  ASSERT_NE(story.steps[1].modifiers, nullptr);
  EXPECT_EQ(story.steps[1].modifiers->late, Span(2s));
  EXPECT_EQ(story.steps[1].place.mark.line, 5U);
  EXPECT_EQ(story.steps[1].place.mark.column, 5U);
}

TEST(Load, ReadsTheSecondExampleOfTheLanguage) {
  const Scenario story = loaded(
      "scenario: typing then paused\n"
      "about: Ana opens the chat, types for a few seconds, and gives up.\n"
      "chats: { ana: \"5544999999999\" }\n"
      "steps:\n"
      "  - available: ana\n"
      "  - wait: 300ms\n"
      "  - composing: ana\n"
      "  - wait: 2s..5s\n"
      "  - paused: ana\n"
      "    expect: { status: 2xx, within: 500ms }\n"
      "  - unavailable: ana\n");
  EXPECT_EQ(story.about, "Ana opens the chat, types for a few seconds, and gives up.");
  ASSERT_EQ(story.steps.size(), 6U);
  EXPECT_EQ(std::get<PresenceStep>(story.steps[0].action).presence, Presence::Available);
  EXPECT_EQ(std::get<WaitStep>(story.steps[3].action).span, Span(Uniform{2s, 5s}));
  ASSERT_NE(story.steps[4].modifiers, nullptr);
  const auto& expect = story.steps[4].modifiers->expect;
  ASSERT_TRUE(expect.has_value());
  EXPECT_THAT(expect->status, ElementsAre(StatusRange{200, 299}));
  EXPECT_EQ(expect->within, Offset(500ms));
}

TEST(Load, ReadsTheThirdExampleOfTheLanguage) {
  const Scenario story = loaded(
      "scenario: three ticks\n"
      "dialect: plugchat\n"
      "clock: virtual\n"
      "chats: { ana: \"5544999999999\" }\n"
      "messages: { m1: ana }\n"
      "steps:\n"
      "  - sent: m1\n"
      "  - wait: 400ms..900ms\n"
      "  - received: m1\n"
      "  - wait: { p50: 3s, p99: 20s }\n"
      "  - read: m1\n");
  EXPECT_EQ(story.dialect, Dialect::Plugchat);
  EXPECT_EQ(story.clock.mode, Clock::Mode::Virtual);
  EXPECT_EQ(std::get<WaitStep>(story.steps[3].action).span, Span(LogNormal{3s, 20s}));
}

/// One top-level key, and what it makes of the scenario.
struct HeadRow {
  const char* what;
  const char* head;
  bool (*holds)(const Scenario&);
};

const HeadRow kHeads[] = {
    {"tags are words", "tags: [slow, odd]\n",
     [](const Scenario& s) {
       return s.tags == std::vector<std::string>{"slow", "odd"};
     }},
    {"version 1 may be written", "version: 1\n", [](const Scenario& s) { return !s.seed; }},
    {"a dialect", "dialect: zapi-2022\n",
     [](const Scenario& s) { return s.dialect == Dialect::Zapi2022; }},
    {"no dialect is zapi", "", [](const Scenario& s) { return s.dialect == Dialect::Zapi; }},
    {"a seed of 64 bits", "seed: 18446744073709551615\n",
     [](const Scenario& s) { return s.seed == 18446744073709551615U; }},
    {"a start in time", "start: 2026-01-02T00:00:00Z\n",
     [](const Scenario& s) { return s.start == parse_time("2026-01-02T00:00:00Z"); }},
    {"to start now is no time", "start: now\n", [](const Scenario& s) { return !s.start; }},
    {"a fast clock", "clock: x10\n",
     [](const Scenario& s) { return s.clock.mode == Clock::Mode::Fast && s.clock.factor == 10; }},
    {"the real clock by default", "",
     [](const Scenario& s) { return s.clock.mode == Clock::Mode::Real; }},
    {"a pace", "pace: schedule\n", [](const Scenario& s) { return s.pace == Pace::Schedule; }},
    {"the pace of answers by default", "",
     [](const Scenario& s) { return s.pace == Pace::Answered; }},
    {"an instance", "instance: { id: I, token: T, client_token: C, phone: \"5544900000000\" }\n",
     [](const Scenario& s) {
       const Instance& one = s.instances.at(0);
       return one.id == "I" && one.token == "T" && one.client_token == "C" &&
              one.phone == "5544900000000" && one.name.empty();
     }},
    {"no instance is one that is made from the seed", "",
     [](const Scenario& s) { return s.instances.size() == 1 && s.instances[0].id.empty(); }},
    {"instances, and a chat of the second",
     "instances: { one: { id: A }, two: { id: B } }\n"
     "chats: { ana: { phone: \"5544999999999\", instance: two } }\n",
     [](const Scenario& s) {
       return s.instances.size() == 2 && s.instances[1].name == "two" && s.instances[1].id == "B" &&
              s.chats.at(0).instance == 1;
     }},
    {"a list of chats has phones from the seed", "chats: [ana, bia]\n",
     [](const Scenario& s) {
       return s.chats.size() == 2 && s.chats[1].name == "bia" && s.chats[1].phone.empty();
     }},
    {"a chat with everything",
     "chats: { ana: { phone: \"5544999999999\", lid: \"123456789012345@lid\", name: Ana } }\n",
     [](const Scenario& s) {
       const ChatRole& ana = s.chats.at(0);
       return ana.phone == "5544999999999" && ana.lid == "123456789012345@lid" &&
              ana.display_name == "Ana" && ana.type == ChatType::Private;
     }},
    {"the suffix says the type",
     "chats: { g: \"5544999999999-group\", l: \"123456789012345@lid\", b: status@broadcast }\n",
     [](const Scenario& s) {
       return s.chats.at(0).type == ChatType::Group && s.chats[1].type == ChatType::Lid &&
              s.chats[2].type == ChatType::Broadcast;
     }},
    {"messages of the only chat", "chats: [ana]\nmessages: [m1, m2]\n",
     [](const Scenario& s) {
       return s.chats.size() == 1 && s.messages.size() == 2 && s.messages[1].name == "m2" &&
              s.messages[1].chat == 0;
     }},
    {"messages without any chat get one", "messages: [m1]\n",
     [](const Scenario& s) { return s.chats.size() == 1 && s.chats[0].name.empty(); }},
    {"messages of chats", "chats: [ana, bia]\nmessages: { m1: bia, m2: ana }\n",
     [](const Scenario& s) { return s.messages.at(0).chat == 1 && s.messages[1].chat == 0; }},
    {"a message with everything",
     "chats: [ana, bia]\n"
     "messages: { m1: { chat: bia, id: 3A11, text: olá, type: audio } }\n",
     [](const Scenario& s) {
       const MessageRole& m1 = s.messages.at(0);
       return m1.chat == 1 && m1.id == "3A11" && m1.text == "olá" && m1.type == "audio" &&
              m1.count == 1;
     }},
    {"a message that stands for 31", "messages: { many: { count: 31 } }\n",
     [](const Scenario& s) { return s.messages.at(0).count == 31; }},
    {"webhooks of a kind and of every",
     "webhooks: { status: \"http://127.0.0.1:1/s\", every: \"{{ target.origin }}/all\" }\n",
     [](const Scenario& s) {
       return s.webhooks.at(0).kind == Kind::Status &&
              s.webhooks[0].url == "http://127.0.0.1:1/s" && !s.webhooks.at(1).kind &&
              s.webhooks[1].url == "{{ target.origin }}/all";
     }},
    {"variables of the environment", "env: [TOKEN, OTHER]\n",
     [](const Scenario& s) {
       return s.env == std::vector<std::string>{"TOKEN", "OTHER"};
     }},
    {"no answer at all, of any send", "expect: { sends: { status: none } }\n",
     [](const Scenario& s) { return s.expect.no_answer && s.expect.status.empty(); }},
    {"what every send must bring", "expect: { sends: { status: [200, 204], within: 1s } }\n",
     [](const Scenario& s) {
       return s.expect.status.size() == 2 && s.expect.within == Offset(1s);
     }},
};

TEST(Load, FindsAPlaceForEveryTopLevelKey) {
  for (const HeadRow& row : kHeads) {
    EXPECT_TRUE(row.holds(loaded(story_of(row.head, {"wait: 1s"})))) << row.what;
  }
}

TEST(Load, LetsTheOptionsOverrideTheFile) {
  LoadOptions options;
  options.dialect = Dialect::Plugzapi;
  options.instance = Instance{.name = {}, .id = "X", .token = "Y", .client_token = {}, .phone = {}};
  const Scenario story = loaded(
      "scenario: s\ndialect: zapi-2021\ninstance: { id: I, token: T, client_token: C }\n"
      "steps: [connected]\n",
      options);
  EXPECT_EQ(story.dialect, Dialect::Plugzapi);
  EXPECT_EQ(story.instances.at(0).id, "X");
  EXPECT_EQ(story.instances[0].token, "Y");
  EXPECT_EQ(story.instances[0].client_token, "C");
}

TEST(Load, ReadsEveryDocumentOfAFile) {
  const Loaded all = load_text(
      "scenario: one\nsteps: [connected]\n"
      "---\n"
      "scenario: two\nsteps: [disconnected]\n"
      "---\n"
      "oracle: { message: { get: \"{{ target.origin }}/{{ id }}\", state: /s, names: { READ: r } } "
      "}\n");
  EXPECT_EQ(all_told(all.problems), "");
  ASSERT_EQ(all.scenarios.size(), 2U);
  EXPECT_EQ(all.scenarios[1].name, "two");
  EXPECT_EQ(all.scenarios[1].place.mark.line, 4U);
  EXPECT_THAT(all.others, ElementsAre("oracle"));
}

TEST(Load, ChecksTheDocumentsThatItPassesOver) {
  const Loaded all = load_text("scenario: one\nsteps: [connected]\n---\noracle: { settle: 500 }\n");
  EXPECT_THAT(all.others, ElementsAre("oracle"));
  EXPECT_TRUE(has_errors(all.problems));
}

TEST(Load, WantsNamesThatAreUniqueInTheFile) {
  const Loaded all =
      load_text("scenario: one\nsteps: [connected]\n---\nscenario: one\nsteps: [connected]\n");
  EXPECT_EQ(all_told(all.problems), "S057 4:11 a second scenario is called 'one'\n");
}

TEST(Load, TellsAllMistakesOfShapeAndMeaningInOneGo) {
  const Loaded all = load_text(
      "scenario: wrong\n"
      "chats: [ana]\n"
      "steps:\n"
      "  - composing: anna\n"
      "  - wait: 250\n"
      "  - recieved: m1\n"
      "  - paused: bob\n");
  std::vector<int> lines;
  for (const Problem& problem : all.problems) lines.push_back(static_cast<int>(problem.mark.line));
  EXPECT_THAT(lines, ElementsAre(4, 5, 6, 7)) << all_told(all.problems);
}

TEST(Load, SurvivesWhateverItIsGiven) {
  for (const char* text : {"", "just words", "[1, 2]", "scenario: {", "scenario: s\nsteps: 5\n",
                           "scenario: [a]\nsteps: [[]]\n", "scenario: s\nsteps: [{}]\n",
                           "scenario: s\nchats: 5\nmessages: x\nsteps: [{sent: m1}]\n",
                           "scenario: s\nsteps: [{sent: {}}, {wait: []}, {raw: }, {use: []}]\n",
                           "scenario: s\nsteps: [{call: 5}, {parallel: []}, {choose: {}}]\n",
                           "scenario: s\nchats: [[ana]]\nsteps: [{composing: ana}]\n"}) {
    EXPECT_TRUE(has_errors(load_text(text).problems)) << text;
  }
}

/// A hundred thousand plain steps must stay small: an aim of 300 bytes each.
TEST(Load, KeepsAPlainStepSmall) { EXPECT_LE(sizeof(Step) + sizeof(MessageIndex) + 16, 300U); }

}  // namespace
}  // namespace ensaio
