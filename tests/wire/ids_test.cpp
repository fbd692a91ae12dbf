#include "simulator/wire/ids.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "simulator/wire/callback.hpp"

namespace ensaio {
namespace {

WallTime at(std::int64_t ms) { return WallTime(std::chrono::milliseconds(ms)); }

TEST(Ids, HaveTheProvidersShapes) {
  struct Row {
    const char* what;
    std::function<std::string(Random&)> draw;
    const char* shape;
  };
  const Row rows[] = {
      {"message", message_id, "(3A|3EB0)[0-9A-F]{18}"},
      {"zaap", [](Random& random) { return zaap_id(random, at(1774895725000)); },
       "019D[0-9A-F]{28}"},
      {"instance", instance_id, "[0-9A-F]{32}"},
      {"token", instance_token, "[0-9A-F]{24}"},
      {"phone", phone_number, "55[1-9][1-9]9[0-9]{8}"},
      {"lid", lid, "[1-9][0-9]{14}@lid"},
      {"uuid", uuid, "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"},
  };
  for (const Row& row : rows) {
    Random random(7);
    Random again(7);
    const ::testing::Matcher<std::string> shape = ::testing::MatchesRegex(row.shape);
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
      const std::string id = row.draw(random);
      EXPECT_THAT(id, shape) << row.what;
      EXPECT_EQ(id, row.draw(again)) << row.what;
      seen.insert(id);
    }
    EXPECT_EQ(seen.size(), 1000U) << row.what;
  }
}

TEST(MessageIds, AreOfBothKindsOfDevice) {
  Random random(3);
  std::set<std::size_t> lengths;
  for (int i = 0; i < 100; ++i) lengths.insert(message_id(random).size());
  EXPECT_EQ(lengths, (std::set<std::size_t>{20, 22}));
}

TEST(ZaapIds, GrowWithTime) {
  Random random(4);
  std::string last = zaap_id(random, at(0));
  for (const std::int64_t ms : {1LL, 255LL, 256LL, 1757165614000LL, 1757165614001LL}) {
    const std::string next = zaap_id(random, at(ms));
    EXPECT_LT(last, next) << ms;
    last = next;
  }
}

TEST(ZaapIds, AreNeverMessageIds) {
  Random random(5);
  Random same(5);
  for (int i = 0; i < 100; ++i) EXPECT_NE(zaap_id(random, at(1)), message_id(same));
}

TEST(MadePhonesAndLids, AreChats) {
  Random random(6);
  EXPECT_EQ(chat_type(phone_number(random)), ChatType::Private);
  EXPECT_EQ(chat_type(lid(random)), ChatType::Lid);
}

}  // namespace
}  // namespace ensaio
