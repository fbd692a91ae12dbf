#include "cli/lineup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ensaio {
namespace {

using testing::UnorderedElementsAre;
using Names = std::vector<std::set<std::string>>;

/// Begins what may begin, ends the first that began, and so on: "0 1 | 2 |", a bar for each end.
std::string played(Lineup lineup) {
  std::string story;
  std::vector<std::uint64_t> under_way;
  while (true) {
    while (const auto number = lineup.ready()) {
      lineup.begun(*number);
      under_way.push_back(*number);
      story += std::to_string(*number) + " ";
    }
    if (under_way.empty()) return story;
    lineup.over(under_way.front());
    under_way.erase(under_way.begin());
    story += "| ";
  }
}

TEST(Lineup, BeginsSoManyAtOnce) {
  const Names apart{{"1"}, {"2"}, {"3"}, {}};
  struct Row {
    const char* what;
    Names names;
    std::uint64_t rounds;
    std::size_t jobs;
    const char* story;
  };
  const Row rows[] = {
      {"one after the other", apart, 1, 1, "0 | 1 | 2 | 3 | "},
      {"two at once", apart, 1, 2, "0 1 | 2 | 3 | | "},
      {"more than there are", apart, 1, 9, "0 1 2 3 | | | | "},
      {"round after round", {{}, {}}, 2, 3, "0 1 2 | 3 | | | "},
      {"those that share a name one after the other",
       {{"1"}, {"1", "2"}, {"2"}, {"3"}},
       1,
       4,
       "0 3 | 1 | | 2 | "},
      {"what waits is not overtaken by what shares a name with it",
       {{"1"}, {"1", "2"}, {"2"}},
       1,
       3,
       "0 | 1 | 2 | "},
      {"the rounds of one that spells its names", {{"1"}}, 3, 2, "0 | 1 | 2 | "},
      {"nothing", {}, 1, 1, ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(played(Lineup(row.names, row.rounds, row.jobs)), row.story) << row.what;
  }
}

TEST(Lineup, SaysTheSameUntilThatHasBegun) {
  Lineup lineup({{}, {}}, 1, 2);
  EXPECT_EQ(lineup.ready(), 0U);
  EXPECT_EQ(lineup.ready(), 0U);
  lineup.begun(0);
  EXPECT_EQ(lineup.ready(), 1U);
}

TEST(Lineup, BeginsNoMoreOnceItIsClosed) {
  Lineup lineup({{}, {}, {}}, 1, 1);
  lineup.begun(*lineup.ready());
  EXPECT_FALSE(lineup.exhausted());
  lineup.close();
  EXPECT_TRUE(lineup.exhausted());
  lineup.over(0);
  EXPECT_EQ(lineup.ready(), std::nullopt);
  EXPECT_EQ(lineup.total(), 3U);
}

TEST(Lineup, PlaysManyRoundsThatMustWaitForEachOther) {
  Lineup lineup({{"1"}}, 20'000, 8);
  std::uint64_t count = 0;
  while (const auto number = lineup.ready()) {
    ASSERT_EQ(*number, count++);
    lineup.begun(*number);
    ASSERT_EQ(lineup.ready(), std::nullopt);
    lineup.over(*number);
  }
  EXPECT_EQ(count, 20'000U);
  EXPECT_TRUE(lineup.exhausted());
}

TEST(WrittenNames, AreThePhonesAndIdsThatTheFileSpellsOut) {
  Scenario scenario;
  scenario.chats = {{.name = "ana", .phone = "5544999999999"}, {.name = "bia", .lid = "1@lid"}};
  scenario.messages = {{.name = "m1", .id = "3EB0"}, {.name = "m2"}};
  EXPECT_THAT(written_names(scenario), UnorderedElementsAre("5544999999999", "1@lid", "3EB0"));
}

}  // namespace
}  // namespace ensaio
