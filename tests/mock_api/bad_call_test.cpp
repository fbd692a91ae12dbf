#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/mock_api/caller.hpp"

// What the provider answers to calls that are wrong.

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(BadCall, IsRefusedWithItsReason) {
  struct Row {
    const char* what;
    const char* method;
    const char* path;
    std::string body;
    int status;
    const char* reason;
  };
  const std::string deep = std::string(100'000, '[');
  const Row rows[] = {
      {"no body", "PUT", "update-webhook-delivery", "", 400, "the body is empty"},
      {"no JSON", "PUT", "update-webhook-delivery", "{value", 400, "the body is not JSON"},
      {"half a body", "PUT", "update-webhook-delivery", R"({"value":"http)", 400, "not JSON"},
      {"broken UTF-8", "PUT", "update-webhook-delivery", "{\"value\":\"\xFF\"}", 400, "not JSON"},
      {"too deep", "PUT", "update-webhook-delivery", deep, 400, "the body is not JSON"},
      {"a list", "PUT", "update-webhook-delivery", "[]", 400, "the body is not an object"},
      {"a text", "PUT", "update-webhook-delivery", "\"a\"", 400, "the body is not an object"},
      {"no value", "PUT", "update-webhook-delivery", R"({"Value":"x"})", 400, R"(lacks \"value\")"},
      {"a number", "PUT", "update-webhook-delivery", R"({"value":7})", 400, "it is no text"},
      {"an object", "PUT", "update-webhook-delivery", R"({"value":{}})", 400, "it is no text"},
      {"no URL", "PUT", "update-webhook-delivery", R"({"value":"a.test"})", 400, "is not a URL"},
      {"no host", "PUT", "update-webhook-delivery", R"({"value":"https:///x"})", 400, "no host"},
      {"ftp", "PUT", "update-webhook-delivery", R"({"value":"ftp://a.test/"})", 400, "not a URL"},
      {"every: no URL", "PUT", "update-every-webhooks", R"({"value":"x"})", 400, "not a URL"},
      {"every: no truth", "PUT", "update-every-webhooks",
       R"({"value":"https://a.test","notifySentByMe":"yes"})", 400, "not true or false"},
      {"notify: value", "PUT", "update-notify-sent-by-me", R"({"value":true})", 400,
       R"(lacks \"notifySentByMe\")"},
      {"notify: null", "PUT", "update-notify-sent-by-me", R"({"notifySentByMe":null})", 400,
       R"(lacks \"notifySentByMe\")"},
      {"proxy: no URL", "PUT", "update-proxy-webhook", R"({"value":"x"})", 400, "not a URL"},
      {"filters: none", "PUT", "update-filters", "{}", 400, "lacks"},
      {"filters: no list", "PUT", "update-filters", R"({"messageFilters":"x"})", 400,
       "not a list of texts"},
      {"filters: numbers", "PUT", "update-filters", R"({"callbackTypeFilters":[1]})", 400,
       "not a list of texts"},
      {"send: no phone", "POST", "send-text", R"({"message":"x"})", 400, R"(lacks \"phone\")"},
      {"send: no message", "POST", "send-text", R"({"phone":"55"})", 400, R"(lacks \"message\")"},
      {"send: null", "POST", "send-text", R"({"phone":"55","message":null})", 400, "lacks"},
      {"any send: no phone", "POST", "send-poll", "{}", 400, R"(lacks \"phone\")"},
      {"send: words", "POST", "send-text", R"({"phone":"ana","message":"x"})", 400,
       "Invalid phone"},
      {"send: empty", "POST", "send-text", R"({"phone":"","message":"x"})", 400, "Invalid phone"},
      {"send: half a group", "POST", "send-text", R"({"phone":"-group","message":"x"})", 400,
       "Invalid phone"},
      {"send: a list", "POST", "send-text", R"({"phone":"55","message":["x"]})", 400, "not a text"},
      {"mention all of one", "POST", "send-text",
       R"({"phone":"55","message":"x","mentionAll":true})", 400,
       "mentionAll can only be used in groups"},
      {"delete: no query", "DELETE", "messages?phone=55&owner=true", "", 400,
       R"(lacks \"messageId\")"},
      {"name: a number", "PUT", "update-name", R"({"value":7})", 400, "not a text"},
      {"auto read: a text", "PUT", "update-auto-read-message", R"({"value":"x"})", 400,
       "not true or false"},
      {"queue: a text", "PUT", "update-queue-settings", R"({"disableEnqueueWhenDisconnected":"x"})",
       400, "not true or false"},
      {"phones: a text", "POST", "phone-exists-batch", R"({"phones":"x"})", 400, "not a list"},
      {"picture of nobody", "GET", "profile-picture", "", 400, R"(lacks \"phone\")"},
  };
  for (const Row& row : rows) {
    Caller caller;
    const auto answer = caller.zapi(row.method, row.path, row.body);
    EXPECT_EQ(answer.reply.status, row.status) << row.what;
    EXPECT_THAT(answer.reply.body, StartsWith(R"({"error":")")) << row.what;
    EXPECT_THAT(answer.reply.body, HasSubstr(row.reason)) << row.what;
    EXPECT_TRUE(answer.registered.empty()) << row.what;
    EXPECT_FALSE(answer.sent) << row.what;
  }
}

TEST(BadCall, IsUnauthorizedWherePlugchatOf2024SaysSo) {
  struct Row {
    const char* what;
    std::optional<Dialect> dialect;
    const char* body;
    int status;
  };
  const Row rows[] = {
      {"an unknown key", std::nullopt, R"({"presence":"https://a.test/"})", 401},
      {"no key", std::nullopt, "{}", 401},
      {"an unknown key inside", std::nullopt, R"({"value":{"presence":"https://a.test/"}})", 400},
      {"no key inside", std::nullopt, R"({"value":{}})", 400},
      {"no object, dialect unknown", std::nullopt, "[]", 400},
      {"no object, dialect known", Dialect::Plugchat2024, "[]", 401},
      {"no text", std::nullopt, R"({"messageStatus":7})", 400},
      {"a list for a value", std::nullopt, R"({"value":[]})", 400},
  };
  for (const Row& row : rows) {
    Caller caller({.dialect = row.dialect});
    EXPECT_EQ(caller.plugchat("PUT", "integrations/update-webhooks", row.body).reply.status,
              row.status)
        << row.what;
  }
  Caller caller;
  EXPECT_THAT(
      caller.plugchat("PUT", "integrations/update-webhooks", R"({"mesageStatus":"x"})").reply.body,
      HasSubstr(R"(did you mean \"messageStatus\"?)"));
}

TEST(BadCall, SaysWhatItsPathTakes) {
  struct Row {
    const char* method;
    const char* path;
    const char* allow;
  };
  for (const Row& row :
       {Row{"POST", "update-webhook-received", "PUT"}, Row{"GET", "send-text", "POST"},
        Row{"PUT", "queue", "GET, POST, DELETE"}, Row{"GET", "messages", "DELETE"},
        Row{"DELETE", "send-anything", "POST"}, Row{"HEAD", "send-text", "POST"},
        Row{"GET", "send-document/pdf", "POST"}}) {
    Caller caller;
    const auto answer = caller.zapi(row.method, row.path);
    EXPECT_EQ(answer.reply.status, 405) << row.path;
    ASSERT_EQ(answer.reply.headers.size(), 1U) << row.path;
    EXPECT_EQ(answer.reply.headers[0].value, row.allow) << row.path;
  }
  Caller caller;
  EXPECT_EQ(caller.zapi("HEAD", "status").reply.status, 200);
}

TEST(BadCall, TakesJsonWithParametersForJson) {
  for (const char* const type :
       {"application/json; charset=utf-8", "Application/JSON", "application/json ;x"}) {
    Caller caller;
    EXPECT_EQ(caller
                  .call({"PUT",
                         "/instances/I1/token/T1/update-webhook-delivery",
                         R"({"value":""})",
                         {{"content-type", type}}})
                  .reply.status,
              200)
        << type;
  }
}

TEST(BadCall, IsToldApartWhereItDidNotComeWhole) {
  Caller caller;
  Question question{.method = "PUT",
                    .came = Came::TooLong,
                    .target = "/instances/I1/token/T1/update-webhook-delivery"};
  EXPECT_EQ(caller.provider.call(question, kCalledAt).reply.status, 413);
  question.target = "/nothing";
  EXPECT_EQ(caller.provider.call(question, kCalledAt).reply.status, 413);
  question.came = Came::BrokenOff;
  EXPECT_EQ(caller.provider.call(question, kCalledAt).reply.status, 400);
}

TEST(BadCall, OfAnUnknownPathIsAnsweredAsObserved) {
  const std::string body =
      R"({"error":"NOT_FOUND","message":"Unable to find matching target resource method"})";
  Caller observed;
  EXPECT_EQ(observed.zapi("GET", "nothing").reply.status, 200);
  EXPECT_EQ(observed.zapi("GET", "nothing").reply.body, body);
  EXPECT_EQ(observed.zapi("GET", "nothing").route, "");
  Caller strict({.unknown_path = 404});
  EXPECT_EQ(strict.call({"GET", "/"}).reply.status, 404);
  EXPECT_EQ(strict.call({"GET", "/"}).reply.body, body);
}

TEST(BadCall, OfAnOddPathIsOfAnUnknownOne) {
  for (const char* const target :
       {"", "*", "?", "/", "//", "/instances", "/instances/I1/token/T1", "/instances/I1/token/T1/",
        "/instances/I1/token/T1/../T1/me", "/instances/I1/token/T1/send-document/",
        "/instances/I1/token%2FT1/me", "/instances/I1/token/T1%2Fme", "/api/whatsapp",
        "/api/whatsapp/", "/api/integrations/me", "/instances//token/T1/me/x",
        "/instances/I1/token/T1/me%00", "/instances/I1/token/T1/\xFF\xFE"}) {
    Caller caller;
    const auto answer = caller.call({"GET", target});
    EXPECT_THAT(answer.reply.body, HasSubstr("NOT_FOUND")) << target;
    EXPECT_TRUE(caller.provider.instances().empty()) << target;
  }
  Caller caller;
  EXPECT_EQ(caller.zapi("GET", "me/").route, "me");
  EXPECT_EQ(caller.call({"GET", "http://127.0.0.1:1/instances/I1/token/T1/me?x#y"}).route, "me");
}

TEST(BadCall, NamesNoInstanceByWhatIsNoText) {
  const std::string long_id(257, 'a');
  for (const std::string& id : {std::string(""), std::string("%00"), std::string("%FF"),
                                std::string("%EF%B7%90"), std::string("a%0Ab"), long_id}) {
    Caller caller;
    const auto answer = caller.call({"GET", "/instances/" + id + "/token/T1/me"});
    EXPECT_EQ(answer.reply.status, 400) << id;
    EXPECT_TRUE(caller.provider.instances().empty()) << id;
  }
}

}  // namespace
}  // namespace ensaio
