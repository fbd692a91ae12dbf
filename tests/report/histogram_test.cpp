#include "simulator/report/histogram.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "simulator/base/random.hpp"
#include "tests/support/allocations.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::Each;
using testing::ElementsAre;

using Bucket = Histogram::Bucket;

Histogram of(std::initializer_list<Offset> durations) {
  Histogram histogram;
  for (const Offset duration : durations) histogram.record(duration);
  return histogram;
}

std::vector<Bucket> buckets(const Histogram& histogram) {
  std::vector<Bucket> told;
  histogram.for_each([&told](const Bucket& bucket) { told.push_back(bucket); });
  return told;
}

/// 1 to `most` durations below 60 s: each as likely in any order of magnitude.
std::vector<Offset> any_durations(Random& random, std::uint64_t most) {
  std::vector<Offset> durations(1 + random.below(most));
  for (Offset& duration : durations) {
    const std::uint64_t magnitude = std::uint64_t{1} << random.below(37);
    duration = Offset(magnitude - 1 + random.below(magnitude));
    if (duration > 60s) duration = 60s;
  }
  return durations;
}

Histogram of(const std::vector<Offset>& durations) {
  Histogram histogram;
  for (const Offset duration : durations) histogram.record(duration);
  return histogram;
}

std::int64_t us(Offset duration) { return duration / 1us; }

TEST(Histogram, KnowsNothingAtFirst) {
  const Histogram empty;
  EXPECT_EQ(empty.count(), 0U);
  EXPECT_EQ(empty.clamped(), 0U);
  EXPECT_EQ(empty.min(), 0us);
  EXPECT_EQ(empty.max(), 0us);
  EXPECT_EQ(empty.mean(), 0us);
  for (const double q : {0.0, 0.5, 0.999, 1.0}) EXPECT_EQ(empty.quantile(q), 0us) << q;
  EXPECT_THAT(buckets(empty), ElementsAre());
  EXPECT_THAT(empty.counts(), ElementsAre(0));
}

TEST(Histogram, TakesADurationAs) {
  struct Row {
    const char* what;
    Offset duration;
    Histogram::Time taken;
    std::uint64_t clamped = 0;
  };
  const Row rows[] = {
      {"nothing", 0ns, 0us},
      {"less than a microsecond is nothing", 999ns, 0us},
      {"a microsecond", 1us, 1us},
      {"what is over a microsecond is cut off", 1'999ns, 1us},
      {"before its time is nothing", -1ns, 0us},
      {"long before its time is nothing", -70s, 0us},
      {"as early as can be said is nothing", Offset::min(), 0us},
      {"a minute", 60s, 60s},
      {"a minute and less than a microsecond", 60s + 999ns, 60s},
      {"a microsecond more is clamped", 60s + 1us, 60s, 1},
      {"an hour is clamped", 1h, 60s, 1},
      {"as late as can be said is clamped", Offset::max(), 60s, 1},
  };
  for (const Row& row : rows) {
    const Histogram histogram = of({row.duration});
    EXPECT_EQ(histogram.count(), 1U) << row.what;
    EXPECT_EQ(histogram.min(), row.taken) << row.what;
    EXPECT_EQ(histogram.max(), row.taken) << row.what;
    EXPECT_EQ(histogram.mean(), row.taken) << row.what;
    EXPECT_EQ(histogram.quantile(0.5), row.taken) << row.what;
    EXPECT_EQ(histogram.clamped(), row.clamped) << row.what;
  }
}

// The first column is what the reference's countsArrayIndex() has for these settings.
TEST(Histogram, CountsWhereTheReferenceDoes) {
  struct Row {
    std::size_t index;
    Histogram::Time duration;
    Histogram::Time lowest;
    Histogram::Time highest;
  };
  const Row rows[] = {
      {0, 0us, 0us, 0us},
      {1, 1us, 1us, 1us},
      {1023, 1023us, 1023us, 1023us},
      {2047, 2047us, 2047us, 2047us},
      {2048, 2048us, 2048us, 2049us},
      {2048, 2049us, 2048us, 2049us},
      {2049, 2050us, 2050us, 2051us},
      {3071, 4095us, 4094us, 4095us},
      {3072, 4096us, 4096us, 4099us},
      {8730, 200'000us, 199'936us, 200'063us},
      {17191, 60s, 59'998'208us, 60s},
  };
  for (const Row& row : rows) {
    Histogram histogram = of({row.duration});
    EXPECT_EQ(histogram.counts().size(), row.index + 1) << row.duration.count();
    EXPECT_EQ(histogram.counts().back(), 1U) << row.duration.count();
    histogram.record(60s);  // So that no bucket's end is cut off at the maximum.
    EXPECT_EQ(buckets(histogram)[0].lowest, row.lowest) << row.duration.count();
    EXPECT_EQ(buckets(histogram)[0].highest, row.highest) << row.duration.count();
  }
}

TEST(Histogram, TellsItsBucketsFromTheLowestUp) {
  EXPECT_THAT(buckets(of({5ms, 7us, 5001us, 7us, 0us})),
              ElementsAre(Bucket{0us, 0us, 1}, Bucket{7us, 7us, 2}, Bucket{5000us, 5001us, 2}));
}

TEST(Histogram, AnswersQuantiles) {
  Histogram hundred;  // 1 ms to 100 ms.
  for (int i = 1; i <= 100; ++i) hundred.record(i * 1ms);
  struct Row {
    const char* what;
    double q;
    Histogram::Time least;
    Histogram::Time most;
  };
  const Row rows[] = {
      {"none are not longer than the shortest", 0, 1000us, 1000us},
      {"one in a hundred", 0.01, 1000us, 1000us},
      {"a little more than one in a hundred takes two", 0.010001, 2ms, 2001us},
      {"seven in a hundred, though 0.07 * 100 is more than 7", 0.07, 7ms, 7003us},
      {"half", 0.5, 50ms, 50'031us},
      {"99 in a hundred", 0.99, 99ms, 99'063us},
      {"more than 99 is the longest, never longer", 0.999, 100ms, 100ms},
      {"all", 1, 100ms, 100ms},
  };
  for (const Row& row : rows) {
    EXPECT_GE(hundred.quantile(row.q), row.least) << row.what;
    EXPECT_LE(hundred.quantile(row.q), row.most) << row.what;
  }
}

// What a plain sorted list of all durations says, for 100 lists of up to 3000.
TEST(Histogram, AgreesWithASortedList) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Random random(seed);
    std::vector<Offset> sorted = any_durations(random, 3000);
    const Histogram histogram = of(sorted);
    std::sort(sorted.begin(), sorted.end());
    ASSERT_EQ(histogram.count(), sorted.size());
    ASSERT_EQ(us(histogram.min()), us(sorted.front()));
    ASSERT_EQ(us(histogram.max()), us(sorted.back()));
    const auto sum =
        std::accumulate(sorted.begin(), sorted.end(), std::int64_t{0},
                        [](std::int64_t so_far, Offset duration) { return so_far + us(duration); });
    ASSERT_DOUBLE_EQ(histogram.mean().count(),
                     static_cast<double>(sum) / static_cast<double>(sorted.size()));
    for (std::size_t rank = 1; rank <= sorted.size(); rank += 1 + random.below(200)) {
      const double q = static_cast<double>(rank) / static_cast<double>(sorted.size());
      const auto exact = us(sorted[rank - 1]);
      const auto told = us(histogram.quantile(q));
      ASSERT_GE(told, exact) << "seed " << seed << ", q " << q;
      ASSERT_LE(static_cast<double>(told), static_cast<double>(exact) * 1.001) << "q " << q;
    }
  }
}

TEST(Histogram, AddsUpToWhatOneWouldHaveRecorded) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Random random(seed);
    const std::vector<Offset> durations = any_durations(random, 500);
    Histogram one = of(durations);
    Histogram first;
    Histogram second;
    Histogram third;
    for (const Offset duration : durations) {
      Histogram* const parts[] = {&first, &second, &third};
      parts[random.below(3)]->record(duration);
    }
    third.record(2min);
    one.record(2min);
    Histogram left = first;
    left.add(second);
    left.add(third);
    Histogram right = third;
    right.add(second);
    right.add(first);
    ASSERT_EQ(left, one) << seed;
    ASSERT_EQ(right, one) << seed;
  }
}

TEST(Histogram, AddsNothingOfAnEmptyOne) {
  Histogram some = of({3ms, 5ms, 61s});
  const Histogram before = some;
  some.add(Histogram());
  EXPECT_EQ(some, before);
  Histogram none;
  none.add(before);
  EXPECT_EQ(none, before);
  none.add(none);
  EXPECT_EQ(none.count(), 6U);
  EXPECT_EQ(none.clamped(), 2U);
  EXPECT_EQ(none.mean(), before.mean());
}

TEST(Histogram, IsAsNewWhenCleared) {
  const Histogram fresh;
  Random random(1);
  for (int i = 0; i < 50; ++i) {
    Histogram used = of(any_durations(random, 100));
    used.clear();
    ASSERT_EQ(used, fresh);
    ASSERT_THAT(used.counts(), Each(0));
    used.record(5s);
    ASSERT_EQ(used, of({5s}));
  }
  Histogram unused;
  unused.clear();
  EXPECT_EQ(unused, fresh);
}

TEST(Histogram, TakesNoMemoryOnceItIsThere) {
  Histogram total;
  Histogram interval;
  const auto before = allocations();
  for (Offset duration = 1us; duration < 100s; duration *= 2) interval.record(duration);
  total.add(interval);
  interval.clear();
  const auto p99 = total.quantile(0.99);
  EXPECT_EQ(allocations(), before);
  EXPECT_EQ(p99, 60s);
}

TEST(Histogram, CountsBeyondWhatFourBytesHold) {
  Histogram many = of({1ms});
  for (int i = 0; i < 33; ++i) many.add(many);
  EXPECT_EQ(many.count(), std::uint64_t{1} << 33U);
  EXPECT_THAT(buckets(many), ElementsAre(Bucket{1ms, 1ms, std::uint64_t{1} << 33U}));
  EXPECT_EQ(many.mean(), 1ms);
}

}  // namespace
}  // namespace ensaio
