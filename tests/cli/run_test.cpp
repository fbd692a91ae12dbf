#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* kTwo = R"(scenario: two ticks
tags: [status]
messages: [m1]
clock: virtual
steps:
  - sent: m1
  - wait: 1h
  - received: m1
)";

TEST(Run, PassesWhereTheReceiverSaysTwoHundred) {
  const Scratch scratch;
  Receiver receiver(always(200));
  const Spoken said =
      ensaio_says({"run", scratch.file("a.yaml", kTwo), "--target", receiver.url(), "--seed", "7"});
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(said.out, StartsWith("PASS  two ticks   2 callbacks   seed 7   plan "));
  EXPECT_THAT(said.out, HasSubstr("2 callbacks planned = 2 sent\n2 sent = 2 answered\n"));
  EXPECT_THAT(said.err, IsEmpty());
  ASSERT_THAT(receiver.bodies(), SizeIs(2));
  EXPECT_EQ(nlohmann::json::parse(receiver.bodies()[1])["status"], "RECEIVED");
}

TEST(Run, FailsWithTheStoryAndTheLineThatRepeatsIt) {
  const Scratch scratch;
  const std::string file = scratch.file("a.yaml", kTwo);
  Receiver receiver([](std::size_t number) {
    return number == 0 ? http_answer(200) : http_answer(500, "no such message");
  });
  const Spoken said = ensaio_says({"run", file, "--target", receiver.url(), "--seed", "7"});
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.out, StartsWith("FAIL  two ticks   status 2xx   seed 7   plan "));
  EXPECT_THAT(said.out, HasSubstr(file + ":8  received: m1\n  the receiver answered 500\n"
                                         "  it said: no such message\n"));
  EXPECT_THAT(said.out, HasSubstr("  again:  ensaio run " + file + " --target " + receiver.url() +
                                  " --seed 7 --only \"two ticks\" --ids fresh\n"));
}

TEST(Run, JudgesHowLongAGroupTakes) {
  const Scratch scratch;
  Receiver receiver(always(200));
  const std::string story =
      "scenario: timed\nmessages: [m1]\nsteps:\n  - repeat: { times: 2, steps: [sent: m1] }\n"
      "    expect: { within: ";
  const auto run = [&](const std::string& limit) {
    return ensaio_says({"run", "-", "--target", receiver.url()}, story + limit + " }\n");
  };
  EXPECT_EQ(run("1h").exit, 0);
  const Spoken said = run("1us");
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.out, HasSubstr("FAIL  timed   within 1us (of the whole group)"));
  EXPECT_THAT(said.out, HasSubstr("  -:4  repeat: { times: 2, steps: [sent: m1] }\n"
                                  "  from its first send to its last ending it took "));
}

TEST(Run, FailsWhereACallCannotSave) {
  Receiver receiver(always(200));
  const Spoken said = ensaio_says({"run", "-", "--target", receiver.url()},
                                  "scenario: saving\nsteps:\n  - call:\n"
                                  "      get: \"{{ target }}\"\n      save: { id: /id }\n");
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.out, HasSubstr("FAIL  saving   save id"));
}

TEST(Run, ReadsStandardInput) {
  Receiver receiver(always(204));
  const Spoken said = ensaio_says({"run", "-", "--target", receiver.url()}, kTwo);
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(receiver.bodies(), SizeIs(2));
}

TEST(Run, SendsNothingWhereAnythingIsWrong) {
  const Scratch scratch;
  Receiver receiver(always(200));
  scratch.file("good.yaml", kTwo);
  scratch.file("bad.yaml", "scenario: bad\nmessages: [m1]\nsteps:\n  - recieved: m1\n");
  const Spoken said = ensaio_says({"run", scratch.path(), "--target", receiver.url()});
  EXPECT_EQ(said.exit, 2);
  EXPECT_THAT(said.err, HasSubstr("error[S012]: unknown step 'recieved'"));
  EXPECT_THAT(said.err, HasSubstr("2 files checked, 1 error. Nothing was sent.\n"));
  EXPECT_THAT(said.out, IsEmpty());
  EXPECT_THAT(receiver.bodies(), IsEmpty());
}

TEST(Run, RefusesTheCommandLine) {
  const Scratch scratch;
  const std::string file = scratch.file("a.yaml", kTwo);
  struct Row {
    Arguments arguments;
    const char* complaint;
  };
  const Row rows[] = {
      {{"run"}, "name a scenario file"},
      {{"run", file}, "there is no target"},
      {{"run", file, "--target", "localhost:3000"}, "--target localhost:3000"},
      {{"run", file, "--target", "http://203.0.113.7/"}, "--allow-target 203.0.113.7"},
      {{"run", file, "--oracle", "x.yaml"}, "--oracle is not yet available"},
      {{"run", file, "--jobs", "0"}, "--jobs: write a number from 1 to 1000"},
      {{"run", file, "--jobs", "two"}, "--jobs: write a number from 1 to 1000"},
      {{"run", file, "--wait-target", "10"}, "--wait-target: '10' is no duration"},
      {{"run", file, "--target", "http://127.0.0.1:{{ port }}/"}, "start it with --app CMD"},
      {{"run", file, "--export", "A=1"}, "there is nothing to export to"},
      {{"run", file, "--app", "x", "--export", "A"}, "--export A: this is not NAME=VALUE"},
      {{"run", file, "--app", "x", "--export", "1A=b"}, "--export 1A=b: this is not NAME=VALUE"},
      {{"run", file, "--target", "http://127.0.0.1:1/", "--app", "x", "--export",
        "A={{ chats.x }}"},
       "--export A: unknown template '{{ chats.x }}'"},
      {{"run", file, "--target", "http://127.0.0.1:1/", "--app", "x", "--export", "A={{ api }}"},
       "'{{ api }}' is not known before the scenario is played"},
      {{"run", file, "--", "no-such-program"}, "there is no program 'no-such-program' in PATH"},
      {{"run", file, "--", "./no-such-program"}, "there is no program ./no-such-program"},
      {{"run", file, "--report", "html=x"}, "not yet available"},
      {{"run", file, "--target", "http://127.0.0.1:1/", "--report", "json=x", "--report",
        "junit=./x"},
       "another report goes there already"},
      {{"run", file, "--repeat", "0"}, "--repeat: write a number"},
      {{"run", file, "--only", "two tick"}, "did you mean 'two ticks'?"},
      {{"run", file, "--tag", "nosuch"}, "no scenario matched"},
      {{"run", scratch.path("none.yaml")}, "No such file"},
  };
  for (const Row& row : rows) {
    const Spoken said = ensaio_says(row.arguments);
    EXPECT_EQ(said.exit, 2) << row.complaint;
    EXPECT_THAT(said.err, HasSubstr(row.complaint));
    EXPECT_THAT(said.out, IsEmpty()) << row.complaint;
  }
}

TEST(Run, SaysThatNobodyListens) {
  const Scratch scratch;
  const std::string url = dead_url();
  const std::string report = scratch.path("r.json");
  const Spoken said = ensaio_says(
      {"run", scratch.file("a.yaml", kTwo), "--target", url, "--report", "json=" + report});
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("nothing listens on 127.0.0.1:"));
  EXPECT_THAT(said.err, HasSubstr("is your receiver running?"));
  const auto json = nlohmann::json::parse(text_of(report));
  EXPECT_EQ(json["exit"], 3);
  EXPECT_EQ(json["account"]["unreachable"], 1);
  EXPECT_EQ(json["account"]["not_sent"], 1);
}

TEST(Run, TakesARefusalAsAnAnswerWhereNoneIsExpected) {
  const Spoken said = ensaio_says({"run", "-", "--target", dead_url()},
                                  "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n"
                                  "    expect: { status: none }\n");
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
}

TEST(Run, DoesNotKnowANameThatHasNoAddress) {
  const Spoken said = ensaio_says({"run", "-", "--target", "http://no-such-name.invalid/"}, kTwo);
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("--allow-target no-such-name.invalid"));
  EXPECT_THAT(said.err, HasSubstr("Nothing was sent."));
}

TEST(Run, WritesItsReport) {
  const Scratch scratch;
  Receiver receiver(always(200, "{}"));
  const std::string report = scratch.path("run.json");
  const Spoken said = ensaio_says({"run", scratch.file("a.yaml", kTwo), "--target", receiver.url(),
                                   "--seed", "7", "--report", "json=" + report});
  EXPECT_EQ(said.exit, 0) << said.err;
  const auto json = nlohmann::json::parse(text_of(report));
  EXPECT_EQ(json["schema"], "ensaio.run/1");
  EXPECT_EQ(json["seed"], 7);
  EXPECT_EQ(json["account"]["answered"], 2);
  const auto& scenario = json["scenarios"][0];
  EXPECT_EQ(scenario["attempts"][1]["at_us"], 3'600'000'000);
  EXPECT_EQ(scenario["attempts"][1]["callback"], "RECEIVED");
  EXPECT_EQ(scenario["attempts"][1]["request"], receiver.bodies()[1]);
  EXPECT_LE(scenario["attempts"][1]["due_us"], scenario["attempts"][1]["sent_us"]);
  EXPECT_LE(scenario["attempts"][1]["sent_us"], scenario["attempts"][1]["answered_us"]);
}

TEST(Run, KeepsStandardOutputForAReportThatGoesThere) {
  Receiver receiver(always(200));
  const Spoken said =
      ensaio_says({"run", "-", "--target", receiver.url(), "--report", "json=-"}, kTwo);
  EXPECT_EQ(said.exit, 0);
  EXPECT_TRUE(nlohmann::json::accept(said.out)) << said.out;
  EXPECT_THAT(said.err, HasSubstr("PASS  two ticks"));
}

TEST(Run, KnowsBeforehandThatAReportCannotBeWritten) {
  Receiver receiver(always(200));
  const Spoken said = ensaio_says(
      {"run", "-", "--target", receiver.url(), "--report", "json=/nonexistent/a.json"}, kTwo);
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(receiver.bodies(), IsEmpty());
}

TEST(Run, EndsWithThreeOnAFullDisk) {
  Receiver receiver(always(200));
  const Spoken said =
      ensaio_says({"run", "-", "--target", receiver.url(), "--report", "json=/dev/full"}, kTwo);
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("/dev/full cannot be written"));
}

TEST(Run, PlaysAllUnlessItShallFailFast) {
  const Scratch scratch;
  Receiver receiver(always(500));
  scratch.file("a.yaml", kTwo);
  scratch.file("b.yaml", "scenario: b\nmessages: [m1]\nsteps:\n  - sent: m1\n");
  EXPECT_THAT(ensaio_says({"run", scratch.path(), "--target", receiver.url()}).out,
              HasSubstr("2 scenarios: 2 failed"));
  const Spoken said =
      ensaio_says({"run", scratch.path(), "--target", receiver.url(), "--fail-fast"});
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.out, HasSubstr("1 scenario: 1 failed"));
  EXPECT_THAT(said.out, HasSubstr("1 more scenario was not begun"));
}

TEST(Run, RepeatsWithAnotherTellingEachTime) {
  Receiver receiver(always(200));
  const Spoken said =
      ensaio_says({"run", "-", "--target", receiver.url(), "--repeat", "2", "--seed", "7"}, kTwo);
  EXPECT_EQ(said.exit, 0) << said.err;
  ASSERT_THAT(receiver.bodies(), SizeIs(4));
  const auto id = [&](std::size_t i) {
    return nlohmann::json::parse(receiver.bodies()[i])["ids"][0].get<std::string>();
  };
  EXPECT_EQ(id(0), id(1));
  EXPECT_NE(id(0), id(2));
}

TEST(Run, TellsTheSameStoryWithOtherIdsWhereTheyShallBeFresh) {
  Receiver receiver(always(200));
  const Arguments fresh{"run", "-", "--target", receiver.url(), "--ids", "fresh", "--seed", "7"};
  EXPECT_EQ(ensaio_says(fresh, kTwo).exit, 0);
  EXPECT_EQ(ensaio_says(fresh, kTwo).exit, 0);
  ASSERT_THAT(receiver.bodies(), SizeIs(4));
  EXPECT_NE(nlohmann::json::parse(receiver.bodies()[0])["ids"],
            nlohmann::json::parse(receiver.bodies()[2])["ids"]);
}

TEST(Run, SaysWhichProjectFileItUsed) {
  const Scratch scratch;
  Receiver receiver(always(200));
  scratch.file("ensaio.yaml", "target: " + receiver.url() + "\n");
  const Spoken said = ensaio_says({"run", scratch.file("a.yaml", kTwo)});
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("with settings from "));
  EXPECT_THAT(said.out, HasSubstr("ensaio.yaml"));
}

TEST(Run, CountsWhatItPassedOver) {
  Receiver receiver(always(200));
  const Spoken said =
      ensaio_says({"run", "-", "--target", receiver.url()},
                  std::string(kTwo) +
                      "---\noracle:\n  message: { get: \"http://127.0.0.1/{{ id }}\", "
                      "state: /s, names: { SENT: sent } }\n");
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("1 document of other kinds passed over"));
}

TEST(Run, DoesNotPlayWhatItCannotPlayYet) {
  Receiver receiver(always(200));
  const Spoken said = ensaio_says(
      {"run", "-", "--target", receiver.url()},
      "scenario: x\nmessages: [m1]\nsteps:\n  - together:\n      - sent: m1\n      - read: m1\n");
  EXPECT_EQ(said.exit, 2);
  EXPECT_THAT(said.err, HasSubstr("not yet playable"));
  EXPECT_THAT(receiver.bodies(), IsEmpty());
}

TEST(Run, WaitsNoLongerThanItIsTold) {
  Receiver receiver([](std::size_t) { return std::string(); });
  const Spoken said = ensaio_says({"run", "-", "--target", receiver.url(), "--timeout", "20ms"},
                                  "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n");
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.out, HasSubstr("no answer in time"));
  EXPECT_THAT(said.out, HasSubstr("1 sent = 1 timed out"));
}

TEST(Run, ShowsWhereARedirectionLeads) {
  Receiver receiver([](std::size_t) { return http_answer(302, "", "location: /login\r\n"); });
  const Spoken said = ensaio_says({"run", "-", "--target", receiver.url()}, kTwo);
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.out, HasSubstr("the receiver answered 302, location: /login"));
}

TEST(Run, KnowsTheSignOfCsrfProtection) {
  Receiver receiver(always(419, "Page Expired"));
  const Spoken said = ensaio_says({"run", "-", "--target", receiver.url()}, kTwo);
  EXPECT_THAT(said.out, HasSubstr("CSRF"));
}

}  // namespace
}  // namespace ensaio
