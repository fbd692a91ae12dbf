#include <gtest/gtest.h>

#include <optional>

#include "bench/load/load_arrivals.hpp"
#include "bench/load/load_tally.hpp"
#include "bench/load/load_world.hpp"
#include "simulator/delivery/player.hpp"
#include "tests/load/load_story.hpp"
#include "tests/support/allocations.hpp"
#include "tests/support/frugal_world.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

constexpr std::uint64_t kWarmUp = 4'000;
constexpr std::uint64_t kCounted = 20'000;

struct Taken {
  std::size_t memory = 0;
  std::uint64_t conversations = 0;
  std::uint64_t ok = 0;
};

/// How often memory was taken during the callbacks that count, and in how many conversations.
Taken taken(const Scenario& scenario, std::optional<std::size_t> at_once) {
  FrugalWorld world;
  const std::vector<LoadPiece> pieces{piece(scenario)};
  const LoadNumbers numbers;
  LoadTally tally(pieces, {1h});
  LoadWorld busy(world, {});
  LoadArrivals arrivals({.world = busy,
                         .pieces = pieces,
                         .seed = 7,
                         .numbers = numbers,
                         .people = People(100, 0, 1),
                         .clock = {.mode = at_once ? Clock::Mode::Virtual : Clock::Mode::Real},
                         .at_once = at_once},
                        every(0us, UINT64_MAX));
  struct Ended {};
  Taken before;
  Taken after;
  std::uint64_t told = 0;
  const auto here = [&] { return Taken{allocations(), arrivals.counts().started, 0}; };
  const auto sink = [&](std::uint64_t arrival, const Outcome& outcome) {
    tally.told(arrivals.piece_of(arrival), outcome);
    if (++told == kWarmUp) before = here();
    if (told == kWarmUp + kCounted) {
      after = here();
      throw Ended{};
    }
  };
  Player player(busy, arrivals, sink);
  EXPECT_THROW(player.run(), Ended);
  return {after.memory - before.memory, after.conversations - before.conversations,
          tally.interval().rows.ok};
}

TEST(LoadSteadyState, TakesNoMemoryPerCallback) {
  const Scenario endless =
      scenario("long", {repeat(kWarmUp + kCounted,
                               {sent(), wait(1us), received(), incoming(),
                                parallel({{"a", {composing(), paused()}}, {"b", {delivery()}}})})});
  for (const std::optional<std::size_t> at_once : {std::optional<std::size_t>{20}, {}}) {
    const Taken found = taken(endless, at_once);
    EXPECT_EQ(found.ok, kWarmUp + kCounted);
    EXPECT_EQ(found.memory, 0U) << (at_once ? "in a closed loop" : "in an open loop");
  }
}

TEST(LoadSteadyState, TakesNoMemoryPerConversation) {
  const Scenario brief = scenario("brief", {sent(), wait(1us), received(), read()});
  for (const std::optional<std::size_t> at_once : {std::optional<std::size_t>{20}, {}}) {
    const Taken found = taken(brief, at_once);
    EXPECT_EQ(found.ok, kWarmUp + kCounted);
    EXPECT_GT(found.conversations, kCounted / 4);
    EXPECT_EQ(found.memory, 0U) << (at_once ? "in a closed loop" : "in an open loop");
  }
}

}  // namespace
}  // namespace ensaio
