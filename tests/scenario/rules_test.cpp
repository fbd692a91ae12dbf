#include "simulator/scenario/rules.hpp"

#include <gtest/gtest.h>

#include "simulator/scenario/load.hpp"
#include "simulator/scenario/rule_routes.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;

LoadedRules loaded(const std::string& text) {
  const ReadFile read = [](const std::string&) -> Result<std::string> {
    return Error{"no such file"};
  };
  return load_rules(text, "rules.yaml", read);
}

TEST(RuleRoute, SaysWhatCanFollow) {
  struct Row {
    const char* after;
    RuleRoute route;
  };
  const Row rows[] = {
      {"send-text", RuleRoute::Send},
      {"send-*", RuleRoute::Send},
      {"send-anything", RuleRoute::Send},
      {"*", RuleRoute::Send},
      {"s*", RuleRoute::Send},
      {"*-text", RuleRoute::Send},
      {"forward-message", RuleRoute::Send},
      {"pin-*", RuleRoute::Send},
      {"update-webhook-*", RuleRoute::Registration},
      {"update-every-webhooks", RuleRoute::Registration},
      {"status", RuleRoute::Other},
      {"phone-*", RuleRoute::Other},
      {"me", RuleRoute::Other},
      {"", RuleRoute::Other},
  };
  for (const Row& row : rows) EXPECT_EQ(rule_route(row.after), row.route) << row.after;
}

TEST(RuleRoute, MeansCallsWithMoreBehindASlash) {
  EXPECT_TRUE(means_route("send-document", "send-document/pdf"));
  EXPECT_TRUE(means_route("send-document/pdf", "send-document/pdf"));
  EXPECT_TRUE(means_route("send-document/p*", "send-document/pdf"));
  EXPECT_FALSE(means_route("send-document/png", "send-document/pdf"));
  EXPECT_FALSE(means_route("send-doc", "send-document/pdf"));
}

TEST(Rules, AreReadWithEveryWord) {
  const LoadedRules all = loaded(
      "about: every word\nversion: 1\nrules:\n"
      "  - after: send-text\n"
      "    where: { phone: \"55449*\", message: \"*oi*\" }\n"
      "    answer: { status: 503, delay: 1s..2s, dribble: 10B/s, empty: true, for: 10s, times: 3,"
      " rate-limit: 10/s }\n"
      "    steps:\n      - sent: message\n        overtake: true\n"
      "  - after: \"*\"\n    steps: []\n");
  ASSERT_TRUE(all.problems.empty());
  ASSERT_EQ(all.rules.rules.size(), 2U);
  const Rule& rule = all.rules.rules[0];
  EXPECT_EQ(rule.where, "rules.yaml:4");
  EXPECT_EQ(rule.after, "send-text");
  EXPECT_EQ(rule.phone, "55449*");
  EXPECT_EQ(rule.message, "*oi*");
  ASSERT_TRUE(rule.answer);
  EXPECT_EQ(rule.answer->status, 503);
  EXPECT_EQ(rule.answer->delay, Span(Uniform{1s, 2s}));
  EXPECT_EQ(rule.answer->throughput, 10U);
  EXPECT_TRUE(rule.answer->empty);
  EXPECT_FALSE(rule.answer->garbage || rule.answer->reset);
  EXPECT_EQ(rule.answer->lasts, Offset(10s));
  EXPECT_EQ(rule.answer->times, 3U);
  EXPECT_EQ(rule.answer->limit->calls, 10U);
  EXPECT_EQ(rule.answer->limit->window, Offset(1s));
  ASSERT_TRUE(rule.story);
  EXPECT_TRUE(rule.story->overtake);
  EXPECT_EQ(rule.story->chat, 0U);
  EXPECT_EQ(rule.story->message, 0U);
  EXPECT_TRUE(all.rules.rules[1].silent);
  EXPECT_FALSE(all.rules.rules[1].story);
}

TEST(Rules, TakeTheTypeOfAMessageFromTheirRoute) {
  const LoadedRules all = loaded(
      "rules:\n  - { after: send-audio, steps: [sent: message, played: message] }\n"
      "  - { after: \"send-*\", steps: [sent: message, played: message] }\n");
  EXPECT_TRUE(all.problems.empty()) << "An audio is played, and any message may be one.";
  EXPECT_EQ(all.rules.rules[0].story->scenario.messages[0].type, "audio");
  EXPECT_EQ(all.rules.rules[1].story->scenario.messages[0].type, "text");
}

TEST(Rules, MayTakeTheirTime) {
  EXPECT_TRUE(loaded("rules:\n  - after: send-text\n    steps:\n      - wait: 1h\n"
                     "      - sent: message\n")
                  .problems.empty())
      << "Nobody waits for them.";
}

TEST(Rules, AreAThousandAtMost) {
  std::string text = "rules:\n";
  for (int i = 0; i < 1000; ++i) {
    text += "  - { after: send-x" + std::to_string(i) + ", steps: [] }\n";
  }
  EXPECT_TRUE(loaded(text).problems.empty());
  const LoadedRules more = loaded(text + "  - { after: send-y, steps: [] }\n");
  ASSERT_EQ(more.problems.size(), 1U);
  EXPECT_EQ(more.problems[0].message, "there are more than 1000 rules");
}

TEST(Rules, SurviveWhateverIsCutOff) {
  const std::string whole =
      "about: every word\nversion: 1\nrules:\n"
      "  - after: send-text\n    where: { phone: \"55449*\", message: \"*oi*\" }\n"
      "    answer: { status: 503, delay: { p50: 1s, p99: 2s }, rate-limit: 10/s, reset: }\n"
      "    steps:\n      - sent: message\n        overtake: true\n"
      "      - parallel: { a: [{ wait: 1s }], b: [{ read: message }] }\n"
      "      - use: other.yaml\n"
      "  - after: update-webhook-*\n    play: typing.yaml\n"
      "  - after: [*]\n    where: 3\n    answer: x\n    steps: { a: b }\n    play: []\n";
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    const LoadedRules some = loaded(whole.substr(0, length));
    EXPECT_LE(some.rules.rules.size(), 3U);
  }
  EXPECT_TRUE(has_errors(loaded(whole).problems));
}

TEST(Rules, SurviveWhateverStandsInTheirPlaces) {
  const char* const values[] = {"",       "x",         "3",     "[]",       "{}",  "[[]]",
                                "~",      "true",      "\"\"",  "{ a: b }", "-1",  "1e9",
                                "[1, 2]", "\"\\x01\"", "!!str", "*nothing", "- a", "{ p50: 0s }"};
  const char* const places[] = {
      "rules: V\n",
      "rules: [V]\n",
      "rules: [{ after: V, steps: [] }]\n",
      "rules: [{ after: send-text, where: V, steps: [] }]\n",
      "rules: [{ after: send-text, where: { phone: V }, steps: [] }]\n",
      "rules: [{ after: send-text, where: { message: V }, steps: [] }]\n",
      "rules: [{ after: send-text, answer: V }]\n",
      "rules: [{ after: send-text, answer: { status: V } }]\n",
      "rules: [{ after: send-text, answer: { delay: V } }]\n",
      "rules: [{ after: send-text, answer: { dribble: V } }]\n",
      "rules: [{ after: send-text, answer: { rate-limit: V } }]\n",
      "rules: [{ after: send-text, answer: { empty: true, times: V } }]\n",
      "rules: [{ after: send-text, answer: { empty: true, for: V } }]\n",
      "rules: [{ after: send-text, steps: V }]\n",
      "rules: [{ after: send-text, steps: [V] }]\n",
      "rules: [{ after: send-text, steps: [{ sent: V, overtake: true }] }]\n",
      "rules: [{ after: send-text, steps: [{ sent: message, overtake: V }] }]\n",
      "rules: [{ after: send-text, play: V }]\n",
  };
  for (std::string place : places) {
    const std::size_t at = place.find('V');
    int wrong = 0;
    for (const char* value : values) {
      std::string text = place;
      wrong += has_errors(loaded(text.replace(at, 1, value)).problems) ? 1 : 0;
    }
    EXPECT_GE(wrong, 6) << place << "Most of these are no value for it.";
  }
}

}  // namespace
}  // namespace ensaio
