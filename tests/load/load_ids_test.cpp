#include "bench/load/load_ids.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "bench/load/load_order.hpp"
#include "tests/load/load_story.hpp"
#include "tests/support/virtual_world.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

struct Ids {
  std::vector<std::string> phones{};
  std::vector<std::string> messages{};
};

/// A mix of two, for so long.
LoadProfile profile_of(Offset lasts, LoadChats chats, const char* rate = "10/s") {
  LoadProfile profile{.name = "l", .chats = std::move(chats)};
  profile.mix = {{.scenario = scenario("s", {sent()}), .weight = 2},
                 {.scenario = scenario("t", {read()}), .weight = 1}};
  profile.phases = {{.name = "p", .lasts = lasts, .rate = *parse_ramp(rate)}};
  return profile;
}

LoadCourse course(const LoadProfile& profile) {
  std::vector<LoadPiece> pieces;
  for (const MixedScenario& mixed : profile.mix) pieces.push_back(piece(mixed.scenario));
  return course_of(profile, std::move(pieces), {.seed = 7});
}

Ids told(const LoadCourse& course) {
  Ids ids;
  tell_load_ids(course, [&ids](LoadIdKind kind, std::string_view id) {
    (kind == LoadIdKind::Phone ? ids.phones : ids.messages).emplace_back(id);
  });
  return ids;
}

/// Those that conversations have, where `at_once` of them are under way at once.
Ids used(const LoadCourse& course, std::size_t at_once) {
  VirtualWorld world;
  LoadArrivals arrivals({.world = world,
                         .pieces = course.pieces,
                         .seed = course.seed,
                         .numbers = course.numbers,
                         .people = People(course.people, 0, 1)},
                        course.moments(0, 1));
  Ids ids;
  std::vector<Arrival> under_way;
  while (const auto next = arrivals.next()) {
    if (*next == Offset::max() || under_way.size() == at_once) {
      arrivals.over(under_way.back().number);
      under_way.pop_back();
      continue;
    }
    const Arrival& arrival = under_way.emplace_back(arrivals.take(*next));
    arrivals.recall(arrival);
    const Cast& cast = *arrival.staging->cast;
    for (const Cast::ChatValues& chat : cast.chats) ids.phones.push_back(chat.phone);
    for (const std::string& id : cast.message_ids) ids.messages.push_back(id);
  }
  return ids;
}

std::set<std::string> set_of(const std::vector<std::string>& list) {
  return {list.begin(), list.end()};
}

struct Row {
  const char* what;
  Offset lasts;
  LoadChats chats;
  std::size_t at_once;
  const char* rate = "10/s";
};

TEST(LoadIds, AreThoseThatConversationsHave) {
  const std::vector<Row> rows = {
      {"more chats than conversations", 3s, {.count = 10'000}, 3},
      {"people who come again", 30s, {.count = 40}, 5},
      {"all under way at once", 30s, {.count = 40}, 1'000},
      {"the receiver's own chats",
       3s,
       {.from = LoadChats::From::File, .count = 3, .phones = {"551", "552", "553"}},
       2},
      {"as the file has them", 3s, {.from = LoadChats::From::AsWritten}, 2},
      {"no conversation at all", 3s, {.count = 10}, 1, "0/s"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    const LoadProfile profile = profile_of(row.lasts, row.chats, row.rate);
    const LoadCourse whole = course(profile);
    const Ids ids = told(whole);
    const Ids met = used(whole, row.at_once);
    EXPECT_EQ(ids.messages, met.messages) << "in the order in which they come";
    EXPECT_EQ(set_of(ids.phones).size(), ids.phones.size()) << "each once";
    EXPECT_EQ(set_of(ids.phones), set_of(met.phones));
  }
}

TEST(LoadIds, AreToldOnceWhereAListComesAgain) {
  LoadProfile profile = profile_of(2s, {.count = 5});
  profile.message_ids = {"A", "B", "C"};
  EXPECT_EQ(told(course(profile)).messages, (std::vector<std::string>{"A", "B", "C"}));
}

}  // namespace
}  // namespace ensaio
