#include "simulator/timeline/span.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace ensaio {
namespace {

using namespace std::chrono_literals;

std::vector<Offset> drawings(const Span& span, std::size_t count) {
  Random random(mixed(7, "drawings"));
  std::vector<Offset> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(drawn(span, random));
  return all;
}

TEST(Drawn, IsTheTimeItselfWhereOneIsWritten) {
  Random random(1);
  EXPECT_EQ(drawn(Offset(40us), random), 40us);
  EXPECT_EQ(random.next(), Random(1).next()) << "A fixed time must not use up a number.";
}

TEST(Drawn, TakesWholeMillisecondsOfARangeWithBothEnds) {
  const auto all = drawings(Uniform{2ms, 5ms}, 1000);
  for (const Offset one : all) EXPECT_EQ(one % 1ms, 0ns);
  for (const Offset wanted : {2ms, 3ms, 4ms, 5ms}) {
    EXPECT_NEAR(static_cast<double>(std::count(all.begin(), all.end(), wanted)), 250.0, 60.0);
  }
}

TEST(Drawn, StaysInsideARangeWhoseEndsAreNoWholeMilliseconds) {
  for (const Offset one : drawings(Uniform{1500us, 3500us}, 100)) {
    EXPECT_TRUE(one == 2ms || one == 3ms) << one.count();
  }
  for (const Offset one : drawings(Uniform{100us, 300us}, 10)) EXPECT_EQ(one, 100us);
}

TEST(Drawn, GoesThroughBothPointsOfALogNormalSpan) {
  struct Row {
    const char* what;
    LogNormal span;
  };
  const Row rows[] = {{"a person reads", {3s, 20s}},
                      {"a gateway answers", {300ms, 2s}},
                      {"nearly constant", {1000ms, 1100ms}},
                      {"hours", {1h, 50h}}};
  for (const Row& row : rows) {
    auto all = drawings(row.span, 40'000);
    std::sort(all.begin(), all.end());
    const auto part = [&](double of_all) {
      return static_cast<double>(all[static_cast<std::size_t>(of_all * 40'000.0)].count());
    };
    EXPECT_NEAR(part(0.5) / static_cast<double>(row.span.p50.count()), 1.0, 0.03) << row.what;
    EXPECT_NEAR(part(0.99) / static_cast<double>(row.span.p99.count()), 1.0, 0.06) << row.what;
  }
}

TEST(Drawn, IsConstantWhereBothPointsAreTheSame) {
  for (const Offset one : drawings(LogNormal{999h, 999h}, 100)) EXPECT_EQ(one, 999h);
}

// Held as numbers, so that another compiler, or a changed table, cannot tell another story.
TEST(Drawn, TellsTheSameNumbersEverywhere) {
  const auto all = drawings(LogNormal{3s, 20s}, 6);
  const std::vector<Offset> log_normal{4000ms, 1512ms, 2877ms, 1564ms, 4286ms, 5864ms};
  EXPECT_EQ(all, log_normal);
  const std::vector<Offset> uniform{2631ms, 3505ms, 2004ms};
  EXPECT_EQ(drawings(Uniform{2s, 5s}, 3), uniform);
}

TEST(Quantile, HitsThePointsThemselves) {
  const LogNormal span{3s, 20s};
  EXPECT_NEAR(static_cast<double>(quantile(span, 1U << 31U) / 1ms), 3000.0, 1.0);
  EXPECT_NEAR(static_cast<double>(quantile(span, 4'252'017'623U) / 1ms), 20'000.0, 10.0);
}

TEST(Quantile, GrowsWithTheShareAndNeverGoesBelowZero) {
  for (const LogNormal& span : {LogNormal{3s, 20s}, LogNormal{1ns, 1000h}, LogNormal{1ms, 2ms}}) {
    Offset before{-1};
    for (std::uint64_t share = 0; share < 1ULL << 32U; share += 65'521U * 16U) {
      const Offset now = quantile(span, static_cast<std::uint32_t>(share));
      ASSERT_LE(before, now) << "at share " << share;
      ASSERT_GE(now, 0ns);
      before = now;
    }
  }
}

TEST(Quantile, IsBoundedAtOneIn65536) {
  const LogNormal span{3s, 20s};
  EXPECT_EQ(quantile(span, 0), quantile(span, 1U << 16U));
  EXPECT_EQ(quantile(span, UINT32_MAX), quantile(span, UINT32_MAX - (1U << 16U)));
  EXPECT_NEAR(static_cast<double>(quantile(span, UINT32_MAX) / 1ms), 89'910.0, 100.0);
  EXPECT_NEAR(static_cast<double>(quantile(span, 0) / 1ms), 100.0, 1.0);
}

TEST(Quantile, EndsAt73YearsWhateverThePoints) {
  EXPECT_LE(quantile({1ns, 1000h}, UINT32_MAX), 24h * 365 * 74);
}

TEST(Shortest, IsTheLeastThatASpanCanDraw) {
  EXPECT_EQ(shortest(Offset(2s)), 2s);
  EXPECT_EQ(shortest(Uniform{2s, 5s}), 2s);
  EXPECT_EQ(shortest(LogNormal{2s, 5s}), 0s);
}

TEST(Longest, IsTheMostThatASpanCanDraw) {
  EXPECT_EQ(longest(Offset(2s)), 2s);
  EXPECT_EQ(longest(Uniform{2s, 5s}), 5s);
  const LogNormal span{3s, 20s};
  Random random(1);
  Offset most{};
  for (int i = 0; i < 200'000; ++i) most = std::max(most, drawn(span, random));
  EXPECT_LE(most, longest(span));
  EXPECT_GT(most, longest(span) / 2) << "else it is no measure";
}

TEST(Later, EndsAfter200YearsInsteadOfOverflowing) {
  EXPECT_EQ(later(1s, 2s), 3s);
  Offset time{};
  for (int i = 0; i < 10'000; ++i) time = later(time, 1000h);
  EXPECT_EQ(time, kLongest);
}

TEST(Numbers, DifferByPurposeAndStream) {
  EXPECT_NE(numbers(1, Purpose::Wait).next(), numbers(1, Purpose::Late).next());
  EXPECT_NE(numbers(1, Purpose::Wait).next(), numbers(2, Purpose::Wait).next());
}

}  // namespace
}  // namespace ensaio
