#include "cli/load_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

LoadView view() {
  LoadView made{.title = "steady (2 of 3)",
                .passed = 12s,
                .lasts = 30s,
                .asked = "500/s",
                .measured = true,
                .started = 498,
                .under_way = 12,
                .in_flight = 3,
                .answered = true};
  made.p50 = 950us;
  made.p99 = 4120us;
  made.rows = {.ok = 5988, .other_status = 10, .timed_out = 2, .failed = 12};
  return made;
}

TEST(LoadView, ShowsHowItGoes) {
  EXPECT_THAT(lines_of(view(), 100),
              ElementsAre("steady (2 of 3)  [############..................]  12 s of 30 s",
                          "  asked 500/s   reached 498/s   12 under way   3 in flight",
                          "  last second: p50 950 us   p99 4.1 ms",
                          "  6000 sent   12 failed:   10 answered otherwise   2 timed out"));
}

TEST(LoadView, FitsIntoANarrowTerminal) {
  EXPECT_THAT(
      lines_of(view(), 40),
      ElementsAre("steady (2 of 3)  [##....]  12 s of 30 s", "  asked 500/s   reached 498/s",
                  "  12 under way   3 in flight", "  last second: p50 950 us   p99 4.1 ms",
                  "  6000 sent   12 failed:", "  10 answered otherwise   2 timed out"));
  for (std::size_t width = 1; width < 120; ++width) {
    for (const std::string& line : lines_of(view(), width)) {
      EXPECT_LT(line.size(), std::max<std::size_t>(width, 20)) << line;
    }
  }
}

TEST(LoadView, DrawsTheBarInWhatRoomThereIs) {
  struct Row {
    Offset passed;
    std::size_t width;
    const char* line;
  };
  const Row rows[] = {
      {0s, 43, "steady (2 of 3)  [..........]  0 s of 30 s"},
      {15s, 44, "steady (2 of 3)  [#####.....]  15 s of 30 s"},
      {30s, 44, "steady (2 of 3)  [##########]  30 s of 30 s"},
      {90s, 44, "steady (2 of 3)  [##########]  90 s of 30 s"},
      {15s, 38, "steady (2 of 3)  15 s of 30 s"},
  };
  for (const Row& row : rows) {
    LoadView made = view();
    made.passed = row.passed;
    EXPECT_EQ(lines_of(made, row.width).front(), row.line);
  }
}

TEST(LoadView, HasNothingToSayBeforeTheFirstSecond) {
  LoadView made;
  made.title = "load";
  made.lasts = 1s;
  EXPECT_THAT(lines_of(made, 80),
              ElementsAre(HasSubstr("load  [....."),
                          "  as fast as it answers   reached -   0 under way   0 in flight",
                          "  last second: p50 -   p99 -", "  0 sent   none failed"));
}

TEST(LoadView, NamesEveryKindOfFailure) {
  LoadView made = view();
  made.rows = {.ok = 90, .unreachable = 7, .dropped = 3, .failed = 12};
  EXPECT_EQ(lines_of(made, 100).back(),
            "  97 sent   12 failed:   7 unreachable   3 dropped   2 not as expected");
}

TEST(LoadView, LetsNoNameCommandTheTerminal) {
  LoadView made = view();
  made.title = "a\x1b[2Jb";
  EXPECT_EQ(lines_of(made, 100).front().find('\x1b'), std::string::npos);
}

TEST(LoadView, KnowsWhereALoadIs) {
  LoadProfile profile;
  const auto rate = [](std::int64_t per_second) { return Rate{per_second * 3'600'000'000}; };
  profile.phases = {{.name = "warm-up", .lasts = 10s, .rate = {rate(0), rate(100)}},
                    {.name = "steady", .lasts = 20s, .rate = {rate(100), rate(100)}}};
  struct Row {
    Offset now;
    const char* title;
    Offset passed;
    Offset lasts;
    const char* asked;
  };
  const Row rows[] = {
      {0s, "warm-up (1 of 2)", 0s, 10s, "0/s"},   {5s, "warm-up (1 of 2)", 5s, 10s, "50/s"},
      {10s, "steady (2 of 2)", 0s, 20s, "100/s"}, {29s, "steady (2 of 2)", 19s, 20s, "100/s"},
      {31s, "what is under way", 1s, 0s, "0/s"},
  };
  for (const Row& row : rows) {
    LoadView made;
    place(made, {.profile = profile}, row.now);
    EXPECT_EQ(made.title, row.title);
    EXPECT_EQ(made.passed, row.passed);
    EXPECT_EQ(made.lasts, row.lasts);
    EXPECT_EQ(made.asked, row.asked);
  }
  LoadView made;
  place(made, {.profile = profile, .closed_loop = true, .before = "step 3: "}, 12s);
  EXPECT_EQ(made.title, "step 3: steady");
  EXPECT_EQ(made.asked, "");
  EXPECT_EQ(lines_of(made, 30).size(), 6U);
}

TEST(LoadView, TakesUpSecondAfterSecond) {
  LoadView made;
  LoadSecond second{.started = 5, .under_way = 2, .in_flight = 1};
  second.figures.rows = {.ok = 3, .timed_out = 1, .failed = 1};
  second.figures.latencies.response.record(7ms);
  add(made, second);
  EXPECT_TRUE(made.answered);
  EXPECT_EQ(made.p99, 7ms);
  second.figures.latencies.response.clear();
  add(made, second);
  EXPECT_FALSE(made.answered);
  EXPECT_EQ(made.rows.sent(), 8U);
  EXPECT_EQ(made.rows.failed, 2U);
  EXPECT_EQ(made.started, 5U);
}

}  // namespace
}  // namespace ensaio
