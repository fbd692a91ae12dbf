#include "bench/load/load_series.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace ensaio {
namespace {

using namespace std::chrono_literals;

/// The `number`-th second, whose callbacks all took so long.
LoadSecond second(std::uint64_t number, Offset took = 10ms, std::uint64_t callbacks = 2) {
  LoadSecond made{.number = number, .started = 1, .under_way = number};
  made.figures.rows.ok = callbacks;
  for (std::uint64_t i = 0; i < callbacks; ++i) {
    made.figures.latencies.response.record(took);
    made.figures.latencies.service.record(took);
    made.figures.latencies.lag.record(1ms);
  }
  return made;
}

LoadSeries series_of(std::uint64_t seconds, std::size_t most = 4) {
  LoadSeries series(most);
  for (std::uint64_t i = 0; i < seconds; ++i) series.add(second(i, 10ms + 1ms * i));
  return series;
}

TEST(LoadSeries, KeepsAPointASecond) {
  const LoadSeries series = series_of(3);
  ASSERT_EQ(series.points().size(), 3U);
  const LoadPoint& point = series.points()[1];
  EXPECT_EQ(point.from, 1s);
  EXPECT_EQ(point.lasts, 1s);
  EXPECT_EQ(point.started, 1U);
  EXPECT_EQ(point.under_way, 1U);
  EXPECT_EQ(point.rows.ok, 2U);
  EXPECT_EQ(point.response, (LoadQuantiles{2, 11ms, 11ms, 11ms, 11ms}));
  EXPECT_EQ(point.service, point.response);
  EXPECT_EQ(point.lag, (LoadQuantiles{2, 1ms, 1ms, 1ms, 1ms}));
}

TEST(LoadSeries, KnowsOfASecondInWhichNothingWasMeasured) {
  LoadSeries series;
  series.add(second(0, 10ms, 0));
  EXPECT_EQ(series.points().front().response, LoadQuantiles{});
}

TEST(LoadSeries, PutsNeighboursTogetherWhereThereAreTooMany) {
  struct Row {
    const char* what;
    std::uint64_t seconds;
    std::size_t points;
    Offset first;
    Offset last;
  };
  const Row rows[] = {
      {"as many as there may be", 4, 4, 1s, 1s},
      {"one more: pairs, and half a pair", 5, 3, 2s, 1s},
      {"pairs", 8, 4, 2s, 2s},
      {"fours", 9, 3, 4s, 1s},
      {"fours, all full", 16, 4, 4s, 4s},
      {"eights", 17, 3, 8s, 1s},
  };
  for (const Row& row : rows) {
    const LoadSeries series = series_of(row.seconds);
    ASSERT_EQ(series.points().size(), row.points) << row.what;
    EXPECT_EQ(series.points().front().lasts, row.first) << row.what;
    EXPECT_EQ(series.points().back().lasts, row.last) << row.what;
    std::uint64_t started = 0;
    std::uint64_t callbacks = 0;
    Offset end{};
    for (const LoadPoint& point : series.points()) {
      EXPECT_EQ(point.from, end) << row.what;
      end = point.from + point.lasts;
      started += point.started;
      callbacks += point.rows.ok;
    }
    EXPECT_EQ(started, row.seconds) << row.what;
    EXPECT_EQ(callbacks, 2 * row.seconds) << row.what;
  }
}

TEST(LoadSeries, ShowsTheWorstOfWhatItPutTogether) {
  LoadSeries series(2);
  series.add(second(0, 900ms));
  series.add(second(1, 10ms));
  series.add(second(2, 10ms));
  series.add(second(3, 20ms));
  ASSERT_EQ(series.points().size(), 2U);
  const LoadQuantiles& first = series.points()[0].response;
  EXPECT_EQ(first.count, 4U);
  EXPECT_GE(first.p50, 900ms);
  EXPECT_GE(first.max, 900ms);
  EXPECT_EQ(series.points()[1].response.p99, Histogram::Time(20ms));
  EXPECT_EQ(series.points()[1].under_way, 3U) << "at the end of the second with the most";
}

TEST(LoadSeries, NeverHasMorePointsThanItMay) {
  LoadSeries series;
  LoadSecond second;
  for (; second.number < 3 * LoadSeries::kMostPoints; ++second.number) {
    series.add(second);
    ASSERT_LE(series.points().size(), LoadSeries::kMostPoints);
  }
  EXPECT_EQ(series.points().size(), LoadSeries::kMostPoints * 3 / 4);
}

TEST(LoadSeries, GivesItsLastPointTheLengthItHas) {
  struct Row {
    const char* what;
    Offset took;
    std::size_t points;
    Offset last;
  };
  const Row rows[] = {
      {"more than half a second is a point", 2700ms, 3, 700ms},
      {"less is added to the one before", 2300ms, 2, 1300ms},
      {"a run that ended with its second", 3s, 3, 1s},
      {"a little longer than it", 3010ms, 3, 1010ms},
      {"never less than nothing", 1900ms, 2, 1s},
  };
  for (const Row& row : rows) {
    LoadSeries series = series_of(3);
    series.end(row.took);
    ASSERT_EQ(series.points().size(), row.points) << row.what;
    EXPECT_EQ(series.points().back().lasts, row.last) << row.what;
  }
}

TEST(LoadSeries, KeepsTheOnlyPointOfAShortRun) {
  LoadSeries series = series_of(1);
  series.end(20ms);
  ASSERT_EQ(series.points().size(), 1U);
  EXPECT_EQ(series.points().front().lasts, 20ms);
  LoadSeries nothing;
  nothing.end(20ms);
  EXPECT_TRUE(nothing.points().empty());
}

}  // namespace
}  // namespace ensaio
