#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>

#include "simulator/report/reports.hpp"

namespace ensaio {
namespace {

RunRecord three_ticks() {
  Attempt attempt{.at_us = 0,
                  .step = "1",
                  .kind = "status",
                  .callback = "SENT",
                  .url = "http://127.0.0.1:1/",
                  .sent_us = 12,
                  .answered_us = 840,
                  .status = 200,
                  .request = "{}",
                  .answer = "ok"};
  ScenarioRecord scenario{
      .name = "three ticks", .file = "three-ticks.yaml", .plan_hash = "3f9c", .seed = 7};
  scenario.checks = {{.what = "status 2xx", .step = "1"}};
  scenario.attempts = {attempt};
  return {.seed = 7,
          .version = "0.1.0",
          .asides = {"careful"},
          .account = {.planned = 1, .sent = 1, .answered = 1},
          .scenarios = {scenario}};
}

std::string printed(const RunRecord& run) {
  std::ostringstream out;
  print_json(run, out);
  return out.str();
}

TEST(JsonReport, HasThePromisedShape) {
  const auto expected = nlohmann::ordered_json::parse(R"({
    "schema": "ensaio.run/1", "verdict": "pass", "exit": 0, "seed": 7, "version": "0.1.0", "asides": ["careful"],
    "account": { "planned": 1, "sent": 1, "answered": 1, "timed_out": 0, "unreachable": 0,
                 "abandoned": 0, "not_sent": 0, "retries": 0, "resent": 0, "not_judged": 0 },
    "scenarios": [ { "name": "three ticks", "file": "three-ticks.yaml", "verdict": "pass",
      "plan_hash": "3f9c", "seed": 7,
      "checks": [ { "what": "status 2xx", "step": "1", "verdict": "pass", "message": "" } ],
      "attempts": [ { "at_us": 0, "step": "1", "label": "", "kind": "status", "callback": "SENT",
                      "url": "http://127.0.0.1:1/", "attempt": 1, "due_us": 0, "sent_us": 12,
                      "answered_us": 840, "ending": "answered", "status": 200, "reason": "",
                      "request": "{}", "answer": "ok" } ] } ] })");
  EXPECT_EQ(nlohmann::ordered_json::parse(printed(three_ticks())).dump(2), expected.dump(2));
}

TEST(JsonReport, SurvivesAStrangersBytes) {
  RunRecord run = three_ticks();
  run.scenarios[0].attempts[0].answer = "\xff\x00\x1b";
  const auto json = nlohmann::json::parse(printed(run));
  EXPECT_EQ(json["scenarios"][0]["attempts"][0]["answer"], "\xEF\xBF\xBD");
}

TEST(JsonReport, NamesEveryVerdictAndEnding) {
  RunRecord run = three_ticks();
  run.verdict = Verdict::Interrupted;
  run.exit = 130;
  run.scenarios[0].verdict = Verdict::Inconclusive;
  run.scenarios[0].checks[0].verdict = Verdict::Fail;
  run.scenarios[0].attempts[0].ending = EndingName::TimedOut;
  const auto json = nlohmann::json::parse(printed(run));
  EXPECT_EQ(json["verdict"], "interrupted");
  EXPECT_EQ(json["exit"], 130);
  EXPECT_EQ(json["scenarios"][0]["verdict"], "inconclusive");
  EXPECT_EQ(json["scenarios"][0]["checks"][0]["verdict"], "fail");
  EXPECT_EQ(json["scenarios"][0]["attempts"][0]["ending"], "timed_out");
}

TEST(JsonReport, IsJsonWithoutScenariosToo) {
  EXPECT_EQ(nlohmann::json::parse(printed({}))["scenarios"], nlohmann::json::array());
}

TEST(JsonReport, IsFoundByItsName) {
  ASSERT_EQ(kFileReports.size(), 2U);
  EXPECT_EQ(kFileReports[0].name, "json");
  EXPECT_EQ(kFileReports[1].name, "junit");
}

TEST(JsonReport, SaysWhatItHasNoRoomFor) {
  RunRecord run = three_ticks();
  EXPECT_EQ(printed(run).find("left_out"), std::string::npos);
  run.scenarios[0].left_out = {.checks = 1, .attempts_before = 2, .attempts_after = 3};
  const auto json = nlohmann::json::parse(printed(run));
  EXPECT_EQ(json["scenarios"][0]["left_out"],
            nlohmann::json::parse(R"({"checks": 1, "attempts_before": 2, "attempts_after": 3})"));
}

}  // namespace
}  // namespace ensaio
