#include "mock_api/receiver.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

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
       R"({"callbacks":1,"applied":1,"failed":0,"refused":1,"forgotten":0,"messages":1,"chats":0})"},
      {"another method", {"PUT", "/hook", kRead}, 405, R"({"error":"GET or POST"})"},
      {"forgetting", {"POST", "/reset", ""}, 200, ""},
      {"after which nothing is known",
       {"GET", "/stats", ""},
       200,
       R"({"callbacks":0,"applied":0,"failed":0,"refused":0,"forgotten":0,"messages":0,"chats":0})"},
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

AnswerPlan plan(const char* word) { return *AnswerPlan::parse({word}, 7); }

TEST(Receiver, CountsButDoesNotApplyWhatItIsToldToFail) {
  Belief belief;
  const Reply reply = answer(belief, {"POST", "/hook", kRead}, plan("503"));
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.body, R"({"error":"this receiver was told to fail"})");
  EXPECT_EQ(answer(belief, {"GET", "/messages/m1", ""}, plan("503")).status, 404);
  EXPECT_EQ(answer(belief, {"GET", "/stats", ""}, plan("503")).body,
            R"({"callbacks":1,"applied":0,"failed":1,"refused":0,"forgotten":0,)"
            R"("messages":0,"chats":0})");
}

TEST(Receiver, DoesNotApplyWhatItRedirects) {
  Belief belief;
  EXPECT_EQ(answer(belief, {"POST", "/hook", kRead}, plan("301")).status, 301);
  EXPECT_EQ(belief.hearsay().failed, 1U);
  EXPECT_FALSE(belief.message("m1"));
}

TEST(Receiver, AppliesWhatItAcceptsInOtherWords) {
  Belief belief;
  const Reply reply = answer(belief, {"POST", "/hook", kRead}, plan("204"));
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.body, "");
  EXPECT_TRUE(belief.message("m1"));
}

TEST(Receiver, AppliesAtOnceAndAnswersLater) {
  Belief belief;
  EXPECT_EQ(answer(belief, {"POST", "/hook", kRead}, plan("delay:2s")).delay,
            Offset(std::chrono::seconds(2)));
  EXPECT_TRUE(belief.message("m1"));
}

TEST(Receiver, AnswersQuestionsAndResetsAtOnceWhateverTheCallbacksGet) {
  for (const char* word : {"503", "delay:2s"}) {
    Belief belief;
    answer(belief, {"POST", "/hook", kRead});
    for (const Question& question :
         {Question{"GET", "/messages/m1"}, {"GET", "/stats"}, {"POST", "/reset"}}) {
      const Reply reply = answer(belief, question, plan(word));
      EXPECT_EQ(reply.status, 200) << question.path;
      EXPECT_EQ(reply.delay, Offset{}) << question.path;
    }
  }
}

TEST(Receiver, CountsWhatItCouldNotRead) {
  Belief belief;
  EXPECT_EQ(answer(belief, {"POST", "/hook", "", Came::TooLong}).status, 413);
  EXPECT_EQ(answer(belief, {"POST", "/hook", "{", Came::BrokenOff}).status, 400);
  EXPECT_EQ(belief.hearsay().refused, 2U);
  EXPECT_EQ(answer(belief, {"POST", "/reset", "", Came::TooLong}).status, 413);
  EXPECT_EQ(answer(belief, {"GET", "/stats", "", Came::BrokenOff}).status, 400);
  EXPECT_EQ(belief.hearsay().refused, 2U);
}

TEST(Receiver, RepeatsItsAnswersAfterAReset) {
  Belief belief;
  const AnswerPlan half = plan("500:50%");
  const auto told = [&] {
    std::string statuses;
    for (int count = 0; count < 40; ++count) {
      // What is refused has a number, too.
      const std::string_view body = count % 3 == 0 ? "nonsense" : kRead;
      statuses += std::to_string(answer(belief, {"POST", "/", body}, half).status) + " ";
    }
    answer(belief, {"POST", "/reset"});
    return statuses;
  };
  const std::string first = told();
  EXPECT_NE(first.find("500"), std::string::npos);
  EXPECT_NE(first.find("200"), std::string::npos);
  EXPECT_EQ(told(), first);
}

}  // namespace
}  // namespace ensaio
