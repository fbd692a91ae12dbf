#include <gtest/gtest.h>

#include "simulator/delivery/player.hpp"
#include "tests/delivery/performance.hpp"
#include "tests/support/virtual_world.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

constexpr Clock kTenfold{.mode = Clock::Mode::Fast, .factor = 10};
constexpr Clock kHalf{.mode = Clock::Mode::Fast, .factor = 0.5};

VirtualWorld answering_after(Offset time) {
  return VirtualWorld([time](const Posting&) { return VirtualWorld::Reply{.after = time}; });
}

Scenario scheduled(Steps steps) {
  Scenario made = scenario("scheduled", std::move(steps));
  made.pace = Pace::Schedule;
  return made;
}

TEST(PlayerClock, MapsTheTimeOfTheStoryToRealTime) {
  const Scenario answered = scenario("s", {sent(), wait(1s), received(), wait(10s), read()});
  const Scenario overlapping =
      scheduled({sent(), received(), wait(1s), read(), wait(1s), paused()});
  const Scenario branching = scenario("s", {parallel({{"a", {wait(1s), sent()}},
                                                      {"b", {wait(1s), composing()}},
                                                      {"c", {wait(2s), paused()}}}),
                                            read()});
  struct Row {
    const char* what;
    const Scenario& scenario;
    Clock clock;
    const char* told;
  };
  const Row rows[] = {
      {"real", answered, {}, "SENT 0/0/20, RECEIVED 1020/1020/1040, READ 11040/11040/11060"},
      {"ten times faster, but for the receiver", answered, kTenfold,
       "SENT 0/0/20, RECEIVED 120/120/140, READ 1140/1140/1160"},
      {"half as fast", answered, kHalf,
       "SENT 0/0/20, RECEIVED 2020/2020/2040, READ 22040/22040/22060"},
      {"virtual, where only the receiver takes time", answered, kVirtual,
       "SENT 0/0/20, RECEIVED 20/20/40, READ 40/40/60"},
      {"a real schedule",
       overlapping,
       {},
       "SENT 0/0/20, RECEIVED 0/0/20, READ 1000/1000/1020, PAUSED 2000/2000/2020"},
      {"a schedule ten times faster", overlapping, kTenfold,
       "SENT 0/0/20, RECEIVED 0/0/20, READ 100/100/120, PAUSED 200/200/220"},
      {"a virtual schedule overlaps only what is due at equal times", overlapping, kVirtual,
       "SENT 0/0/20, RECEIVED 0/0/20, READ 20/20/40, PAUSED 40/40/60"},
      {"real branches",
       branching,
       {},
       "SENT 1000/1000/1020, COMPOSING 1000/1000/1020, PAUSED 2000/2000/2020, "
       "READ 2020/2020/2040"},
      {"virtual branches: what is due at equal times leaves together", branching, kVirtual,
       "SENT 0/0/20, COMPOSING 0/0/20, PAUSED 20/20/40, READ 40/40/60"},
  };
  for (const Row& row : rows) {
    VirtualWorld world = answering_after(20ms);
    EXPECT_EQ(played(world, row.scenario, row.clock), row.told) << row.what;
  }
}

TEST(PlayerClock, LetsAVirtualBranchGoOnAtItsTimeWhileAnotherIsUnderWay) {
  // Both branches are at 0 s of the story: the short answer's next step need not wait for the long.
  int count = 0;
  VirtualWorld world(
      [&](const Posting&) { return VirtualWorld::Reply{.after = count++ == 0 ? 50ms : 10ms}; });
  EXPECT_EQ(
      played(world,
             scenario("s", {parallel({{"long", {sent(), wait(1s), read()}},
                                      {"short", {composing(), paused(), wait(1s), paused()}}})}),
             kVirtual),
      "COMPOSING 0/0/10, PAUSED 10/10/20, SENT 0/0/50, PAUSED 50/50/60, READ 50/50/60");
}

TEST(PlayerClock, TellsTheTimeOfTheStory) {
  VirtualWorld world = answering_after(20ms);
  for (const Clock clock : {kVirtual, kTenfold}) {
    Performance performance(scheduled({sent(), wait(2h), read()}));
    play(world, {&performance}, {performance.arrival(clock, world.now())});
    EXPECT_EQ(performance.outcomes[0].send.at, 0s);
    EXPECT_EQ(performance.outcomes[1].send.at, 2h);
    const auto later = std::to_string((kPlanStart + 2h).time_since_epoch().count());
    EXPECT_NE(performance.outcomes[1].request.find(later), std::string::npos);
  }
}

TEST(PlayerClock, PlaysAnHourInNoTime) {
  VirtualWorld world = answering_after(0ms);
  Performance performance(scenario("s", {repeat(3600, {sent(), wait(1s)})}));
  play(world, {&performance}, {performance.arrival(kVirtual)});
  EXPECT_EQ(performance.outcomes.size(), 3600U);
  EXPECT_EQ(performance.outcomes.back().send.at, 3599s);
  EXPECT_EQ(world.now(), 0s);
}

TEST(PlayerClock, PlaysTwoDaysInTheTimeTheReceiverTakes) {
  VirtualWorld world = answering_after(1ms);
  EXPECT_EQ(
      played(world, scenario("s", {sent(), wait(24h), received(), wait(24h), read()}), kVirtual),
      "SENT 0/0/1, RECEIVED 1/1/2, READ 2/2/3");
}

TEST(PlayerClock, BelongsToItsArrival) {
  VirtualWorld world = answering_after(10ms);
  Performance real(scenario("real", {sent(), wait(1s), read()}));
  Performance fast(scenario("fast", {sent(), wait(1s), read()}));
  Performance leaping(scenario("leaping", {sent(), wait(1h), read()}));
  Performance also(scenario("also", {wait(1h), sent(), wait(1h), read()}));
  play(world, {&real, &fast, &leaping, &also},
       {real.arrival(), fast.arrival(kTenfold, 5ms), leaping.arrival(kVirtual),
        also.arrival(kVirtual, 7ms)});
  EXPECT_EQ(real.told(), "SENT 0/0/10, READ 1010/1010/1020");
  EXPECT_EQ(fast.told(), "SENT 5/5/15, READ 115/115/125");
  EXPECT_EQ(leaping.told(), "SENT 0/0/10, READ 10/10/20");
  EXPECT_EQ(also.told(), "SENT 7/7/17, READ 17/17/27");
}

TEST(PlayerClock, NeverLosesABeatToItsFactor) {
  // 1/3 is not exact in binary: what is due at equal times of the story stays so, and in order.
  VirtualWorld world = answering_after(0ms);
  Performance performance(scheduled({repeat(50, {sent(), received(), read()}, 7ms)}));
  play(world, {&performance}, {performance.arrival({.mode = Clock::Mode::Fast, .factor = 3})});
  ASSERT_EQ(performance.outcomes.size(), 150U);
  for (std::size_t i = 0; i < 150; i += 3) {
    EXPECT_EQ(performance.outcomes[i].due, performance.outcomes[i + 2].due);
    EXPECT_EQ(performance.outcomes[i].send.at, Offset(7ms) * static_cast<int>(i / 3));
    EXPECT_LT(performance.outcomes[i].send.line, performance.outcomes[i + 1].send.line);
    EXPECT_LT(performance.outcomes[i + 1].send.line, performance.outcomes[i + 2].send.line);
  }
}

TEST(PlayerClock, MayBeFastBeyondMeasure) {
  VirtualWorld world = answering_after(10ms);
  EXPECT_EQ(played(world, scenario("s", {sent(), wait(1000h), read()}),
                   {.mode = Clock::Mode::Fast, .factor = 1e30}),
            "SENT 0/0/10, READ 10/10/20");
}

}  // namespace
}  // namespace ensaio
