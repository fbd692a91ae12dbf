#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <string>

#include "mock_api/sink.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"
#include "tests/e2e/shipped.hpp"

namespace ensaio {
namespace {

using nlohmann::json;

/// Plays shipped scenarios with the whole program at the built-in receiver.
class PlayedScenarios : public testing::Test {
 protected:
  void SetUp() override {
    auto listening = Sink::listen("127.0.0.1:0");
    ASSERT_TRUE(listening) << listening.error().message;
    sink_ = std::move(*listening);
  }

  /// The JSON report of `ensaio run WHAT --seed SEED`, which must have passed.
  json report_of(const std::string& what, const std::string& seed = "7") {
    const std::string file = scratch_.path("report.json");
    const Spoken said =
        ensaio_says({"run", std::string(ENSAIO_SOURCE_DIR) + "/scenarios/" + what, "--target",
                     sink_->url() + "/hook", "--seed", seed, "--report", "json=" + file});
    EXPECT_EQ(said.exit, 0) << said.out << said.err;
    return json::parse(text_of(file), nullptr, /*allow_exceptions=*/false);
  }

  std::unique_ptr<Sink> sink_;
  Scratch scratch_;
};

TEST_F(PlayedScenarios, AllPassAtAReceiverWithoutMistakes) {
  const json report = report_of("");

  EXPECT_EQ(report["verdict"], "pass");
  EXPECT_EQ(report["scenarios"].size(), shipped_files().size());
  for (const json& scenario : report["scenarios"]) {
    EXPECT_EQ(scenario["verdict"], "pass") << scenario["name"];
    EXPECT_GE(scenario["attempts"].size(), 1U) << scenario["name"];
    EXPECT_EQ(scenario["plan_hash"].get<std::string>().size(), 64U) << scenario["name"];
  }
  EXPECT_EQ(report["account"]["planned"], report["account"]["answered"]);
  EXPECT_EQ(report["account"]["not_judged"], 0);
  EXPECT_EQ(sink_->hearsay().callbacks, report["account"]["sent"].get<std::uint64_t>());
  EXPECT_EQ(sink_->hearsay().refused, 0U);
}

/// The first message id that a report's last callback with ids tells of.
std::string last_message(const json& report) {
  std::string id;
  for (const json& attempt : report["scenarios"][0]["attempts"]) {
    const json body = json::parse(attempt["request"].get<std::string>());
    if (body.contains("ids")) id = body["ids"][0].get<std::string>();
  }
  return id;
}

TEST_F(PlayedScenarios, LeaveAReceiverWithWhatItMustBelieve) {
  struct Row {
    const char* what;
    const char* file;
    std::optional<Rung> rung;
    std::uint64_t applied;
  };
  const Row rows[] = {
      {"two ticks are passed over", "basics/sent-then-read.yaml", Rung::Read, 2},
      {"every rung once", "basics/three-ticks.yaml", Rung::Read, 3},
      {"audio is heard to the end", "basics/voice-message.yaml", Rung::Played, 4},
      {"READ-SELF stands beside", "documents/plugchat-2025-status.yaml", Rung::Played, 5},
      {"RECEIVED after READ lowers nothing", "odd/read-before-received.yaml", Rung::Read, 2},
      {"nor does it when late", "odd/late-received.yaml", Rung::Read, 2},
      {"nor does SENT", "odd/back-to-sent.yaml", Rung::Read, 1},
      {"doubles change nothing", "odd/same-status-twice.yaml", Rung::Read, 3},
      {"unknown words change nothing", "odd/unknown-status.yaml", Rung::Read, 2},
      {"a missing field does not matter", "odd/unknown-fields.yaml", Rung::Read, 2},
      {"five readers, one reading", "odd/group-read-by-five.yaml", Rung::Read, 3},
      {"what arrived has not failed", "odd/error-then-success.yaml", Rung::Received, 2},
      {"what we read ourselves is not read by them", "odd/status-broadcast.yaml", std::nullopt, 1},
  };
  // Each with a seed of its own: none meets the ids of another.
  int seed = 100;
  for (const Row& row : rows) {
    const json report = report_of(row.file, std::to_string(seed++));
    const auto believed = sink_->message(last_message(report));
    ASSERT_TRUE(believed) << row.file << ": " << row.what;
    EXPECT_EQ(believed->rung, row.rung) << row.file << ": " << row.what;
    EXPECT_EQ(believed->applied, row.applied) << row.file << ": " << row.what;
  }
}

}  // namespace
}  // namespace ensaio
