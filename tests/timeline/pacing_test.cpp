#include "simulator/timeline/pacing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "simulator/base/random.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;

LoadPhase phase(const char* rate, Offset lasts, ArrivalPattern arrivals = ArrivalPattern::Even) {
  return {.lasts = lasts, .rate = *parse_ramp(rate), .arrivals = arrivals};
}

using Phases = std::vector<LoadPhase>;

std::vector<Moment> moments(const Pacing& pacing, Shard shard = {}) {
  PacedMoments paced(pacing, shard);
  std::vector<Moment> all;
  while (const auto moment = paced.next()) all.push_back(*moment);
  return all;
}

std::vector<Offset> times(const Phases& phases) {
  std::vector<Offset> all;
  for (const Moment& moment : moments(Pacing(phases, 1))) all.push_back(moment.due);
  return all;
}

TEST(Pacing, CountsExactly) {
  struct Row {
    const char* what;
    Phases phases;
    std::uint64_t count;
  };
  const Row rows[] = {
      {"an area of fifty is fifty", {phase("50/s", 1s)}, 50},
      {"by the minute", {phase("3000/m", 1s)}, 50},
      {"by the hour", {phase("1/h", 50h)}, 50},
      {"sevenths of a second", {phase("7/s", 1s)}, 7},
      {"thirds", {phase("0.3/s", 10s)}, 3},
      {"a ramp", {phase("0/s..10/s", 10s)}, 50},
      {"a ramp down", {phase("10/s..0/s", 10s)}, 50},
      {"what is begun is played: half an area has one", {phase("1/s", 500ms)}, 1},
      {"ten halves are five", Phases(10, phase("1/s", 500ms)), 5},
      {"seventy-seven tenths are seven and a part", Phases(77, phase("0.1/s", 1s)), 8},
      {"thousandths of an hour", Phases(3600, phase("1/h", 1s)), 1},
      {"nothing is asked", {phase("0/s", 1h)}, 0},
      {"nothing, then something", {phase("0/s", 1h), phase("2/s", 2s), phase("0/s", 1s)}, 4},
      {"no phases", {}, 0},
      {"a lot", {phase("1000000000/s", 1000s)}, 1'000'000'000'000},
  };
  for (const Row& row : rows) EXPECT_EQ(Pacing(row.phases, 1).count(), row.count) << row.what;
}

TEST(Pacing, BeginsWhenTheAreaComesToAWholeNumber) {
  struct Row {
    const char* what;
    Phases phases;
    std::vector<Offset> times;
  };
  const Row rows[] = {
      {"the first at once, then each 250 ms", {phase("4/s", 1s)}, {0ns, 250ms, 500ms, 750ms}},
      {"halves are carried over borders", Phases(10, phase("1/s", 500ms)), {0s, 1s, 2s, 3s, 4s}},
      {"a quarter of the area is half of the time",
       {phase("0/s..4/s", 2s)},
       {0ns, 1s, 1'414'213'562ns, 1'732'050'808ns}},
      {"falling", {phase("4/s..0/s", 2s)}, {0ns, 267'949'192ns, 585'786'438ns, 1s}},
      {"nothing for a while, then at once", {phase("0/s", 5s), phase("1/s", 2s)}, {5s, 6s}},
      {"what is left of one rate counts at the next",
       {phase("1/s", 1500ms), phase("2/s", 1s)},
       {0s, 1s, 1750ms, 2250ms}},
  };
  for (const Row& row : rows) EXPECT_EQ(times(row.phases), row.times) << row.what;
}

TEST(Pacing, GivesWhatIsDueAtABorderToTheNextPhase) {
  const Phases phases{phase("1/s", 2s), phase("1/s", 2s)};
  std::vector<std::uint32_t> in;
  for (const Moment& moment : moments(Pacing(phases, 1))) in.push_back(moment.phase);
  EXPECT_EQ(in, (std::vector<std::uint32_t>{0, 0, 1, 1}));
}

TEST(Pacing, SaysWhereItsPhasesAre) {
  const Phases phases{phase("5/s..50/s", 30s), phase("50/s", 5min), phase("0/s", 1s)};
  const Pacing pacing(phases, 1);
  EXPECT_EQ(pacing.phases(), 3U);
  EXPECT_EQ(pacing.count(0), 825U);
  EXPECT_EQ(pacing.count(1), 15'000U);
  EXPECT_EQ(pacing.count(2), 0U);
  EXPECT_EQ(pacing.begin(1), 30s);
  EXPECT_EQ(pacing.end(1), 330s);
  EXPECT_EQ(pacing.end(), 331s);
  EXPECT_DOUBLE_EQ(pacing.rate(10s), 20.0);
  EXPECT_DOUBLE_EQ(pacing.rate(30s), 50.0);
  EXPECT_DOUBLE_EQ(pacing.rate(331s), 0.0);
  EXPECT_DOUBLE_EQ(pacing.rate(-1s), 0.0);
  EXPECT_EQ(Pacing({}, 1).end(), 0s);
}

/// Phases of all sorts.
Phases drawn_phases(Random& random) {
  Phases phases;
  for (std::uint64_t n = 1 + random.below(6); n > 0; --n) {
    const auto rate = [&]() -> Rate {
      constexpr std::int64_t kUnits[] = {0, 1'000'000, 60'000'000, 3'600'000'000, 1'234'567};
      return {kUnits[random.below(5)] * static_cast<std::int64_t>(random.below(300))};
    };
    const Rate from = rate();
    phases.push_back(
        {.lasts = Offset(1 + random.between(0, 20'000'000'000)),
         .rate = {from, random.below(2) == 0 ? from : rate()},
         .arrivals = random.below(2) == 0 ? ArrivalPattern::Even : ArrivalPattern::Poisson});
  }
  return phases;
}

TEST(Pacing, KeepsItsPromisesForAnyPhases) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    const Phases phases = drawn_phases(random);
    const Pacing pacing(phases, seed);
    std::vector<std::uint64_t> counts(phases.size(), 0);
    Offset last{};
    std::uint64_t number = 0;
    for (const Moment& moment : moments(pacing)) {
      ASSERT_EQ(moment.number, number++) << seed;
      ASSERT_LE(last, moment.due) << seed;
      ASSERT_LE(pacing.begin(moment.phase), moment.due) << seed;
      ASSERT_LT(moment.due, pacing.end(moment.phase)) << seed;
      ++counts[moment.phase];
      last = moment.due;
    }
    ASSERT_EQ(number, pacing.count()) << seed;
    for (std::size_t i = 0; i < phases.size(); ++i) ASSERT_EQ(counts[i], pacing.count(i)) << seed;
  }
}

TEST(Pacing, DealsTheMomentsOutToThreads) {
  const Phases phases{phase("0/s..300/s", 2s), phase("700/s", 1s, ArrivalPattern::Poisson),
                      phase("300/s..0/s", 2s)};
  const Pacing pacing(phases, 9);
  const auto all = moments(pacing);
  for (const std::uint32_t threads : {1U, 2U, 3U, 7U, 5000U}) {
    std::size_t dealt = 0;
    for (std::uint32_t thread = 0; thread < threads; ++thread) {
      std::uint64_t number = thread;
      for (const Moment& moment : moments(pacing, {thread, threads})) {
        ASSERT_EQ(moment.number, number);
        ASSERT_EQ(moment.due, all.at(number).due) << "thread " << thread << " of " << threads;
        ASSERT_EQ(moment.phase, all.at(number).phase);
        number += threads;
        ++dealt;
      }
    }
    EXPECT_EQ(dealt, all.size());
  }
}

TEST(Pacing, ScattersPoissonArrivalsBySeed) {
  const Phases phases{phase("1000/s", 10s, ArrivalPattern::Poisson)};
  const auto due = [&](std::uint64_t seed) {
    std::vector<Offset> all;
    for (const Moment& moment : moments(Pacing(phases, seed))) all.push_back(moment.due);
    return all;
  };
  EXPECT_EQ(due(1), due(1));
  EXPECT_NE(due(1), due(2));
  const auto all = due(3);
  ASSERT_EQ(all.size(), 10'000U);
  // Of exponential gaps a part of 1/e is longer than the mean.
  std::size_t longer = 0;
  for (std::size_t i = 1; i < all.size(); ++i) longer += all[i] - all[i - 1] > 1ms ? 1 : 0;
  EXPECT_NEAR(static_cast<double>(longer), 3679, 200);
}

TEST(Pacing, ScattersOverARampByItsArea) {
  const Phases phases{phase("0/s..2000/s", 10s, ArrivalPattern::Poisson)};
  const auto all = moments(Pacing(phases, 4));
  ASSERT_EQ(all.size(), 10'000U);
  const auto half = std::ranges::count_if(all, [](const Moment& m) { return m.due < 5s; });
  EXPECT_NEAR(static_cast<double>(half), 2500, 180);
}

TEST(Pacing, SkipsThroughAThousandMillionsWithoutStoringThem) {
  for (const auto arrivals : {ArrivalPattern::Even, ArrivalPattern::Poisson}) {
    const Phases phases{phase("1000000/s", 1000s, arrivals)};
    const Pacing pacing(phases, 1);
    EXPECT_EQ(pacing.count(), 1'000'000'000U);
    // One of many million threads plays a handful, far apart: blocks between them are not opened.
    std::vector<Moment> some = moments(pacing, {.index = 999, .of = 100'000'000});
    ASSERT_EQ(some.size(), 10U);
    for (const Moment& moment : some) {
      const double due = static_cast<double>(moment.due.count()) / 1e9;
      EXPECT_NEAR(due, static_cast<double>(moment.number) / 1e6, 0.01);
    }
  }
}

TEST(Pacing, GoesOnWhereOneBlockOfScatteredArrivalsEnds) {
  // 2^20 of them are one block.
  const Phases phases{phase("2097153/s", 1s, ArrivalPattern::Poisson)};
  const Pacing pacing(phases, 1);
  PacedMoments paced(pacing);
  Offset last{};
  std::uint64_t count = 0;
  while (const auto moment = paced.next()) {
    ASSERT_LE(last, moment->due);
    last = moment->due;
    ++count;
  }
  EXPECT_EQ(count, 2'097'153U);
  EXPECT_GT(last, 999ms);
}

}  // namespace
}  // namespace ensaio
