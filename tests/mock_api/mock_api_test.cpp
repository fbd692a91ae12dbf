#include "mock_api/mock_api.hpp"

#include <Poco/Exception.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <thread>
#include <vector>

#include "mock_api/read_rules.hpp"
#include "tests/mock_api/served.hpp"

// The mock API over real sockets, with the built-in receiver as the application's webhook.

namespace ensaio {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

TEST_F(ServedMockApi, PlaysWhatWasAskedForOnceTheWebhookIsRegistered) {
  MockApiSettings settings;
  settings.core.plays.push_back(*read_story(kTyping, "typing.yaml"));
  serve(std::move(settings));
  EXPECT_EQ(set_webhook("chat-presence").body, R"({"value":true})");
  await_quiet();
  EXPECT_THAT(told(), ElementsAre("COMPOSING", "PAUSED"));
  set_webhook("chat-presence");
  await_quiet();
  EXPECT_THAT(told(), ElementsAre("COMPOSING", "PAUSED")) << "Once for an instance.";
  set_webhook("chat-presence", "DEF");
  await_quiet();
  EXPECT_THAT(told("&instance=DEF"), ElementsAre("COMPOSING", "PAUSED"));
}

TEST_F(ServedMockApi, TellsTheLifeOfAMessageThatWasSent) {
  serve();
  set_webhook("message-status");
  set_webhook("delivery");
  const json ids = send("5544999990009").value();
  await_quiet();
  EXPECT_THAT(told(), ElementsAre("DeliveryCallback", "SENT", "RECEIVED", "READ"));
  const auto believed = sink_->message(ids.at("messageId").get<std::string>());
  ASSERT_TRUE(believed);
  EXPECT_EQ(believed->rung, Rung::Read);
}

TEST_F(ServedMockApi, LinksWhatWasCalledAndWhatFollowed) {
  serve();
  set_webhook("message-status");
  send("5544999990009");
  await_quiet();
  const json entries = ask(control("journal"), "GET").value().at("entries");
  EXPECT_EQ(entries.at(1).at("route"), "send-text");
  EXPECT_EQ(entries.at(1).at("phone"), "5544999990009");
  EXPECT_EQ(entries.at(1).at("caused").size(), 4U);
  EXPECT_EQ(entries.at(2).at("cause"), entries.at(1).at("seq"));
  const json calls = ask(control("calls?route=send-*&phone=5544999990009"), "GET").value();
  EXPECT_EQ(calls.at("count"), 1);
}

TEST_F(ServedMockApi, FollowsRulesThatAreGivenWhileItRuns) {
  serve();
  set_webhook("message-status");
  EXPECT_EQ(ask(control("rules"), "PUT", "rules:\n  - after: send-text\n    steps: []\n",
                "application/yaml")
                .status,
            200);
  send("5544999990009");
  await_quiet();
  EXPECT_EQ(told().size(), 0U);
  const ApiAnswer wrong =
      ask(control("rules"), "PUT", "rules:\n  - aftr: send-text\n", "text/yaml");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_EQ(wrong.type, "application/problem+json");
  EXPECT_THAT(wrong.body, HasSubstr("did you mean 'after'?"));
  EXPECT_EQ(ask(control("reset"), "POST").status, 200);
  set_webhook("message-status");
  send("5544999990009");
  await_quiet();
  EXPECT_EQ(told().size(), 4U) << "A reset forgets the rules too.";
}

TEST_F(ServedMockApi, LetsACallbackOvertakeItsAnswer) {
  MockApiSettings settings;
  settings.core.rules = *read_rule_file(
      "rules:\n  - after: send-text\n    steps:\n      - sent: message\n        overtake: true\n",
      "rules.yaml", nullptr);
  serve(std::move(settings));
  set_webhook("message-status");
  send("5544999990009");
  EXPECT_EQ(sink_->hearsay().all(), 1U) << "It was told before we were answered.";
}

TEST_F(ServedMockApi, PlaysRunsAndJudgesThem) {
  MockApiSettings settings;
  settings.control.stories.emplace("typing", *read_story(kTyping, "typing.yaml"));
  settings.core.target = sink_->url() + "/hook";
  serve(std::move(settings));
  const ApiAnswer run = ask(control("runs?wait=10s&seed=5"), "POST", kTyping, "application/yaml");
  EXPECT_EQ(run.status, 200);
  EXPECT_EQ(run.value().at("state"), "finished");
  EXPECT_EQ(run.value().at("verdict"), "pass");
  EXPECT_EQ(run.value().at("seed"), 5);
  EXPECT_EQ(run.value().at("attempts").size(), 2U);
  const ApiAnswer named = ask(control("runs"), "POST", R"({"scenario":"typing","instance":"XYZ"})");
  EXPECT_EQ(named.status, 201);
  const std::string id = named.value().at("id").get<std::string>();
  EXPECT_EQ(ask(control("runs/" + id + "?wait=10s"), "GET").value().at("state"), "finished");
  EXPECT_EQ(ask(control("runs?instance=XYZ"), "GET").value().at("runs").size(), 1U);
  EXPECT_EQ(ask(control("await?until=finished"), "GET").status, 200);
}

TEST_F(ServedMockApi, PlaysOtherStoriesByTheirNames) {
  MockApiSettings settings;
  settings.control.stories.emplace("typing", *read_story(kTyping, "typing.yaml"));
  settings.control.other_story = [](const std::string& name) -> Result<std::string> {
    if (name == "typing") return std::string("scenario: never asked for\nsteps: []\n");
    if (name == "pack:broken") return std::string("rules: []\n");
    if (name != "pack:one") return Error{.message = "there is no scenario '" + name + "'"};
    return std::string("scenario: one\nchats: [ana]\nsteps:\n  - recording: ana\n");
  };
  settings.core.target = sink_->url() + "/hook";
  serve(std::move(settings));
  struct Row {
    const char* name;
    int status;
    const char* says;
  };
  const Row rows[] = {
      {"typing", 200, R"("name":"typing")"},
      {"pack:one", 200, R"("name":"one")"},
      {"pack:one", 200, R"("file":"pack:one")"},
      {"pack:two", 404, "there is no scenario 'pack:two'"},
      {"pack:broken", 400, "the scenario cannot be played"},
  };
  for (const Row& row : rows) {
    const std::string body = R"({"scenario":")" + std::string(row.name) + R"("})";
    const ApiAnswer said = ask(control("runs?wait=10s"), "POST", body);
    EXPECT_EQ(said.status, row.status) << row.name;
    EXPECT_THAT(said.body, HasSubstr(row.says)) << row.name;
  }
}

TEST_F(ServedMockApi, RefusesWhatCannotBePlayed) {
  serve();
  struct Row {
    const char* method;
    const char* path;
    const char* body;
    const char* type;
    int status;
    const char* says;
  };
  const Row rows[] = {
      {"POST", "runs", "scenario: x\nsteps:\n  - recieved: m1\n", "application/yaml", 400,
       "did you mean 'received'?"},
      {"POST", "runs", "", "application/yaml", 400, "problems"},
      {"POST", "runs", "{}", "application/json", 400, "no JSON object with a \\\"scenario\\\""},
      {"POST", "runs", R"({"scenario":"no such"})", "application/json", 404, "'no such'"},
      {"POST", "runs?seed=-1", kTyping, "text/yaml", 400, "seed="},
      {"GET", "runs/7", "", "", 404, "no such run"},
      {"GET", "runs/x", "", "", 404, "a run's id is a number"},
      {"GET", "await?until=later", "", "", 400, "until= is quiet:200ms"},
      {"GET", "await?until=count:nosuch=3", "", "", 400, "until= is"},
      {"GET", "await?until=finished&timeout=soon", "", "", 400, "timeout= is a duration"},
      {"GET", "journal?since=x", "", "", 400, "since= is a number"},
      {"GET", "journal?direction=up", "", "", 400, "direction= is in or out"},
      {"GET", "nowhere", "", "", 404, "there is no call /_ensaio/nowhere"},
      {"DELETE", "journal", "", "", 405, "allowed here: GET"},
  };
  for (const Row& row : rows) {
    const ApiAnswer said = ask(control(row.path), row.method, row.body, row.type);
    EXPECT_EQ(said.status, row.status) << row.path << said.body;
    EXPECT_THAT(said.body, HasSubstr(row.says)) << row.path;
    EXPECT_EQ(said.type, "application/problem+json") << row.path;
  }
}

TEST_F(ServedMockApi, WaitsForCallbacksOfAKindAndSaysWhatIsStillOpen) {
  serve();
  set_webhook("message-status");
  const ApiAnswer none = ask(control("await?until=count:status=3&timeout=10ms"), "GET");
  EXPECT_EQ(none.status, 408);
  EXPECT_EQ(none.value().at("reached"), false);
  EXPECT_EQ(none.value().at("status"), 0);
  send("5544999990009");
  EXPECT_EQ(ask(control("await?until=count:status=3&timeout=10s"), "GET").status, 200);
}

TEST_F(ServedMockApi, ShowsTheWebhooksAndForgetsOneInstance) {
  serve();
  set_webhook("message-status", "A");
  set_webhook("message-status", "B");
  json all = ask(control("webhooks"), "GET").value();
  EXPECT_EQ(all.at("instances").size(), 2U);
  EXPECT_EQ(all.at("instances").at(0).at("webhooks").at("status"), sink_->url() + "/hook");
  EXPECT_EQ(all.at("instances").at(0).at("history").size(), 1U);
  ask(control("reset?instance=A"), "POST");
  EXPECT_EQ(ask(control("webhooks?instance=B"), "GET").value().at("instances").size(), 1U);
  EXPECT_EQ(ask(control("journal?instance=A"), "GET").value().at("entries").size(), 0U);
}

TEST_F(ServedMockApi, KeepsTheControlApiForWhoKnowsTheToken) {
  MockApiSettings settings;
  settings.control.token = "secret";
  serve(std::move(settings));
  EXPECT_EQ(ask(control("runs"), "GET").status, 401);
  EXPECT_EQ(ask(control("runs"), "GET", "", "", {{"Authorization", "Bearer no"}}).status, 401);
  EXPECT_EQ(ask(control("runs"), "GET", "", "", {{"Authorization", "Bearer secret"}}).status, 200);
  EXPECT_EQ(ask(control("health"), "GET").status, 200) << "A container's health check has none.";
  EXPECT_EQ(set_webhook("delivery").status, 200) << "The provider's calls go on.";
}

TEST_F(ServedMockApi, KeepsManyClientsApart) {
  serve();
  std::vector<std::jthread> clients;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([this, instance = "I" + std::to_string(i)] {
      set_webhook("message-status", instance);
      for (int n = 0; n < 10; ++n) EXPECT_EQ(send("5544999990009", instance).status, 200);
    });
  }
  clients.clear();
  await_quiet();
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(told("&instance=I" + std::to_string(i)).size(), 40U);
  }
}

TEST_F(ServedMockApi, StopsWhileSomebodyWaits) {
  serve();
  set_webhook("message-status");
  std::jthread waiting([url = control("await?until=count:status=3&timeout=10m")] {
    try {
      EXPECT_NE(ask(url, "GET").status, 200);
    } catch (const Poco::Exception&) {  // NOLINT(bugprone-empty-catch): it was cut off.
    }
  });
  send("5544999990007");
  api_.reset();
}

}  // namespace
}  // namespace ensaio
