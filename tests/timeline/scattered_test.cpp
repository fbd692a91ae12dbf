#include "simulator/timeline/scattered.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace ensaio {
namespace {

constexpr double kWhole = 0x1p53;

std::vector<double> points(std::uint64_t count, std::uint64_t key) {
  ScatteredPoints scattered(count, key);
  std::vector<double> all;
  for (std::uint64_t i = 0; i < count; ++i) {
    all.push_back(static_cast<double>(scattered.next()) / kWhole);
  }
  return all;
}

TEST(ScatteredPoints, AreInOrderAndInRange) {
  for (const std::uint64_t count : {1U, 2U, 3U, 63U, 64U, 65U, 1000U, 100'000U}) {
    const auto all = points(count, count);
    EXPECT_TRUE(std::ranges::is_sorted(all)) << count;
    EXPECT_GE(all.front(), 0.0);
    EXPECT_LT(all.back(), 1.0);
  }
}

TEST(ScatteredPoints, AreTheSameForTheSameKey) {
  EXPECT_EQ(points(1000, 7), points(1000, 7));
  EXPECT_NE(points(1000, 7), points(1000, 8));
}

/// Kolmogorov's distance from the straight line stays below 1.95 / sqrt(n) in 999 of 1000 cases;
/// that of evenly spaced points would be 1/n, far below what chance allows.
TEST(ScatteredPoints, AreUniformAsIfDrawn) {
  constexpr std::size_t kCount = 10'000;
  double sum = 0;
  for (std::uint64_t key = 0; key < 20; ++key) {
    const auto all = points(kCount, key);
    double distance = 0;
    for (std::size_t i = 0; i < kCount; ++i) {
      distance = std::max(distance, std::abs(all[i] - static_cast<double>(i) / kCount));
    }
    EXPECT_LT(distance * std::sqrt(static_cast<double>(kCount)), 2.2) << key;
    sum += distance * std::sqrt(static_cast<double>(kCount));
  }
  EXPECT_NEAR(sum / 20, 0.8687, 0.25) << "The mean of Kolmogorov's distribution.";
}

/// The gaps of a Poisson process are exponential: a part of exp(-x) is longer than x means.
TEST(ScatteredPoints, HaveTheGapsOfAPoissonProcess) {
  constexpr std::size_t kCount = 100'000;
  const auto all = points(kCount, 3);
  for (const double longer : {0.1, 0.5, 1.0, 2.0, 4.0}) {
    std::size_t count = 0;
    for (std::size_t i = 1; i < kCount; ++i) {
      if ((all[i] - all[i - 1]) * kCount > longer) ++count;
    }
    EXPECT_NEAR(static_cast<double>(count) / kCount, std::exp(-longer), 0.006) << longer;
  }
}

TEST(ScatteredPoints, MayAllBeTheSameWhereTheyAreTooMany) {
  // More than a piece has places, as far as anybody reads them: they never go back.
  ScatteredPoints scattered(std::uint64_t{1} << 22U, 1);
  std::uint64_t last = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t point = scattered.next();
    EXPECT_LE(last, point);
    last = point;
  }
}

}  // namespace
}  // namespace ensaio
