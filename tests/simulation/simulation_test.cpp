#include "tests/simulation/simulation.hpp"

#include <gtest/gtest.h>

namespace ensaio {
namespace {

constexpr std::uint64_t kSeedsEach = 10'000;

/// The seeds 0 to 99 999 in ten parts, which may run at once.
class Simulation : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Simulation, KeepsEveryPromise) {
  for (std::uint64_t seed = GetParam() * kSeedsEach; seed < (GetParam() + 1) * kSeedsEach; ++seed) {
    ASSERT_TRUE(simulated(seed).wrongs.empty()) << failure_text(seed);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Simulation, testing::Range<std::uint64_t>(0, 10));

}  // namespace
}  // namespace ensaio
