#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <vector>

#include "tests/cli/child.hpp"
#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

// Scenarios side by side.

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

std::string named(const std::string& name, const std::string& rest = "messages: [m1]") {
  return "scenario: " + name + "\nclock: virtual\n" + rest +
         "\nsteps:\n  - sent: m1\n  - wait: 1h\n  - read: m1\n";
}

/// A report without what depends on the clock of this machine.
nlohmann::json timeless(const std::string& path) {
  auto json = nlohmann::json::parse(text_of(path));
  for (auto& scenario : json["scenarios"]) {
    for (auto& attempt : scenario["attempts"]) {
      for (const char* time : {"due_us", "sent_us", "answered_us", "request"}) attempt.erase(time);
    }
  }
  return json;
}

TEST(Jobs, ReportTheSameHoweverManyThereAre) {
  const Scratch scratch;
  for (const char* name : {"a", "b", "c", "d", "e"}) {
    scratch.file(std::string("s/") + name + ".yaml", named(name));
  }
  Receiver receiver(always(200));
  std::vector<nlohmann::json> reports;
  for (const char* jobs : {"1", "3", "9"}) {
    const std::string report = scratch.path(std::string("r") + jobs + ".json");
    const Spoken said = ensaio_says({"run", scratch.path("s"), "--target", receiver.url(), "--seed",
                                     "7", "--jobs", jobs, "--report", "json=" + report});
    EXPECT_EQ(said.exit, 0) << said.err;
    EXPECT_THAT(said.out, testing::ContainsRegex("PASS  a .*\nPASS  b .*\nPASS  c .*\nPASS  d "));
    EXPECT_THAT(said.out, HasSubstr("10 callbacks planned = 10 sent\n"));
    reports.push_back(timeless(report));
  }
  EXPECT_EQ(reports[0], reports[1]);
  EXPECT_EQ(reports[0], reports[2]);
}

TEST(Jobs, ArePlayedAtOnce) {
  // The first two are never answered; so the third was not held up by them.
  const Scratch scratch;
  for (const char* name : {"a", "b", "c"}) {
    scratch.file(std::string(name) + ".yaml",
                 "scenario: " + std::string(name) + "\nmessages: [m1]\nsteps:\n  - sent: m1\n");
  }
  Receiver receiver(
      [](std::size_t number) { return number < 2 ? std::string() : http_answer(200); });
  const Spoken said = ensaio_says(
      {"run", scratch.path(), "--target", receiver.url(), "--jobs", "3", "--timeout", "300ms"});
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.out, HasSubstr("3 sent = 1 answered + 2 timed out"));
  EXPECT_THAT(receiver.bodies(), SizeIs(3));
}

TEST(Jobs, ThatShareAWrittenPhoneAreNotPlayedAtOnce) {
  const Scratch scratch;
  const std::string ana = "chats: { ana: \"5544999999999\" }\nmessages: { m1: ana }";
  scratch.file("a.yaml", named("a", ana));
  scratch.file("b.yaml", named("b", ana));
  scratch.file("c.yaml", named("c"));
  Receiver receiver(always(200));
  const std::string report = scratch.path("r.json");
  const Spoken said = ensaio_says({"run", scratch.path(), "--target", receiver.url(), "--jobs", "3",
                                   "--report", "json=" + report});
  EXPECT_EQ(said.exit, 0) << said.err;
  const auto scenarios = nlohmann::json::parse(text_of(report))["scenarios"];
  EXPECT_LE(scenarios[0]["attempts"][1]["answered_us"], scenarios[1]["attempts"][0]["due_us"]);
  EXPECT_LE(scenarios[2]["attempts"][0]["due_us"], scenarios[0]["attempts"][1]["answered_us"]);
}

TEST(Jobs, BeginNoMoreOnceOneHasFailed) {
  const Scratch scratch;
  for (const char* name : {"a", "b", "c", "d"}) {
    scratch.file(std::string(name) + ".yaml", named(name));
  }
  Receiver receiver(always(500));
  const Spoken said = ensaio_says(
      {"run", scratch.path(), "--target", receiver.url(), "--jobs", "2", "--fail-fast"});
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.out, HasSubstr("2 scenarios: 2 failed"));
  EXPECT_THAT(said.out, HasSubstr("2 more scenarios were not begun"));
}

TEST(Jobs, BeginNoMoreOnceALaterOneHasFailed) {
  // The first takes its time, so it is told last of all: that must not hold the news back.
  const Scratch scratch;
  scratch.file(
      "a.yaml",
      "scenario: a\nmessages: [m1]\nsteps:\n  - sent: m1\n  - wait: 300ms\n  - read: m1\n");
  for (const char* name : {"b", "c", "d"}) {
    scratch.file(std::string(name) + ".yaml", named(name));
  }
  Receiver receiver(always(500));
  const Spoken said = ensaio_says(
      {"run", scratch.path(), "--target", receiver.url(), "--jobs", "2", "--fail-fast"});
  EXPECT_THAT(said.out, HasSubstr("2 scenarios: 2 failed"));
  EXPECT_THAT(said.out, HasSubstr("2 more scenarios were not begun"));
}

TEST(Jobs, AreAllAccountedForWhereTheyAreInterrupted) {
  const Scratch scratch;
  const std::string report = scratch.path("r.json");
  for (const char* name : {"a", "b", "c", "d"}) {
    scratch.file(std::string("s/") + name + ".yaml",
                 "scenario: " + std::string(name) +
                     "\nmessages: [m1]\nsteps:\n  - sent: m1\n  - wait: 50s\n  - read: m1\n");
  }
  Receiver receiver(always(200));
  Child child({"run", scratch.path("s"), "--target", receiver.url(), "--jobs", "3", "--report",
               "json=" + report});
  receiver.await(3);
  child.signal(SIGINT);
  const Spoken said = child.ended();
  EXPECT_EQ(said.exit, 130);
  EXPECT_THAT(said.out, HasSubstr("3 scenarios: 3 interrupted"));
  EXPECT_THAT(said.out, HasSubstr("6 callbacks planned = 3 sent + 3 not sent"));
  EXPECT_THAT(said.out, HasSubstr("1 more scenario was not begun"));
  EXPECT_THAT(nlohmann::json::parse(text_of(report))["scenarios"], SizeIs(3));
}

TEST(Jobs, GiveUpWhereNobodyListens) {
  const Scratch scratch;
  for (const char* name : {"a", "b", "c"}) {
    scratch.file(std::string(name) + ".yaml", named(name));
  }
  const Spoken said = ensaio_says({"run", scratch.path(), "--target", dead_url(), "--jobs", "3"});
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("is your receiver running?"));
  EXPECT_THAT(said.out, Not(HasSubstr("FAIL")));
}

TEST(Jobs, AskTheFirstScenarioWhetherAnybodyIsThere) {
  // The second one's webhook is dead: that fails it, as it does where it is played second.
  const Scratch scratch;
  scratch.file("a.yaml", named("a"));
  scratch.file("b.yaml", named("b", "messages: [m1]\nwebhooks: { every: \"" + dead_url() + "\" }"));
  Receiver receiver(always(200));
  for (const char* jobs : {"1", "2"}) {
    const Spoken said =
        ensaio_says({"run", scratch.path(), "--target", receiver.url(), "--jobs", jobs});
    EXPECT_EQ(said.exit, 1) << said.err;
    EXPECT_THAT(said.out, HasSubstr("2 scenarios: 1 passed, 1 failed"));
  }
}

TEST(Jobs, LetOneThatSendsNothingDecideNothing) {
  const Scratch scratch;
  scratch.file("a.yaml", "scenario: a\nclock: virtual\nsteps:\n  - wait: 1s\n");
  scratch.file("b.yaml", named("b"));
  for (const char* jobs : {"1", "2"}) {
    const Spoken said =
        ensaio_says({"run", scratch.path(), "--target", dead_url(), "--jobs", jobs});
    EXPECT_EQ(said.exit, 3) << said.out;
  }
}

TEST(Jobs, PlayTheRoundsOfARepeatAtOnceToo) {
  Receiver receiver(always(200));
  const Spoken said = ensaio_says(
      {"run", "-", "--target", receiver.url(), "--repeat", "20", "--jobs", "5", "--seed", "7"},
      named("a"));
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("20 scenarios: 20 passed"));
  std::set<std::string> ids;
  for (const std::string& body : receiver.bodies()) {
    ids.insert(nlohmann::json::parse(body)["ids"][0].get<std::string>());
  }
  EXPECT_THAT(ids, SizeIs(20));
}

}  // namespace
}  // namespace ensaio
