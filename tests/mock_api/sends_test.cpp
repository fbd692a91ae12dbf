#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/mock_api/caller.hpp"

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kHello = R"({"phone":"5544999999999","message":"oi"})";

TEST(Send, IsAnsweredWithTheIdsOfItsMessage) {
  struct Row {
    const char* verb;
    const char* body;
    const char* route;
    const char* text;
  };
  const Row rows[] = {
      {"send-text", R"({"phone":"55","message":"oi"})", "send-text", "oi"},
      {"send-text", R"({"phone":55,"message":"a","message":"b"})", "send-text", "b"},
      {"send-image", R"({"phone":"55","image":"x","caption":"c"})", "send-image", "c"},
      {"send-audio", R"({"phone":"55","audio":"x"})", "send-audio", ""},
      {"send-video", R"({"phone":"55","video":"x"})", "send-video", ""},
      {"send-document/pdf", R"({"phone":"55","document":"x"})", "send-document", ""},
      {"send-reaction", R"({"phone":"55","reaction":"x","messageId":"y"})", "send-reaction", ""},
      {"send-remove-reaction", R"({"phone":"55","messageId":"y"})", "send-remove-reaction", ""},
      {"pin-message", R"({"phone":"55","messageId":"y"})", "pin-message", ""},
      {"send-anything-else", R"({"phone":"55"})", "send-anything-else", ""},
  };
  for (const Row& row : rows) {
    Caller caller;
    const auto answer = caller.zapi("POST", row.verb, row.body);
    EXPECT_EQ(answer.reply.status, 200) << row.verb;
    EXPECT_EQ(answer.route, row.route);
    ASSERT_TRUE(answer.sent) << row.verb;
    const SentMessage& sent = *answer.sent;
    EXPECT_EQ(sent.instance, "I1");
    EXPECT_EQ(sent.route, row.route);
    EXPECT_EQ(sent.phone, "55");
    EXPECT_EQ(sent.text, row.text) << row.verb;
    EXPECT_NE(sent.message_id, sent.zaap_id);
    EXPECT_EQ(answer.reply.body, R"({"zaapId":")" + sent.zaap_id + R"(","messageId":")" +
                                     sent.message_id + R"(","id":")" + sent.message_id + R"("})");
  }
}

TEST(Send, OfAStatusHasNoPhoneAndNoId) {
  struct Row {
    const char* verb;
    const char* body;
    const char* text;
  };
  const Row rows[] = {
      {"send-text-status", R"({"message":"open till nine"})", "open till nine"},
      {"send-image-status", R"({"image":"x","caption":"c"})", "c"},
      {"send-video-status", R"({"video":"x"})", ""},
  };
  for (const Row& row : rows) {
    Caller caller;
    const auto answer = caller.zapi("POST", row.verb, row.body);
    ASSERT_TRUE(answer.sent) << row.verb << answer.reply.body;
    EXPECT_EQ(answer.sent->phone, "status@broadcast");
    EXPECT_EQ(answer.sent->text, row.text) << row.verb;
    EXPECT_EQ(answer.reply.body, R"({"zaapId":")" + answer.sent->zaap_id + R"(","messageId":")" +
                                     answer.sent->message_id + R"("})");
    EXPECT_EQ(caller.zapi("POST", row.verb, "{}").reply.status, 400) << row.verb;
  }
}

TEST(Send, HasAnIdOnlyWhereTheDialectHasOne) {
  for (const auto& row : kDialects) {
    Caller caller({.dialect = row.value});
    const auto answer = caller.zapi("POST", "send-text", kHello);
    ASSERT_TRUE(answer.sent) << row.text;
    EXPECT_EQ(answer.sent->dialect, row.value);
    EXPECT_EQ(answer.reply.body.find("\"id\"") != std::string::npos, row.value == Dialect::Zapi)
        << row.text;
  }
}

TEST(Send, WorksBelowPlugchatsPathToo) {
  Caller caller;
  const auto answer = caller.plugchat("POST", "whatsapp/send-text", kHello);
  ASSERT_TRUE(answer.sent);
  EXPECT_EQ(answer.sent->instance, "P1");
  EXPECT_EQ(answer.sent->dialect, Dialect::Plugchat);
  EXPECT_THAT(answer.reply.body, Not(HasSubstr("\"id\"")));
}

TEST(Send, ForwardsWithAZaapIdAlone) {
  Caller caller;
  const auto answer = caller.zapi("POST", "forward-message",
                                  R"({"phone":"55","messageId":"x","messagePhone":"56"})");
  ASSERT_TRUE(answer.sent);
  EXPECT_EQ(answer.reply.body, R"({"zaapId":")" + answer.sent->zaap_id + R"("})");
}

TEST(Send, TakesEveryShapeOfPhone) {
  for (const char* const phone :
       {"5544999999999", "120363019502650977-group", "5511999999999-1623281429",
        "5511999999999-1623281429-group", "123456789012345@lid", "120363166555745933@newsletter",
        "status@broadcast"}) {
    Caller caller;
    const auto answer = caller.zapi("POST", "send-text",
                                    R"({"message":"x","phone":")" + std::string(phone) + R"("})");
    EXPECT_TRUE(answer.sent) << phone;
  }
  Caller caller;
  EXPECT_TRUE(
      caller.zapi("POST", "send-text", R"({"message":"x","phone":"1-group","mentionAll":true})")
          .sent);
}

TEST(Send, DrawsItsIdsFromTheSeedAndTheInstance) {
  const auto ids = [](std::uint64_t seed, const std::string& instance, int sends) {
    Caller caller({.seed = seed});
    std::string last;
    for (int i = 0; i < sends; ++i) {
      last =
          caller.call({"POST", "/instances/" + instance + "/token/T/send-text", kHello}).reply.body;
    }
    return last;
  };
  EXPECT_EQ(ids(1, "I1", 3), ids(1, "I1", 3));
  EXPECT_EQ((std::set{ids(1, "I1", 1), ids(1, "I1", 2), ids(2, "I1", 1), ids(1, "I2", 1)}).size(),
            4U);
}

TEST(Send, MayHoldAnyTextButTheMarksOfGaps) {
  Caller caller;
  const auto answer = caller.zapi("POST", "send-text",
                                  "{\"phone\":\"55\",\"message\":\"a\xEF\xB7\x90"
                                  "b\xEF\xB7\xB2\\u0000 {{ x }}\"}");
  ASSERT_TRUE(answer.sent);
  EXPECT_EQ(answer.sent->text, std::string("a\xEF\xBF\xBD"
                                           "b\xEF\xB7\xB2\0 {{ x }}",
                                           17));
}

TEST(Send, WaitsForThePhone) {
  Caller caller;
  EXPECT_EQ(caller.zapi("GET", "disconnect").connection, false);
  EXPECT_EQ(caller.zapi("GET", "disconnect").connection, std::nullopt);
  const auto queued = caller.zapi("POST", "send-text", kHello);
  EXPECT_EQ(queued.reply.status, 200);
  EXPECT_TRUE(queued.queued);
  EXPECT_FALSE(queued.sent);
  caller.zapi("POST", "send-text", R"({"phone":"55","message":"second"})");
  EXPECT_EQ(caller.zapi("GET", "queue/count").reply.body, R"({"count":2})");
  const auto back = caller.zapi("GET", "restore-session");
  EXPECT_EQ(back.connection, true);
  ASSERT_EQ(back.released.size(), 2U);
  EXPECT_THAT(queued.reply.body, HasSubstr(back.released[0].message_id));
  EXPECT_EQ(back.released[1].text, "second");
  EXPECT_EQ(caller.zapi("GET", "queue/count").reply.body, R"({"count":0})");
  EXPECT_TRUE(caller.zapi("POST", "send-text", kHello).sent);
}

TEST(Send, IsReleasedByAConnectedCallbackToo) {
  Caller caller;
  caller.zapi("GET", "me");
  EXPECT_TRUE(caller.provider.set_connected("I1", false).empty());
  caller.zapi("POST", "send-text", kHello);
  EXPECT_EQ(caller.provider.set_connected("I1", true).size(), 1U);
  EXPECT_TRUE(caller.provider.set_connected("nobody", true).empty());
}

TEST(Send, CanBeSeenInTheQueueAndTakenOut) {
  Caller caller;
  caller.zapi("GET", "disconnect");
  for (const char* const text : {"a", "b", "c"}) {
    caller.zapi("POST", "send-text", R"({"phone":"55","message":")" + std::string(text) + R"("})");
  }
  const std::string zaap = caller.provider.find("I1")->queue[1].message.zaap_id;
  EXPECT_THAT(caller.zapi("GET", "queue").reply.body, HasSubstr(R"("ZaapId":")" + zaap));
  EXPECT_EQ(caller.zapi("POST", "queue", "{}").reply.body, caller.zapi("GET", "queue").reply.body);
  caller.zapi("DELETE", "queue/" + zaap);
  EXPECT_EQ(caller.provider.find("I1")->queue.size(), 2U);
  EXPECT_EQ(caller.zapi("DELETE", "queue").reply.body, R"({"value":true})");
  EXPECT_TRUE(caller.provider.find("I1")->queue.empty());
}

TEST(Send, IsRefusedWhereTheQueueIsFullOrNotWanted) {
  Caller caller;
  caller.zapi("GET", "disconnect");
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(caller.zapi("POST", "send-text", kHello).queued);
  EXPECT_EQ(caller.zapi("POST", "send-text", kHello).reply.status, 400);
  caller.zapi("DELETE", "queue");
  EXPECT_EQ(
      caller.zapi("PUT", "update-queue-settings", R"({"disableEnqueueWhenDisconnected":true})")
          .reply.body,
      R"({"success":true})");
  const auto refused = caller.zapi("POST", "forward-message",
                                   R"({"phone":"55","messageId":"x","messagePhone":"56"})");
  EXPECT_EQ(refused.reply.body, R"({"error":"You are not connected"})");
}

}  // namespace
}  // namespace ensaio
