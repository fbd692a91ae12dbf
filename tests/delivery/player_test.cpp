#include "simulator/delivery/player.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/delivery/performance.hpp"
#include "tests/support/virtual_world.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

VirtualWorld answering_after(Offset time, std::size_t limit = 2000) {
  return VirtualWorld([time](const Posting&) { return VirtualWorld::Reply{.after = time}; }, limit);
}

Scenario scheduled(Steps steps) {
  Scenario made = scenario("scheduled", std::move(steps));
  made.pace = Pace::Schedule;
  return made;
}

Step copies(std::uint32_t count, Offset gap, Step step) {
  return with(Modifiers{.copies = count, .copies_gap = gap}, std::move(step));
}

TEST(Player, SendsEachStepAtItsTime) {
  struct Row {
    const char* what;
    Scenario scenario;
    const char* told;
  };
  const Row rows[] = {
      {"one after the answer to the other", scenario("s", {sent(), received(), read()}),
       "SENT 0/0/5, RECEIVED 5/5/10, READ 10/10/15"},
      {"a wait counts from the answer", scenario("s", {sent(), wait(400ms), read()}),
       "SENT 0/0/5, READ 405/405/410"},
      {"with a schedule it counts from the due time", scheduled({sent(), wait(400ms), read()}),
       "SENT 0/0/5, READ 400/400/405"},
      {"with a schedule callbacks overlap", scheduled({sent(), wait(1ms), read()}),
       "SENT 0/0/5, READ 1/1/6"},
      {"with a schedule and no wait they leave together", scheduled({sent(), received(), read()}),
       "SENT 0/0/5, RECEIVED 0/0/5, READ 0/0/5"},
      {"copies one after the answer to the other", scenario("s", {copies(3, 0s, sent()), read()}),
       "SENT 0/0/5, SENT+1 5/5/10, SENT+2 10/10/15, READ 15/15/20"},
      {"copies with a gap", scenario("s", {copies(2, 1s, sent())}),
       "SENT 0/0/5, SENT+1 1005/1005/1010"},
      {"branches at once",
       scenario("s",
                {parallel({{"a", {sent(), wait(20ms), read()}}, {"b", {wait(7ms), composing()}}}),
                 paused()}),
       "SENT 0/0/5, COMPOSING 7/7/12, READ 25/25/30, PAUSED 30/30/35"},
      {"a time that is told", scenario("s", {sent(), with(Modifiers{.at = 1500ms}, read())}),
       "SENT 0/0/5, READ 1500/1500/1505"},
      {"a time that has passed when it comes up",
       scenario("s", {wait(3ms), sent(), with(Modifiers{.at = 4ms}, read())}),
       "SENT 3/3/8, READ 8/8/13"},
      {"nothing", scenario("s", {wait(1h)}), ""},
  };
  for (const Row& row : rows) {
    VirtualWorld world = answering_after(5ms);
    EXPECT_EQ(played(world, row.scenario), row.told) << row.what;
  }
}

TEST(Player, GoesOnWhateverTheEnding) {
  struct Row {
    const char* what;
    Ending ending;
  };
  const Row rows[] = {
      {"an error", Answered{.status = 500}},
      {"a time-out", TimedOut{"waiting for the answer"}},
      {"nobody there", Unreachable{Unreachable::Why::Refused, "connection refused"}},
  };
  for (const Row& row : rows) {
    VirtualWorld world([&](const Posting&) { return VirtualWorld::Reply{5ms, row.ending}; });
    Performance performance(scenario("s", {sent(), read()}));
    play(world, {&performance}, {performance.arrival()});
    ASSERT_EQ(performance.outcomes.size(), 2U) << row.what;
    EXPECT_EQ(performance.outcomes[0].ending.index(), row.ending.index()) << row.what;
    EXPECT_EQ(performance.outcomes[1].due, 5ms) << row.what;
  }
}

TEST(Player, TellsWhatWasSentWhere) {
  VirtualWorld world;
  Performance performance(scenario("s", {composing()}));
  play(world, {&performance}, {performance.arrival()});
  const Outcome& outcome = performance.outcomes.at(0);
  EXPECT_EQ(outcome.url, "http://receiver.test/hook");
  EXPECT_EQ(outcome.attempt, 1U);
  EXPECT_THAT(outcome.request, testing::StartsWith(R"({"type":"PresenceChatCallback")"));
  ASSERT_EQ(world.posted().size(), 1U);
  EXPECT_EQ(world.posted()[0].url, "http://receiver.test/hook");
  EXPECT_THAT(world.posted()[0].request, testing::EndsWith("\r\n\r\n" + outcome.request));
}

TEST(Player, ChargesAReceiverForThePostsItHoldsUp) {
  // Every 10 ms one is due; the second is answered after 35 ms, and there is room for one only.
  int count = 0;
  VirtualWorld world(
      [&](const Posting&) { return VirtualWorld::Reply{.after = ++count == 2 ? 35ms : 0ms}; },
      /*limit=*/1);
  EXPECT_EQ(played(world, scheduled({repeat(6, {sent()}, 10ms)})),
            "SENT 0/0/0, SENT 10/10/45, SENT 20/45/45, SENT 30/45/45, SENT 40/45/45, "
            "SENT 50/50/50");
}

TEST(Player, KeepsTheOrderWhereThereIsNoRoom) {
  VirtualWorld world = answering_after(10ms, /*limit=*/2);
  EXPECT_EQ(played(world, scheduled({sent(), received(), read(), composing(), paused()})),
            "SENT 0/0/10, RECEIVED 0/0/10, READ 0/10/20, COMPOSING 0/10/20, PAUSED 0/20/30");
  EXPECT_EQ(world.most_under_way(), 2U);
}

TEST(Player, PlaysArrivalsSideBySide) {
  VirtualWorld world = answering_after(5ms);
  Performance one(scenario("one", {sent(), wait(10ms), read()}));
  Performance two(scenario("two", {composing(), wait(10ms), paused()}));
  play(world, {&one, &two}, {one.arrival(), two.arrival({}, 7ms)});
  EXPECT_EQ(one.told(), "SENT 0/0/5, READ 15/15/20");
  EXPECT_EQ(two.told(), "COMPOSING 7/7/12, PAUSED 22/22/27");
}

TEST(Player, TakesArrivalsInTheOrderOfTheirTimes) {
  VirtualWorld world = answering_after(1ms);
  Performance late(scenario("late", {sent()}));
  Performance early(scenario("early", {sent()}));
  play(world, {&late, &early}, {late.arrival({}, 9ms), early.arrival({}, 3ms)});
  EXPECT_EQ(late.told(), "SENT 9/9/10");
  EXPECT_EQ(early.told(), "SENT 3/3/4");
}

TEST(Player, EndsAtOnceWhereNobodyArrives) {
  VirtualWorld world;
  play(world, {}, {});
  EXPECT_EQ(world.now(), 0s);
}

TEST(Player, SendsNothingMoreOnceInterrupted) {
  VirtualWorld world = answering_after(100ms);
  world.interrupt_at(250ms);
  EXPECT_EQ(played(world, scenario("s", {sent(), wait(100ms), received(), wait(1s), read()})),
            "SENT 0/0/100, RECEIVED 200/200/250!");
  EXPECT_EQ(world.posted().size(), 2U);
}

TEST(Player, TellsWhatWasAbandonedInTheOrderOfSending) {
  VirtualWorld world = answering_after(1h);
  world.interrupt_at(1s);
  Performance performance(scheduled({sent(), received(), wait(10ms), read(), wait(2s), paused()}));
  play(world, {&performance}, {performance.arrival()});
  EXPECT_EQ(performance.told(), "SENT 0/0/1000!, RECEIVED 0/0/1000!, READ 10/10/1000!");
  for (const Outcome& outcome : performance.outcomes) {
    EXPECT_TRUE(std::holds_alternative<Abandoned>(outcome.ending));
  }
}

TEST(Player, TellsAnAnswerThatCameWithTheInterruptAsAnAnswer) {
  VirtualWorld world = answering_after(1s);
  world.interrupt_at(1s);
  EXPECT_EQ(played(world, scheduled({sent(), received()})), "SENT 0/0/1000, RECEIVED 0/0/1000");
}

TEST(Player, KnowsWhatItHadStillToSend) {
  struct Row {
    const char* what;
    Offset interrupted;
    Clock clock;
    std::uint64_t unsent;
  };
  const Row rows[] = {
      {"nothing had begun", 0s, {}, 0},
      {"two of three branches wait", 1ms, {}, 2},
      {"one does", 150ms, {}, 1},
      {"none does", 250ms, {}, 0},
      {"two wait for a virtual clock", 1ms, kVirtual, 2},
      {"all was over before", 1h, {}, 0},
  };
  for (const Row& row : rows) {
    VirtualWorld world(
        [](const Posting&) { return VirtualWorld::Reply{.after = std::chrono::minutes(1)}; });
    world.interrupt_at(row.interrupted);
    Performance performance(scenario(
        "s",
        {parallel({{"a", {sent()}}, {"b", {wait(100ms), read()}}, {"c", {wait(200ms), read()}}})}));
    Player player(world, {performance.arrival(row.clock)},
                  [&](std::uint64_t, const Outcome& outcome) { performance.hear(outcome); });
    player.run();
    EXPECT_EQ(player.unsent(), row.unsent) << row.what;
    const std::size_t told = row.interrupted == 0s ? 0 : 3 - row.unsent;
    EXPECT_EQ(performance.outcomes.size(), told) << row.what;
  }
}

TEST(Player, SendsNothingWhereItWasInterruptedBefore) {
  VirtualWorld world;
  world.interrupt_at(0s);
  EXPECT_EQ(played(world, scenario("s", {sent()})), "");
}

TEST(Player, SaysWhereThereIsNowhereToSendAndGoesOn) {
  VirtualWorld world;
  Performance performance(scenario("s", {sent(), wait(5ms), composing()}));
  const Arrival arrival = performance.arrival([&](InstanceIndex, Kind kind) {
    return kind == Kind::Status ? nullptr : &performance.endpoint;
  });
  play(world, {&performance}, {arrival});
  EXPECT_EQ(performance.told(), "SENT 0/0/0!, COMPOSING 5/5/5");
  const auto& ending = std::get<Unreachable>(performance.outcomes[0].ending);
  EXPECT_EQ(ending.why, Unreachable::Why::Other);
  EXPECT_EQ(ending.reason, "no URL for kind status: register it, set webhooks, or give --target");
  EXPECT_EQ(performance.outcomes[0].url, "");
}

TEST(Player, KnowsNowhereWithoutRoutes) {
  VirtualWorld world;
  Performance performance(scenario("s", {sent()}));
  const Arrival arrival = performance.arrival(Routes());
  play(world, {&performance}, {arrival});
  EXPECT_EQ(performance.told(), "SENT 0/0/0!");
}

TEST(Player, LooksTheUrlUpAtEachSend) {
  VirtualWorld world;
  Performance performance(scenario("s", {sent(), read()}));
  const Endpoint other = *parse_endpoint("http://receiver.test/other");
  int asked = 0;
  const Arrival arrival = performance.arrival(
      [&](InstanceIndex, Kind) { return ++asked == 1 ? &performance.endpoint : &other; });
  play(world, {&performance}, {arrival});
  EXPECT_EQ(performance.outcomes[0].url, "http://receiver.test/hook");
  EXPECT_EQ(performance.outcomes[1].url, "http://receiver.test/other");
}

TEST(Player, PlaysManyArrivalsWithoutKeepingThem) {
  VirtualWorld world = answering_after(3ms);
  Performance performance(scenario("s", {sent(), wait(1s), read()}));
  std::vector<Arrival> arrivals;
  for (int i = 0; i < 1000; ++i) arrivals.push_back(performance.arrival({}, i * 10ms));
  std::size_t told = 0;
  Player(world, std::move(arrivals), [&](std::size_t, const Outcome&) { ++told; }).run();
  EXPECT_EQ(told, 2000U);
  EXPECT_EQ(world.now(), 9990ms + 3ms + 1s + 3ms);
}

}  // namespace
}  // namespace ensaio
