#include "simulator/delivery/timers.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ensaio {
namespace {

using std::chrono::seconds;

std::vector<std::uint32_t> expired(Timers& timers, Offset now) {
  std::vector<std::uint32_t> all;
  while (const auto who = timers.expired(now)) all.push_back(*who);
  return all;
}

TEST(Timers, TellThoseWhoseTimeHasComeTheEarliestFirst) {
  Timers timers;
  timers.set(3, seconds(3));
  timers.set(1, seconds(1));
  timers.set(2, seconds(2));
  EXPECT_EQ(timers.next(), seconds(1));
  EXPECT_EQ(expired(timers, seconds(2)), (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(expired(timers, seconds(2)), std::vector<std::uint32_t>{});
  EXPECT_EQ(expired(timers, seconds(3)), std::vector<std::uint32_t>{3});
  EXPECT_EQ(timers.next(), Offset::max());
}

TEST(Timers, KnowTheLastThatWasSaid) {
  struct Row {
    const char* what;
    Offset first;
    Offset then;
    Offset comes;
  };
  const Row rows[] = {
      {"later", seconds(1), seconds(5), seconds(5)},
      {"earlier", seconds(5), seconds(1), seconds(1)},
      {"the same", seconds(2), seconds(2), seconds(2)},
  };
  for (const Row& row : rows) {
    Timers timers;
    timers.set(0, row.first);
    timers.set(0, row.then);
    EXPECT_EQ(expired(timers, row.comes - Offset(1)), std::vector<std::uint32_t>{}) << row.what;
    EXPECT_EQ(expired(timers, row.comes), std::vector<std::uint32_t>{0}) << row.what;
    EXPECT_EQ(expired(timers, seconds(100)), std::vector<std::uint32_t>{}) << row.what;
  }
}

TEST(Timers, ForgetOneThatIsTakenBack) {
  Timers timers;
  timers.set(0, seconds(1));
  timers.set(0, Offset::max());
  EXPECT_EQ(expired(timers, seconds(100)), std::vector<std::uint32_t>{});
  timers.set(0, seconds(200));
  EXPECT_EQ(expired(timers, seconds(200)), std::vector<std::uint32_t>{0});
}

TEST(Timers, MayBeSetAgainAfterTheyCame) {
  Timers timers;
  for (int round = 1; round <= 3; ++round) {
    timers.set(0, seconds(round));
    EXPECT_EQ(expired(timers, seconds(round)), std::vector<std::uint32_t>{0}) << round;
  }
}

}  // namespace
}  // namespace ensaio
