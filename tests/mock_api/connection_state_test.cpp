#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

#include "mock_api/read_rules.hpp"
#include "tests/mock_api/served.hpp"

// What connects and disconnects an instance, and what follows from it.

namespace ensaio {
namespace {

using nlohmann::json;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kGone = "scenario: gone\nsteps:\n  - disconnected\n";
constexpr const char* kBack = "scenario: back\nsteps:\n  - connected\n";

class Connection : public ServedMockApi {
 protected:
  void play(const char* story, const std::string& instance = "ABC") const {
    const ApiAnswer said =
        ask(control("runs?wait=10s&instance=" + instance), "POST", story, "text/yaml");
    EXPECT_EQ(said.value().at("state"), "finished") << said.body;
  }
  bool connected(const std::string& instance = "ABC") const {
    return ask(call("status", instance), "GET").value().at("connected").get<bool>();
  }
};

TEST_F(Connection, IsToldToTheWebhooksWhereACallChangesIt) {
  serve();
  set_webhook("connected");
  set_webhook("disconnected");
  ask(call("disconnect"), "GET");
  await_quiet();
  EXPECT_THAT(told(), ElementsAre("DisconnectedCallback"));
  ask(call("disconnect"), "GET");
  await_quiet();
  EXPECT_EQ(told().size(), 1U) << "It was disconnected already.";
  ask(call("restore-session"), "GET");
  await_quiet();
  EXPECT_THAT(told(), ElementsAre("DisconnectedCallback", "ConnectedCallback"));
  const json entries = ask(control("journal"), "GET").value().at("entries");
  EXPECT_EQ(entries.at(2).at("route"), "disconnect");
  EXPECT_EQ(entries.at(2).at("caused").size(), 1U);
  EXPECT_TRUE(connected());
}

TEST_F(Connection, IsWhatAScenarioTellsOfIt) {
  serve();
  set_webhook("disconnected");
  EXPECT_TRUE(connected());
  play(kGone);
  EXPECT_FALSE(connected());
  play(kBack);
  EXPECT_TRUE(connected()) << "Though nobody has registered a webhook for it.";
  play(kGone, "NEW");
  EXPECT_FALSE(connected("NEW")) << "An instance that is heard of later.";
  EXPECT_TRUE(connected("OTHER"));
  ask(control("reset"), "POST");
  EXPECT_TRUE(connected("NEW"));
}

TEST_F(Connection, QueuesSendsUntilItIsThereAgain) {
  struct Row {
    const char* what;
    bool by_call;
  };
  for (const Row& row : {Row{"by calls", true}, Row{"by scenarios", false}}) {
    serve();
    set_webhook("message-status");
    row.by_call ? static_cast<void>(ask(call("disconnect"), "GET")) : play(kGone);
    EXPECT_EQ(send("5544999990009").status, 200) << row.what;
    await_quiet();
    EXPECT_THAT(told("&instance=ABC"), testing::Not(Contains("SENT"))) << row.what;
    EXPECT_EQ(ask(call("queue/count"), "GET").value().at("count"), 1) << row.what;
    row.by_call ? static_cast<void>(ask(call("restore-session"), "GET")) : play(kBack);
    await_quiet();
    EXPECT_THAT(told(), Contains("SENT")) << row.what;
    EXPECT_THAT(told(), Contains("READ")) << row.what;
    EXPECT_EQ(ask(call("queue/count"), "GET").value().at("count"), 0) << row.what;
  }
}

TEST_F(Connection, IsChangedByWhatFollowsASend) {
  MockApiSettings settings;
  settings.core.rules = *read_rule_file(
      "rules:\n  - after: send-text\n    steps:\n      - sent: message\n      - disconnected\n",
      "rules.yaml", nullptr);
  serve(std::move(settings));
  send("5544999990009");
  await_quiet();
  EXPECT_FALSE(connected());
}

}  // namespace
}  // namespace ensaio
