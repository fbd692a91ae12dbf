#include "simulator/delivery/arrivals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "tests/delivery/performance.hpp"
#include "tests/support/virtual_world.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;
using testing::ElementsAre;
using testing::IsEmpty;

VirtualWorld answering_after(Offset time) {
  return VirtualWorld([time](const Posting&) { return VirtualWorld::Reply{.after = time}; });
}

/// An inbox: what arrives is not known beforehand.
class Inbox : public Arrivals {
 public:
  explicit Inbox(Performance& performance) : performance_(performance) {}

  void put() { ++waiting_; }
  void close() { closed_ = true; }

  std::optional<Offset> next() override {
    if (waiting_ > 0) return Offset::zero();
    if (closed_) return std::nullopt;
    return Offset::max();
  }
  Arrival take(Offset now) override {
    --waiting_;
    Arrival arrival = performance_.arrival({}, now);
    arrival.number = ++taken_;
    return arrival;
  }
  void over(std::uint64_t number) override { ended.push_back(number); }

  std::vector<std::uint64_t> ended{};

 private:
  Performance& performance_;
  int waiting_ = 0;
  std::uint64_t taken_ = 0;
  bool closed_ = false;
};

/// A stream of `count` arrivals, one every millisecond, that counts how many there are at once.
class Stream1000 : public Arrivals {
 public:
  Stream1000(Performance& performance, std::uint64_t count)
      : performance_(performance), count_(count) {}

  std::optional<Offset> next() override {
    if (taken_ == count_) return std::nullopt;
    return taken_ * Offset(1ms);
  }
  Arrival take(Offset) override {
    most = std::max(most, ++living_);
    Arrival arrival = performance_.arrival({}, taken_ * Offset(1ms));
    arrival.number = taken_++;
    return arrival;
  }
  void over(std::uint64_t) override { --living_; }

  std::uint64_t most = 0;
  std::uint64_t living() const { return living_; }

 private:
  Performance& performance_;
  std::uint64_t count_;
  std::uint64_t taken_ = 0;
  std::uint64_t living_ = 0;
};

TEST(Arrivals, MayComeWhenNobodyKnewOfThem) {
  VirtualWorld world = answering_after(5ms);
  Performance performance(scenario("s", {sent()}));
  Inbox inbox(performance);
  world.at(10ms, [&] { inbox.put(); });
  world.at(12ms, [&] {
    inbox.put();
    inbox.put();
  });
  world.at(90ms, [&] { inbox.close(); });
  std::vector<std::uint64_t> numbers;
  Player(world, inbox, [&](std::uint64_t number, const Outcome& outcome) {
    numbers.push_back(number);
    performance.hear(outcome);
  }).run();
  EXPECT_EQ(performance.told(), "SENT 10/10/15, SENT 12/12/17, SENT 12/12/17");
  EXPECT_THAT(numbers, ElementsAre(1, 2, 3));
  EXPECT_THAT(inbox.ended, ElementsAre(1, 2, 3));
  EXPECT_EQ(world.now(), 90ms);
}

TEST(Arrivals, AreToldOfTheirEndOnceTheirLastOutcomeIsTold) {
  VirtualWorld world = answering_after(5ms);
  Performance performance(scenario("s", {sent(), wait(1s), read()}));
  Inbox inbox(performance);
  inbox.put();
  inbox.close();
  Player(world, inbox, [&](std::uint64_t, const Outcome& outcome) {
    EXPECT_THAT(inbox.ended, IsEmpty());
    performance.hear(outcome);
  }).run();
  EXPECT_EQ(performance.outcomes.size(), 2U);
  EXPECT_THAT(inbox.ended, ElementsAre(1));
}

TEST(Arrivals, ThatSendNothingAreOverAtOnce) {
  VirtualWorld world;
  Performance performance(scenario("s", {wait(1h)}));
  Inbox inbox(performance);
  inbox.put();
  inbox.put();
  inbox.close();
  Player(world, inbox, [](std::uint64_t, const Outcome&) { FAIL(); }).run();
  EXPECT_THAT(inbox.ended, ElementsAre(1, 2));
  EXPECT_EQ(world.now(), 0s);
}

TEST(Arrivals, AreOverWhereTheyAreAbandoned) {
  VirtualWorld world = answering_after(1h);
  world.interrupt_at(1s);
  Performance performance(scenario("s", {sent()}));
  Inbox inbox(performance);
  inbox.put();
  inbox.put();
  Player(world, inbox, [&](std::uint64_t, const Outcome& outcome) {
    performance.hear(outcome);
  }).run();
  EXPECT_EQ(performance.told(), "SENT 0/0/1000!, SENT 0/0/1000!");
  EXPECT_THAT(inbox.ended, ElementsAre(1, 2));
}

TEST(Arrivals, OfAWorldThatIsInterruptedDoNotBegin) {
  VirtualWorld world;
  world.interrupt_at(0s);
  Performance performance(scenario("s", {sent()}));
  Inbox inbox(performance);
  inbox.put();
  Player(world, inbox, [](std::uint64_t, const Outcome&) { FAIL(); }).run();
  EXPECT_THAT(inbox.ended, IsEmpty());
}

TEST(Arrivals, AreForgottenOnceTheyAreOver) {
  // Each takes 5 ms and one comes each ms: about five at once, of a hundred thousand.
  VirtualWorld world = answering_after(5ms);
  Performance performance(scenario("s", {sent()}));
  Stream1000 stream(performance, 100'000);
  std::uint64_t told = 0;
  Player(world, stream, [&](std::uint64_t, const Outcome& outcome) {
    ++told;
    EXPECT_EQ(outcome.sent - outcome.due, 0s);
  }).run();
  EXPECT_EQ(told, 100'000U);
  EXPECT_EQ(stream.living(), 0U);
  EXPECT_LE(stream.most, 7U);
}

/// Arrivals that share one cast, which speaks of whom was called last.
class Recalled : public Inbox {
 public:
  explicit Recalled(Performance& performance) : Inbox(performance), cast_(performance.cast) {}

  void recall(const Arrival& arrival) override {
    recalled.push_back(arrival.number);
    cast_.chats[kAna].phone = "55449999000" + std::to_string(10 + arrival.number);
  }

  std::vector<std::uint64_t> recalled{};

 private:
  Cast& cast_;
};

TEST(Arrivals, AreRecalledBeforeEachSendOfTheirs) {
  VirtualWorld world = answering_after(5ms);
  Performance performance(scenario("s", {composing(), wait(10ms), paused()}));
  Recalled arrivals(performance);
  for (int i = 0; i < 3; ++i) arrivals.put();
  arrivals.close();
  Player(world, arrivals, [](std::uint64_t, const Outcome&) {}).run();
  EXPECT_THAT(arrivals.recalled, ElementsAre(1, 2, 3, 1, 2, 3));
  ASSERT_EQ(world.posted().size(), 6U);
  for (std::size_t i = 0; i < 6; ++i) {
    const std::string phone = "55449999000" + std::to_string(10 + arrivals.recalled[i]);
    EXPECT_NE(world.posted()[i].request.find(phone), std::string::npos)
        << world.posted()[i].request;
  }
}

TEST(ListedArrivals, ComeInTheOrderOfTheirTimesWithTheirPlaceForANumber) {
  Performance performance(scenario("s", {sent()}));
  ListedArrivals listed({performance.arrival({}, 9ms), performance.arrival({}, 3ms)});
  EXPECT_EQ(listed.next(), Offset(3ms));
  EXPECT_EQ(listed.take(5ms).number, 1U);
  EXPECT_EQ(listed.next(), Offset(9ms));
  EXPECT_EQ(listed.take(9ms).number, 0U);
  EXPECT_EQ(listed.next(), std::nullopt);
}

}  // namespace
}  // namespace ensaio
