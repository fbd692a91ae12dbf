#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "simulator/delivery/player.hpp"
#include "simulator/delivery/socket_world.hpp"
#include "tests/delivery/performance.hpp"
#include "tests/support/virtual_world.hpp"

// What is asked of arrivals under way: to end, and to let their manual clocks go on.

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

using Do = Instruction::Do;

constexpr Clock kManual{.mode = Clock::Mode::Manual};

/// Arrivals with somebody who asks things of them, and notes what they say.
class Directed : public ListedArrivals {
 public:
  using ListedArrivals::ListedArrivals;

  void ask(Instruction instruction) { asked_.push_back(instruction); }

  std::optional<Instruction> instruction() override {
    if (asked_.empty()) return std::nullopt;
    const Instruction next = asked_.front();
    asked_.pop_front();
    return next;
  }
  void halted(std::uint64_t number, Offset next) override {
    said += "halted " + std::to_string(number) + " until " +
            std::to_string(std::chrono::floor<std::chrono::milliseconds>(next).count()) + "; ";
  }
  void over(std::uint64_t number) override { said += "over " + std::to_string(number) + "; "; }

  std::string said{};

 private:
  std::deque<Instruction> asked_;
};

VirtualWorld answering_after(Offset time) {
  return VirtualWorld([time](const Posting&) { return VirtualWorld::Reply{.after = time}; });
}

/// Plays them while `ask` happens at `when`. What was told of the first.
std::string played(VirtualWorld& world, std::vector<Performance*> all, const Clock& clock,
                   Offset when, Instruction what, std::string* said = nullptr) {
  std::vector<Arrival> arrivals;
  for (Performance* one : all) arrivals.push_back(one->arrival(clock));
  Directed directed(std::move(arrivals));
  world.at(when, [&] { directed.ask(what); });
  Player(world, directed,
         [&](std::uint64_t number, const Outcome& outcome) { all.at(number)->hear(outcome); },
         {.source = nullptr,
          .sink = [&](std::uint64_t number, const CallNews& news) { all.at(number)->hear(news); }})
      .run();
  if (said != nullptr) *said = directed.said;
  return all.front()->told();
}

TEST(PlayerInstructions, CancelWhatIsUnderWayAndWhatIsToCome) {
  struct Row {
    const char* what;
    Scenario scenario;
    Clock clock;
    Offset when;
    const char* told;
  };
  const Scenario waits = scenario("s", {sent(), wait(1h), read()});
  const Scenario branches =
      scenario("s", {parallel({{"a", {sent(), wait(1h), read()}}, {"b", {wait(1h), paused()}}})});
  const Row rows[] = {
      {"while it is answered", waits, {}, 3ms, "SENT 0/0/3!"},
      {"while it waits", waits, {}, 50ms, "SENT 0/0/5"},
      {"in one branch and another", branches, {}, 3ms, "SENT 0/0/3!"},
      {"under a virtual clock", waits, kVirtual, 3ms, "SENT 0/0/3!"},
      {"under a fast clock", waits, {.mode = Clock::Mode::Fast, .factor = 10}, 50ms, "SENT 0/0/5"},
      {"under a manual clock", waits, kManual, 50ms, "SENT 0/0/5"},
  };
  for (const Row& row : rows) {
    VirtualWorld world = answering_after(5ms);
    Performance performance(row.scenario);
    std::string said;
    EXPECT_EQ(played(world, {&performance}, row.clock, row.when, {}, &said), row.told) << row.what;
    EXPECT_THAT(said, testing::EndsWith("over 0; ")) << row.what;
    EXPECT_LT(world.now(), 1min) << row.what;
  }
}

TEST(PlayerInstructions, CancelOneAndLeaveTheOthersAlone) {
  VirtualWorld world = answering_after(5ms);
  Performance first(scenario("first", {sent(), wait(100ms), read()}));
  Performance second(scenario("second", {sent(), wait(100ms), read()}));
  EXPECT_EQ(played(world, {&first, &second}, {}, 3ms, {.number = 0}), "SENT 0/0/3!");
  EXPECT_EQ(second.told(), "SENT 0/0/5, READ 105/105/110");
}

TEST(PlayerInstructions, WaitForItsEndingWhereAWorldCannotAbandon) {
  class Stubborn : public VirtualWorld {
   public:
    using VirtualWorld::VirtualWorld;
    void abandon(Ticket) override {}
  };
  Stubborn world([](const Posting&) { return VirtualWorld::Reply{.after = 5ms}; });
  Performance performance(scenario("s", {sent(), read()}));
  EXPECT_EQ(played(world, {&performance}, {}, 3ms, {}), "SENT 0/0/5");
}

TEST(PlayerInstructions, CancelAnAwaitAndATally) {
  Scenario listening = awaiting("s", {await("send-text"), sent()});
  listening.expect.calls.push_back({.calls = {.route = "send-text"}, .lasts = 5s});
  VirtualWorld world = answering_after(5ms);
  Performance performance(listening);
  EXPECT_EQ(played(world, {&performance}, {}, 30ms, {}), "");
  EXPECT_EQ(performance.called(), "abandoned 0/30, 0 of 1 send-text (abandoned)");
}

TEST(PlayerInstructions, CancelWhatOnlyWaitsForItsTallies) {
  Scenario counting = awaiting("s", {composing()});
  counting.expect.calls.push_back({.calls = {.route = "send-text"}, .lasts = 1h});
  VirtualWorld world = answering_after(5ms);
  Performance performance(counting);
  EXPECT_EQ(played(world, {&performance}, {}, 30ms, {}), "COMPOSING 0/0/5");
  EXPECT_EQ(performance.called(), "0 of 1 send-text (abandoned)");
  EXPECT_LT(world.now(), 1min);
}

TEST(PlayerInstructions, PassOverWhatIsNotUnderWay) {
  VirtualWorld world = answering_after(5ms);
  Performance performance(scenario("s", {sent(), read()}));
  EXPECT_EQ(played(world, {&performance}, {}, 3ms, {.number = 7}), "SENT 0/0/5, READ 5/5/10");
}

TEST(PlayerInstructions, LetAManualClockGoOn) {
  VirtualWorld world = answering_after(5ms);
  Performance performance(scenario("s", {sent(), wait(10min), received(), wait(1s), read()}));
  Directed directed({performance.arrival(kManual)});
  const auto ask = [&](Offset when, Offset until) {
    world.at(when, [&directed, until] { directed.ask({.what = Do::Advance, .until = until}); });
  };
  ask(20ms, 10min - 1ms);
  ask(40ms, 10min);
  ask(60ms, 1min);  // It does not go back.
  ask(80ms, 1h);
  Player(world, directed, [&](std::uint64_t, const Outcome& outcome) {
    performance.hear(outcome);
  }).run();
  EXPECT_EQ(performance.told(), "SENT 0/0/5, RECEIVED 40/40/45, READ 80/80/85");
  EXPECT_EQ(directed.said,
            "halted 0 until 600000; halted 0 until 600000; halted 0 until 601000; "
            "halted 0 until 601000; over 0; ");
  EXPECT_EQ(performance.outcomes.at(2).send.at, 10min + 1s) << "In the story's own time.";
}

TEST(PlayerInstructions, PlayBranchesInTheOrderOfTheirManualTimes) {
  VirtualWorld world = answering_after(5ms);
  Performance performance(scenario(
      "s",
      {parallel({{"a", {wait(3s), sent()}}, {"b", {wait(1s), composing(), wait(1s), paused()}}})}));
  EXPECT_EQ(played(world, {&performance}, kManual, 20ms, {.what = Do::Advance, .until = 1h}),
            "COMPOSING 20/20/25, PAUSED 25/25/30, SENT 30/30/35");
}

}  // namespace
}  // namespace ensaio
