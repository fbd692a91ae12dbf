#include "mock_api/life.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "simulator/wire/body.hpp"
#include "tests/mock_api/told.hpp"

namespace ensaio {
namespace {

/// The bodies of those that are so called.
std::vector<nlohmann::json> bodies(const Following& following, const std::string& callback) {
  std::vector<nlohmann::json> found;
  for (const ToldCallback& one : performed(*following.sequel)) {
    if (one.callback == callback) found.push_back(nlohmann::json::parse(one.body));
  }
  return found;
}

TEST(Life, IsToldInTheWordsOfTheDialect) {
  struct Row {
    Dialect dialect;
    const char* route;
    const char* told;
  };
  const Row rows[] = {
      {Dialect::Zapi, "send-text", "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ"},
      {Dialect::Zapi, "send-audio",
       "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ, 961 PLAYED"},
      {Dialect::Zapi, "send-ptv",
       "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ, 961 PLAYED"},
      {Dialect::Zapi, "send-video",
       "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ, 961 PLAYED"},
      {Dialect::Zapi, "send-image", "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ"},
      {Dialect::Zapi2022, "send-text", "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ"},
      {Dialect::Zapi2021, "send-text", "50 DeliveryCallback, 296 MESSAGE_RECEIVED"},
      {Dialect::Zapi2021, "send-audio", "50 DeliveryCallback, 296 MESSAGE_RECEIVED"},
      {Dialect::Plugzapi, "send-audio",
       "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ, 961 PLAYED"},
      {Dialect::Plugchat, "send-text", "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ"},
      {Dialect::Plugchat, "send-audio",
       "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ, 961 PLAYED"},
      {Dialect::Plugchat2024, "send-text", "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ"},
      {Dialect::Plugchat2022, "send-text", "50 DeliveryCallback, 296 MESSAGE_RECEIVED"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(told(lived(sent_message(row.route, row.dialect))), row.told)
        << kDialects.text(row.dialect) << ' ' << row.route;
  }
}

TEST(Life, OfAPhoneWithAMeaningIsAsItMeans) {
  struct Row {
    const char* what;
    const char* phone;
    const char* route;
    const char* told;
  };
  const Row rows[] = {
      {"does not exist", "5544990000001", "send-text", "50 DeliveryCallback"},
      {"is never read", "5544990000002", "send-text",
       "50 DeliveryCallback, 100 SENT, 296 RECEIVED"},
      {"what is never read is never played", "5544990000002", "send-audio",
       "50 DeliveryCallback, 100 SENT, 296 RECEIVED"},
      {"is read before it is received", "5544990000003", "send-text",
       "50 DeliveryCallback, 100 SENT, 296 READ, 761 RECEIVED"},
      {"and then played", "5544990000003", "send-audio",
       "50 DeliveryCallback, 100 SENT, 296 READ, 761 RECEIVED, 961 PLAYED"},
      {"everything twice", "5544990000004", "send-text",
       "50 DeliveryCallback, 50 DeliveryCallback, 100 SENT, 100 SENT, 296 RECEIVED, 296 RECEIVED, "
       "761 READ, 761 READ"},
      {"shadow ban", "5544990000006", "send-text", "50 DeliveryCallback"},
      {"nothing at all", "5544990000007", "send-text", "silence"},
      {"the next number means nothing", "5544990000008", "send-text",
       "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ"},
      {"nor the one before", "5544990000000", "send-text",
       "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ"},
  };
  for (const Row& row : rows) {
    SentMessage message = sent_message(row.route);
    message.phone = row.phone;
    EXPECT_EQ(told(lived(message)), row.told) << row.what;
  }
}

TEST(Life, HasAnotherSeedWithEveryCall) {
  EXPECT_EQ(told(lived(sent_message(), call_context(3))),
            told(lived(sent_message(), call_context(3))));
  EXPECT_NE(told(lived(sent_message(), call_context(3))),
            told(lived(sent_message(), call_context(4))));
}

TEST(Life, SaysTheIdsAndThePhoneOfTheSend) {
  const Following following = lived(sent_message());
  const auto delivery = bodies(following, "DeliveryCallback");
  ASSERT_EQ(delivery.size(), 1U);
  EXPECT_EQ(delivery[0]["messageId"], "3A00000000000000AAAA");
  EXPECT_EQ(delivery[0]["zaapId"], "019D000000000000000000000000BBBB");
  EXPECT_EQ(delivery[0]["phone"], "5544999990123");
  EXPECT_EQ(delivery[0]["instanceId"], "INSTANCE");
  EXPECT_FALSE(delivery[0].contains("error"));
  const auto read = bodies(following, "READ");
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0]["ids"], nlohmann::json::array({"3A00000000000000AAAA"}));
  EXPECT_EQ(read[0]["isGroup"], false);
}

TEST(Life, SaysWhyItFailed) {
  SentMessage message = sent_message();
  message.phone = "5544990000001";
  EXPECT_EQ(bodies(lived(message), "DeliveryCallback").at(0)["error"],
            "Phone number does not exist");
  message.phone = "5544990000006";
  const auto banned = bodies(lived(message), "DeliveryCallback").at(0);
  EXPECT_EQ(banned["error"], "The message was not sent due to a likely shadow ban");
  EXPECT_EQ(banned["errorCode"], "SHADOW_BAN");
}

TEST(Life, OfAGroupsMessageNamesWhoReadIt) {
  SentMessage message = sent_message();
  message.phone = "120363000000000001-group";
  const Following following = lived(message);
  EXPECT_EQ(told(following), "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ");
  const auto read = bodies(following, "READ").at(0);
  EXPECT_EQ(read["phone"], message.phone);
  EXPECT_EQ(read["isGroup"], true);
  EXPECT_EQ(read["participant"].get<std::string>().size(), 13U);
  EXPECT_EQ(read["participant"], bodies(following, "RECEIVED").at(0)["participant"]);
}

TEST(Life, EchoesWhatWasSentWhereThatWasAskedFor) {
  CallContext context = call_context();
  context.echo = true;
  const Following following = lived(sent_message(), context);
  EXPECT_EQ(told(following),
            "50 DeliveryCallback, 50 ReceivedCallback, 100 SENT, 296 RECEIVED, 761 READ");
  const auto echo = bodies(following, "ReceivedCallback").at(0);
  EXPECT_EQ(echo["fromMe"], true);
  EXPECT_EQ(echo["fromApi"], true);
  EXPECT_EQ(echo["messageId"], "3A00000000000000AAAA");
  EXPECT_EQ(echo["phone"], "5544999990123");
  EXPECT_EQ(echo["connectedPhone"], "5511888880000");
  EXPECT_EQ(echo["chatName"], "5544999990123");
  EXPECT_EQ(echo["text"]["message"], "Qual o horário?");
}

TEST(Life, EchoesAFileWithItsCaption) {
  struct Row {
    const char* route;
    Dialect dialect;
    const char* words;  ///< Where the text is; empty: nowhere.
  };
  const Row rows[] = {
      {"send-image", Dialect::Zapi, "/image/caption"},
      {"send-video", Dialect::Zapi, "/video/caption"},
      {"send-image", Dialect::Plugchat2022, "/image/caption"},
      {"send-image", Dialect::Plugchat, "/text/message"},  // It documents no image.
      {"send-audio", Dialect::Zapi, ""},
      {"send-ptv", Dialect::Zapi, ""},
      {"send-list", Dialect::Zapi2021, "/text/message"},
  };
  CallContext context = call_context();
  context.echo = true;
  for (const Row& row : rows) {
    const auto echo =
        bodies(lived(sent_message(row.route, row.dialect), context), "ReceivedCallback").at(0);
    EXPECT_EQ(echo.dump().find("Qual o") != std::string::npos, *row.words != '\0') << row.route;
    if (*row.words == '\0') continue;
    EXPECT_EQ(echo[nlohmann::json::json_pointer(row.words)], "Qual o horário?") << row.route;
  }
}

TEST(Life, EchoesInAGroupAsTheOneWhoWrote) {
  CallContext context = call_context();
  context.echo = true;
  SentMessage message = sent_message();
  message.phone = "120363000000000001-group";
  const auto echo = bodies(lived(message, context), "ReceivedCallback").at(0);
  EXPECT_EQ(echo["phone"], message.phone);
  EXPECT_EQ(echo["participantPhone"], "5511888880000");
  EXPECT_EQ(echo["senderName"], "5511888880000");
}

TEST(Life, KeepsATextThatNeedsCareInJson) {
  CallContext context = call_context();
  context.echo = true;
  SentMessage message = sent_message();
  message.text = "\"{{ text }}\\\n\x01";
  EXPECT_EQ(bodies(lived(message, context), "ReceivedCallback").at(0)["text"]["message"],
            message.text);
}

TEST(Life, CanBeToldInEveryShape) {
  for (const auto& dialect : kDialects) {
    for (const auto& magic : kMagicNumbers) {
      for (const char* phone : {"5544999990123", "12345@lid", "1203-group", "status@broadcast"}) {
        for (const char* route : {"send-text", "send-audio", "send-image", "send-ptv"}) {
          SentMessage message = sent_message(route, dialect.value);
          message.phone = phone;
          EXPECT_TRUE(script(life(life_shape(message, magic.value, true))))
              << dialect.text << ' ' << magic.text << ' ' << phone << ' ' << route;
        }
      }
    }
  }
}

}  // namespace
}  // namespace ensaio
