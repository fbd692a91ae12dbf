#include "bench/load/bench_search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace ensaio {
namespace {

using testing::ElementsAre;

Rate per_second(double rate) { return {static_cast<std::int64_t>(rate * 3.6e9)}; }

/// What becomes of a step at a rate; `tries`: how many were before it.
using Receiver = std::function<StepOutcome(double per_second, std::size_t tries)>;

Receiver breaks_above(double limit) {
  return [limit](double rate, std::size_t) {
    return rate <= limit ? StepOutcome::Held : StepOutcome::Broke;
  };
}

struct Searched {
  BenchSearch search;
  std::vector<double> tried{};
};

Searched searched(BenchSearch::Bounds bounds, const Receiver& receiver) {
  Searched done{BenchSearch(bounds)};
  while (const auto rate = done.search.next()) {
    done.search.tell(receiver(rate->per_second(), done.tried.size()));
    done.tried.push_back(rate->per_second());
    if (done.tried.size() > 200) break;
  }
  return done;
}

double held(const Searched& done) { return done.search.held().value_or(Rate{}).per_second(); }

TEST(BenchSearch, FindsAnyLimitWithinItsPrecision) {
  for (const double precision : {0.2, 0.05, 0.01, 0.001}) {
    for (double limit = 0.07; limit < 3e6; limit *= 1.37) {
      const Searched done =
          searched({.from = per_second(50), .precision = precision}, breaks_above(limit));
      ASSERT_EQ(done.search.answer(), BenchAnswer::Found) << limit;
      EXPECT_LE(held(done), limit);
      EXPECT_GE(held(done) * (1 + precision), limit) << precision;
      EXPECT_LT(done.tried.size(), 60U) << limit;
    }
  }
}

TEST(BenchSearch, DoublesThenHalvesTheGap) {
  const Searched done = searched({.from = per_second(100), .precision = 0.1}, breaks_above(530));
  EXPECT_THAT(done.tried, ElementsAre(100, 200, 400, 800, 800, 600, 600, 500, 550, 550));
  EXPECT_EQ(held(done), 500);
  EXPECT_EQ(done.search.not_held()->per_second(), 550);
}

TEST(BenchSearch, GoesDownWhereTheFirstRateDoesNotHold) {
  const Searched done = searched({.from = per_second(80), .precision = 0.5}, breaks_above(7));
  EXPECT_THAT(done.tried, ElementsAre(80, 80, 20, 20, 5, 12.5, 12.5, 8.75, 8.75, 6.87));
  EXPECT_EQ(done.search.answer(), BenchAnswer::Found);
}

TEST(BenchSearch, GivesUpWhereNothingHolds) {
  const Searched done = searched({.from = per_second(50)}, breaks_above(0));
  EXPECT_EQ(done.search.answer(), BenchAnswer::NoneHeld);
  EXPECT_EQ(done.search.held(), std::nullopt);
  EXPECT_EQ(done.tried.size(), 12U) << "Six rates, each twice.";
  const Searched least = searched({.from = Rate{1}}, breaks_above(0));
  EXPECT_EQ(least.search.answer(), BenchAnswer::NoneHeld) << "There is no lower rate.";
}

TEST(BenchSearch, EndsAtTheHighestRateThatWasAskedFor) {
  const Searched done =
      searched({.from = per_second(50), .to = per_second(300)}, breaks_above(1e9));
  EXPECT_THAT(done.tried, ElementsAre(50, 100, 200, 300));
  EXPECT_EQ(done.search.answer(), BenchAnswer::HeldAll);
  const Searched one = searched({.from = per_second(50), .to = per_second(50)}, breaks_above(1e9));
  EXPECT_THAT(one.tried, ElementsAre(50));
  const Searched without_end = searched({.from = per_second(50)}, breaks_above(1e30));
  EXPECT_EQ(without_end.search.answer(), BenchAnswer::HeldAll);
  EXPECT_EQ(held(without_end), 1e9) << "More cannot be asked for.";
}

TEST(BenchSearch, TakesNoHiccupForALimit) {
  const Searched done =
      searched({.from = per_second(50), .to = per_second(800)}, [](double, std::size_t tries) {
        return tries % 2 == 0 ? StepOutcome::Broke : StepOutcome::Held;
      });
  EXPECT_EQ(done.search.answer(), BenchAnswer::HeldAll);
  EXPECT_THAT(done.tried, ElementsAre(50, 50, 100, 100, 200, 200, 400, 400, 800, 800));
}

TEST(BenchSearch, KnowsItsOwnLimitFromTheReceivers) {
  struct Row {
    const char* what;
    double ours;
    double receivers;
    BenchAnswer answer;
  };
  const Row rows[] = {
      {"we could not first", 1000, 5000, BenchAnswer::OurLimit},
      {"the receiver could not first", 5000, 1000, BenchAnswer::Found},
      {"the first step above both is ours, the next not", 700, 500, BenchAnswer::Found},
      {"we cannot at all", 0, 500, BenchAnswer::OurLimit},
  };
  for (const Row& row : rows) {
    const Searched done = searched({.from = per_second(50)}, [&row](double rate, std::size_t) {
      if (rate > row.ours) return StepOutcome::Late;
      return rate > row.receivers ? StepOutcome::Broke : StepOutcome::Held;
    });
    EXPECT_EQ(done.search.answer(), row.answer) << row.what;
    const double limit = std::min(row.ours, row.receivers);
    EXPECT_LE(held(done), limit) << row.what;
    EXPECT_GE(held(done) * 1.05, limit) << row.what;
  }
}

TEST(BenchSearch, IsUnfinishedUntilItKnows) {
  BenchSearch search({.from = per_second(50)});
  EXPECT_EQ(search.answer(), BenchAnswer::Unfinished);
  search.tell(StepOutcome::Held);
  EXPECT_EQ(search.answer(), BenchAnswer::Unfinished);
  EXPECT_EQ(search.held(), per_second(50));
  search.tell(StepOutcome::Broke);
  EXPECT_TRUE(search.is_repeated());
  EXPECT_EQ(search.not_held(), std::nullopt) << "It is tried once more before.";
}

}  // namespace
}  // namespace ensaio
