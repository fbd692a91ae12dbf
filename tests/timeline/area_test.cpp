#include "simulator/timeline/area.hpp"

#include <gtest/gtest.h>

namespace ensaio {
namespace {

using namespace std::chrono_literals;

Slope slope(const char* rate, Offset lasts) { return {*parse_ramp(rate), lasts}; }

TEST(AreaUnder, IsExactlyWhatBegins) {
  struct Row {
    const char* rate;
    Offset lasts;
    std::int64_t arrivals;
  };
  const Row rows[] = {
      {"50/s", 1s, 50},       {"3000/m", 1s, 50},      {"1/h", 3h, 3},
      {"0.1/s", 10s, 1},      {"0/s", 1h, 0},          {"0/s..10/s", 10s, 50},
      {"10/s..0/s", 10s, 50}, {"5/s..50/s", 30s, 825}, {"1000000000/s", 1000s, 1'000'000'000'000}};
  for (const Row& row : rows) {
    EXPECT_TRUE(area_under(slope(row.rate, row.lasts)) == row.arrivals * kOneArrival) << row.rate;
  }
}

TEST(TimeAt, IsTheInverseOfTheArea) {
  struct Row {
    const char* what;
    Slope slope;
    std::int64_t arrivals;
    Offset time;
  };
  const Slope steady = slope("10/s", 10s);
  const Slope rising = slope("0/s..10/s", 10s);
  const Slope falling = slope("10/s..0/s", 10s);
  const Slope both = slope("5/s..50/s", 30s);
  const Row rows[] = {
      {"the first is at once", steady, 0, 0s},
      {"ten a second is one each 100 ms", steady, 7, 700ms},
      {"all of it takes all the time", steady, 100, 10s},
      {"thirds are rounded", slope("3/s", 1s), 1, 333'333'333ns},
      {"and two of them", slope("3/s", 1s), 2, 666'666'667ns},
      {"from nothing, the first is at once", rising, 0, 0s},
      {"half a time is a quarter of the count: sqrt(2 * 12 / 1)", rising, 12, 4'898'979'486ns},
      {"all of it", rising, 50, 10s},
      {"falling is rising from the end: 10 - sqrt(2 * 38)", falling, 12, 1'282'202'113ns},
      {"to nothing", falling, 50, 10s},
      {"5 t + 0.75 t^2 = 66 after (sqrt(25 + 198) - 5) / 1.5", both, 66, 6'622'123'015ns},
      {"all of it", both, 825, 30s},
      {"a slope of next to nothing is straight", slope("10/s..10.000000001/s", 10s), 7, 700ms},
  };
  for (const Row& row : rows) {
    EXPECT_NEAR(static_cast<double>(time_at(row.slope, row.arrivals * kOneArrival).count()),
                static_cast<double>(row.time.count()), 1.0)
        << row.what;
  }
}

TEST(TimeAt, MirrorsAMirroredRamp) {
  const Offset lasts = 1000s;
  const Slope up = slope("0/s..2000/s", lasts);
  const Slope down = slope("2000/s..0/s", lasts);
  for (std::int64_t k = 0; k <= 1'000'000; k += 997) {
    const Area area = k * kOneArrival;
    EXPECT_EQ(time_at(down, area), lasts - time_at(up, area_under(up) - area)) << k;
  }
}

TEST(TimeAt, StaysExactAtTheEndOfAFallingRamp) {
  // A million before the end are two millionths of the area, and a thousandth of the time.
  const Slope down = slope("1000000000/s..0/s", 1000s);
  const Area rest = Area{500'000} * kOneArrival;
  EXPECT_EQ(time_at(down, area_under(down) - rest), 999s);
}

TEST(RateAt, IsOnTheLine) {
  EXPECT_DOUBLE_EQ(rate_at(slope("5/s..50/s", 30s), 10s), 20.0);
  EXPECT_DOUBLE_EQ(rate_at(slope("7/s", 30s), 10s), 7.0);
}

}  // namespace
}  // namespace ensaio
