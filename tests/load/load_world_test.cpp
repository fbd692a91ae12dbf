#include "bench/load/load_world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "tests/support/virtual_world.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const Endpoint kEndpoint{.url = "http://receiver.test/hook"};

Posting posting() { return {.endpoint = &kEndpoint, .request = "x", .timeout = 1s}; }

VirtualWorld answering(Offset after, std::size_t limit = 2000) {
  return VirtualWorld([after](const Posting&) { return VirtualWorld::Reply{.after = after}; },
                      limit);
}

bool is_overflow(const Answer& answer) {
  const auto* lost = std::get_if<Unreachable>(&answer.ending);
  return lost != nullptr && lost->why == Unreachable::Why::Overflow;
}

TEST(LoadWorld, HasNoRoomWhileItIsHeldBack) {
  VirtualWorld inner;
  LoadWorld world(inner, {.holds = {{1s, 2s}, {2s, 3s}, {5s, 6s}}});
  struct Row {
    const char* what;
    Offset wakes;
    bool room;
  };
  const Row rows[] = {
      {"the first hold begins", 1s, false}, {"the second takes over from it", 2s, false},
      {"the second is over", 3s, true},     {"the third begins", 5s, false},
      {"the third is over", 6s, true},      {"there are no more", 10s, true},
  };
  EXPECT_TRUE(world.has_room());
  for (const Row& row : rows) {
    EXPECT_EQ(world.wait(10s), std::nullopt) << row.what;
    EXPECT_EQ(world.now(), row.wakes) << row.what;
    EXPECT_EQ(world.has_room(), row.room) << row.what;
  }
}

TEST(LoadWorld, MayBeHeldBackFromTheBeginning) {
  VirtualWorld inner;
  LoadWorld world(inner, {.holds = {{0s, 1s}}, .drops = true});
  EXPECT_FALSE(world.has_room()) << "what is held back is not dropped either";
  world.wait(10s);
  EXPECT_TRUE(world.has_room());
  EXPECT_EQ(world.now(), 1s);
}

TEST(LoadWorld, DoesNotSleepOnWhereAHoldEndedMeanwhile) {
  VirtualWorld inner;
  LoadWorld world(inner, {.holds = {{1s, 2s}}});
  world.wait(1s);
  ASSERT_FALSE(world.has_room());
  inner.wait(2500ms);  // The player was busy.
  EXPECT_FALSE(world.has_room()) << "as it was told before";
  EXPECT_EQ(world.wait(10s), std::nullopt);
  EXPECT_EQ(world.now(), 2500ms);
  EXPECT_TRUE(world.has_room());
}

TEST(LoadWorld, StillTellsAnswersWhileItIsHeldBack) {
  VirtualWorld inner = answering(1500ms);
  LoadWorld world(inner, {.holds = {{1s, 2s}}});
  world.post(7, posting());
  EXPECT_EQ(world.wait(10s), std::nullopt);
  EXPECT_EQ(world.now(), 1s);
  const auto answer = world.wait(10s);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->ticket, 7U);
  EXPECT_EQ(answer->answered, 1500ms);
  EXPECT_FALSE(world.has_room());
}

TEST(LoadWorld, WaitsNoLongerThanItIsAsked) {
  VirtualWorld inner;
  LoadWorld world(inner, {.holds = {{1s, 2s}}});
  EXPECT_EQ(world.wait(300ms), std::nullopt);
  EXPECT_EQ(world.now(), 300ms);
}

TEST(LoadWorld, LetsWaitWhatThereIsNoRoomFor) {
  VirtualWorld inner = answering(100ms, 1);
  LoadWorld world(inner, {});
  world.post(1, posting());
  EXPECT_FALSE(world.has_room());
  EXPECT_TRUE(world.wait(1s));
  EXPECT_TRUE(world.has_room());
}

TEST(LoadWorld, DropsWhatThereIsNoRoomForWhereItIsToDrop) {
  VirtualWorld inner = answering(100ms, 1);
  LoadWorld world(inner, {.drops = true});
  for (Ticket ticket = 1; ticket <= 3; ++ticket) {
    EXPECT_TRUE(world.has_room());
    world.post(ticket, posting());
  }
  EXPECT_EQ(inner.posted().size(), 1U);
  std::vector<Ticket> dropped;
  for (int i = 0; i < 2; ++i) {
    const auto answer = world.wait(1s);
    ASSERT_TRUE(answer);
    EXPECT_TRUE(is_overflow(*answer));
    EXPECT_EQ(answer->sent, 0ms);
    EXPECT_EQ(answer->answered, 0ms);
    dropped.push_back(answer->ticket);
  }
  EXPECT_THAT(dropped, testing::UnorderedElementsAre(2U, 3U));
  const auto answer = world.wait(1s);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->ticket, 1U);
  EXPECT_FALSE(is_overflow(*answer));
  EXPECT_EQ(world.wait(1s), std::nullopt) << "each is told once";
}

TEST(LoadWorld, TellsWhatWasAnsweredBeforeWhatWasDropped) {
  VirtualWorld inner = answering(0ms, 1);
  LoadWorld world(inner, {.drops = true});
  world.post(1, posting());
  world.post(2, posting());
  const auto first = world.wait(1s);
  const auto second = world.wait(1s);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->ticket, 1U) << "or else a flood would keep it from ever being heard";
  EXPECT_EQ(second->ticket, 2U);
  EXPECT_EQ(world.now(), 0ms);
}

TEST(LoadWorld, TellsTheTimeToWhoeverWantsToKnow) {
  VirtualWorld inner;
  std::vector<Offset> told;
  LoadWorld world(inner, {.tick = [&told](Offset now) {
                    told.push_back(now);
                    return now + 1s;
                  }});
  while (world.now() < 3500ms) EXPECT_EQ(world.wait(3500ms), std::nullopt);
  EXPECT_THAT(told, ElementsAre(0s, 1s, 2s, 3s));
}

TEST(LoadWorld, LooksAgainAfterItHasToldTheTime) {
  VirtualWorld inner;
  LoadWorld world(inner, {.tick = [](Offset) { return Offset::max(); }});
  EXPECT_EQ(world.wait(10s), std::nullopt);
  EXPECT_EQ(world.now(), 0s) << "who was told may have stopped what is waited for";
  EXPECT_EQ(world.wait(10s), std::nullopt);
  EXPECT_EQ(world.now(), 10s);
}

TEST(LoadWorld, KnowsTheLongestTurn) {
  VirtualWorld inner = answering(5ms);
  LoadWorld world(inner, {});
  EXPECT_EQ(world.longest_turn(), 0ms);
  for (const Offset busy : {3ms, 30ms, 7ms}) {
    world.post(1, posting());
    ASSERT_TRUE(world.wait(10s));
    inner.wait(inner.now() + busy);  // The player does something.
  }
  world.wait(10s);
  world.wait(20s);
  EXPECT_EQ(world.longest_turn(), 30ms) << "to wait is no work";
}

/// Notes what it is told.
class NotingWorld : public VirtualWorld {
 public:
  void abandon(Ticket ticket) override { abandoned.push_back(ticket); }
  void give_back(Ending ending) override { given_back.push_back(std::move(ending)); }

  std::vector<Ticket> abandoned{};
  std::vector<Ending> given_back{};
};

TEST(LoadWorld, PassesOnWhatIsNotItsOwn) {
  NotingWorld inner;
  LoadWorld world(inner, {});
  Posting first = posting();
  first.tell_written = true;
  world.post(3, first);
  EXPECT_EQ(world.take_written(), 3U);
  world.abandon(3);
  EXPECT_THAT(inner.abandoned, ElementsAre(3U));
  world.give_back(Answered{.status = 201});
  ASSERT_EQ(inner.given_back.size(), 1U);
  EXPECT_EQ(std::get<Answered>(inner.given_back[0]).status, 201);
  EXPECT_FALSE(world.interrupted());
  inner.interrupt_at(0s);
  EXPECT_TRUE(world.interrupted());
}

TEST(LoadWorld, KnowsHowLongItHadNothingToDoAndWhatIsUnderWay) {
  VirtualWorld inner = answering(30ms);
  LoadWorld world(inner, {});
  world.post(1, posting());
  world.post(2, posting());
  EXPECT_EQ(world.in_flight(), 2U);
  EXPECT_EQ(world.idle(), 0ms);
  ASSERT_TRUE(world.wait(10s));
  EXPECT_EQ(world.idle(), 30ms);
  EXPECT_EQ(world.in_flight(), 1U);
  ASSERT_TRUE(world.wait(10s)) << "which was there already";
  EXPECT_EQ(world.idle(), 30ms);
  EXPECT_EQ(world.in_flight(), 0U);
  inner.wait(100ms);  // The player was busy.
  EXPECT_EQ(world.wait(150ms), std::nullopt);
  EXPECT_EQ(world.idle(), 80ms);
}

}  // namespace
}  // namespace ensaio
