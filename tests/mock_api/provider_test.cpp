#include "mock_api/provider.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "simulator/wire/json.hpp"

namespace ensaio {
namespace {

constexpr WallTime kNow{std::chrono::milliseconds(1'700'000'000'000)};

ProviderAnswer zapi(Provider& provider, const char* method, const std::string& verb,
                    const std::string& body = "") {
  const std::string target = "/instances/I1/token/T1/" + verb;
  return provider.call({.method = method,
                        .path = target,
                        .body = body,
                        .target = target,
                        .headers = {{"content-type", "application/json"}}},
                       kNow);
}

TEST(Provider, RemembersAWebhookAndSaysSo) {
  Provider provider;
  const auto answer =
      zapi(provider, "PUT", "update-webhook-chat-presence", R"({"value":"https://a.test/p"})");
  EXPECT_EQ(answer.reply.status, 200);
  EXPECT_EQ(answer.reply.body, R"({"value":true})");
  EXPECT_EQ(answer.route, "update-webhook-chat-presence");
  EXPECT_EQ(answer.instance, "I1");
  EXPECT_THAT(answer.registered, testing::ElementsAre(Kind::Presence));
  ASSERT_NE(provider.webhook("I1", Kind::Presence), nullptr);
  EXPECT_EQ(*provider.webhook("I1", Kind::Presence), "https://a.test/p");
}

TEST(Provider, AnswersIdsToASend) {
  Provider provider;
  const auto answer = zapi(provider, "POST", "send-text", R"({"phone":"5544","message":"oi"})");
  ASSERT_TRUE(answer.sent);
  EXPECT_EQ(answer.sent->text, "oi");
  EXPECT_EQ(answer.reply.body, R"({"zaapId":")" + answer.sent->zaap_id + R"(","messageId":")" +
                                   answer.sent->message_id + R"(","id":")" +
                                   answer.sent->message_id + R"("})");
}

}  // namespace
}  // namespace ensaio
