#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

#include "mock_api/read_rules.hpp"
#include "tests/mock_api/deaf.hpp"
#include "tests/mock_api/served.hpp"

// Runs that are cancelled, and what a reset ends.

namespace ensaio {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kLong =
    "scenario: long\nchats: [ana]\nclock: real\nsteps:\n  - composing: ana\n  - wait: 1h\n"
    "  - paused: ana\n";

class CancelledRun : public ServedMockApi {
 protected:
  std::string begin(const char* story, const std::string& instance = "ABC") const {
    const ApiAnswer begun =
        ask(control("runs?instance=" + instance), "POST", story, "application/yaml");
    EXPECT_EQ(begun.status, 201) << begun.body;
    return begun.value().at("id").get<std::string>();
  }
  void await_callbacks(int count) const {
    const std::string path = "await?until=count:presence=" + std::to_string(count) + "&timeout=10s";
    EXPECT_EQ(ask(control(path), "GET").status, 200);
  }
};

TEST_F(CancelledRun, EndsAndTellsWhatWasSentOfIt) {
  serve();
  set_webhook("chat-presence");
  const std::string id = begin(kLong);
  await_callbacks(1);
  const ApiAnswer cancelled = ask(control("runs/" + id), "DELETE");
  EXPECT_EQ(cancelled.status, 200);
  const json run = cancelled.value();
  EXPECT_EQ(run.at("state"), "cancelled");
  EXPECT_EQ(run.at("verdict"), "interrupted");
  ASSERT_EQ(run.at("attempts").size(), 1U) << "What was not sent is none.";
  EXPECT_EQ(run.at("attempts").at(0).at("ending"), "answered");
  EXPECT_EQ(ask(control("await?until=finished"), "GET").status, 200);
  EXPECT_EQ(ask(control("runs/" + id), "GET").value().at("state"), "cancelled");
  await_quiet();
}

TEST_F(CancelledRun, AbandonsWhatHasNoAnswerYet) {
  MockApiSettings settings;
  Deaf deaf;
  settings.core.target = deaf.url();
  serve(std::move(settings));
  const std::string id = begin(kLong);
  deaf.await_request();
  const json run = ask(control("runs/" + id), "DELETE").value();
  EXPECT_EQ(run.at("state"), "cancelled");
  ASSERT_EQ(run.at("attempts").size(), 1U);
  EXPECT_EQ(run.at("attempts").at(0).at("ending"), "abandoned");
  deaf.await_end();
}

TEST_F(CancelledRun, CannotBeOverOrUnknown) {
  serve();
  set_webhook("chat-presence");
  const std::string id = begin(kTyping);
  ask(control("runs/" + id + "?wait=10s"), "GET");
  const ApiAnswer over = ask(control("runs/" + id), "DELETE");
  EXPECT_EQ(over.status, 409);
  EXPECT_THAT(over.body, HasSubstr("the run is over"));
  EXPECT_EQ(ask(control("runs/" + id), "GET").value().at("state"), "finished");
  EXPECT_EQ(ask(control("runs/77"), "DELETE").status, 404);
  EXPECT_EQ(ask(control("runs/x"), "DELETE").status, 404);
  EXPECT_EQ(ask(control("runs/" + id), "PUT").status, 405);
}

TEST_F(CancelledRun, LeavesTheOthersAlone) {
  serve();
  set_webhook("chat-presence");
  const std::string first = begin(kLong);
  const std::string second = begin(kLong);
  await_callbacks(2);
  ask(control("runs/" + first), "DELETE");
  EXPECT_EQ(ask(control("runs/" + second), "GET").value().at("state"), "running");
}

TEST_F(CancelledRun, IsWhatAResetMakesOfThoseOfItsInstance) {
  serve({}, Clock::Mode::Real);
  set_webhook("chat-presence", "A");
  set_webhook("chat-presence", "B");
  const std::string first = begin(kLong, "A");
  const std::string second = begin(kLong, "B");
  await_callbacks(2);
  EXPECT_EQ(ask(control("reset?instance=A"), "POST").status, 200);
  EXPECT_EQ(ask(control("runs/" + first), "GET").status, 404) << "It is forgotten.";
  EXPECT_EQ(ask(control("runs/" + second), "GET").value().at("state"), "running");
  EXPECT_EQ(ask(control("journal?instance=A"), "GET").value().at("entries").size(), 0U);
  EXPECT_EQ(ask(control("await?until=quiet:1ms&instance=A"), "GET").status, 200);
  ask(control("reset"), "POST");
  EXPECT_EQ(ask(control("runs"), "GET").value().at("runs").size(), 0U);
  await_quiet();
}

TEST_F(CancelledRun, IsWhatAResetMakesOfWhatFollowsSends) {
  MockApiSettings settings;
  settings.core.rules = *read_rule_file(
      "rules:\n  - after: send-text\n    steps:\n      - wait: 1h\n      - sent: message\n",
      "rules.yaml", nullptr);
  serve(std::move(settings), Clock::Mode::Real);
  set_webhook("message-status");
  send("5544999990009");
  EXPECT_EQ(ask(control("await?until=quiet:1ms&timeout=1ms"), "GET").value().at("conversations"),
            1);
  ask(control("reset"), "POST");
  await_quiet();
  EXPECT_EQ(told().size(), 0U);
}

}  // namespace
}  // namespace ensaio
