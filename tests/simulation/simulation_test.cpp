#include "tests/simulation/simulation.hpp"

#include <gtest/gtest.h>

namespace ensaio {
namespace {

constexpr std::uint64_t kParts = 20;
constexpr std::uint64_t kSeedsEach = 5'000;

/// The seeds 0 to 99 999 in parts, which may run at once.
class Simulation : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Simulation, KeepsEveryPromise) {
  for (std::uint64_t seed = GetParam() * kSeedsEach; seed < (GetParam() + 1) * kSeedsEach; ++seed) {
    ASSERT_TRUE(simulated(seed).wrongs.empty()) << failure_text(seed);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Simulation, testing::Range<std::uint64_t>(0, kParts));

TEST(Simulations, OfOneSeedAreTheSameToTheLastByte) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const SimulationResult first = simulated(seed, true);
    const SimulationResult second = simulated(seed, true);
    EXPECT_EQ(first.trace, second.trace) << seed;
    EXPECT_EQ(first.connections, simulated(seed, false).connections)
        << seed << ": to be traced must not change what happens";
  }
  EXPECT_NE(simulated(1, true).trace, simulated(2, true).trace);
}

TEST(Simulations, MeetEveryEnding) {
  SimulationResult all;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) all += simulated(seed);
  EXPECT_GT(all.answered, 3000U);
  EXPECT_GT(all.timed_out, 300U);
  EXPECT_GT(all.unreachable, 300U);
  EXPECT_GT(all.abandoned, 50U);
  EXPECT_GT(all.resent, 20U);
  EXPECT_GT(all.confusable, 20U);
  EXPECT_EQ(all.answered + all.timed_out + all.unreachable + all.abandoned, all.requests);
}

TEST(Simulations, ThatGoWrongTellHowToRepeatThem) {
  const std::string text = failure_text(3);
  EXPECT_NE(text.find("post 0 to http"), std::string::npos) << text;
  EXPECT_TRUE(text.ends_with("again: ./dev simulate --seed 3\n")) << text;
}

}  // namespace
}  // namespace ensaio
