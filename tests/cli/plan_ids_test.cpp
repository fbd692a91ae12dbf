#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <sstream>
#include <string>

#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

// `ensaio plan PROFILE --ids csv`: what a receiver has to know before a load.

namespace ensaio {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kTicks =
    "scenario: ticks\nchats: { ana: \"5544999999999\" }\nmessages: { m1: ana }\n"
    "steps: [{ sent: m1 }, { read: m1 }]\n";

std::string profile(const std::string& more) {
  return "load: evening\nmix: [{ scenario: ./ticks.yaml }]\n" + more;
}

constexpr const char* kPhases = "phases: [{ for: 200ms, rate: 50/s }]\n";

TEST(PlanIds, AreThoseThatTheReceiverHearsOf) {
  const Scratch scratch;
  scratch.file("ticks.yaml", kTicks);
  const std::string file = scratch.file(
      "profile.yaml", profile(std::string(kPhases) + "valid_when: [lag.max <= 60s]\n"));
  const Spoken planned = ensaio_says({"plan", file, "--ids", "csv", "--seed", "4"});
  ASSERT_EQ(planned.exit, 0) << planned.err;
  Receiver receiver(always(200));
  ASSERT_EQ(ensaio_says({"load", file, "--quiet", "--seed", "4", "--target", receiver.url()}).exit,
            0);
  std::set<std::string> heard;
  for (const std::string& body : receiver.bodies()) {
    const json callback = json::parse(body);
    heard.insert("phone," + callback.at("phone").get<std::string>());
    heard.insert("message," + callback.at("ids").at(0).get<std::string>());
  }
  std::istringstream lines(planned.out);
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "kind,value");
  std::set<std::string> known;
  while (std::getline(lines, line)) EXPECT_TRUE(known.insert(line).second) << line;
  EXPECT_EQ(known, heard);
  EXPECT_EQ(known.size(), 20U);
}

TEST(PlanIds, NeedAProfileItsPhasesAndASeed) {
  const Scratch scratch;
  const std::string ticks = scratch.file("ticks.yaml", kTicks);
  const auto said = [](const std::string& file, const std::string& format = "csv") {
    const Spoken spoken = ensaio_says({"plan", file, "--ids", format});
    EXPECT_EQ(spoken.exit, 2) << spoken.out;
    return spoken.err;
  };
  EXPECT_THAT(said(ticks), HasSubstr("name one load profile, with phases"));
  EXPECT_THAT(said(scratch.file("seedless.yaml", profile(kPhases))), HasSubstr("--seed"));
  EXPECT_THAT(said(scratch.file("endless.yaml", profile("seed: 1\n"))), HasSubstr("with phases"));
  EXPECT_THAT(said(scratch.file("whole.yaml", profile(std::string("seed: 1\n") + kPhases)), "json"),
              HasSubstr("'json' is not csv"));
}

TEST(PlanIds, AreAskedForWhereAProfileIsPlannedAsAScenario) {
  const Scratch scratch;
  scratch.file("ticks.yaml", kTicks);
  const Spoken said = ensaio_says({"plan", scratch.file("profile.yaml", profile(kPhases))});
  EXPECT_EQ(said.exit, 2);
  EXPECT_THAT(said.err, HasSubstr("a load profile is for ensaio load"));
}

TEST(PlanIds, AreCsvWhateverTheyHold) {
  const Scratch scratch;
  scratch.file("ticks.yaml", kTicks);
  scratch.file("ids.csv", "id\n3E\"B0\n");
  const std::string file = scratch.file(
      "p.yaml", profile(std::string("seed: 1\nmessages: { from: ids.csv }\n") + kPhases));
  EXPECT_THAT(ensaio_says({"plan", file, "--ids", "csv"}).out, HasSubstr("message,\"3E\"\"B0\"\n"));
}

}  // namespace
}  // namespace ensaio
