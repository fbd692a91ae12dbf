#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <thread>

#include "mock_api/read_rules.hpp"
#include "tests/mock_api/deaf.hpp"
#include "tests/mock_api/served.hpp"

// --clock manual: time that goes on when somebody says so.

namespace ensaio {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ManualClock : public ServedMockApi {
 protected:
  void serve_by_hand(MockApiSettings settings = {}) {
    settings.core.rules = *read_rule_file(
        "rules:\n  - after: send-text\n    where: { message: \"slow*\" }\n    steps:\n"
        "      - wait: 3s\n      - sent: message\n      - wait: 10m\n      - read: message\n"
        "  - after: send-text\n    where: { message: \"quick*\" }\n    steps:\n"
        "      - wait: 1s\n      - received: message\n      - wait: 3s\n      - played: message\n",
        "rules.yaml", nullptr);
    serve(std::move(settings), Clock::Mode::Manual);
  }
  ApiAnswer advance(const std::string& by, const std::string& query = "?instance=ABC") const {
    return ask(control("clock" + query), "PUT", R"({"advance":")" + by + R"("})");
  }
  void say(const std::string& message, const std::string& instance = "ABC") const {
    ask(call("send-text", instance), "POST",
        R"({"phone":"5544999990009","message":")" + message + R"("})");
  }
};

TEST_F(ManualClock, TellsWhatIsDueByThenAndNothingElse) {
  serve_by_hand();
  set_webhook("message-status");
  say("slow");
  ApiAnswer told_of = advance("2999ms");
  EXPECT_EQ(told_of.status, 200) << told_of.body;
  EXPECT_EQ(told_of.value().at("time"), "2.999s");
  EXPECT_EQ(told_of.value().at("conversations"), 1);
  EXPECT_EQ(told_of.value().at("next_in"), "1ms");
  EXPECT_THAT(told(), IsEmpty());
  advance("1ms");
  EXPECT_THAT(told(), ElementsAre("SENT"));
  told_of = advance("10m");
  EXPECT_THAT(told(), ElementsAre("SENT", "READ"));
  EXPECT_EQ(told_of.value().at("time"), "603s");
  EXPECT_EQ(told_of.value().at("conversations"), 0);
  EXPECT_FALSE(told_of.value().contains("next_in"));
  await_quiet();
}

TEST_F(ManualClock, TellsTheConversationsOfAnInstanceInTheOrderOfTheirTimes) {
  serve_by_hand();
  set_webhook("message-status");
  say("slow");
  say("quick");
  advance("1h");
  EXPECT_THAT(told(), ElementsAre("RECEIVED", "SENT", "PLAYED", "READ"));
}

TEST_F(ManualClock, IsEachInstancesOwn) {
  serve_by_hand();
  set_webhook("message-status", "A");
  set_webhook("message-status", "B");
  say("slow", "A");
  say("slow", "B");
  advance("1h", "?instance=A");
  EXPECT_EQ(told("&instance=A").size(), 2U);
  EXPECT_EQ(told("&instance=B").size(), 0U);
  const json all = advance("5s", "").value();
  EXPECT_EQ(all.at("clocks"), (json{{"A", "3605s"}, {"B", "5s"}}));
  EXPECT_EQ(told("&instance=B").size(), 1U);
  EXPECT_EQ(ask(control("clock?instance=B"), "GET").value().at("clocks"), (json{{"B", "5s"}}));
  EXPECT_EQ(ask(control("clock"), "GET").value().at("clock"), "manual");
}

TEST_F(ManualClock, IsTheOneOfRunsThatHaveNone) {
  serve_by_hand();
  set_webhook("chat-presence");
  const char* steps = "chats: [ana]\nsteps:\n  - composing: ana\n  - wait: 1h\n  - paused: ana\n";
  const auto run = [&](const std::string& head) {
    return ask(control("runs?instance=ABC"), "POST", head + steps, "text/yaml").value();
  };
  const std::string by_hand = run("scenario: by hand\n").at("id").get<std::string>();
  const std::string own = run("scenario: own\nclock: virtual\n").at("id").get<std::string>();
  EXPECT_EQ(ask(control("runs/" + own + "?wait=10s"), "GET").value().at("state"), "finished");
  EXPECT_EQ(ask(control("runs/" + by_hand), "GET").value().at("state"), "running");
  advance("1h");
  const json over = ask(control("runs/" + by_hand), "GET").value();
  EXPECT_EQ(over.at("state"), "finished");
  EXPECT_EQ(over.at("attempts").at(1).at("at_us"), 3'600'000'000);
}

TEST_F(ManualClock, SaysWhatWaitsForItWhereSomebodyWaitsForQuiet) {
  serve_by_hand();
  set_webhook("message-status");
  say("slow");
  const ApiAnswer waited = ask(control("await?until=quiet:1ms&timeout=50ms"), "GET");
  EXPECT_EQ(waited.status, 408);
  EXPECT_EQ(waited.value().at("next_in"), "3s");
  EXPECT_EQ(waited.value().at("halted"), 1);
  EXPECT_THAT(waited.value().at("detail").get<std::string>(), HasSubstr(R"({"advance": "3s"})"));
  std::jthread other([this] { advance("1h"); });
  await_quiet();
}

TEST_F(ManualClock, BeginsAgainWithAReset) {
  serve_by_hand();
  set_webhook("message-status");
  say("slow");
  advance("5s");
  ask(control("reset?instance=ABC"), "POST");
  EXPECT_EQ(advance("1s").value().at("time"), "1s");
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(ManualClock, StandsStillWhereAReceiverDoesNotAnswer) {
  MockApiSettings settings;
  Deaf deaf;
  settings.core.target = deaf.url();
  serve_by_hand(std::move(settings));
  say("slow");
  const ApiAnswer late = advance("1h", "?instance=ABC&timeout=50ms");
  EXPECT_EQ(late.status, 408);
  EXPECT_EQ(late.value().at("reached"), false);
  EXPECT_EQ(late.value().at("time"), "3s");
  EXPECT_THAT(late.body, HasSubstr("not all of it was told in time"));
}

TEST_F(ManualClock, LastsAsLongAsAFaultOfOurAnswer) {
  MockApiSettings settings;
  serve(std::move(settings), Clock::Mode::Manual);
  ask(control("rules"), "PUT",
      "rules:\n  - after: send-text\n    answer: { status: 503, for: 10s }\n", "text/yaml");
  EXPECT_EQ(send("5544999990009").status, 503);
  advance("9s");
  EXPECT_EQ(send("5544999990009").status, 503);
  advance("2s");
  EXPECT_EQ(send("5544999990009").status, 200);
}

TEST_F(ManualClock, IsAdvancedByADurationAlone) {
  serve_by_hand();
  for (const char* body : {"", "[]", "{}", R"({"advance":10})", R"({"advance":"10"})",
                           R"({"advance":"-1s"})", R"({"advance":"1s","by":2})"}) {
    const ApiAnswer said = ask(control("clock"), "PUT", body);
    EXPECT_EQ(said.status, 400) << body;
    EXPECT_THAT(said.body, HasSubstr("a duration with its unit")) << body;
  }
  EXPECT_EQ(advance("1s", "?timeout=soon").status, 400);
}

TEST_F(ManualClock, IsTheOnlyOneThatCanBeAdvanced) {
  serve();
  const ApiAnswer said = advance("1s");
  EXPECT_EQ(said.status, 409);
  EXPECT_EQ(said.type, "application/problem+json");
  EXPECT_THAT(said.body, HasSubstr("--clock manual"));
}

}  // namespace
}  // namespace ensaio
