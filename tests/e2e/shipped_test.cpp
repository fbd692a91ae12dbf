#include "tests/e2e/shipped.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <chrono>
#include <set>
#include <sstream>

#include "simulator/timeline/plan.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;

TEST(ShippedScenarios, AreThere) { EXPECT_GE(shipped_files().size(), 18U); }

TEST(ShippedScenarios, OpenWithACommentOfOneToThreeLines) {
  for (const ShippedFile& file : shipped_files()) {
    std::istringstream in(file.text);
    std::string line;
    int comment = 0;
    while (std::getline(in, line) && line.starts_with("# ")) ++comment;
    EXPECT_GE(comment, 1) << file.name;
    EXPECT_LE(comment, 3) << file.name;
    EXPECT_TRUE(line.starts_with("scenario: ")) << file.name << ": " << line;
  }
}

TEST(ShippedScenarios, LoadWithoutAWordOfComplaint) {
  for (const ShippedFile& file : shipped_files()) {
    const Loaded found = loaded(file);
    EXPECT_EQ(text_of(found.problems), "") << file.name;
    EXPECT_EQ(found.scenarios.size(), 1U) << file.name;
  }
}

TEST(ShippedScenarios, CanAllBePlayedByThisVersion) {
  for (const ShippedFile& file : shipped_files()) {
    for (const Scenario& scenario : loaded(file).scenarios) {
      EXPECT_EQ(text_of(not_yet_playable(scenario)), "") << file.name;
      const auto made = script(scenario);
      EXPECT_TRUE(made) << file.name << ": " << text_of(made.error());
    }
  }
}

TEST(ShippedScenarios, HaveNamesOfTheirOwnAndSayWhatTheyAreAbout) {
  std::set<std::string> names;
  for (const ShippedStory& story : shipped_stories()) {
    EXPECT_TRUE(names.insert(story.scenario.name).second) << story.scenario.name;
    EXPECT_FALSE(story.scenario.about.empty()) << story.scenario.name;
    EXPECT_FALSE(story.scenario.tags.empty()) << story.scenario.name;
  }
}

TEST(ShippedScenarios, TakeAtMostTwoSecondsOfRealTime) {
  for (const ShippedStory& story : shipped_stories()) {
    if (story.scenario.clock.mode != Clock::Mode::Real) continue;
    for (std::uint64_t value = 1; value <= 20; ++value) {
      const Seed seed{.value = value};
      const Cast who = cast(story.scenario, seed, kPlanStart);
      EXPECT_LE(plan(story.script, who, seed, kPlanStart, {}).ends, Offset(2s))
          << story.scenario.name << ", seed " << value;
    }
  }
}

TEST(ShippedScenarios, AreToldTheSameWithTheSameSeedAndOtherwiseWithAnother) {
  for (const ShippedStory& story : shipped_stories()) {
    const auto planned = [&](std::uint64_t value) {
      const Seed seed{.value = value};
      const Cast who = cast(story.scenario, seed, kPlanStart);
      return plan(story.script, who, seed, kPlanStart, {});
    };
    EXPECT_GE(planned(1).sends, 1U) << story.scenario.name;
    EXPECT_EQ(planned(1).hash, planned(1).hash) << story.scenario.name;
    EXPECT_NE(planned(1).hash, planned(2).hash) << story.scenario.name;
  }
}

}  // namespace
}  // namespace ensaio
