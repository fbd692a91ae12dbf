#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "simulator/wire/body.hpp"
#include "simulator/wire/slot.hpp"
#include "tests/wire/golden.hpp"

namespace ensaio {
namespace {

OrderedJson example(Dialect dialect, std::string_view variant) {
  return json_file("simulator/wire/received/" + std::string(kDialects.text(dialect)) + '/' +
                   std::string(variant) + ".json");
}

/// A callback that says what no example says, so that whatever is put in shows.
ReceivedCallback strange(std::string_view variant, ChatType type) {
  return {.instance = InstanceId("I"),
          .chat = {.phone = "P", .type = type},
          .message = MessageId("M"),
          .like = std::string(variant),
          .lid = "1@lid",
          .sender_name = "Ana",
          .connected_phone = "C",
          .at = WallTime(std::chrono::milliseconds(1757390383999))};
}

OrderedJson body_of(Dialect dialect, const ReceivedCallback& callback) {
  return OrderedJson::parse(written(dialect, callback));
}

TEST(ReceivedVariants, AreSortedAndHaveText) {
  for (const auto& dialect : kDialects) {
    const auto names = received_variants(dialect.value);
    EXPECT_TRUE(std::is_sorted(names.begin(), names.end())) << dialect.text;
    EXPECT_EQ(std::count(names.begin(), names.end(), "text"), 1) << dialect.text;
  }
  EXPECT_EQ(received_variants(Dialect::Plugchat), std::vector<std::string_view>{"text"});
}

TEST(ReceivedVariants, AllHaveASourceAndAreEmbedded) {
  std::set<std::string> embedded;
  for (const auto& dialect : kDialects) {
    for (const auto name : received_variants(dialect.value)) {
      embedded.insert(std::string(dialect.text) + '/' + std::string(name) + ".json");
    }
  }
  std::set<std::string> listed;
  for (const auto& row : json_file("simulator/wire/received/index.json")) {
    EXPECT_TRUE(row.contains("source_repo")) << row;
    listed.insert(row["file"]);
  }
  EXPECT_EQ(embedded, listed);
}

// Every example of every dialect: the fields that are known are put in, all others and their order
// stay.
TEST(ReceivedBody, IsTheExampleWithWhatIsKnownPutIn) {
  for (const auto& dialect : kDialects) {
    for (const auto variant : received_variants(dialect.value)) {
      OrderedJson expected = example(dialect.value, variant);
      const bool was_group = expected.value("isGroup", false);
      const std::pair<const char*, OrderedJson> known[] = {
          {"instanceId", "I"},  {"messageId", "M"},      {"phone", "P"},
          {"chatLid", "1@lid"}, {"senderLid", "1@lid"},  {"senderName", "Ana"},
          {"chatName", "Ana"},  {"connectedPhone", "C"}, {"momment", 1757390383000},
          {"isGroup", false}};
      for (const auto& field : known) {
        if (expected.contains(field.first)) expected[field.first] = field.second;
      }
      for (const char* field : {"participantPhone", "participantLid"}) {
        if (was_group && expected.contains(field)) expected[field] = nullptr;
      }
      EXPECT_EQ(written(dialect.value, strange(variant, ChatType::Private)), expected.dump())
          << dialect.text << ' ' << variant;
    }
  }
}

TEST(ReceivedBody, OfAGroupHasTheShapeObservedInGroups) {
  ReceivedCallback callback = strange("text", ChatType::Group);
  callback.participant = "W";
  OrderedJson expected = example(Dialect::Zapi, "group_text");
  expected["connectedPhone"] = "C";
  expected["instanceId"] = "I";
  expected["messageId"] = "M";
  expected["phone"] = "P";
  expected["momment"] = 1757390383000;
  expected["senderName"] = "Ana";
  expected["participantPhone"] = "W";
  expected["participantLid"] = nullptr;
  EXPECT_EQ(written(Dialect::Zapi, callback), expected.dump());
}

TEST(ReceivedBody, OfAnExampleWithoutParticipantPutsItAfterBroadcast) {
  ReceivedCallback callback = strange("audio", ChatType::Group);
  callback.participant = "W";
  const OrderedJson body = body_of(Dialect::Zapi, callback);
  EXPECT_EQ(body["participantPhone"], "W");
  EXPECT_EQ(body["isGroup"], true);
  EXPECT_EQ(body["chatLid"], nullptr);
  std::vector<std::string> keys;
  for (const auto& [key, value] : body.items()) keys.push_back(key);
  const auto at = std::find(keys.begin(), keys.end(), "participantPhone");
  EXPECT_EQ(*std::prev(at), "broadcast");
  EXPECT_EQ(*std::next(at), "participantLid");
}

TEST(ReceivedBody, OfAnExampleWithoutBroadcastPutsAParticipantLast) {
  ReceivedCallback callback = strange("waiting_message", ChatType::Broadcast);
  callback.participant = "W";
  ASSERT_FALSE(example(Dialect::Zapi, "waiting_message").contains("broadcast"));
  const OrderedJson body = body_of(Dialect::Zapi, callback);
  EXPECT_EQ(std::prev(body.end()).key(), "participantPhone");
}

TEST(ReceivedBody, OfAGroupWithoutAParticipantKeepsTheExamples) {
  EXPECT_EQ(body_of(Dialect::Zapi, strange("text", ChatType::Group))["participantPhone"],
            "554499999999");
}

TEST(ReceivedBody, WithoutALidHasNullAndWithoutNamesTheExamples) {
  ReceivedCallback callback = strange("text", ChatType::Private);
  callback.lid.clear();
  callback.sender_name.clear();
  callback.connected_phone.clear();
  const OrderedJson body = body_of(Dialect::Zapi, callback);
  EXPECT_EQ(body["chatLid"], nullptr);
  EXPECT_EQ(body["senderName"], "name");
  EXPECT_EQ(body["connectedPhone"], "5544999999999");
}

TEST(ReceivedBody, WithoutATimeHasItsSlot) {
  ReceivedCallback callback = strange("text", ChatType::Private);
  callback.at = std::nullopt;
  EXPECT_EQ(body_of(Dialect::Zapi, callback)["momment"], number_mark(Slot::MommentSeconds));
}

TEST(TheTextOfAReceivedMessage, IsPutInWhereItIsGiven) {
  ReceivedCallback callback = strange("text", ChatType::Private);
  callback.text = "bom dia \xC3\xA9";
  EXPECT_EQ(body_of(Dialect::Zapi, callback)["text"]["message"], "hello") << "not given";
  callback.text_given = true;
  for (const auto& dialect : kDialects) {
    EXPECT_EQ(body_of(dialect.value, callback)["text"]["message"], callback.text) << dialect.text;
  }
}

TEST(TheTextOfAReceivedMessage, IsAnErrorWhereTheExampleHasNone) {
  ReceivedCallback callback = strange("image", ChatType::Private);
  callback.text_given = true;
  const auto image = body(Dialect::Zapi, callback);
  ASSERT_FALSE(image);
  EXPECT_EQ(image.error().message, "a received message like 'image' has no text");
  EXPECT_EQ(image.error().hint, "set its words with: { /image/caption: ... }");
  callback.like = "sticker";
  const auto sticker = body(Dialect::Zapi, callback);
  ASSERT_FALSE(sticker);
  EXPECT_EQ(sticker.error().hint, "");
}

TEST(AnUnknownVariant, IsAnErrorThatHelps) {
  struct Row {
    Dialect dialect;
    const char* like;
    const char* message;
    const char* hint;
  };
  const Row rows[] = {
      {Dialect::Zapi, "imgae", "no example of a received message is called 'imgae'",
       "did you mean 'image'? dialects that have it: zapi, plugzapi, plugchat-2022"},
      {Dialect::Plugchat, "image", "dialect plugchat documents no received message like 'image'",
       "dialects that have it: zapi, plugzapi, plugchat-2022"},
      {Dialect::Zapi, "hologram", "no example of a received message is called 'hologram'",
       "text is in every dialect"},
  };
  for (const Row& row : rows) {
    const auto text = body(row.dialect, strange(row.like, ChatType::Private));
    ASSERT_FALSE(text) << row.like;
    EXPECT_EQ(text.error().message, row.message);
    EXPECT_EQ(text.error().hint, row.hint);
  }
}

}  // namespace
}  // namespace ensaio
