#include "bench/load/people.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <map>

#include "simulator/base/random.hpp"

namespace ensaio {
namespace {

TEST(People, AreSharedAmongThreadsOnceEach) {
  struct Row {
    const char* what;
    std::uint64_t count;
    std::uint64_t threads;
  };
  const Row rows[] = {
      {"one thread has all", 10, 1}, {"shares that are not even", 10, 3},
      {"one for each thread", 3, 3}, {"fewer than threads", 2, 3},
      {"nobody at all", 0, 2},
  };
  for (const Row& row : rows) {
    std::map<std::uint64_t, int> taken;
    for (std::uint64_t thread = 0; thread < row.threads; ++thread) {
      People people(row.count, thread, row.threads);
      while (const auto set = people.take()) ++taken[*set];
    }
    EXPECT_EQ(taken.size(), row.count) << row.what;
    for (const auto& [set, times] : taken) {
      EXPECT_LT(set, row.count) << row.what;
      EXPECT_EQ(times, 1) << row.what << ", set " << set;
    }
  }
}

TEST(People, ComeAgainInTheOrderTheyWereGivenBack) {
  People people(3, 0, 1);
  EXPECT_EQ(people.take(), 0U);
  people.give_back(0);
  EXPECT_EQ(people.take(), 1U) << "who was never asked for comes first";
  EXPECT_EQ(people.take(), 2U);
  EXPECT_EQ(people.take(), 0U);
  EXPECT_FALSE(people.any());
  EXPECT_EQ(people.take(), std::nullopt);

  people.give_back(2);
  people.give_back(1);
  EXPECT_TRUE(people.any());
  EXPECT_EQ(people.take(), 2U);
  EXPECT_EQ(people.take(), 1U);
  EXPECT_EQ(people.take(), std::nullopt);
}

/// The same as a queue in which all stand from the beginning; so nobody is in two conversations.
TEST(People, StandInAQueue) {
  Random random(7);
  for (const std::uint64_t count : {1U, 5U, 16U, 100U}) {
    People people(count, 0, 1);
    std::deque<std::uint64_t> queue;
    for (std::uint64_t i = 0; i < count; ++i) queue.push_back(i);
    std::deque<std::uint64_t> busy;
    for (int i = 0; i < 5'000; ++i) {
      ASSERT_EQ(people.any(), !queue.empty());
      if (random.below(2) == 0) {
        const auto set = people.take();
        ASSERT_EQ(set.has_value(), !queue.empty());
        if (!set) continue;
        ASSERT_EQ(*set, queue.front());
        queue.pop_front();
        busy.push_back(*set);
      } else if (!busy.empty()) {
        const std::size_t which = random.below(busy.size());
        people.give_back(busy[which]);
        queue.push_back(busy[which]);
        busy.erase(busy.begin() + static_cast<std::ptrdiff_t>(which));
      }
    }
  }
}

}  // namespace
}  // namespace ensaio
