#include "simulator/document/rate.hpp"

#include <gtest/gtest.h>

#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

constexpr std::int64_t kOneASecond = 3'600'000'000;

TEST(Rate, IsReadExactly) {
  struct Row {
    const char* text;
    std::int64_t millionths;
  };
  const Row rows[] = {
      {"50/s", 50 * kOneASecond},
      {"3000/m", 50 * kOneASecond},
      {"0.5/s", kOneASecond / 2},
      {"1/m", kOneASecond / 60},
      {"1/h", 1'000'000},
      {"0/s", 0},
      {"1000000000/s", 1'000'000'000 * kOneASecond},
      {"0.000001/h", 1},
      {"0.0000000001/h", 1},  // Not to nothing.
      {"0.333333333333333/s", 1'199'999'999},
  };
  for (const Row& row : rows) {
    const auto rate = parse_exact_rate(row.text);
    ASSERT_TRUE(rate) << row.text;
    EXPECT_EQ(rate->millionths_an_hour, row.millionths) << row.text;
  }
}

TEST(Rate, IsWhatTheOtherParserReads) {
  for (const char* text : {"50/s", "3000/m", "7/h", "0.25/s", "1000000000/s", "1000000001/s", "50",
                           "/s", "", "-1/s", "5/d", "5 /s", "x/s", "1e3/s", "50/s "}) {
    const auto exact = parse_exact_rate(text);
    const auto rate = parse_rate(text);
    EXPECT_EQ(exact.has_value(), rate.has_value()) << text;
    if (exact && rate) {
      EXPECT_DOUBLE_EQ(exact->per_second(), *rate) << text;
    }
  }
}

TEST(Rate, IsDividedDownwards) {
  EXPECT_EQ(parse_exact_rate("6/s")->divided_by(3), *parse_exact_rate("2/s"));
  EXPECT_EQ(Rate{10}.divided_by(3), Rate{3});
}

TEST(Rate, IsWrittenShortest) {
  struct Row {
    Rate rate;
    const char* text;
  };
  const Row rows[] = {{{50 * kOneASecond}, "50/s"},
                      {{kOneASecond / 2}, "30/m"},
                      {{kOneASecond / 60}, "1/m"},
                      {{1'000'000}, "1/h"},
                      {{0}, "0/s"},
                      {{1}, "0.000001/h"},
                      {{kOneASecond + 1}, "3600.000001/h"}};
  for (const Row& row : rows) {
    EXPECT_EQ(rate_text(row.rate), row.text);
    EXPECT_EQ(parse_exact_rate(row.text), row.rate) << row.text;
  }
}

TEST(Ramp, IsOneRateOrTwo) {
  EXPECT_EQ(parse_ramp("5/s..50/s"), (Ramp{{5 * kOneASecond}, {50 * kOneASecond}}));
  EXPECT_EQ(parse_ramp("50/s..0/s"), (Ramp{{50 * kOneASecond}, {0}}));
  EXPECT_EQ(parse_ramp("60/m"), (Ramp{{kOneASecond}, {kOneASecond}}));
  for (const char* text : {"", "..", "5/s..", "..5/s", "5/s...6/s", "5..6/s", "5/s..6/s..7/s"}) {
    EXPECT_FALSE(parse_ramp(text)) << text;
  }
}

}  // namespace
}  // namespace ensaio
