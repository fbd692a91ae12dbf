#include "simulator/delivery/timing_wheel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <queue>
#include <vector>

#include "simulator/base/random.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;

/// What the wheel is to do, in the plainest way.
class Model {
 public:
  void push(Due due) {
    due.order = order_++;
    queue_.push(due);
  }
  std::optional<Due> pop() {
    if (queue_.empty()) return std::nullopt;
    const Due first = queue_.top();
    queue_.pop();
    return first;
  }
  std::size_t drop(std::uint32_t slot) {
    std::vector<Due> kept;
    const std::size_t before = queue_.size();
    while (const auto due = pop()) {
      if (due->slot != slot) kept.push_back(*due);
    }
    for (const Due& due : kept) queue_.push(due);
    return before - queue_.size();
  }

 private:
  struct Later {
    bool operator()(const Due& a, const Due& b) const { return is_later(a, b); }
  };
  std::priority_queue<Due, std::vector<Due>, Later> queue_{};
  std::uint32_t order_ = 0;
};

/// Times as they come in stories: together, close by, in a tick, in a turn, in days; and past.
Offset drawn_time(Random& random, Offset now) {
  constexpr std::array<Offset, 7> kFar = {0ns, 10ns, 1ms, 20ms, 3s, 70s, 48h};
  const Offset far = kFar.at(random.below(kFar.size()));
  const auto drawn = static_cast<std::int64_t>(
      random.below(static_cast<std::uint64_t>(std::max<std::int64_t>(1, far.count()))));
  return random.below(20) == 0 ? now - Offset(drawn) : now + Offset(drawn);
}

Due drawn_due(Random& random, Offset now) {
  return {.due = drawn_time(random, now),
          .at = Offset(static_cast<std::int64_t>(random.below(3))),
          .slot = static_cast<std::uint32_t>(random.below(10)),
          .strand = static_cast<Strand>(random.below(1'000'000)),
          .is_await = random.below(5) == 0};
}

TEST(TimingWheel, DoesWhatAPriorityQueueDoes) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    TimingWheel wheel;
    Model model;
    std::uint64_t sends = 0;
    Offset now{};
    for (int move = 0; move < 3'000; ++move) {
      const std::uint64_t what = random.below(100);
      if (what < 52) {
        const Due due = drawn_due(random, now);
        wheel.push(due);
        model.push(due);
        sends += due.is_await ? 0 : 1;
      } else if (what < 99) {
        const auto expected = model.pop();
        ASSERT_EQ(wheel.empty(), !expected) << "seed " << seed << ", move " << move;
        if (!expected) continue;
        ASSERT_EQ(wheel.top().strand, expected->strand) << "seed " << seed << ", move " << move;
        const Due due = wheel.pop();
        ASSERT_EQ(due.strand, expected->strand);
        ASSERT_EQ(due.due, expected->due);
        sends -= due.is_await ? 0 : 1;
        now = std::max(now, due.due);
      } else {
        const auto slot = static_cast<std::uint32_t>(random.below(10));
        ASSERT_EQ(wheel.drop(slot), model.drop(slot)) << "seed " << seed << ", move " << move;
        sends = wheel.sends();
      }
      if (move % 100 == 0) {
        ASSERT_EQ(wheel.sends(), sends) << "seed " << seed << ", move " << move;
      }
    }
    while (const auto expected = model.pop()) ASSERT_EQ(wheel.pop().strand, expected->strand);
    EXPECT_TRUE(wheel.empty());
    EXPECT_EQ(wheel.size(), 0U);
  }
}

TEST(TimingWheel, CountsSendsWithoutAwaitsWhereverTheyLie) {
  TimingWheel wheel;
  EXPECT_EQ(wheel.sends(), 0U);
  for (const Offset due : {Offset(0ms), Offset(2ms), Offset(20ms), Offset(5min)}) {
    wheel.push({.due = due});
    wheel.push({.due = due, .is_await = true});
  }
  EXPECT_EQ(wheel.size(), 8U);
  EXPECT_EQ(wheel.sends(), 4U);
}

TEST(TimingWheel, TurnsOnPastWhatWasDropped) {
  TimingWheel wheel;
  wheel.push({.due = 1ms, .slot = 1});
  wheel.push({.due = 30s, .slot = 1});
  wheel.push({.due = 1h, .slot = 2, .strand = 7});
  EXPECT_EQ(wheel.drop(1), 2U);
  ASSERT_FALSE(wheel.empty());
  EXPECT_EQ(wheel.top().strand, 7U);
  wheel.push({.due = 2ms, .strand = 8});
  EXPECT_EQ(wheel.pop().strand, 8U) << "earlier than where the wheel stands";
  EXPECT_EQ(wheel.pop().strand, 7U);
  EXPECT_TRUE(wheel.empty());
}

TEST(TimingWheel, TakesEqualsInTheOrderOfTheirStoryThenAsTheyCame) {
  TimingWheel wheel;
  wheel.push({.due = 9ms, .at = 2ms, .strand = 3});
  wheel.push({.due = 9ms, .at = 2ms, .strand = 4});
  wheel.push({.due = 9ms, .at = 1ms, .strand = 2});
  wheel.push({.due = 1ms, .at = 5ms, .strand = 1});
  for (Strand strand = 1; strand <= 4; ++strand) EXPECT_EQ(wheel.pop().strand, strand);
}

}  // namespace
}  // namespace ensaio
