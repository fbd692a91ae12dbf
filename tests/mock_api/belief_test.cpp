#include "mock_api/belief.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ensaio {
namespace {

std::string status(const std::string& word, const std::string& ids = R"(["m1"])") {
  return R"({"type":"MessageStatusCallback","status":")" + word + R"(","ids":)" + ids + "}";
}

std::string failure(const std::string& error) {
  return R"({"type":"DeliveryCallback","messageId":"m1","error":")" + error + R"("})";
}

std::string presence(const std::string& word) {
  return R"({"type":"PresenceChatCallback","phone":"5544999999999","status":")" + word + R"("})";
}

/// Enough to say in one word what is believed of m1.
std::string believed(const Belief& belief) {
  const auto message = belief.message("m1");
  if (!message) return "unknown";
  std::string text(message->rung ? kRungs.text(*message->rung) : "none");
  if (message->read_by_me) text += "+read_by_me";
  if (message->read_self) text += "+read_self";
  return text + " " + std::to_string(message->applied);
}

TEST(Belief, IsTheHighestRungToldInWhateverOrder) {
  struct Row {
    const char* what;
    std::vector<std::string> told;
    std::string believed;
  };
  const Row rows[] = {
      {"nothing was told", {}, "unknown"},
      {"one step", {status("SENT")}, "SENT 1"},
      {"all the way up",
       {status("SENT"), status("RECEIVED"), status("READ"), status("PLAYED")},
       "PLAYED 4"},
      {"late news does not lower it",
       {status("READ"), status("RECEIVED"), status("SENT")},
       "READ 1"},
      {"the same twice is one change", {status("SENT"), status("SENT")}, "SENT 1"},
      {"the word of 2021 means received", {status("MESSAGE_RECEIVED")}, "RECEIVED 1"},
      {"what we read ourselves stands beside the ladder",
       {status("READ_BY_ME")},
       "none+read_by_me 1"},
      {"so does its older name",
       {status("SENT"), status("READ-SELF"), status("READ-SELF")},
       "SENT+read_self 2"},
      {"an error fails it", {failure("Timeout on send message")}, "FAILED 1"},
      {"an error beats sent", {status("SENT"), failure("x")}, "FAILED 2"},
      {"also when it came first", {failure("x"), status("SENT")}, "FAILED 1"},
      {"what arrived has not failed", {status("RECEIVED"), failure("x")}, "RECEIVED 1"},
      {"handed to WhatsApp is no status",
       {R"({"type":"DeliveryCallback","messageId":"m1"})"},
       "unknown"},
      {"a word that nobody documents changes nothing", {status("READ"), status("SEEN")}, "READ 1"},
      {"such a word alone does not make it known", {status("SEEN")}, "unknown"},
      {"another's status is another's", {status("READ", R"(["m2"])")}, "unknown"},
      {"one of many ids", {status("READ", R"(["m2","m1","m3"])")}, "READ 1"},
      {"the same id twice in one callback", {status("READ", R"(["m1","m1"])")}, "READ 1"},
      {"ids that are no list", {status("READ", R"("m1")")}, "unknown"},
      {"ids that are no text", {status("READ", R"([7,null,"m1"])")}, "READ 1"},
      {"an empty id", {status("READ", R"([""])")}, "unknown"},
      {"other types change nothing",
       {R"({"type":"ReceivedCallback","status":"RECEIVED","ids":["m1"]})"},
       "unknown"},
      {"an error of no text is none",
       {R"({"type":"DeliveryCallback","messageId":"m1","error":null})"},
       "unknown"},
  };
  for (const Row& row : rows) {
    Belief belief;
    for (const std::string& callback : row.told) {
      EXPECT_TRUE(belief.hear(callback)) << row.what;
    }
    EXPECT_EQ(believed(belief), row.believed) << row.what;
  }
}

TEST(Belief, KeepsTheLastPresenceOfAChat) {
  Belief belief;
  EXPECT_EQ(belief.presence("5544999999999"), std::nullopt);
  belief.hear(presence("COMPOSING"));
  EXPECT_EQ(belief.presence("5544999999999"), Presence::Composing);
  belief.hear(presence("PAUSED"));
  belief.hear(presence("PAUSED"));
  belief.hear(presence("DANCING"));
  EXPECT_EQ(belief.presence("5544999999999"), Presence::Paused);
  EXPECT_EQ(belief.presence("5544888888888"), std::nullopt);
  EXPECT_EQ(belief.hearsay().applied, 2U);
}

TEST(Belief, RefusesWhatIsNoJsonObject) {
  const std::string deep(100'000, '[');
  const std::string deep_value = R"({"a":)" + std::string(64, '[') + std::string(64, ']') + "}";
  const std::string refused[] = {
      "", "{", "[]", "null", "7", R"("x")", "{} {}", "\xff", deep, R"({"a":)" + deep, deep_value};
  for (const std::string& body : refused) {
    Belief belief;
    EXPECT_FALSE(belief.hear(body)) << body.substr(0, 40);
    EXPECT_EQ(belief.hearsay().refused, 1U);
    EXPECT_EQ(belief.hearsay().callbacks, 0U);
  }
}

TEST(Belief, ReadsWhatIsNestedAsDeepAsAllowed) {
  Belief belief;
  EXPECT_TRUE(belief.hear(R"({"a":)" + std::string(63, '[') + std::string(63, ']') + "}"));
}

TEST(Belief, CountsWhatItHeard) {
  Belief belief;
  belief.hear(status("SENT", R"(["a","b"])"));
  belief.hear(status("SENT", R"(["a","b"])"));
  belief.hear("nonsense");
  EXPECT_EQ(belief.hearsay().callbacks, 2U);
  EXPECT_EQ(belief.hearsay().applied, 1U);
  EXPECT_EQ(belief.hearsay().refused, 1U);
  EXPECT_EQ(belief.messages(), 2U);
}

TEST(Belief, ForgetsWhatIsBeyondItsLimit) {
  Belief belief(1);
  belief.hear(status("SENT", R"(["m0","m1"])"));
  belief.hear(status("READ", R"(["m0"])"));
  belief.hear(presence("AVAILABLE"));
  belief.hear(R"({"type":"PresenceChatCallback","phone":"1","status":"PAUSED"})");
  EXPECT_EQ(believed(belief), "unknown");
  EXPECT_EQ(belief.message("m0")->rung, Rung::Read);
  EXPECT_EQ(belief.presence("1"), std::nullopt);
  EXPECT_EQ(belief.hearsay().forgotten, 2U);
}

TEST(Belief, OnlyCountsWhereItIsToFail) {
  Belief belief;
  EXPECT_TRUE(belief.hear(status("READ"), Heeding::Fail));
  EXPECT_FALSE(belief.hear("nonsense", Heeding::Fail));
  EXPECT_EQ(believed(belief), "unknown");
  EXPECT_EQ(belief.hearsay().callbacks, 1U);
  EXPECT_EQ(belief.hearsay().failed, 1U);
  EXPECT_EQ(belief.hearsay().refused, 1U);
  EXPECT_EQ(belief.hearsay().all(), 2U);
}

TEST(Belief, RemembersHowMuchItEverHeard) {
  Belief belief(1);
  for (int round = 0; round < 2; ++round) {
    belief.hear(status("READ", R"(["m0","m1"])"));
    belief.hear(status("READ"), Heeding::Fail);
    belief.refuse();
    belief.reset();
  }
  belief.hear(status("READ"));
  const Hearsay ever = belief.hearsay_ever();
  EXPECT_EQ(ever.callbacks, 5U);
  EXPECT_EQ(ever.applied, 3U);
  EXPECT_EQ(ever.failed, 2U);
  EXPECT_EQ(ever.refused, 2U);
  EXPECT_EQ(ever.forgotten, 2U);
  EXPECT_EQ(ever.all(), 7U);
}

TEST(Belief, BeginsAnewAfterAReset) {
  Belief belief;
  belief.hear(status("READ"));
  belief.hear(presence("PAUSED"));
  belief.reset();
  EXPECT_EQ(believed(belief), "unknown");
  EXPECT_EQ(belief.chats(), 0U);
  EXPECT_EQ(belief.hearsay().callbacks, 0U);
}

}  // namespace
}  // namespace ensaio
