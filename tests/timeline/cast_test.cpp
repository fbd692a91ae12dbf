#include "simulator/timeline/cast.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>

#include "simulator/timeline/plan.hpp"
#include "tests/support/story.hpp"

namespace ensaio {
namespace {

/// Everything is left to the seed.
Scenario open_scenario() {
  Scenario made = story::scenario("open", {});
  made.instances[0] = Instance{.name = "shop"};
  for (ChatRole& chat : made.chats) {
    if (chat.type == ChatType::Private) chat.phone.clear();
  }
  made.messages[0].count = 31;
  return made;
}

Cast cast_of(const Scenario& scenario, Seed seed = {.value = 7}, std::uint64_t fresh = 0) {
  return cast(scenario, seed, kPlanStart, fresh);
}

TEST(Cast, TakesWhatIsWrittenAsItIs) {
  Scenario written = open_scenario();
  written.instances[0] = Instance{.id = "I", .token = "T", .client_token = "C", .phone = "1"};
  written.chats[0] = ChatRole{.name = "ana", .phone = "2", .lid = "3@lid"};
  written.messages[1].id = "M";
  const Cast cast = cast_of(written);
  EXPECT_EQ(cast.instances[0].id, "I");
  EXPECT_EQ(cast.instances[0].token, "T");
  EXPECT_EQ(cast.instances[0].client_token, "C");
  EXPECT_EQ(cast.instances[0].phone, "1");
  EXPECT_EQ(cast.chats[0].phone, "2");
  EXPECT_EQ(cast.chats[0].lid, "3@lid");
  EXPECT_EQ(cast.message_ids[31], "M") << "After the 31 of the first message.";
}

TEST(Cast, MakesWhatIsNotWrittenInTheProvidersShapes) {
  const Cast cast = cast_of(open_scenario());
  EXPECT_EQ(cast.instances[0].id.size(), 32U);
  EXPECT_EQ(cast.instances[0].token.size(), 24U);
  EXPECT_THAT(cast.instances[0].phone, testing::StartsWith("55"));
  EXPECT_EQ(cast.chats[0].phone.size(), 13U);
  EXPECT_THAT(cast.chats[0].lid, testing::EndsWith("@lid"));
  EXPECT_EQ(cast.message_ids.size(), 33U);
  EXPECT_EQ(cast.zaap_ids.size(), 33U);
  EXPECT_EQ(cast.zaap_ids[0].size(), 32U);
}

TEST(Cast, KnowsTheLidOfAChatThatIsNamedByIt) {
  Scenario made = open_scenario();
  made.chats[0] = ChatRole{.name = "ana", .phone = "1@lid", .type = ChatType::Lid};
  EXPECT_EQ(cast_of(made).chats[0].lid, "1@lid");
}

TEST(Cast, NeverGivesTwoRolesTheSameMadeValue) {
  Scenario crowd = open_scenario();
  for (int i = 0; i < 2000; ++i) {
    crowd.chats.push_back(ChatRole{.name = "chat" + std::to_string(i)});
    crowd.messages.push_back(MessageRole{.name = "message" + std::to_string(i), .count = 3});
  }
  const Cast cast = cast_of(crowd);
  std::set<std::string> all(cast.message_ids.begin(), cast.message_ids.end());
  all.insert(cast.zaap_ids.begin(), cast.zaap_ids.end());
  for (const auto& chat : cast.chats) all.insert({chat.phone, chat.lid});
  EXPECT_EQ(all.size(), 2 * cast.message_ids.size() + 2 * cast.chats.size());
}

TEST(Cast, DoesNotMakeWhatIsWrittenElsewhere) {
  Scenario made = open_scenario();
  const std::string first = cast_of(made).chats[0].phone;
  made.chats[1].phone = first;
  EXPECT_NE(cast_of(made).chats[0].phone, first);
}

TEST(Cast, ChangesNoRoleWhereOneIsAdded) {
  const Cast before = cast_of(open_scenario());
  Scenario more = open_scenario();
  more.chats.insert(more.chats.begin(), ChatRole{.name = "zoe"});
  more.messages.insert(more.messages.begin(), MessageRole{.name = "m0"});
  const Cast after = cast_of(more);
  EXPECT_EQ(after.chats[1].phone, before.chats[0].phone);
  EXPECT_EQ(after.chats[1].lid, before.chats[0].lid);
  EXPECT_EQ(after.message_ids[1], before.message_ids[0]);
  EXPECT_EQ(after.message_ids[33], before.message_ids[32]);
  EXPECT_EQ(after.instances[0].id, before.instances[0].id);
}

TEST(Cast, IsAnotherForAnotherSeedIterationOrName) {
  const Scenario scenario = open_scenario();
  Scenario renamed = scenario;
  renamed.name = "other";
  const Cast one = cast_of(scenario);
  EXPECT_EQ(one.message_ids, cast_of(scenario).message_ids);
  for (const Cast& other : {cast_of(scenario, {.value = 8}),
                            cast_of(scenario, {.value = 7, .iteration = 1}), cast_of(renamed)}) {
    EXPECT_NE(one.message_ids, other.message_ids);
    EXPECT_NE(one.chats[0].phone, other.chats[0].phone);
    EXPECT_NE(one.instances[0].token, other.instances[0].token);
  }
}

TEST(Cast, ChangesOnlyTheIdsOfMessagesWhereFreshOnesAreAskedFor) {
  const Cast one = cast_of(open_scenario());
  const Cast fresh = cast_of(open_scenario(), {.value = 7}, 99);
  EXPECT_NE(one.message_ids, fresh.message_ids);
  EXPECT_NE(one.zaap_ids, fresh.zaap_ids);
  EXPECT_EQ(one.chats[0].phone, fresh.chats[0].phone);
  EXPECT_EQ(one.chats[0].lid, fresh.chats[0].lid);
  EXPECT_EQ(one.instances[0].id, fresh.instances[0].id);
}

}  // namespace
}  // namespace ensaio
