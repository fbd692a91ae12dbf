#include "simulator/document/values.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace ensaio {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(Duration, IsANumberWithAUnit) {
  struct Row {
    const char* what;
    std::string_view text;
    std::optional<Offset> duration;
  };
  const Row rows[] = {
      {"milliseconds", "250ms", milliseconds(250)},
      {"seconds with a fraction", "1.5s", milliseconds(1500)},
      {"minutes", "2m", minutes(2)},
      {"hours", "1h", hours(1)},
      {"microseconds", "40us", microseconds(40)},
      {"a fraction of a millisecond", "0.25ms", microseconds(250)},
      {"a fraction that no double holds", "0.1s", milliseconds(100)},
      {"a fraction of an hour that is whole seconds", "0.0005h", milliseconds(1800)},
      {"down to a nanosecond", "0.001us", nanoseconds(1)},
      {"zeros behind change nothing", "1.500000000000000000000000s", milliseconds(1500)},
      {"zero", "0s", Offset(0)},
      {"the longest", "1000h", hours(1000)},
      {"longer than that", "1000.1h", std::nullopt},
      {"far longer", "99999999999999h", std::nullopt},
      {"more digits than count", "123456789012345678us", std::nullopt},
      {"more places than count", "0.0000000000000001h", std::nullopt},
      {"half a nanosecond", "0.0005us", std::nullopt},
      {"no unit", "250", std::nullopt},
      {"no number", "ms", std::nullopt},
      {"no such unit", "2d", std::nullopt},
      {"another case", "2S", std::nullopt},
      {"a space", "2 s", std::nullopt},
      {"a sign", "-2s", std::nullopt},
      {"nothing before the point", ".5s", std::nullopt},
      {"nothing behind the point", "1.s", std::nullopt},
      {"two points", "1.2.3s", std::nullopt},
      {"two units", "1m30s", std::nullopt},
      {"nothing", "", std::nullopt},
  };
  for (const Row& row : rows) EXPECT_EQ(parse_duration(row.text), row.duration) << row.what;
}

TEST(Duration, IsShownInItsShortestExactForm) {
  struct Row {
    Offset duration;
    const char* text;
  };
  const Row rows[] = {
      {milliseconds(250), "250ms"}, {milliseconds(1500), "1.5s"},
      {minutes(2), "2m"},           {hours(1), "1h"},
      {microseconds(40), "40us"},   {Offset(0), "0s"},
      {seconds(90), "90s"},         {seconds(100), "100s"},
      {minutes(90), "90m"},         {hours(25), "25h"},
      {nanoseconds(1), "0.001us"},  {nanoseconds(1'234'567'891), "1.234567891s"},
      {-seconds(2), "-2s"},
  };
  for (const Row& row : rows) EXPECT_EQ(duration_text(row.duration), row.text);
}

TEST(Duration, ReadsBackWhatItShows) {
  for (std::int64_t count = 1; count < 3'600'000'000'000'000; count = count * 3 + 7) {
    const Offset duration(count);
    EXPECT_EQ(parse_duration(duration_text(duration)), duration) << duration_text(duration);
  }
}

TEST(Span, IsATimeOrARangeOfTimes) {
  EXPECT_EQ(parse_span("2s"), Span(Offset(seconds(2))));
  EXPECT_EQ(parse_span("2s..5s"), Span(Uniform{seconds(2), seconds(5)}));
  EXPECT_EQ(parse_span("400ms..0.9s"), Span(Uniform{milliseconds(400), milliseconds(900)}));
  EXPECT_EQ(parse_span("1s..1s"), Span(Uniform{seconds(1), seconds(1)}));
  for (const char* bad :
       {"5s..2s", "2s..", "..5s", "2..5s", "2s...5s", "2s-5s", "1s..2s..3s", ""}) {
    EXPECT_EQ(parse_span(bad), std::nullopt) << bad;
  }
}

TEST(Percent, IsAShareOfOne) {
  EXPECT_EQ(parse_percent("10%"), 0.1);
  EXPECT_EQ(parse_percent("0%"), 0.0);
  EXPECT_EQ(parse_percent("0.5%"), 0.005);
  EXPECT_EQ(parse_percent("100.00%"), 1.0);
  for (const char* bad : {"100.1%", "101%", "-1%", "10", "%", "1e1%", "10 %", "10%%"}) {
    EXPECT_EQ(parse_percent(bad), std::nullopt) << bad;
  }
}

TEST(Rate, IsSoManyASecond) {
  EXPECT_EQ(parse_rate("50/s"), 50.0);
  EXPECT_EQ(parse_rate("3000/m"), 50.0);
  EXPECT_EQ(parse_rate("1/h"), 1.0 / 3600);
  EXPECT_EQ(parse_rate("0.5/s"), 0.5);
  EXPECT_EQ(parse_rate("0/s"), 0.0);
  for (const char* bad : {"50", "/s", "50/d", "50 /s", "-1/s", "1000000001/s", "50/ms"}) {
    EXPECT_EQ(parse_rate(bad), std::nullopt) << bad;
  }
}

TEST(Size, IsBytesWithABinaryUnit) {
  EXPECT_EQ(parse_size("7B"), 7U);
  EXPECT_EQ(parse_size("4KiB"), 4096U);
  EXPECT_EQ(parse_size("1MiB"), 1048576U);
  EXPECT_EQ(parse_size("1GiB"), std::uint64_t{1} << 30);
  EXPECT_EQ(parse_size("1024GiB"), std::uint64_t{1} << 40);
  for (const char* bad :
       {"7", "B", "4KB", "4k", "1.5KiB", "-1B", "1025GiB", "99999999999999999999B"}) {
    EXPECT_EQ(parse_size(bad), std::nullopt) << bad;
  }
}

TEST(Throughput, IsASizeASecondAndAtLeastOneByte) {
  EXPECT_EQ(parse_throughput("200B/s"), 200U);
  EXPECT_EQ(parse_throughput("4KiB/s"), 4096U);
  for (const char* bad : {"0B/s", "200B", "200/s", "/s", "200B/m"}) {
    EXPECT_EQ(parse_throughput(bad), std::nullopt) << bad;
  }
}

TEST(Status, IsANumberOrAHundred) {
  EXPECT_EQ(parse_status("200"), (StatusRange{200, 200}));
  EXPECT_EQ(parse_status("2xx"), (StatusRange{200, 299}));
  EXPECT_EQ(parse_status("599"), (StatusRange{599, 599}));
  for (const char* bad :
       {"99", "600", "6xx", "0xx", "2x", "2XX", "20x", "2000", "", "+20", "abc"}) {
    EXPECT_EQ(parse_status(bad), std::nullopt) << bad;
  }
  EXPECT_TRUE((StatusRange{200, 299}.holds(204)));
  EXPECT_FALSE((StatusRange{200, 299}.holds(300)));
  EXPECT_EQ(status_text({404, 404}), "404");
  EXPECT_EQ(status_text({500, 599}), "5xx");
  EXPECT_EQ(status_text({200, 204}), "200..204");
}

TEST(Unsigned, IsDigitsAlone) {
  EXPECT_EQ(parse_unsigned("0"), 0U);
  EXPECT_EQ(parse_unsigned("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
  for (const char* bad : {"18446744073709551616", "-1", "+1", "1.0", "0x10", " 1", "1 ", ""}) {
    EXPECT_EQ(parse_unsigned(bad), std::nullopt) << bad;
  }
}

TEST(Time, IsRfc3339) {
  const WallTime new_year{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
  struct Row {
    const char* what;
    std::string_view text;
    WallTime time;
  };
  const Row rows[] = {
      {"in UTC", "2026-01-01T00:00:00Z", new_year},
      {"small letters", "2026-01-01t00:00:00z", new_year},
      {"an offset to the east", "2026-01-01T03:00:00+03:00", new_year},
      {"an offset to the west", "2025-12-31T21:00:00-03:00", new_year},
      {"tenths", "2026-01-01T00:00:00.5Z", new_year + milliseconds(500)},
      {"hundredths", "2026-01-01T00:00:00.25Z", new_year + milliseconds(250)},
      {"milliseconds", "2026-01-01T00:00:01.007Z", new_year + milliseconds(1007)},
      {"a leap day", "2024-02-29T00:00:00Z",
       WallTime{std::chrono::sys_days{std::chrono::year{2024} / 2 / 29}}},
  };
  for (const Row& row : rows) EXPECT_EQ(parse_time(row.text), row.time) << row.what;
}

TEST(Time, RefusesWhatIsNoTime) {
  for (const char* bad :
       {"2026-01-01", "2026-01-01T00:00Z", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.1234Z", "2026-01-01T00:00:00+0300", "2026-01-01T00:00:00+24:00",
        "2026-01-01T00:00:00Zx", "26-01-01T00:00:00Z", "2026-1-1T00:00:00Z", "now", ""}) {
    EXPECT_EQ(parse_time(bad), std::nullopt) << bad;
  }
}

TEST(ClockWord, IsRealVirtualOrFaster) {
  EXPECT_EQ(parse_clock("real"), Clock{});
  EXPECT_EQ(parse_clock("virtual"), (Clock{Clock::Mode::Virtual, 1}));
  EXPECT_EQ(parse_clock("x10"), (Clock{Clock::Mode::Fast, 10}));
  EXPECT_EQ(parse_clock("x0.5"), (Clock{Clock::Mode::Fast, 0.5}));
  for (const char* bad :
       {"x0", "x", "10x", "x-1", "x1e3", "x10000000", "X10", "Real", "fast", ""}) {
    EXPECT_EQ(parse_clock(bad), std::nullopt) << bad;
  }
  for (const char* same : {"real", "virtual", "x10", "x0.5", "x1000000", "x0.0001"}) {
    EXPECT_EQ(clock_text(*parse_clock(same)), same);
  }
}

}  // namespace
}  // namespace ensaio
