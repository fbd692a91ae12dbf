#include "mock_api/receiver.hpp"

#include <gtest/gtest.h>

namespace ensaio {
namespace {

constexpr std::string_view kRead =
    R"({"type":"MessageStatusCallback","status":"READ","ids":["m1"]})";

TEST(Receiver, AnswersByMethodAndPath) {
  struct Row {
    const char* what;
    Question question;
    int status;
    std::string body;
  };
  const Row rows[] = {
      {"a callback may come anywhere", {"POST", "/hook/any?where", kRead}, 200, ""},
      {"no JSON", {"POST", "/hook", "{"}, 400, R"({"error":"not a JSON object"})"},
      {"what is believed", {"GET", "/messages/m1", ""}, 200, R"({"status":"READ","applied":1})"},
      {"of a message that was not told of",
       {"GET", "/messages/m2", ""},
       404,
       R"({"error":"no status was told of message 'm2'"})"},
      {"of a chat",
       {"GET", "/chats/55", ""},
       404,
       R"({"error":"no presence was told of chat '55'"})"},
      {"of no message in particular",
       {"GET", "/messages/", ""},
       404,
       R"({"error":"ask for /messages/{id}, /chats/{phone} or /stats"})"},
      {"an id that is no text",
       {"GET", "/messages/\xff", ""},
       404,
       "{\"error\":\"no status was told of message '\xEF\xBF\xBD'\"}"},
      {"what was heard",
       {"GET", "/stats", ""},
       200,
       R"({"callbacks":1,"applied":1,"refused":1,"forgotten":0,"messages":1,"chats":0})"},
      {"another method", {"PUT", "/hook", kRead}, 405, R"({"error":"GET or POST"})"},
      {"forgetting", {"POST", "/reset", ""}, 200, ""},
      {"after which nothing is known",
       {"GET", "/stats", ""},
       200,
       R"({"callbacks":0,"applied":0,"refused":0,"forgotten":0,"messages":0,"chats":0})"},
  };
  Belief belief;
  for (const Row& row : rows) {
    const Reply reply = answer(belief, row.question);
    EXPECT_EQ(reply.status, row.status) << row.what;
    EXPECT_EQ(reply.body, row.body) << row.what;
  }
}

TEST(Receiver, TellsAPresence) {
  Belief belief;
  answer(belief,
         {"POST", "/", R"({"type":"PresenceChatCallback","phone":"9@lid","status":"RECORDING"})"});
  EXPECT_EQ(answer(belief, {"GET", "/chats/9@lid", ""}).body, R"({"presence":"RECORDING"})");
}

TEST(Receiver, TellsWhatStandsBesideTheLadder) {
  Belief belief;
  answer(belief,
         {"POST", "/", R"({"type":"MessageStatusCallback","status":"READ_BY_ME","ids":["m"]})"});
  answer(belief,
         {"POST", "/", R"({"type":"MessageStatusCallback","status":"READ-SELF","ids":["m"]})"});
  EXPECT_EQ(answer(belief, {"GET", "/messages/m", ""}).body,
            R"({"status":null,"applied":2,"readByMe":true,"readSelf":true})");
}

}  // namespace
}  // namespace ensaio
