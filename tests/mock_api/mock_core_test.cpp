#include "mock_api/mock_core.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "mock_api/http_server.hpp"
#include "mock_api/read_rules.hpp"
#include "mock_api/sink.hpp"

// What the mock API does with calls, without a server of its own; callbacks go over sockets.

namespace ensaio {
namespace {

using nlohmann::json;
using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

MockCoreSettings with_rules(const std::string& text) {
  MockCoreSettings settings{.clock = {.mode = Clock::Mode::Virtual}, .seed = 7};
  settings.rules = *read_rule_file("rules:\n" + text, "rules.yaml", nullptr);
  return settings;
}

class MockCoreCalls : public testing::Test {
 protected:
  void begin(MockCoreSettings settings) { core_ = std::make_unique<MockCore>(std::move(settings)); }
  void begin() { begin(with_rules("  - after: no-such-call\n    answer: { status: 500 }\n")); }

  Reply call(const std::string& method, const std::string& verb, const std::string& body = "",
             const std::string& instance = "I1", const std::string& type = "application/json") {
    const std::string target = "/instances/" + instance + "/token/T1/" + verb;
    Question question{.method = method, .path = target, .body = body, .target = target};
    if (!body.empty()) question.headers = {{"Content-Type", type}};
    Reply reply = core_->call(question);
    if (reply.written) reply.written();
    return reply;
  }
  Reply set_webhook(const std::string& instance = "I1") {
    return call("PUT", "update-webhook-message-status", R"({"value":")" + sink_->url() + R"("})",
                instance);
  }
  Reply send(const std::string& phone = "5544999990009", const std::string& instance = "I1") {
    return call("POST", "send-text", R"({"phone":")" + phone + R"(","message":"oi"})", instance);
  }
  bool quiet() {
    const Awaited awaited{.what = Awaited::What::Quiet, .quiet = std::chrono::milliseconds(1)};
    return core_->wait(awaited, seconds(10), "").reached;
  }
  json entries(const CallJournal::Wanted& wanted) {
    return json::parse(core_->journal_json(wanted)).at("entries");
  }
  std::vector<std::string> told() {
    std::vector<std::string> all;
    for (const json& entry : entries({.direction = CallJournal::Wanted::Direction::Out})) {
      all.push_back(entry.at("attempt").at("callback").get<std::string>());
    }
    return all;
  }

  std::unique_ptr<Sink> sink_ = *Sink::listen("127.0.0.1:0");
  std::unique_ptr<MockCore> core_;
};

TEST_F(MockCoreCalls, DoNothingWhereRulesRefuseThem) {
  begin(with_rules("  - after: \"*\"\n    answer: { status: 503, times: 2 }\n"));
  EXPECT_EQ(set_webhook().status, 503);
  EXPECT_EQ(call("GET", "disconnect").status, 503);
  const json webhooks = json::parse(core_->webhooks_json("I1"));
  EXPECT_TRUE(webhooks.at("instances").at(0).at("webhooks").empty()) << webhooks;
  EXPECT_EQ(json::parse(call("GET", "status").body).at("connected"), true);
}

TEST_F(MockCoreCalls, AreNotQueuedWhereRulesRefuseThem) {
  begin(with_rules("  - after: send-text\n    answer: { status: 503, times: 1 }\n"));
  set_webhook();
  call("GET", "disconnect");
  EXPECT_EQ(send().status, 503);
  call("GET", "restore-session");
  EXPECT_TRUE(quiet());
  EXPECT_THAT(told(), Not(Contains("READ")));
}

TEST_F(MockCoreCalls, ThatWereQueuedAreNotRefusedWhenTheyGoOut) {
  begin(
      with_rules("  - after: send-text\n    where: { message: \"*late*\" }\n"
                 "    answer: { status: 503 }\n"));
  set_webhook();
  call("GET", "disconnect");
  EXPECT_EQ(send("5544990000005").status, 503) << "The first send to this number fails.";
  EXPECT_EQ(send("5544990000005").status, 200);
  EXPECT_EQ(send().status, 200);
  call("GET", "restore-session");
  EXPECT_TRUE(quiet());
  EXPECT_THAT(told(), Contains("READ").Times(2)) << "Both messages live.";
}

TEST_F(MockCoreCalls, AreHeardOnlyWhereTheyWereAccepted) {
  std::vector<std::string> heard;
  MockCoreSettings settings = with_rules(
      "  - after: send-text\n    where: { phone: \"5511*\" }\n    answer: { status: 500 }\n");
  settings.hear = [&heard](const IncomingCall& incoming) -> std::shared_ptr<void> {
    heard.push_back(incoming.route + " " + incoming.instance);
    return nullptr;
  };
  begin(std::move(settings));
  EXPECT_EQ(call("POST", "send-text", "phone=1", "I1", "text/plain").status, 415);
  EXPECT_EQ(call("GET", "send-text").status, 405);
  EXPECT_EQ(send("5511999990009").status, 500);
  EXPECT_EQ(call("POST", "send-text", "{}").status, 400);
  EXPECT_THAT(heard, IsEmpty());
  EXPECT_EQ(send().status, 200);
  EXPECT_THAT(heard, ElementsAre("send-text I1"));
}

TEST_F(MockCoreCalls, AreAwaitedByRuns) {
  begin();
  set_webhook();
  const auto story = *read_story(
      "scenario: awaits\ninstance: { id: I1, token: T1 }\nchats: [ana]\nsteps:\n"
      "  - await: send-text\n    as: m1\n  - read: m1\n"
      "expect: { calls: { send-text: { count: 1 } } }\n",
      "awaits.yaml", std::nullopt);
  const std::uint64_t run = core_->begin({.story = story, .instance = "I1"}).id;
  EXPECT_EQ(send().status, 200);
  ASSERT_TRUE(core_->wait_for_run(run, seconds(20)));
  const json told = json::parse(*core_->run_json(run));
  EXPECT_EQ(told.at("verdict"), "pass") << told;
  EXPECT_EQ(told.at("attempts").size(), 1U);
}

TEST_F(MockCoreCalls, ThatRunsWaitForInVainFailThem) {
  begin();
  const auto story =
      *read_story("scenario: awaits\nchats: [ana]\nsteps:\n  - await: send-text\n    within: 1ms\n",
                  "awaits.yaml", std::nullopt);
  const std::uint64_t run = core_->begin({.story = story}).id;
  ASSERT_TRUE(core_->wait_for_run(run, seconds(20)));
  EXPECT_EQ(json::parse(*core_->run_json(run)).at("verdict"), "fail");
}

TEST_F(MockCoreCalls, HaveOtherIdsAfterAReset) {
  begin();
  const std::string before = send().body;
  core_->reset("I1");
  EXPECT_NE(send().body, before) << "A receiver may still know the message of before.";
  core_->reset("");
  EXPECT_NE(send().body, before);
}

TEST_F(MockCoreCalls, CountAsToldWhereTheReceiverAnswered) {
  begin();
  const Awaited three{.what = Awaited::What::Count, .kind = "status", .count = 3};
  send();
  EXPECT_TRUE(quiet());
  EXPECT_FALSE(core_->wait(three, seconds(0), "").reached) << "They went nowhere.";
  EXPECT_EQ(core_->totals().callbacks, 0U);
  set_webhook();
  send();
  EXPECT_TRUE(core_->wait(three, seconds(20), "I1").reached);
  EXPECT_FALSE(core_->wait(three, seconds(0), "I2").reached);
}

TEST_F(MockCoreCalls, StandInTheJournalOfTheirInstanceWhateverWasWrong) {
  begin();
  call("GET", "no-such-call");
  call("DELETE", "me");
  EXPECT_EQ(entries({.unmatched = true, .instance = "I1"}).size(), 1U);
  EXPECT_EQ(entries({.instance = "I1"}).size(), 2U);
}

TEST_F(MockCoreCalls, AreOvertakenByTheirOwnCallbacks) {
  std::promise<void> leave;
  std::promise<void> asked;
  const auto slow = *HttpServer::listen({}, {}, [&](const Question&) {
    asked.set_value();
    leave.get_future().wait();
    return Reply{};
  });
  begin(
      with_rules("  - after: send-text\n    steps:\n      - sent: message\n"
                 "        overtake: true\n"));
  set_webhook("busy");
  call("PUT", "update-webhook-message-status", R"({"value":")" + slow->url() + R"("})", "slow");
  auto answered =
      std::async(std::launch::async, [this] { return send("5544999990009", "slow").status; });
  asked.get_future().wait();
  EXPECT_EQ(send("5544999990009", "busy").status, 200);
  EXPECT_EQ(answered.wait_for(seconds(0)), std::future_status::timeout)
      << "What somebody else was told is not what it waits for.";
  leave.set_value();
  EXPECT_EQ(answered.get(), 200);
}

}  // namespace
}  // namespace ensaio
