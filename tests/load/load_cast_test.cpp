#include "bench/load/load_cast.hpp"

#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "tests/support/allocations.hpp"
#include "tests/support/story.hpp"

namespace ensaio {
namespace {

using namespace story;

const LoadNumbers kMade{};
constexpr LoadCast::Shares kShares{.roles = 3, .message_ids = 3};

/// All numbers and ids of a cast, in one text.
std::string everything(const Cast& cast) {
  std::string text;
  for (const Cast::ChatValues& chat : cast.chats) text += chat.phone + ' ' + chat.lid + '\n';
  for (const std::string& id : cast.message_ids) text += id + '\n';
  for (const std::string& id : cast.zaap_ids) text += id + '\n';
  return text;
}

TEST(LoadCast, HasOtherPeopleInEachConversation) {
  const Scenario told = scenario("s", {sent()});
  LoadCast cast(told, 7, kMade, kShares);
  cast.be({.conversation = 0, .people = 0});
  const Cast first = cast.cast();
  cast.be({.conversation = 1, .people = 1});
  const Cast& second = cast.cast();
  for (const ChatIndex chat : {kAna, kBia, kTeam}) {
    const std::string& like = told.chats[chat].phone;
    EXPECT_NE(first.chats[chat].phone, second.chats[chat].phone);
    EXPECT_NE(first.chats[chat].lid, second.chats[chat].lid);
    EXPECT_EQ(second.chats[chat].phone.size(), like.size());
    EXPECT_EQ(second.chats[chat].phone.substr(0, 5), like.substr(0, 5));
  }
  EXPECT_TRUE(second.chats[kTeam].phone.ends_with("-group"));
  EXPECT_EQ(first.instances[0].id, second.instances[0].id) << "who speaks stays the same";
}

TEST(LoadCast, GivesNoNumberToTwo) {
  Scenario told = scenario("s", {sent()});
  told.chats.push_back(
      ChatRole{.name = "hidden", .phone = "123456789012345@lid", .type = ChatType::Lid});
  told.chats[kAna].lid = "123456700000000@lid";
  LoadCast cast(told, 7, kMade, {.roles = 4, .message_ids = 3});
  std::set<std::string> numbers;
  for (std::uint64_t people = 0; people < 3'000; ++people) {
    cast.be({.conversation = people, .people = people});
    EXPECT_EQ(cast.cast().chats[3].phone, cast.cast().chats[3].lid) << "it has no other name";
    for (const Cast::ChatValues& chat : cast.cast().chats) {
      numbers.insert(chat.phone);
      numbers.insert(chat.lid);
    }
  }
  EXPECT_EQ(numbers.size(), 3'000U * 7) << "four phones and three more LIDs";
}

TEST(LoadCast, HasFreshMessageIdsInEachConversation) {
  Scenario told = scenario("s", {sent()});
  told.messages[kM1].id = "3A00000000000000AAAA";
  told.messages[kM2].count = 31;
  LoadCast cast(told, 7, kMade, {.roles = 3, .message_ids = 33});
  std::set<std::string> ids{told.messages[kM1].id};
  for (std::uint64_t conversation = 0; conversation < 500; ++conversation) {
    cast.be({.conversation = conversation, .people = conversation % 10});
    for (const std::string& id : cast.cast().message_ids) {
      EXPECT_TRUE(id.starts_with("3A") || id.starts_with("3EB0")) << id;
      ids.insert(id);
    }
    for (const std::string& id : cast.cast().zaap_ids) {
      EXPECT_EQ(id.size(), 32U) << id;
      ids.insert(id);
    }
  }
  EXPECT_EQ(ids.size(), 1 + 500U * 33 * 2);
}

TEST(LoadCast, ComesFromTheSeedWhateverWasBefore) {
  const Scenario told = scenario("s", {sent()});
  LoadCast one(told, 7, kMade, kShares);
  LoadCast another(told, 7, kMade, kShares);
  one.be({.conversation = 5, .people = 2});
  const std::string fifth = everything(one.cast());
  for (const LoadCast::Who who : {LoadCast::Who{5, 9}, LoadCast::Who{8, 2}, LoadCast::Who{5, 2}}) {
    another.be(who);
    EXPECT_EQ(everything(another.cast()) == fifth, who.conversation == 5 && who.people == 2);
  }
  LoadCast other_seed(told, 8, kMade, kShares);
  other_seed.be({.conversation = 5, .people = 2});
  EXPECT_NE(other_seed.cast().chats[kAna].phone, one.cast().chats[kAna].phone);
  EXPECT_NE(other_seed.cast().message_ids[0], one.cast().message_ids[0]);
}

TEST(LoadCast, TellsScenariosOfTheSamePeopleWithOtherMessages) {
  const Scenario told = scenario("s", {sent()});
  const Scenario other = scenario("t", {read()});
  LoadCast one(told, 7, kMade, kShares);
  LoadCast another(other, 7, kMade, kShares);
  one.be({.conversation = 5, .people = 2});
  another.be({.conversation = 5, .people = 2});
  EXPECT_EQ(one.cast().chats[kAna].phone, another.cast().chats[kAna].phone);
  EXPECT_NE(one.cast().message_ids, another.cast().message_ids);
}

TEST(LoadCast, KeepsNumbersAsWrittenButNotMessages) {
  const Scenario told = scenario("s", {sent()});
  const LoadNumbers written{.as_written = true};
  LoadCast cast(told, 7, written, kShares);
  std::set<std::string> ids;
  for (std::uint64_t conversation = 0; conversation < 20; ++conversation) {
    cast.be({.conversation = conversation, .people = 0});
    for (const ChatIndex chat : {kAna, kBia, kTeam}) {
      EXPECT_EQ(cast.cast().chats[chat].phone, told.chats[chat].phone);
    }
    ids.insert(cast.cast().message_ids.begin(), cast.cast().message_ids.end());
  }
  EXPECT_EQ(ids.size(), 20U * 3);
}

TEST(LoadCast, TakesPersonsFromAListAndMakesTheRest) {
  const Scenario told = scenario("s", {sent()});
  const LoadNumbers listed{.phones = {"5511900000001", "5511900000002", "5511900000003",
                                      "5511900000004", "5511900000005", "5511900000006"}};
  LoadCast cast(told, 7, listed, kShares);
  std::set<std::string> persons;
  for (const std::uint64_t people : {0U, 1U}) {
    cast.be({.conversation = people, .people = people});
    for (const ChatIndex chat : {kAna, kBia}) {
      const std::string& phone = cast.cast().chats[chat].phone;
      EXPECT_TRUE(phone.starts_with("551190000000")) << phone;
      persons.insert(phone);
    }
    EXPECT_TRUE(cast.cast().chats[kTeam].phone.ends_with("-group"));
  }
  EXPECT_EQ(persons.size(), 4U) << "nobody is in both";
}

TEST(LoadCast, GivesNoListedMessageToTwoConversations) {
  const Scenario of_three = scenario("s", {sent()});
  Scenario of_one = scenario("t", {sent()});
  of_one.messages.resize(1);
  LoadNumbers listed;
  for (int i = 0; i < 30; ++i) listed.messages.push_back("ID" + std::to_string(i));
  LoadCast three(of_three, 7, listed, kShares);
  LoadCast one(of_one, 7, listed, kShares);
  std::set<std::string> used;
  std::size_t all = 0;
  for (std::uint64_t conversation = 0; conversation < 10; ++conversation) {
    LoadCast& cast = conversation % 2 == 0 ? three : one;
    cast.be({.conversation = conversation, .people = 0});
    used.insert(cast.cast().message_ids.begin(), cast.cast().message_ids.end());
    all += cast.cast().message_ids.size();
  }
  EXPECT_EQ(used.size(), all);
  EXPECT_EQ(all, 20U);
  three.be({.conversation = 10, .people = 0});
  EXPECT_EQ(three.cast().message_ids[0], "ID0") << "where there are no more it begins again";
}

TEST(LoadCast, TakesNoMemoryForOneConversationMore) {
  const Scenario told = scenario("s", {sent()});
  LoadNumbers listed;
  for (int i = 10; i < 90; ++i) {
    listed.phones.push_back("55119000000" + std::to_string(i));
    listed.messages.push_back("3EB0000000000000000000" + std::to_string(i));
  }
  for (const LoadNumbers& numbers : {kMade, LoadNumbers{.as_written = true}, listed}) {
    LoadCast cast(told, 7, numbers, kShares);
    const auto play = [&cast](std::uint64_t first, std::uint64_t count) {
      for (std::uint64_t i = first; i < first + count; ++i) {
        cast.be({.conversation = i, .people = i % 50});
      }
    };
    play(0, 100);
    const std::size_t before = allocations();
    play(100, 10'000);
    EXPECT_EQ(allocations() - before, 0U);
  }
}

TEST(LoadCast, KnowsTheMostThatAScenarioNeeds) {
  Scenario small = scenario("small", {});
  small.chats.resize(1);
  small.messages.clear();
  Scenario many = scenario("many", {});
  many.messages[kM2].count = 31;
  EXPECT_EQ(roles_of({}), 1U);
  EXPECT_EQ(message_ids_of({}), 1U);
  EXPECT_EQ(roles_of({&small}), 1U);
  EXPECT_EQ(message_ids_of({&small}), 1U);
  EXPECT_EQ(roles_of({&small, &many}), 3U);
  EXPECT_EQ(message_ids_of({&many, &small}), 33U);
}

TEST(LoadCast, MakesNoZaapIdsAndLidsThatNobodyTells) {
  const Scenario told = scenario("s", {sent()});
  LoadCast all(told, 7, kMade, kShares);
  LoadCast none(told, 7, kMade, {.roles = 3, .message_ids = 3, .zaap_ids = false, .lids = false});
  const Cast first = none.cast();
  for (std::uint64_t conversation = 0; conversation < 5; ++conversation) {
    all.be({.conversation = conversation, .people = conversation + 1});
    none.be({.conversation = conversation, .people = conversation + 1});
    EXPECT_EQ(none.cast().message_ids, all.cast().message_ids) << "else they are the same";
    EXPECT_EQ(none.cast().zaap_ids, first.zaap_ids);
    EXPECT_NE(all.cast().zaap_ids, first.zaap_ids);
    for (std::size_t chat = 0; chat < first.chats.size(); ++chat) {
      EXPECT_EQ(none.cast().chats[chat].phone, all.cast().chats[chat].phone);
      EXPECT_EQ(none.cast().chats[chat].lid, first.chats[chat].lid);
      EXPECT_NE(all.cast().chats[chat].lid, first.chats[chat].lid);
    }
  }
}

}  // namespace
}  // namespace ensaio
