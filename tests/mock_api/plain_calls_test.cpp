#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "simulator/wire/json.hpp"
#include "tests/mock_api/caller.hpp"

// Calls that ask for something or set a small thing.

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(PlainCall, IsAnsweredPlausibly) {
  struct Row {
    const char* method;
    const char* verb;
    const char* body;
    int status;
    const char* answer;
  };
  const Row rows[] = {
      {"GET", "status", "", 200,
       R"({"connected":true,"error":"You are already connected","smartphoneConnected":true})"},
      {"GET", "qr-code", "", 200, R"({"connected":true})"},
      {"GET", "qr-code/image", "", 200, R"({"connected":true})"},
      {"GET", "restart", "", 200, R"({"value":true})"},
      {"GET", "contacts", "", 200, "[]"},
      {"GET", "chats?page=1&pageSize=9", "", 200, "[]"},
      {"GET", "profile-picture?phone=55", "", 200, R"({"link":"null"})"},
      {"POST", "modify-chat", R"({"phone":"55","action":"read"})", 200, R"({"value":true})"},
      {"POST", "read-message", R"({"phone":"55","messageId":"x"})", 204, ""},
      {"DELETE", "messages?messageId=x&phone=55&owner=true", "", 204, ""},
      {"PUT", "update-name", R"({"value":"Bia"})", 200, R"({"value":true})"},
      {"PUT", "update-auto-read-status", R"({"value":true})", 200, R"({"value":true})"},
      {"PUT", "profile-name", R"({"value":"Bia"})", 200, R"({"value":true})"},
      {"PUT", "profile-picture", R"({"value":"http://a.test/p"})", 200, R"({"value":true})"},
      {"PUT", "profile-description", R"({"value":"at nine"})", 200, R"({"value":true})"},
      {"POST", "contacts/modify-blocked", R"({"phone":"55","action":"block"})", 200,
       R"({"value":true})"},
      {"POST", "contacts/55/report", "", 200, R"({"value":true})"},
      {"PUT", "update-proxy-webhook", R"({"value":"http://a.test"})", 200, R"({"value":true})"},
  };
  for (const Row& row : rows) {
    Caller caller;
    const auto answer = caller.zapi(row.method, row.verb, row.body);
    EXPECT_EQ(answer.reply.status, row.status) << row.verb;
    EXPECT_EQ(answer.reply.body, row.answer) << row.verb;
    EXPECT_FALSE(answer.sent) << row.verb;
    EXPECT_TRUE(answer.registered.empty()) << row.verb;
    EXPECT_EQ(answer.near_miss, "") << row.verb;
  }
}

TEST(PlainCall, HasAnAnswerThatIsJson) {
  for (const char* const verb :
       {"me", "status", "device", "qr-code", "qr-code/image", "phone-code/55", "queue",
        "queue/count", "phone-exists/55", "contacts/55", "contacts/%FF", "chats/55", "chats/%FF"}) {
    for (const bool connected : {true, false}) {
      Caller caller;
      if (!connected) caller.zapi("GET", "disconnect");
      const auto answer = caller.zapi("GET", verb);
      EXPECT_TRUE(parsed_json(answer.reply.body)) << verb << ": " << answer.reply.body;
    }
  }
}

TEST(PlainCall, OfTheStatusFollowsTheConnection) {
  Caller caller;
  caller.zapi("GET", "disconnect");
  EXPECT_EQ(caller.zapi("GET", "status").reply.body,
            R"({"connected":false,"error":"You are not connected","smartphoneConnected":false})");
  EXPECT_EQ(caller.zapi("GET", "device").reply.status, 400);
  EXPECT_THAT(caller.zapi("GET", "qr-code").reply.body, StartsWith(R"({"value":"2@)"));
  EXPECT_THAT(caller.zapi("GET", "qr-code/image").reply.body,
              StartsWith(R"({"value":"data:image/png;base64,)"));
  caller.provider.set_connected("I1", true);
  EXPECT_THAT(caller.zapi("GET", "status").reply.body, StartsWith(R"({"connected":true)"));
  EXPECT_EQ(caller.plugchat("GET", "whatsapp/status").reply.body,
            R"({"connected":true,"session":true,"error":"You are already connected.",)"
            R"("smartphoneConnected":true})");
}

TEST(PlainCall, OfMeShowsWhatWasSet) {
  Caller caller;
  caller.zapi("PUT", "update-name", R"({"value":"Bia \"B\""})");
  caller.zapi("PUT", "update-auto-read-message", R"({"value":true})");
  caller.zapi("PUT", "update-call-reject-auto", R"({"value":true})");
  caller.zapi("PUT", "update-call-reject-message", R"({"value":"later"})");
  EXPECT_EQ(caller.zapi("GET", "me").reply.body,
            R"({"id":"I1","token":"T1","name":"Bia \"B\"","due":1702592000000,"connected":true,)"
            R"("paymentStatus":"PAID","created":1700000000000,"connectedCallbackUrl":null,)"
            R"("deliveryCallbackUrl":null,"disconnectedCallbackUrl":null,)"
            R"("messageStatusCallbackUrl":null,"presenceChatCallbackUrl":null,)"
            R"("receivedCallbackUrl":null,"receivedAndDeliveryCallbackUrl":null,)"
            R"("receiveCallbackSentByMe":false,"callRejectAuto":true,)"
            R"("callRejectMessage":"later","autoReadMessage":true,"proxyUrl":null,)"
            R"("useProxy":false})");
}

TEST(PlainCall, KnowsWhichPhonesExist) {
  Caller caller;
  EXPECT_THAT(caller.zapi("GET", "phone-exists/5544999990000").reply.body,
              StartsWith(R"([{"exists":true,"phone":"5544999990000","lid":")"));
  EXPECT_EQ(caller.zapi("GET", "phone-exists/5544990000001").reply.body,
            R"([{"exists":false,"phone":"5544990000001","lid":null}])");
  EXPECT_THAT(
      caller.zapi("POST", "phone-exists-batch", R"({"phones":["5544990000001","55"]})").reply.body,
      StartsWith(R"([{"exists":false,"inputPhone":"5544990000001",)"
                 R"("outputPhone":"5544990000001","lid":null},{"exists":true)"));
  Caller plain({.magic = false});
  EXPECT_THAT(plain.zapi("GET", "phone-exists/5544990000001").reply.body,
              HasSubstr(R"("exists":true)"));
}

}  // namespace
}  // namespace ensaio
