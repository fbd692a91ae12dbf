#include "simulator/wire/callback.hpp"

#include <gtest/gtest.h>

#include "simulator/wire/body.hpp"
#include "simulator/wire/slot.hpp"
#include "tests/wire/golden.hpp"

namespace ensaio {
namespace {

TEST(ChatTypeOfAPhone, FollowsFromItsSuffix) {
  struct Row {
    const char* what;
    const char* phone;
    std::optional<ChatType> type;
  };
  const Row rows[] = {
      {"digits are a person", "5544999999999", ChatType::Private},
      {"one digit is enough", "1", ChatType::Private},
      {"a LID", "999999999999999@lid", ChatType::Lid},
      {"a group", "120363000000000000-group", ChatType::Group},
      {"the status broadcast", "status@broadcast", ChatType::Broadcast},
      {"nothing", "", std::nullopt},
      {"a suffix alone", "@lid", std::nullopt},
      {"a suffix alone, of a group", "-group", std::nullopt},
      {"letters", "ana", std::nullopt},
      {"a plus", "+5544999999999", std::nullopt},
      {"letters before the suffix", "abc@lid", std::nullopt},
      {"an unknown suffix", "5544999999999@newsletter", std::nullopt},
      {"a space behind", "5544999999999 ", std::nullopt},
      {"digits of another script", "\xD9\xA1", std::nullopt},
  };
  for (const Row& row : rows) EXPECT_EQ(chat_type(row.phone), row.type) << row.what;
}

TEST(KindOfACallback, IsThatOfItsType) {
  EXPECT_EQ(kind_of(PresenceCallback{}), Kind::Presence);
  EXPECT_EQ(kind_of(StatusCallback{}), Kind::Status);
  EXPECT_EQ(kind_of(DeliveryCallback{}), Kind::Delivery);
  EXPECT_EQ(kind_of(ReceivedCallback{}), Kind::Received);
  EXPECT_EQ(kind_of(ConnectedCallback{}), Kind::Connected);
  EXPECT_EQ(kind_of(DisconnectedCallback{}), Kind::Disconnected);
}

StatusCallback read_status(ChatType type) {
  return {.instance = InstanceId("I"),
          .chat = {.phone = "P", .type = type},
          .messages = {MessageId("m")},
          .status = MessageStatus::Read,
          .participant = "W",
          .device = 19,
          .at = WallTime(std::chrono::milliseconds(1757165614999))};
}

TEST(StatusBody, SaysWhoByTheTypeOfTheChat) {
  const std::string head =
      R"({"instanceId":"I","status":"READ","ids":["m"],"momment":1757165614000)";
  const std::string tail = R"("phone":"P","type":"MessageStatusCallback","isGroup":)";
  struct Row {
    ChatType type;
    std::string body;
  };
  const Row rows[] = {
      {ChatType::Private, head + R"(,"phoneDevice":19,)" + tail + "false}"},
      {ChatType::Lid, head + R"(,"phoneDevice":19,)" + tail + "false}"},
      {ChatType::Group, head + R"(,"participant":"W","participantDevice":19,)" + tail + "true}"},
      {ChatType::Broadcast,
       head + R"(,"participant":"W","participantDevice":19,"phoneDevice":0,)" + tail + "false}"},
  };
  for (const Row& row : rows) EXPECT_EQ(written(Dialect::Zapi, read_status(row.type)), row.body);
}

TEST(Momment, OfAStatusIsWholeSecondsAlsoBefore1970) {
  StatusCallback early = read_status(ChatType::Private);
  early.at = WallTime(std::chrono::milliseconds(-1));
  EXPECT_NE(written(Dialect::Zapi, early).find(R"("momment":-1000,)"), std::string::npos);
}

TEST(Momment, OfADeliveryIsExact) {
  const DeliveryCallback exact{.instance = InstanceId("I"),
                               .chat = {.phone = "P"},
                               .message = MessageId("m"),
                               .zaap = ZaapId("z"),
                               .at = WallTime(std::chrono::milliseconds(1757165614999))};
  EXPECT_NE(written(Dialect::Zapi, exact).find(R"("momment":1757165614999,)"), std::string::npos);
}

TEST(Momment, UnknownIsASlotAsExactAsTheKind) {
  StatusCallback status = read_status(ChatType::Private);
  status.at = std::nullopt;
  EXPECT_NE(written(Dialect::Zapi, status).find('"' + number_mark(Slot::MommentSeconds) + '"'),
            std::string::npos);
  const DisconnectedCallback lost{.instance = InstanceId("I")};
  EXPECT_NE(written(Dialect::Zapi, lost).find('"' + number_mark(Slot::MommentMs) + '"'),
            std::string::npos);
}

TEST(Texts, ThatAreNotUtf8BecomeReplacementCharacters) {
  PresenceCallback presence{.instance = InstanceId("I"), .chat = {.phone = "1\xFF\"2"}};
  EXPECT_EQ(written(Dialect::Zapi, presence),
            R"({"type":"PresenceChatCallback","phone":"1)"
            "\xEF\xBF\xBD"
            R"(\"2","status":"AVAILABLE","lastSeen":null,"instanceId":"I"})");
}

TEST(CustomId, IsWrittenByTheOldDialectsOnly) {
  DeliveryCallback delivery{.chat = {.phone = "1"}, .custom_id = "mine"};
  for (const auto& dialect : kDialects) {
    const bool old = dialect.value == Dialect::Zapi2021 || dialect.value == Dialect::Plugzapi ||
                     dialect.value == Dialect::Plugchat2022;
    const bool has = written(dialect.value, delivery).find("mine") != std::string::npos;
    EXPECT_EQ(has, old) << dialect.text;
  }
}

TEST(FailedDelivery, SaysItsErrorInEveryDialect) {
  const DeliveryCallback failed{.chat = {.phone = "1"}, .error = "Why", .error_code = "SHADOW_BAN"};
  for (const auto& dialect : kDialects) {
    const auto json = nlohmann::json::parse(written(dialect.value, failed));
    EXPECT_EQ(json.value("error", ""), "Why") << dialect.text;
    EXPECT_EQ(json.value("errorCode", ""), "SHADOW_BAN") << dialect.text;
  }
}

}  // namespace
}  // namespace ensaio
