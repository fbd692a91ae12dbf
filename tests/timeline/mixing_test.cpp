#include "simulator/timeline/mixing.hpp"

#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <vector>

namespace ensaio {
namespace {

using Weights = std::vector<std::uint64_t>;

std::vector<std::uint64_t> counts(const Mixing& mixing, std::size_t kinds, std::uint64_t from,
                                  std::uint64_t to) {
  std::vector<std::uint64_t> all(kinds, 0);
  for (std::uint64_t k = from; k < to; ++k) ++all.at(mixing.of(k));
  return all;
}

TEST(Mixing, HasExactProportionsInEveryRound) {
  struct Row {
    const char* what;
    Weights weights;
    Weights lowest;
  };
  const Row rows[] = {{"one alone", {5}, {1}},
                      {"lowest terms", {70, 30}, {7, 3}},
                      {"equal ones", {4, 4, 4}, {1, 1, 1}},
                      {"a rare one", {1, 999}, {1, 999}},
                      {"two alike", {1, 1}, {1, 1}},
                      {"many", {1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 5, 6, 7, 8, 9}}};
  for (const Row& row : rows) {
    for (const std::uint64_t seed : {0U, 1U, 99U}) {
      const Mixing mixing(row.weights, seed);
      const std::uint64_t round = std::accumulate(row.lowest.begin(), row.lowest.end(), 0ULL);
      ASSERT_EQ(mixing.round(), round) << row.what;
      for (std::uint64_t r = 0; r < 20; ++r) {
        EXPECT_EQ(counts(mixing, row.weights.size(), r * round, (r + 1) * round), row.lowest)
            << row.what << ", round " << r;
      }
    }
  }
}

TEST(Mixing, IsAFunctionOfSeedAndNumber) {
  const Weights weights{7, 3};
  const Mixing mixing(weights, 5);
  const Mixing same(weights, 5);
  const Mixing other(weights, 6);
  std::size_t different = 0;
  for (std::uint64_t k = 0; k < 1000; ++k) {
    EXPECT_EQ(mixing.of(999 - k), same.of(999 - k));
    if (mixing.of(k) != other.of(k)) ++different;
  }
  EXPECT_GT(different, 200U);
}

/// Of every order of a round each is met, about as often.
TEST(Mixing, DrawsEveryOrderAlike) {
  const Weights weights{1, 1, 1};
  const Mixing mixing(weights, 1);
  std::map<std::vector<std::uint32_t>, int> orders;
  for (std::uint64_t r = 0; r < 6000; ++r) {
    ++orders[{mixing.of(3 * r), mixing.of(3 * r + 1), mixing.of(3 * r + 2)}];
  }
  EXPECT_EQ(orders.size(), 6U);
  for (const auto& [order, count] : orders) EXPECT_NEAR(count, 1000, 150);
}

/// A thread that plays each n-th conversation sees the same mix.
TEST(Mixing, GivesEveryThreadTheMix) {
  const Weights weights{1, 1};
  const Mixing mixing(weights, 3);
  for (const std::uint64_t threads : {2U, 3U, 4U, 8U}) {
    for (std::uint64_t thread = 0; thread < threads; ++thread) {
      std::uint64_t first = 0;
      for (std::uint64_t k = 0; k < 4000; ++k)
        first += mixing.of(k * threads + thread) == 0 ? 1 : 0;
      EXPECT_NEAR(static_cast<double>(first), 2000, 160) << thread << " of " << threads;
    }
  }
}

/// Each place of a round has each kind as often as its weight says.
TEST(Mixing, HasNoFavouritePlace) {
  const Weights weights{7, 3};
  const Mixing mixing(weights, 11);
  for (std::uint64_t place = 0; place < 10; ++place) {
    std::uint64_t second = 0;
    for (std::uint64_t r = 0; r < 10'000; ++r) second += mixing.of(10 * r + place);
    EXPECT_NEAR(static_cast<double>(second), 3000, 230) << place;
  }
}

TEST(Mixing, AnswersForAnyNumber) {
  const Weights weights{1'000'000, 999'999};
  const Mixing mixing(weights, 1);
  EXPECT_EQ(mixing.round(), 1'999'999U);
  for (const std::uint64_t k : {0ULL, 1'999'998ULL, 1ULL << 40U, ~0ULL})
    EXPECT_LT(mixing.of(k), 2U);
}

}  // namespace
}  // namespace ensaio
