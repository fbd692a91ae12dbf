#include "mock_api/provider.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/mock_api/caller.hpp"

namespace ensaio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string webhook_body(const std::string& url) { return R"({"value":")" + url + R"("})"; }

TEST(Provider, SetsEachWebhookByItsOwnCall) {
  struct Row {
    const char* call;
    Kind kind;
    const char* member;
  };
  const Row rows[] = {
      {"update-webhook-received", Kind::Received, "receivedCallbackUrl"},
      {"update-webhook-received-delivery", Kind::Received, "receivedAndDeliveryCallbackUrl"},
      {"update-webhook-delivery", Kind::Delivery, "deliveryCallbackUrl"},
      {"update-webhook-message-status", Kind::Status, "messageStatusCallbackUrl"},
      {"update-webhook-chat-presence", Kind::Presence, "presenceChatCallbackUrl"},
      {"update-webhook-connected", Kind::Connected, "connectedCallbackUrl"},
      {"update-webhook-disconnected", Kind::Disconnected, "disconnectedCallbackUrl"},
  };
  for (const Row& row : rows) {
    Caller caller;
    EXPECT_THAT(caller.zapi("GET", "me").reply.body,
                HasSubstr("\"" + std::string(row.member) + "\":null"))
        << row.call;
    const auto answer = caller.zapi("PUT", row.call, webhook_body("https://a.test/x"));
    EXPECT_EQ(answer.reply.body, R"({"value":true})") << row.call;
    EXPECT_EQ(answer.route, row.call);
    EXPECT_EQ(answer.instance, "I1");
    EXPECT_THAT(answer.registered, ElementsAre(row.kind)) << row.call;
    EXPECT_EQ(caller.url(row.kind), "https://a.test/x") << row.call;
    EXPECT_THAT(caller.zapi("GET", "me").reply.body,
                HasSubstr("\"" + std::string(row.member) + R"(":"https://a.test/x")"))
        << row.call;
  }
}

TEST(Provider, RemembersWhatAWebhookWasBefore) {
  Caller caller;
  caller.zapi("PUT", "update-webhook-delivery", webhook_body("https://a.test/1"));
  caller.zapi("PUT", "update-webhook-delivery", webhook_body("https://a.test/2"));
  EXPECT_TRUE(caller.zapi("PUT", "update-webhook-delivery", R"({"value":""})").registered.empty());
  EXPECT_EQ(caller.url(Kind::Delivery), "-");
  const auto& history = caller.provider.find("I1")->history;
  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history[0].before, "");
  EXPECT_EQ(history[1].url, "https://a.test/2");
  EXPECT_EQ(history[1].before, "https://a.test/1");
  EXPECT_EQ(history[1].route, "update-webhook-delivery");
  EXPECT_EQ(history[1].at, kCalledAt);
  EXPECT_EQ(history[2].url, "");
  EXPECT_EQ(history[2].before, "https://a.test/2");
}

TEST(Provider, UnsetsAWebhookByNullToo) {
  Caller caller;
  caller.zapi("PUT", "update-webhook-delivery", webhook_body("https://a.test/1"));
  EXPECT_EQ(caller.zapi("PUT", "update-webhook-delivery", R"({"value":null})").reply.status, 200);
  EXPECT_EQ(caller.url(Kind::Delivery), "-");
}

TEST(Provider, ForgetsTheOldestOfAThousandChanges) {
  Caller caller;
  for (int i = 0; i < 1003; ++i) {
    caller.zapi("PUT", "update-webhook-delivery", webhook_body("https://a.test/"));
  }
  EXPECT_EQ(caller.provider.find("I1")->history.size(), 1000U);
  EXPECT_EQ(caller.provider.find("I1")->forgotten, 3U);
}

TEST(Provider, SetsEveryWebhookAtOnce) {
  Caller caller;
  const auto answer = caller.zapi("PUT", "update-every-webhooks",
                                  R"({"value":"https://a.test/","notifySentByMe":true})");
  EXPECT_EQ(answer.reply.status, 200);
  EXPECT_EQ(answer.registered.size(), 6U);
  for (const Kind kind : answer.registered) EXPECT_EQ(caller.url(kind), "https://a.test/");
  EXPECT_TRUE(caller.provider.find("I1")->notify_sent_by_me);
  EXPECT_THAT(caller.zapi("GET", "me").reply.body, HasSubstr(R"("receiveCallbackSentByMe":true)"));
  caller.zapi("PUT", "update-every-webhooks", R"({"value":""})");
  EXPECT_EQ(caller.url(Kind::Status), "-");
}

TEST(Provider, SetsEveryWebhookThatPlugchatHasByOneUrl) {
  Caller caller;
  const auto answer =
      caller.plugchat("PUT", "integrations/update-webhooks", webhook_body("https://a.test/"));
  EXPECT_EQ(answer.reply.status, 200);
  EXPECT_EQ(caller.url(Kind::FinishAttendance, "P1"), "https://a.test/");
  EXPECT_EQ(caller.url(Kind::Presence, "P1"), "-");
  EXPECT_EQ(caller.provider.find("P1")->dialect, Dialect::Plugchat);
}

TEST(Provider, PrefersReceivedDeliveryWhileOwnMessagesAreTold) {
  Caller caller;
  caller.zapi("PUT", "update-webhook-received-delivery", webhook_body("https://a.test/both"));
  caller.zapi("PUT", "update-webhook-received", webhook_body("https://a.test/received"));
  EXPECT_EQ(caller.url(Kind::Received), "https://a.test/both");
  caller.zapi("PUT", "update-notify-sent-by-me", R"({"notifySentByMe":false})");
  EXPECT_EQ(caller.url(Kind::Received), "https://a.test/received");
  caller.zapi("PUT", "update-notify-sent-by-me", R"({"notifySentByMe":true})");
  EXPECT_EQ(caller.url(Kind::Received), "https://a.test/both");
  caller.zapi("PUT", "update-webhook-received-delivery", R"({"value":null})");
  EXPECT_EQ(caller.url(Kind::Received), "https://a.test/received");
}

TEST(Provider, SilencesWhatIsFilteredAndKeepsItsUrl) {
  Caller caller;
  caller.zapi("PUT", "update-every-webhooks", webhook_body("https://a.test/"));
  const auto answer = caller.zapi("PUT", "update-filters", R"({"callbackTypeFilters":
    ["FILTER_PRESENCE_CHAT_CALLBACK"],"messageFilters":["FILTER_FROM_GROUP"]})");
  EXPECT_EQ(answer.reply.status, 200);
  EXPECT_EQ(answer.near_miss, "");
  EXPECT_EQ(caller.url(Kind::Presence), "-");
  EXPECT_EQ(caller.url(Kind::Status), "https://a.test/");
  EXPECT_THAT(caller.provider.find("I1")->message_filters, ElementsAre("FILTER_FROM_GROUP"));
  EXPECT_THAT(caller.zapi("GET", "me").reply.body,
              HasSubstr(R"("presenceChatCallbackUrl":"https://a.test/")"));
  caller.zapi("PUT", "update-filters", R"({"callbackTypeFilters":[]})");
  EXPECT_EQ(caller.url(Kind::Presence), "https://a.test/");
}

TEST(Provider, HintsAtAFilterThatThereIsNot) {
  Caller caller;
  EXPECT_EQ(
      caller.zapi("PUT", "update-filters", R"({"messageFilters":["FILTER_FROM_GRUOP"]})").near_miss,
      "did you mean FILTER_FROM_GROUP?");
  EXPECT_EQ(caller.zapi("PUT", "update-filters", R"({"messageFilters":["x"]})").near_miss,
            "there is no filter x");
}

TEST(Provider, SpeaksTheDialectThatAnAccountRegisteredBy) {
  const char* const nested = R"({"value":{"messageStatus":"https://a.test/"}})";
  const char* const flat = R"({"messageStatus":"https://a.test/"})";
  const std::string one = webhook_body("https://a.test/");
  Caller caller;
  const auto dialect = [&] { return kDialects.text(caller.provider.find("P1")->dialect); };
  caller.plugchat("GET", "whatsapp/status");
  EXPECT_EQ(dialect(), "plugchat");
  caller.plugchat("PUT", "whatsapp/update-webhook-chat-presence", one);
  EXPECT_EQ(dialect(), "plugchat-2022");
  caller.plugchat("PUT", "integrations/update-webhooks", flat);
  EXPECT_EQ(dialect(), "plugchat-2024");
  caller.plugchat("PUT", "integrations/update-webhooks", nested);
  EXPECT_EQ(dialect(), "plugchat");
  // Presences have a URL in the calls of 2022 only; statuses go on in the newer words.
  caller.plugchat("PUT", "whatsapp/update-webhook-chat-presence", one);
  EXPECT_EQ(dialect(), "plugchat");
}

TEST(Provider, SpeaksTheDialectOfTheSettingsWhateverElseIsSaid) {
  const MockAccount account{.id = "I1", .token = "T1", .dialect = Dialect::Zapi2021};
  Caller listed({.accounts = {{account}}});
  listed.zapi("PUT", "update-webhook-delivery", webhook_body("https://a.test/"));
  EXPECT_EQ(listed.provider.find("I1")->dialect, Dialect::Zapi2021);
  Caller told({.dialect = Dialect::Plugzapi, .accounts = {{account}}});
  told.zapi("PUT", "update-webhook-delivery", webhook_body("https://a.test/"));
  EXPECT_EQ(told.provider.find("I1")->dialect, Dialect::Plugzapi);
  Caller open({.dialect = Dialect::Zapi2022});
  open.zapi("PUT", "update-webhook-delivery", webhook_body("https://a.test/"));
  EXPECT_EQ(open.provider.find("I1")->dialect, Dialect::Zapi2022);
}

TEST(Provider, ChangesNothingWhereOneUrlOfSeveralIsWrong) {
  Caller caller;
  const auto answer = caller.plugchat("PUT", "integrations/update-webhooks",
                                      R"({"messageStatus":"https://a.test/","sendingMessage":7})");
  EXPECT_EQ(answer.reply.status, 400);
  EXPECT_THAT(answer.reply.body, HasSubstr("sendingMessage"));
  EXPECT_EQ(caller.url(Kind::Status, "P1"), "-");
}

TEST(Provider, KeepsInstancesApart) {
  Caller caller;
  caller.zapi("PUT", "update-webhook-delivery", webhook_body("https://a.test/1"));
  caller.call(
      {"PUT", "/instances/I2/token/T2/update-webhook-delivery", webhook_body("https://a.test/2")});
  EXPECT_EQ(caller.url(Kind::Delivery, "I1"), "https://a.test/1");
  EXPECT_EQ(caller.url(Kind::Delivery, "I2"), "https://a.test/2");
  EXPECT_EQ(caller.url(Kind::Delivery, "I3"), "-");
  EXPECT_EQ(caller.provider.instances().size(), 2U);
  EXPECT_TRUE(caller.provider.reset("I1"));
  EXPECT_FALSE(caller.provider.reset("I1"));
  EXPECT_EQ(caller.url(Kind::Delivery, "I2"), "https://a.test/2");
  caller.provider.reset();
  EXPECT_TRUE(caller.provider.instances().empty());
}

TEST(Provider, TakesNoMoreInstancesThanItCanHold) {
  Caller caller;
  for (int i = 0; i < 10'000; ++i) {
    caller.call({"GET", "/instances/I" + std::to_string(i) + "/token/T/me"});
  }
  const auto answer = caller.call({"GET", "/instances/one-more/token/T/me"});
  EXPECT_EQ(answer.reply.status, 400);
  EXPECT_THAT(answer.reply.body, HasSubstr("too many instances"));
}

}  // namespace
}  // namespace ensaio
