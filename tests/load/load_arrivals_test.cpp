#include "bench/load/load_arrivals.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/load/load_story.hpp"
#include "tests/support/virtual_world.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

const WallTime kStart = WallTime(1'757'000'000'000ms);

/// Arrivals of two scenarios, handed out by the test itself.
struct Stage {
  VirtualWorld world{};
  std::vector<LoadPiece> pieces{piece(scenario("s", {sent()})), piece(scenario("t", {read()}))};
  LoadNumbers numbers{};

  LoadArrivals::Parts parts(std::uint64_t people = 10) {
    return {.world = world,
            .pieces = pieces,
            .seed = 7,
            .numbers = numbers,
            .people = People(people, 0, 1),
            .start = kStart};
  }
  LoadArrivals::Parts at_once(std::size_t count) {
    LoadArrivals::Parts made = parts();
    made.clock.mode = Clock::Mode::Virtual;
    made.at_once = count;
    return made;
  }
};

TEST(LoadArrivals, BeginWhenTheyAreDue) {
  Stage stage;
  LoadArrivals arrivals(stage.parts(), listed({{5ms, 0, 0}, {5ms, 1, 1}, {9ms, 0, 2}}));
  EXPECT_EQ(arrivals.next(), 5ms);
  EXPECT_EQ(arrivals.take(5ms).at, 5ms);
  EXPECT_EQ(arrivals.next(), 5ms);
  EXPECT_EQ(arrivals.take(8ms).at, 5ms) << "late, and told as due when it was";
  EXPECT_EQ(arrivals.next(), 9ms);
  EXPECT_EQ(arrivals.take(100ms).at, 9ms);
  EXPECT_EQ(arrivals.next(), std::nullopt);
}

TEST(LoadArrivals, BeginSoManyAtOnceInAClosedLoop) {
  Stage stage;
  LoadArrivals arrivals(stage.at_once(2), every(0ms, 4));
  EXPECT_EQ(arrivals.next(), 0ms);
  const Arrival first = arrivals.take(3ms);
  EXPECT_EQ(first.at, 3ms) << "due when there is a place for it";
  EXPECT_EQ(first.staging->clock.mode, Clock::Mode::Virtual);
  EXPECT_EQ(arrivals.next(), 0ms);
  const Arrival second = arrivals.take(3ms);
  EXPECT_EQ(arrivals.next(), Offset::max()) << "no place";

  arrivals.over(first.number);
  EXPECT_EQ(arrivals.next(), 0ms);
  const Arrival third = arrivals.take(50ms);
  EXPECT_EQ(third.at, 50ms);
  EXPECT_EQ(arrivals.next(), Offset::max());
  arrivals.over(second.number);
  arrivals.over(third.number);
  EXPECT_EQ(arrivals.take(50ms).at, 50ms);
  EXPECT_EQ(arrivals.next(), std::nullopt) << "there are no more, whatever places there are";
}

TEST(LoadArrivals, DoNotBeginBeforeTheyAreDueInAClosedLoopEither) {
  Stage stage;
  LoadArrivals arrivals(stage.at_once(2), listed({{5ms, 0, 0}}));
  EXPECT_EQ(arrivals.next(), 5ms);
  EXPECT_EQ(arrivals.take(4ms).at, 5ms);
}

TEST(LoadArrivals, StopBeginning) {
  Stage stage;
  LoadArrivals arrivals(stage.parts(), every(1ms, 100));
  const Arrival one = arrivals.take(0ms);
  arrivals.stop();
  EXPECT_EQ(arrivals.next(), std::nullopt);
  arrivals.over(one.number);
  EXPECT_EQ(arrivals.next(), std::nullopt);
  EXPECT_EQ(arrivals.counts().started, 1U);
  EXPECT_EQ(arrivals.counts().finished, 1U);
}

TEST(LoadArrivals, WaitForPeopleWhoAreTaken) {
  Stage stage;
  LoadArrivals arrivals(stage.parts(2), every(1ms, 100));
  const Arrival first = arrivals.take(0ms);
  arrivals.take(1ms);
  EXPECT_EQ(arrivals.next(), Offset::max());
  arrivals.over(first.number);
  EXPECT_EQ(arrivals.next(), 2ms);
  EXPECT_EQ(arrivals.take(80ms).at, 2ms) << "that it waited shows";
}

TEST(LoadArrivals, NeedNobodyWhereNumbersAreAsWritten) {
  Stage stage;
  stage.numbers.as_written = true;
  LoadArrivals arrivals(stage.parts(0), every(1ms, 100));
  std::vector<Arrival> all;
  while (arrivals.next()) all.push_back(arrivals.take(100ms));
  EXPECT_EQ(all.size(), 100U);
  for (const Arrival& arrival : all) {
    arrivals.recall(arrival);
    EXPECT_EQ(arrival.staging->cast->chats[kAna].phone, "5544999990001");
    arrivals.over(arrival.number);
  }
  EXPECT_EQ(arrivals.counts().finished, 100U);
}

TEST(LoadArrivals, CountWhatFinishedAndWhatWasGivenUp) {
  Stage stage;
  LoadArrivals arrivals(stage.parts(), every(1ms, 3));
  const Arrival first = arrivals.take(0ms);
  const Arrival second = arrivals.take(1ms);
  arrivals.over(first.number);
  stage.world.interrupt_at(0ms);
  arrivals.over(second.number);
  EXPECT_EQ(arrivals.counts().started, 2U);
  EXPECT_EQ(arrivals.counts().finished, 1U);
  EXPECT_EQ(arrivals.counts().given_up, 1U);
}

TEST(ConversationCounts, AddUp) {
  ConversationCounts all{.started = 1, .finished = 2, .given_up = 3};
  all += {.started = 10, .finished = 20, .given_up = 30};
  EXPECT_EQ(all.started, 11U);
  EXPECT_EQ(all.finished, 22U);
  EXPECT_EQ(all.given_up, 33U);
}

TEST(LoadArrivals, GiveNoTwoUnderWayTheSameNumber) {
  Stage stage;
  LoadArrivals arrivals(stage.parts(), every(0ms, 1'000));
  std::set<std::uint64_t> under_way;
  for (int i = 0; i < 300; ++i) {
    while (under_way.size() < 7) {
      EXPECT_TRUE(under_way.insert(arrivals.take(0ms).number).second);
    }
    for (int gone = 0; gone < 3; ++gone) {
      arrivals.over(*under_way.begin());
      under_way.erase(under_way.begin());
    }
  }
}

TEST(LoadArrivals, SayWhatEachPlays) {
  Stage stage;
  LoadArrivals arrivals(stage.parts(), listed({{0ms, 1, 0}, {0ms, 0, 1}}));
  const Arrival second = arrivals.take(0ms);
  const Arrival first = arrivals.take(0ms);
  EXPECT_EQ(second.staging->script, stage.pieces[1].script.get());
  EXPECT_EQ(first.staging->script, stage.pieces[0].script.get());
  EXPECT_EQ(arrivals.piece_of(second.number), 1U);
  EXPECT_EQ(arrivals.piece_of(first.number), 0U);
  EXPECT_EQ(second.seed().value, 7U);
  EXPECT_EQ(second.seed().iteration, 0U) << "the number of the conversation";
  EXPECT_EQ(first.seed().iteration, 1U);
}

TEST(LoadArrivals, PutOnTheValuesOfWhoeverIsTold) {
  Stage stage;
  LoadArrivals arrivals(stage.parts(), listed({{1500us, 0, 0}, {2ms, 0, 1}}));
  const Arrival first = arrivals.take(2ms);
  const Arrival second = arrivals.take(2ms);
  ASSERT_EQ(first.staging->cast, second.staging->cast) << "a million that wait cost nothing";

  arrivals.recall(first);
  const std::string phone = first.staging->cast->chats[kAna].phone;
  const std::string id = first.staging->cast->message_ids[kM1];
  EXPECT_EQ(first.staging->surroundings->start, kStart + 1ms) << "to the millisecond";

  arrivals.recall(second);
  EXPECT_NE(second.staging->cast->chats[kAna].phone, phone);
  EXPECT_NE(second.staging->cast->message_ids[kM1], id);
  EXPECT_EQ(second.staging->surroundings->start, kStart + 2ms);

  arrivals.recall(first);
  EXPECT_EQ(first.staging->cast->chats[kAna].phone, phone);
  EXPECT_EQ(first.staging->cast->message_ids[kM1], id);
  EXPECT_EQ(first.staging->surroundings->start, kStart + 1ms);
}

/// What the first callback of `arrival` tells of `field`, which its body has as a text.
std::string told(LoadArrivals& arrivals, const Arrival& arrival, const std::string& field) {
  arrivals.recall(arrival);
  const std::string body = arrival.staging->rendering().body({});
  const auto value = body.find("\"" + field + "\":\"");
  if (value == std::string::npos) return "no " + field;
  const auto begin = value + field.size() + 4;
  return body.substr(begin, body.find('"', begin) - begin);
}

TEST(LoadArrivals, GiveEachItsOwnOfAllThatItTells) {
  Stage stage;
  stage.pieces = {piece(scenario("s", {incoming()})), piece(scenario("t", {delivery()}))};
  LoadArrivals arrivals(stage.parts(),
                        listed({{0ms, 0, 0}, {0ms, 0, 1}, {0ms, 1, 2}, {0ms, 1, 3}}));
  for (const std::string field : {"chatLid", "zaapId"}) {
    const Arrival first = arrivals.take(0ms);
    const Arrival second = arrivals.take(0ms);
    const std::string value = told(arrivals, first, field);
    EXPECT_NE(value, "no " + field);
    EXPECT_NE(value, told(arrivals, second, field)) << field;
    EXPECT_EQ(value, told(arrivals, first, field)) << field;
  }
}

TEST(LoadArrivals, KeepListedMessagesApartAcrossScenarios) {
  Stage stage;
  Scenario small = scenario("small", {sent()});
  small.messages.resize(1);
  stage.pieces = {piece(scenario("s", {sent()})), piece(small)};
  for (int i = 0; i < 30; ++i) stage.numbers.messages.push_back("ID" + std::to_string(i));
  std::vector<LoadMoment> moments;
  for (std::uint64_t i = 0; i < 10; ++i) {
    moments.push_back({0ms, static_cast<std::uint32_t>(i % 2), i});
  }
  LoadArrivals arrivals(stage.parts(), listed(std::move(moments)));
  std::set<std::string> used;
  while (arrivals.next()) {
    const Arrival arrival = arrivals.take(0ms);
    arrivals.recall(arrival);
    for (const std::string& id : arrival.staging->cast->message_ids) {
      EXPECT_TRUE(used.insert(id).second) << id << " is in two conversations";
    }
  }
}

}  // namespace
}  // namespace ensaio
