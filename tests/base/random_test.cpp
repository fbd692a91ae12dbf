#include "simulator/base/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace ensaio {
namespace {

// The reference implementation (Vigna, splitmix64.c) tells these three for state 1234567.
TEST(Random, TellsTheNumbersOfSplitMix64) {
  Random random(1234567);
  EXPECT_EQ(random.next(), 6457827717110365317U);
  EXPECT_EQ(random.next(), 3203168211198807973U);
  EXPECT_EQ(random.next(), 9817491932198370423U);
}

TEST(Random, StaysBelowItsBoundAndReachesAllOfIt) {
  Random random(1);
  std::array<int, 7> seen{};
  for (int i = 0; i < 7000; ++i) ++seen.at(random.below(7));
  for (const int times : seen) EXPECT_NEAR(times, 1000, 150);
}

TEST(Random, DrawsBothEndsOfARange) {
  Random random(2);
  bool low = false;
  bool high = false;
  for (int i = 0; i < 1000; ++i) {
    const std::int64_t drawn = random.between(-3, 3);
    ASSERT_GE(drawn, -3);
    ASSERT_LE(drawn, 3);
    low = low || drawn == -3;
    high = high || drawn == 3;
  }
  EXPECT_TRUE(low && high);
}

TEST(Random, DrawsFromTheWholeRangeOfIntegers) {
  Random random(3);
  using Limits = std::numeric_limits<std::int64_t>;
  EXPECT_NE(random.between(Limits::min(), Limits::max()),
            random.between(Limits::min(), Limits::max()));
}

TEST(Mixed, DependsOnTheOrderAndOnEveryPart) {
  EXPECT_NE(mixed(mixed(1, "a"), "b"), mixed(mixed(1, "b"), "a"));
  EXPECT_NE(mixed(1, "ab"), mixed(2, "ab"));
  EXPECT_NE(mixed(1, std::uint64_t{2}), mixed(2, std::uint64_t{1}));
}

}  // namespace
}  // namespace ensaio
