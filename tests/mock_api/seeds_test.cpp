#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/mock_api/caller.hpp"

// The documentation's own pages, each as its reader would call: path, header, body, 200, 405, 415
// and the rule that webhooks are HTTPS.

namespace ensaio {
namespace {

/// What one page documents.
struct DocumentedCall {
  std::string target{};
  std::vector<Header> headers{};  ///< Without the Content-Type.
  std::string body{};
  std::string plain_body{};  ///< The same with http:// in it.
  Kind kind{};
  std::string instance{};
  Dialect dialect{};
};

WrittenCall as_documented(const DocumentedCall& page) {
  WrittenCall written{"PUT", page.target, page.body, page.headers};
  written.headers.push_back({"Content-Type", "application/json"});
  return written;
}

void takes_the_call(const DocumentedCall& page, const std::string& url) {
  Caller caller({.https = HttpsRule::Strict});
  const ProviderAnswer answer = caller.call(as_documented(page));
  EXPECT_EQ(answer.reply.status, 200);
  EXPECT_EQ(answer.reply.body, R"({"value":true})");
  EXPECT_THAT(answer.registered, testing::ElementsAre(page.kind));
  EXPECT_EQ(caller.url(page.kind, page.instance), url);
  ASSERT_NE(caller.provider.find(page.instance), nullptr);
  EXPECT_EQ(caller.provider.find(page.instance)->dialect, page.dialect);
}

void refuses_other_methods(const DocumentedCall& page) {
  for (const char* const method : {"POST", "GET", "DELETE", "PATCH", "OPTIONS", "put"}) {
    Caller caller;
    WrittenCall written = as_documented(page);
    written.method = method;
    const ProviderAnswer answer = caller.call(written);
    EXPECT_EQ(answer.reply.status, 405) << method;
    ASSERT_EQ(answer.reply.headers.size(), 1U) << method;
    EXPECT_EQ(answer.reply.headers[0].name, "Allow");
    EXPECT_EQ(answer.reply.headers[0].value, "PUT");
    EXPECT_EQ(caller.url(page.kind, page.instance), "-") << method;
  }
}

void refuses_other_types(const DocumentedCall& page) {
  for (const char* const type :
       {"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json"}) {
    Caller caller;
    WrittenCall written = as_documented(page);
    written.headers.back().value = type;
    EXPECT_EQ(caller.call(written).reply.status, 415) << type;
    written.headers.pop_back();
    EXPECT_EQ(caller.call(written).reply.status, 415) << "without the header";
    EXPECT_EQ(caller.url(page.kind, page.instance), "-") << type;
  }
}

void keeps_the_https_rule(const DocumentedCall& page) {
  struct Row {
    HttpsRule rule{};
    int status = 0;
    bool warns = false;
  };
  for (const Row& row : {Row{HttpsRule::Strict, 400, false}, Row{HttpsRule::Warn, 200, true},
                         Row{HttpsRule::Any, 200, false}}) {
    Caller caller({.https = row.rule});
    WrittenCall written = as_documented(page);
    written.body = page.plain_body;
    const ProviderAnswer answer = caller.call(written);
    EXPECT_EQ(answer.reply.status, row.status) << kHttpsRules.text(row.rule);
    EXPECT_EQ(!answer.warning.empty(), row.warns) << kHttpsRules.text(row.rule);
    EXPECT_EQ(caller.url(page.kind, page.instance) != "-", row.status == 200);
  }
}

void holds(const DocumentedCall& page, const std::string& url) {
  takes_the_call(page, url);
  refuses_other_methods(page);
  refuses_other_types(page);
  keeps_the_https_rule(page);
}

TEST(Seed000PlugchatChatPresence, IsServedAsDocumented) {
  holds({.target = "/api/whatsapp/update-webhook-chat-presence",
         .headers = {{"Authorization", "1nEFbU3EktLnV7LIIzX"}},
         .body = R"({ "value": "https://endereco-do-seu-sistema.com.br/" })",
         .plain_body = R"({ "value": "http://endereco-do-seu-sistema.com.br/" })",
         .kind = Kind::Presence,
         .instance = "1nEFbU3EktLnV7LIIzX",
         .dialect = Dialect::Plugchat2022},
        "https://endereco-do-seu-sistema.com.br/");
}

TEST(Seed001ZapiChatPresence, IsServedAsDocumented) {
  holds({.target = "/instances/YOUR_INSTANCE/token/YOUR_TOKEN/update-webhook-chat-presence",
         .headers = {{"Client-Token", "F0123456789abcdef"}},
         .body = R"({"value":
           "https://endereco-do-seu-sistema.com.br/instancia/SUA_INSTANCIA/presence"})",
         .plain_body = R"({"value":
           "http://endereco-do-seu-sistema.com.br/instancia/SUA_INSTANCIA/presence"})",
         .kind = Kind::Presence,
         .instance = "YOUR_INSTANCE",
         .dialect = Dialect::Zapi},
        "https://endereco-do-seu-sistema.com.br/instancia/SUA_INSTANCIA/presence");
}

/// The page has callbacks only: every status that it shows can be told where the call of the page
/// before it sets a URL.
TEST(Seed002ZapiPresenceExamples, AreOfTheDialectThatRegisteringBrings) {
  Caller caller;
  caller.zapi("PUT", "update-webhook-chat-presence", R"({"value":"https://a.test/"})");
  const MockInstance* const instance = caller.provider.find("I1");
  ASSERT_NE(instance, nullptr);
  for (const auto& row : kPresences) {
    EXPECT_TRUE(has_presence(instance->dialect, row.value)) << row.text;
  }
  EXPECT_EQ(caller.url(Kind::Presence), "https://a.test/");
}

TEST(Seed003PlugchatMessageStatus, IsServedAsDocumented) {
  holds({.target = "/api/integrations/update-webhooks",
         .headers = {{"Authorization", "Bearer SEU_TOKEN_AQUI"}},
         .body = R"({ "value": { "messageStatus": "https://seuwebhook.com.br" } })",
         .plain_body = R"({ "value": { "messageStatus": "http://seuwebhook.com.br" } })",
         .kind = Kind::Status,
         .instance = "SEU_TOKEN_AQUI",
         .dialect = Dialect::Plugchat},
        "https://seuwebhook.com.br");
}

TEST(Seed003PlugchatMessageStatus, TakesTheOptionalKeysToo) {
  Caller caller;
  const ProviderAnswer answer = caller.plugchat("PUT", "integrations/update-webhooks", R"({
    "finishAttendance": "https://seuwebhook.com.br/1",
    "startAttendance": "https://seuwebhook.com.br/2",
    "receiveMessage": "https://seuwebhook.com.br/3",
    "sendingMessage": "https://seuwebhook.com.br/4",
    "messageDeliveryError": "https://seuwebhook.com.br/5",
    "messageStatus": "https://seuwebhook.com.br/6",
    "whenDisconnecting": "https://seuwebhook.com.br/7"})");
  EXPECT_EQ(answer.reply.status, 200);
  EXPECT_EQ(caller.provider.find("P1")->dialect, Dialect::Plugchat2024);
  EXPECT_EQ(caller.url(Kind::FinishAttendance, "P1"), "https://seuwebhook.com.br/1");
  EXPECT_EQ(caller.url(Kind::StartAttendance, "P1"), "https://seuwebhook.com.br/2");
  EXPECT_EQ(caller.url(Kind::Received, "P1"), "https://seuwebhook.com.br/3");
  EXPECT_EQ(caller.url(Kind::Delivery, "P1"), "https://seuwebhook.com.br/4");
  EXPECT_EQ(caller.url(Kind::DeliveryError, "P1"), "https://seuwebhook.com.br/5");
  EXPECT_EQ(caller.url(Kind::Status, "P1"), "https://seuwebhook.com.br/6");
  EXPECT_EQ(caller.url(Kind::Disconnected, "P1"), "https://seuwebhook.com.br/7");
}

TEST(Seed004PlugchatMessageStatus, IsServedAsDocumented) {
  holds({.target = "/api/whatsapp/update-webhook-message-status",
         .headers = {{"Authorization", "1nEFbU3EktLnV7LIIzX"}},
         .body = R"({"value":
           "https://endereco-do-seu-sistema.com.br/instancia/SUA_INSTANCIA/status"})",
         .plain_body = R"({"value":
           "http://endereco-do-seu-sistema.com.br/instancia/SUA_INSTANCIA/status"})",
         .kind = Kind::Status,
         .instance = "1nEFbU3EktLnV7LIIzX",
         .dialect = Dialect::Plugchat2022},
        "https://endereco-do-seu-sistema.com.br/instancia/SUA_INSTANCIA/status");
}

/// Its heading says /update-webhook-status, which its own URL does not.
TEST(Seed004PlugchatMessageStatus, IsHintedAtWhereTheHeadingIsBelieved) {
  Caller caller;
  const ProviderAnswer answer =
      caller.plugchat("PUT", "whatsapp/update-webhook-status", R"({"value":"https://a.test/"})");
  EXPECT_EQ(answer.reply.status, 200);
  EXPECT_THAT(answer.reply.body, testing::HasSubstr("NOT_FOUND"));
  EXPECT_EQ(answer.near_miss, "did you mean update-webhook-message-status?");
}

}  // namespace
}  // namespace ensaio
