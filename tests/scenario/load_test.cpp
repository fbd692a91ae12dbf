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

}  // namespace
}  // namespace ensaio
