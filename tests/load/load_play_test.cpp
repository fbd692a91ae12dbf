#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/load/load_arrivals.hpp"
#include "bench/load/load_tally.hpp"
#include "bench/load/load_world.hpp"
#include "simulator/delivery/player.hpp"
#include "tests/load/load_story.hpp"
#include "tests/support/virtual_world.hpp"

// One thread of a load as a whole, under virtual time.

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

/// What one load is made of, and what came of it.
struct Load {
  explicit Load(VirtualWorld& of, Scenario scenario) : world(of), pieces{piece(scenario)} {}

  void play(LoadMoments moments) {
    LoadWorld busy(world, habits);
    LoadArrivals arrivals({.world = busy,
                           .pieces = pieces,
                           .seed = 7,
                           .numbers = numbers,
                           .people = People(people, 0, 1),
                           .clock = {.mode = at_once ? Clock::Mode::Virtual : Clock::Mode::Real},
                           .at_once = at_once},
                          std::move(moments));
    stop = [&arrivals] { arrivals.stop(); };
    Player player(busy, arrivals, [&](std::uint64_t arrival, const Outcome& outcome) {
      tally.told(arrivals.piece_of(arrival), outcome);
    });
    player.run();
    counts = arrivals.counts();
    unsent = player.unsent();
    EXPECT_EQ(counts.started, counts.finished + counts.given_up);
    EXPECT_EQ(all().rows, tally.interval().rows) << "nobody cleared it";
  }
  LoadFigures all() const { return tally.totals().sum(); }

  VirtualWorld& world;
  const std::vector<LoadPiece> pieces;
  LoadNumbers numbers{};
  LoadWorld::Habits habits{};
  std::uint64_t people = 10'000;
  std::optional<std::size_t> at_once{};
  LoadTally tally{pieces, {1h}};
  ConversationCounts counts{};
  std::uint64_t unsent = 0;
  std::function<void()> stop{};
};

VirtualWorld answering(Offset after, std::size_t limit = 2000) {
  return VirtualWorld([after](const Posting&) { return VirtualWorld::Reply{.after = after}; },
                      limit);
}

/// Answers each post otherwise, and after another time.
VirtualWorld unreliable(std::size_t limit) {
  return VirtualWorld(
      [turn = 0](const Posting&) mutable {
        const int number = turn++;
        const Offset after = 1ms * (number * 7 % 23);
        if (number % 10 == 3) return VirtualWorld::Reply{after, Answered{.status = 500}};
        if (number % 10 == 5) return VirtualWorld::Reply{after, TimedOut{"reading the answer"}};
        if (number % 10 == 8) {
          return VirtualWorld::Reply{after, Unreachable{Unreachable::Why::Reset, "reset"}};
        }
        return VirtualWorld::Reply{after};
      },
      limit);
}

Scenario three_ticks() {
  return scenario("ticks", {sent(), wait(20ms), received(), wait(30ms), read()});
}

/// What stands in quotes after `"name":`.
std::string field(std::string_view request, const std::string& name) {
  const auto found = request.find('"' + name + "\":\"");
  if (found == std::string_view::npos) return {};
  const auto begin = found + name.size() + 4;
  return std::string(request.substr(begin, request.find('"', begin) - begin));
}

TEST(Load, AccountsForEachCallbackOnce) {
  for (const std::size_t limit : {2000U, 3U}) {
    VirtualWorld world = unreliable(limit);
    Load load(world, three_ticks());
    load.play(every(1ms, 500));
    const LoadRows rows = load.all().rows;
    EXPECT_EQ(load.counts.started, 500U);
    EXPECT_EQ(load.counts.finished, 500U);
    EXPECT_EQ(load.unsent, 0U);
    EXPECT_EQ(world.posted().size(), 1'500U);
    EXPECT_EQ(rows, (LoadRows{.ok = 1'050,
                              .other_status = 150,
                              .timed_out = 150,
                              .unreachable = 150,
                              .failed = 450}));
    EXPECT_EQ(load.tally.totals().by_status[200], 1'050U);
    EXPECT_EQ(load.tally.totals().by_status[500], 150U);
    EXPECT_EQ(load.all().latencies.response.count(), 1'350U);
    EXPECT_EQ(load.all().latencies.lag.count(), 1'500U);
  }
}

TEST(Load, KeepsTheOrderWithinEachConversation) {
  VirtualWorld world = unreliable(5);
  Load load(world, three_ticks());
  load.people = 40;
  load.play(every(1ms, 400));
  const std::map<std::string, std::string> follows{
      {"", "SENT"}, {"SENT", "RECEIVED"}, {"RECEIVED", "READ"}};
  std::map<std::string, std::string> last;  // By message.
  std::map<std::string, int> told;          // By phone.
  for (const VirtualWorld::Posted& posted : world.posted()) {
    const std::string status = field(posted.request, "status");
    const auto ids = posted.request.find("\"ids\":[\"");
    ASSERT_NE(ids, std::string::npos) << posted.request;
    const std::string id =
        posted.request.substr(ids + 8, posted.request.find('"', ids + 8) - ids - 8);
    EXPECT_EQ(follows.at(last[id]), status) << id;
    last[id] = status;
    ++told[field(posted.request, "phone")];
  }
  EXPECT_EQ(last.size(), 400U) << "each conversation has a message of its own";
  EXPECT_EQ(told.size(), 40U) << "but people come again";
}

TEST(Load, IsNotHurriedNorSlowedByAnOpenLoopsAnswers) {
  VirtualWorld world = answering(200ms);
  Load load(world, scenario("one", {sent()}));
  load.play(every(1ms, 1'000));
  const Latencies& latencies = load.all().latencies;
  EXPECT_EQ(latencies.lag.max(), 0ms) << "as if the receiver were the fastest";
  EXPECT_EQ(latencies.response.min(), 200ms);
  EXPECT_EQ(latencies.response.max(), 200ms);
  EXPECT_EQ(world.posted().back().at, 999ms);
  EXPECT_EQ(world.most_under_way(), 200U);
}

TEST(Load, ShowsTheWaitForAPlaceInTheResponseAndNotInTheService) {
  VirtualWorld world = answering(200ms, 1);
  Load load(world, scenario("one", {sent()}));
  load.play(every(100ms, 10));
  const Latencies& latencies = load.all().latencies;
  EXPECT_EQ(latencies.service.max(), 200ms);
  EXPECT_EQ(latencies.lag.max(), 900ms) << "the tenth is due at 900 ms and sent at 1800 ms";
  EXPECT_EQ(latencies.response.max(), 1'100ms);
}

TEST(Load, WaitsForPeopleRatherThanHaveOneInTwoConversations) {
  VirtualWorld world = answering(200ms);
  Load load(world, scenario("one", {sent()}));
  load.people = 1;
  load.play(every(100ms, 10));
  EXPECT_EQ(world.most_under_way(), 1U);
  EXPECT_EQ(load.all().latencies.lag.max(), 900ms);
  EXPECT_EQ(load.all().rows.ok, 10U);
}

TEST(Load, SendsNothingInAHoldAndAllOfItAtItsEnd) {
  VirtualWorld world = answering(1ms);
  Load load(world, scenario("one", {sent()}));
  load.habits.holds = {{100ms, 250ms}, {400ms, 450ms}};
  load.play(every(10ms, 60));
  std::map<Offset, int> at;
  Offset last{};
  for (const VirtualWorld::Posted& posted : world.posted()) {
    EXPECT_LE(last, posted.at);
    last = posted.at;
    ++at[posted.at];
    EXPECT_FALSE(posted.at >= 100ms && posted.at < 250ms);
    EXPECT_FALSE(posted.at >= 400ms && posted.at < 450ms);
  }
  EXPECT_EQ(at[250ms], 16) << "those due from 100 ms to 250 ms, both included";
  EXPECT_EQ(at[450ms], 6);
  EXPECT_EQ(load.all().rows.ok, 60U);
  EXPECT_EQ(load.all().latencies.lag.max(), 150ms);
}

TEST(Load, CountsWhatItDropped) {
  VirtualWorld world = answering(95ms, 2);
  Load load(world, scenario("two", {sent(), wait(1ms), read()}));
  load.habits.drops = true;
  load.play(every(10ms, 100));
  const LoadRows rows = load.all().rows;
  EXPECT_EQ(load.counts.finished, 100U) << "a conversation goes on after what was dropped";
  EXPECT_EQ(rows.sent() + rows.dropped, 200U);
  EXPECT_EQ(rows.sent(), world.posted().size());
  EXPECT_GT(rows.dropped, 100U);
  EXPECT_EQ(rows.failed, 0U);
  EXPECT_EQ(load.all().latencies.lag.max(), 0ms) << "nobody waits for a place";
  EXPECT_EQ(world.most_under_way(), 2U);
}

TEST(Load, PlaysSoManyAtOnceInAClosedLoopAndSkipsWaits) {
  VirtualWorld world = answering(10ms);
  Load load(world, scenario("patient", {sent(), wait(1h), read()}));
  load.at_once = 8;
  load.habits.tick = [&load](Offset now) -> Offset {
    if (now < 995ms) return 995ms;
    load.stop();
    return Offset::max();
  };
  load.play(every(0ms, UINT64_MAX));
  EXPECT_EQ(world.most_under_way(), 8U);
  EXPECT_EQ(load.all().rows.ok, 800U) << "eight each 10 ms, until those end that began before";
  EXPECT_EQ(load.counts.finished, 400U);
  EXPECT_EQ(load.all().latencies.lag.max(), 0ms);
  EXPECT_EQ(world.now(), 1s);
}

TEST(Load, LosesNothingThatWasToBeSentWhenItIsInterrupted) {
  struct Row {
    const char* what;
    Offset at;
    std::size_t limit;
    std::vector<Hold> holds;
    bool drops;
  };
  const Row rows[] = {
      {"before anything was sent", 0ms, 2000, {}, false},
      {"in the middle of waits", 150ms, 2000, {}, false},
      {"while callbacks wait for a place", 150ms, 2, {}, false},
      {"while they are held back", 150ms, 2000, {{50ms, 10s}}, false},
      {"while some are dropped", 150ms, 2, {}, true},
      {"in a hold, with drops", 150ms, 2, {{50ms, 10s}}, true},
  };
  for (const Row& row : rows) {
    VirtualWorld world = answering(70ms, row.limit);
    world.interrupt_at(row.at);
    // All three are asked for at once, so each conversation that began has planned three.
    Load load(world, scenario("three", {parallel({{"a", {sent()}},
                                                  {"b", {wait(90ms), received()}},
                                                  {"c", {wait(1h), read()}}})}));
    load.habits = {.holds = row.holds, .drops = row.drops};
    load.play(every(10ms, 100));
    const LoadRows counted = load.all().rows;
    EXPECT_EQ(counted.sent() + counted.dropped + load.unsent, 3 * load.counts.started) << row.what;
    EXPECT_EQ(counted.sent(), world.posted().size()) << row.what;
    EXPECT_EQ(load.counts.given_up, load.counts.started) << row.what << ": none reads in an hour";
    EXPECT_EQ(load.counts.started > 0, row.at > 0ms) << row.what;
  }
}

TEST(Load, CountsWhatAVirtualClockHeldBackAsNotSentWhenItIsInterrupted) {
  VirtualWorld world = answering(70ms);
  world.interrupt_at(10ms);
  Load load(world, scenario("later", {parallel({{"a", {sent()}}, {"b", {wait(1h), read()}}})}));
  load.at_once = 5;
  load.play(every(0ms, UINT64_MAX));
  EXPECT_EQ(load.all().rows, (LoadRows{.abandoned = 5}));
  EXPECT_EQ(load.unsent, 5U);
  EXPECT_EQ(load.counts.given_up, 5U);
}

}  // namespace
}  // namespace ensaio
