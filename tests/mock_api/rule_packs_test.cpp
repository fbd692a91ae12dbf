#include "mock_api/rule_packs.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "simulator/scenario/load.hpp"
#include "tests/mock_api/told.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;

std::string text_of(std::string_view name) {
  for (const EmbeddedFile& file : rule_packs()) {
    if (file.name == name) return std::string(file.text);
  }
  ADD_FAILURE() << "no rules are called " << name;
  return {};
}

/// The times between two callbacks of many messages, in order of their length.
std::vector<Offset> gaps(const RuleBook& book, std::string_view from, std::string_view to) {
  RuleCounts counts;
  std::vector<Offset> all;
  for (std::uint64_t number = 0; number < 2000; ++number) {
    Offset begin{};
    const auto following = book.after_send(sent_message(), call_context(number), counts);
    for (const ToldCallback& one : performed(*following.sequel)) {
      if (one.callback == from) begin = one.at;
      if (one.callback == to) all.push_back(one.at - begin);
    }
  }
  std::ranges::sort(all);
  return all;
}

TEST(RulePacks, HaveNoProblems) {
  EXPECT_FALSE(rule_packs().empty());
  for (const EmbeddedFile& file : rule_packs()) {
    const std::string name(file.name);
    const LoadedRules loaded = load_rules(file.text, name, {});
    EXPECT_TRUE(loaded.problems.empty()) << name;
    EXPECT_TRUE(rule_problems(loaded.rules).empty()) << name;
    EXPECT_FALSE(loaded.rules.rules.empty()) << name;
  }
}

TEST(Lifelike, ReadsAMessageAsSlowlyAsPeopleDo) {
  const RuleBook book(rules_of(text_of("lifelike.yaml")));
  const auto read = gaps(book, "RECEIVED", "READ");
  ASSERT_EQ(read.size(), 2000U);
  EXPECT_NEAR(static_cast<double>(read[1000] / 1ms), 3000, 300);
  EXPECT_NEAR(static_cast<double>(read[1980] / 1ms), 30000, 9000);
}

TEST(Lifelike, TellsTheWholeLifeInItsOrder) {
  const RuleBook book(rules_of(text_of("lifelike.yaml")));
  RuleCounts counts;
  const auto order = [&](const char* route, Dialect dialect) {
    std::string all;
    const auto following = book.after_send(sent_message(route, dialect), call_context(), counts);
    for (const ToldCallback& one : performed(*following.sequel)) all += one.callback + ' ';
    return all;
  };
  EXPECT_EQ(order("send-text", Dialect::Zapi), "DeliveryCallback SENT RECEIVED READ ");
  for (const char* route : {"send-audio", "send-ptv", "send-video"}) {
    EXPECT_EQ(order(route, Dialect::Plugchat), "DeliveryCallback SENT RECEIVED READ PLAYED ");
  }
  EXPECT_EQ(order("send-audio", Dialect::Plugchat2022), "DeliveryCallback MESSAGE_RECEIVED ");
}

}  // namespace
}  // namespace ensaio
