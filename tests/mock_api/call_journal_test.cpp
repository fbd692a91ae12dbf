#include "mock_api/call_journal.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ensaio {
namespace {

using nlohmann::json;
using Wanted = CallJournal::Wanted;

HeardCall call(const std::string& route, const std::string& instance = "A",
               const std::string& phone = "") {
  return {.instance = instance,
          .method = "POST",
          .path = "/" + route,
          .route = route,
          .phone = phone,
          .body = R"({"phone":"1"})",
          .status = 200};
}

SentCallback callback(std::uint64_t cause, const std::string& instance = "A") {
  return {.instance = instance,
          .cause = cause,
          .run = 7,
          .attempt = {.kind = "status", .callback = "SENT"}};
}

/// "1 in send-text, 2 out": the numbers and directions of what the journal answers.
std::string told(const CallJournal& journal, const Wanted& wanted = {}) {
  std::string text;
  const json all = json::parse(journal_json(journal.page(wanted)));
  for (const json& entry : all.at("entries")) {
    text += (text.empty() ? "" : ", ") + std::to_string(entry.at("seq").get<int>()) + " " +
            entry.at("direction").get<std::string>();
    if (entry.contains("route")) text += " " + entry.at("route").get<std::string>();
  }
  return text;
}

TEST(CallJournal, LinksCauseAndEffect) {
  CallJournal journal;
  const std::uint64_t cause = journal.add(call("send-text"));
  journal.add(call("me"));
  EXPECT_EQ(journal.add(callback(cause)), 3U);
  EXPECT_EQ(journal.add(callback(cause)), 4U);
  EXPECT_EQ(journal.add(callback(0)), 5U);
  const json entries = json::parse(journal_json(journal.page({}))).at("entries");
  EXPECT_EQ(entries.at(0).at("caused"), json({3, 4}));
  EXPECT_EQ(entries.at(1).at("caused"), json::array());
  EXPECT_EQ(entries.at(2).at("cause"), 1);
  EXPECT_EQ(entries.at(2).at("run"), 7);
  EXPECT_EQ(entries.at(2).at("attempt").at("callback"), "SENT");
  EXPECT_FALSE(entries.at(4).contains("cause"));
}

TEST(CallJournal, AnswersWhatIsWanted) {
  CallJournal journal;
  journal.add(call("send-text", "A", "5511"));
  journal.add(call("send-image", "B", "5522"));
  HeardCall unknown = call("", "A");
  unknown.near_miss = "did you mean send-text?";
  journal.add(unknown);
  journal.add(callback(1, "A"));
  journal.add(callback(2, "B"));
  struct Row {
    Wanted wanted;
    const char* told;
  };
  const Row rows[] = {
      {{}, "1 in send-text, 2 in send-image, 3 in , 4 out, 5 out"},
      {{.since = 4}, "4 out, 5 out"},
      {{.direction = Wanted::Direction::In}, "1 in send-text, 2 in send-image, 3 in "},
      {{.direction = Wanted::Direction::Out}, "4 out, 5 out"},
      {{.unmatched = true}, "3 in "},
      {{.instance = "B"}, "2 in send-image, 5 out"},
      {{.route = "send-*"}, "1 in send-text, 2 in send-image"},
      {{.route = "send-text"}, "1 in send-text"},
      {{.phone = "5522"}, "2 in send-image"},
      {{.since = 9}, ""},
  };
  for (const Row& row : rows) EXPECT_EQ(told(journal, row.wanted), row.told);
  EXPECT_EQ(json::parse(journal_json(journal.page({.unmatched = true})))
                .at("entries")
                .at(0)
                .at("near_miss"),
            "did you mean send-text?");
}

TEST(CallJournal, CountsTheCallsThatAnEndpointStandsFor) {
  CallJournal journal;
  journal.add(call("send-text", "A", "5511"));
  journal.add(call("", "A"));
  journal.add(callback(1));
  journal.add(call("me", "A"));
  EXPECT_EQ(json::parse(calls_json(journal.calls({}))).at("count"), 2);
  const json sends = json::parse(calls_json(journal.calls({.route = "send-text"})));
  EXPECT_EQ(sends.at("count"), 1);
  EXPECT_EQ(sends.at("calls").at(0).at("phone"), "5511");
  EXPECT_EQ(sends.at("calls").at(0).at("body"), R"({"phone":"1"})");
}

TEST(CallJournal, LetsTheOldestGoAndSaysHowMany) {
  CallJournal journal(3);
  for (int i = 0; i < 5; ++i) journal.add(call("me"));
  EXPECT_EQ(journal.add(callback(1)), 6U) << "Its cause has gone; nothing is linked.";
  const json all = json::parse(journal_json(journal.page({})));
  EXPECT_EQ(all.at("evicted"), 3);
  EXPECT_EQ(all.at("next"), 7);
  EXPECT_EQ(told(journal), "4 in me, 5 in me, 6 out");
}

TEST(CallJournal, ForgetsOneInstanceOrAll) {
  CallJournal journal;
  journal.add(call("me", "A"));
  journal.add(call("me", "B"));
  journal.add(callback(2, "B"));
  journal.forget("B");
  EXPECT_EQ(told(journal), "1 in me");
  EXPECT_EQ(journal.add(call("me", "B")), 4U) << "Numbers go on.";
  journal.forget("");
  EXPECT_EQ(told(journal), "");
}

TEST(CallJournal, GivesNoMoreThanAPage) {
  CallJournal journal;
  for (int i = 0; i < 5; ++i) journal.add(call("me"));
  const json page = json::parse(journal_json(journal.page({.limit = 2})));
  EXPECT_EQ(page.at("entries").size(), 2U);
  EXPECT_EQ(page.at("next"), 3) << "The next page begins there.";
  EXPECT_EQ(told(journal, {.since = 5, .limit = 2}), "5 in me");
}

TEST(CallJournal, KeepsWhateverBytesCame) {
  CallJournal journal;
  HeardCall odd = call("send-text");
  odd.body = std::string("\xff\x00{", 3);
  journal.add(odd);
  HeardCall large = call("send-text");
  large.body = std::string(CallJournal::kMostBody + 5, 'x');
  journal.add(large);
  const json entries = json::parse(journal_json(journal.page({}))).at("entries");
  EXPECT_EQ(entries.at(0).at("body").get<std::string>(), std::string("\xef\xbf\xbd\0{", 5));
  EXPECT_EQ(entries.at(1).at("body").get<std::string>().size(), CallJournal::kMostBody);
}

}  // namespace
}  // namespace ensaio
