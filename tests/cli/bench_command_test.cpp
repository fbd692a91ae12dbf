#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <csignal>
#include <optional>
#include <string>
#include <vector>

#include "mock_api/sink.hpp"
#include "tests/cli/child.hpp"
#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

// `ensaio bench` at a receiver that this test plays. That it finds a limit is a matter of virtual
// results (tests/load/bench_search_test.cpp, bench_step_test.cpp) and of ./dev bench load: on a
// busy machine no step need hold.

namespace ensaio {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kTicks =
    "scenario: ticks\nchats: { ana: \"5544999999999\" }\nmessages: { m1: ana }\n"
    "steps: [{ sent: m1 }, { received: m1 }, { read: m1 }]\n";

Spoken bench(const std::vector<std::string>& more, const std::string& input = kTicks) {
  Arguments arguments{"bench", "-"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return ensaio_says(arguments, input);
}

/// Steps so short that a test may run some.
std::vector<std::string> short_steps(const std::string& url, const std::string& until,
                                     const std::string& to) {
  return {"--target", url,         "--until", until,      "--to",   to,          "--for",
          "300ms",    "--warm-up", "50ms",    "--report", "json=-", "--timeout", "2s"};
}

TEST(BenchCommand, EndsAtTheHighestRateThatItIsAskedFor) {
  Receiver receiver(always(200));
  const Spoken said = bench(short_steps(receiver.url(), "response.max < 60s", "20/s"));
  const json told = json::parse(said.out);
  EXPECT_EQ(told.at("schema"), "ensaio.bench/1");
  EXPECT_EQ(told.at("callbacks_per_conversation"), 3);
  ASSERT_GE(told.at("steps").size(), 1U);
  const json& step = told.at("steps").at(0);
  EXPECT_EQ(step.at("asked").at("conversations_per_s"), 20);
  EXPECT_EQ(step.at("asked").at("callbacks_per_s"), 60);
  EXPECT_GT(step.at("callbacks").at("sent"), 0);
  EXPECT_EQ(step.at("until").at(0).at("holds"), true);
  EXPECT_THAT(said.err, HasSubstr("asked/s"));
  EXPECT_THAT(said.err, HasSubstr("latency over rate"));
  // A machine that is too busy for twenty a second is none of this test's business.
  if (told.at("answer") == "held-all") {
    EXPECT_EQ(said.exit, 0);
    EXPECT_EQ(told.at("held").at("conversations_per_s"), 20);
    EXPECT_THAT(said.err, HasSubstr("it held at the highest rate that was asked for: 20 "));
  } else {
    EXPECT_NE(said.exit, 0);
  }
}

TEST(BenchCommand, FailsWhereNoRateHolds) {
  Receiver receiver(always(500));
  const Spoken said = bench(short_steps(receiver.url(), "failed < 1%", "20/s"));
  const json told = json::parse(said.out);
  EXPECT_TRUE(told.at("held").is_null());
  EXPECT_EQ(told.at("steps").at(1).at("repeated"), true);
  EXPECT_EQ(told.at("steps").at(0).at("callbacks").at("failed"),
            told.at("steps").at(0).at("callbacks").at("sent"));
  if (told.at("answer") == "none-held") {
    EXPECT_EQ(said.exit, 1);
    EXPECT_THAT(said.err, HasSubstr("no rate held"));
  }
}

TEST(BenchCommand, CountsCallbacksWhereItIsAskedTo) {
  Receiver receiver(always(200));
  auto words = short_steps(receiver.url(), "response.max < 60s", "60/s");
  words.emplace_back("--callbacks");
  const json told = json::parse(bench(words).out);
  EXPECT_EQ(told.at("steps").at(0).at("asked").at("conversations_per_s").get<double>() * 3,
            told.at("steps").at(0).at("asked").at("callbacks_per_s").get<double>());
  EXPECT_NEAR(told.at("steps").at(0).at("asked").at("callbacks_per_s").get<double>(), 50, 0.001);
}

TEST(BenchCommand, UsesTheMixOfAProfileAndSaysSo) {
  Receiver receiver(always(200));
  const Scratch scratch;
  scratch.file("ticks.yaml", kTicks);
  const std::string profile =
      scratch.file("evening.yaml", "load: evening\nseed: 9\ntarget: " + receiver.url() +
                                       "\nmix: [{ scenario: ./ticks.yaml }]\n"
                                       "limits: { connections: 7 }\n"
                                       "phases: [{ name: calm, for: 1h, rate: 20/s }]\n"
                                       "pass_when: [failed == 0 during calm]\n");
  const Spoken said =
      ensaio_says({"bench", profile, "--until", "response.max < 60s", "--to", "20/s", "--for",
                   "200ms", "--warm-up", "20ms", "--report", "json=-", "--quiet"});
  const json told = json::parse(said.out);
  EXPECT_EQ(told.at("bench"), "evening");
  EXPECT_EQ(told.at("seed"), 9);
  EXPECT_EQ(told.at("connections"), 7);
  EXPECT_THAT(said.err, HasSubstr("its phases and conditions are not"));
  EXPECT_EQ(ensaio_says({"bench", profile, "--until", "oracle.wrong == 0"}).exit, 2);
  const Spoken during = ensaio_says({"bench", profile, "--until", "failed == 0 during calm"});
  EXPECT_EQ(during.exit, 2);
  EXPECT_THAT(during.err, HasSubstr("--until 'failed == 0 during calm'"));
}

TEST(BenchCommand, SaysWhereAConversationIsLongerThanItsWarmUp) {
  const Spoken said = bench(
      {"--target", dead_url(), "--until", "failed == 0", "--for", "100ms", "--warm-up", "10ms"},
      "scenario: slow\nchats: [ana]\n"
      "steps: [{ composing: ana }, { wait: 1s }, { paused: ana }]\n");
  EXPECT_THAT(said.err, HasSubstr("a conversation takes up to 1s, and is warmed up for 10ms only"));
}

/// That it cannot hold what a receiver cannot answer is arithmetic: of 400/s at one worker who does
/// 300 the last waits 0.27 s after 0.8 s. What it holds below that is up to the machine.
TEST(BenchCommand, HoldsNoRateThatTheReceiverCannotAnswer) {
  const auto sink =
      *Sink::listen("127.0.0.1:0", {.answers = *AnswerPlan::parse({"rate:300/s"}, 1)});
  const Spoken said = bench({"--target", sink->url() + "/hook", "--until", "response.p99 < 100ms",
                             "--callbacks", "--from", "200/s", "--for", "600ms", "--warm-up",
                             "200ms", "--precision", "100%", "--quiet", "--report", "json=-"});
  const json told = json::parse(said.out);
  if (!told.at("held").is_null()) {
    EXPECT_LT(told.at("held").at("callbacks_per_s").get<double>(), 399);
  }
  EXPECT_NE(told.at("answer"), "held-all");
  EXPECT_FALSE(told.at("not_held").is_null());
}

TEST(BenchCommand, EndsAtOnceWhereNobodyIsThere) {
  const Spoken said = bench(
      {"--target", dead_url(), "--until", "failed == 0", "--for", "100ms", "--warm-up", "10ms"});
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("error: nobody answers at http://127.0.0.1"));
}

TEST(BenchCommand, EndsAtTheFirstStepThatMeetsNobody) {
  std::optional<Receiver> receiver(always(200));
  Child child({"bench", "-", "--target", receiver->url(), "--until", "failed == 0", "--from",
               "20/s", "--for", "300ms", "--warm-up", "10ms", "--report", "json=-"},
              kTicks);
  receiver->await(1);
  receiver.reset();
  const Spoken said = child.ended();
  EXPECT_EQ(said.exit, 3) << said.err;
  EXPECT_THAT(said.err, HasSubstr("error: nobody answers at http://127.0.0.1"));
  EXPECT_THAT(said.err, HasSubstr(": connection refused\n"));
  EXPECT_THAT(said.err, HasSubstr("not finished"));
  const json told = json::parse(said.out);
  EXPECT_EQ(told.at("answer"), "unfinished");
  EXPECT_EQ(told.at("interrupted"), false);
  ASSERT_GE(told.at("steps").size(), 2U) << "The first had somebody.";
  const json& last = told.at("steps").back();
  EXPECT_THAT(last.at("why").get<std::string>(), HasSubstr("connection refused"));
  EXPECT_EQ(last.at("callbacks").at("ok"), 0);
}

TEST(BenchCommand, TellsWhatItKnowsWhereItIsInterrupted) {
  Receiver receiver(always(200));
  Child child({"bench", "-", "--target", receiver.url(), "--until", "response.max < 60s", "--from",
               "5/s", "--for", "1h", "--report", "json=-"},
              kTicks);
  receiver.await(1);
  child.signal(SIGINT);
  const Spoken said = child.ended();
  EXPECT_EQ(said.exit, 130);
  const json told = json::parse(said.out);
  EXPECT_EQ(told.at("answer"), "unfinished");
  EXPECT_EQ(told.at("interrupted"), true);
  EXPECT_EQ(told.at("steps").size(), 0U);
  EXPECT_THAT(said.err, HasSubstr("not finished, and no rate had held"));
}

TEST(BenchCommand, MeasuresThisProgram) {
  const Spoken said = Child({"bench", "--self", "--for", "60ms", "--repeat", "2", "--report",
                             "json=-", "--connections", "4"})
                          .ended();
  EXPECT_EQ(said.exit, 0) << said.err;
  const json told = json::parse(said.out);
  EXPECT_EQ(told.at("schema"), "ensaio.bench-self/1");
  EXPECT_GT(told.at("machine").at("cores"), 0);
  ASSERT_EQ(told.at("kinds").size(), 7U);
  const json& trial = told.at("kinds").at(0);
  EXPECT_EQ(trial.at("name"), "trial");
  EXPECT_NEAR(told.at("kinds").at(2).at("asked_callbacks_per_s").get<double>(),
              trial.at("callbacks_per_s").at("median").get<double>() / 10, 1);
  for (const json& kind : told.at("kinds")) {
    EXPECT_EQ(kind.at("runs"), kind == trial ? 1 : 2);
    EXPECT_EQ(kind.at("failed"), 0) << kind;
    EXPECT_GT(kind.at("callbacks_per_s").at("median"), 0) << kind;
  }
  EXPECT_THAT(said.err, HasSubstr("a connection each"));
  EXPECT_THAT(said.err, HasSubstr("2 of 2 done\n"));
}

TEST(BenchCommand, RefusesWhatHasNoMeaningAtAReceiverOfItsOwn) {
  struct Row {
    const char* what;
    std::vector<std::string> words;
    const char* names;
  };
  const Row rows[] = {
      {"a seed", {"--seed", "7"}, "without --seed"},
      {"a timeout", {"--timeout", "2s"}, "without --timeout"},
      {"an instance", {"--instance", "A:B"}, "without --instance"},
      {"a dialect", {"--dialect", "zapi"}, "without --dialect"},
      {"authorities", {"--ca", "ca.pem"}, "without --ca"},
      {"a certificate", {"--cert", "us.pem"}, "without --cert"},
      {"a key", {"--key", "us.key"}, "without --key"},
      {"no verification", {"--insecure"}, "without --insecure"},
      {"other targets", {"--allow-target", "example.org"}, "without --allow-target"},
      {"a target", {"--target", "http://127.0.0.1:1/x"}, "without --target"},
      {"a file", {"-"}, "without FILE"},
      {"several", {"--seed", "7", "--to", "9/s"}, "without --to, --seed"},
  };
  for (const Row& row : rows) {
    Arguments words{"bench", "--self"};
    words.insert(words.end(), row.words.begin(), row.words.end());
    const Spoken said = ensaio_says(words);
    EXPECT_EQ(said.exit, 2) << row.what;
    EXPECT_THAT(said.err, HasSubstr(row.names)) << row.what;
  }
}

TEST(BenchCommand, LeavesNoReceiverBehindWhereItIsInterrupted) {
  Child child({"bench", "--self", "--for", "1h", "--report", "json=-"});
  child.await("closed loop comes to");
  child.signal(SIGTERM);
  const Spoken said = child.ended();
  EXPECT_EQ(said.exit, 143);
  EXPECT_EQ(json::parse(said.out).at("interrupted"), true);
}

TEST(BenchCommand, RefusesWordsWithoutMeaning) {
  struct Row {
    std::vector<std::string> words;
    const char* says;
  };
  const Row rows[] = {
      {{}, "it is not said what must hold"},
      {{"--until", "respons.p99 < 3ms"}, "unknown metric 'respons.p99'"},
      {{"--until", "failed == 0", "--from", "fast"}, "--from: 'fast' is no rate over 0"},
      {{"--until", "failed == 0", "--from", "0/s"}, "--from: '0/s' is no rate over 0"},
      {{"--until", "failed == 0", "--to", "5/s..9/s"}, "--to: '5/s..9/s' is no rate"},
      {{"--until", "failed == 0", "--from", "9/s", "--to", "5/s"}, "--to is below --from"},
      {{"--until", "failed == 0", "--for", "0s"}, "--for: '0s' is no duration over 0"},
      {{"--until", "failed == 0", "--warm-up", "5"}, "--warm-up: '5' is no duration"},
      {{"--until", "failed == 0", "--precision", "0%"}, "--precision: '0%' is no percentage"},
      {{"--until", "failed == 0", "--precision", "5"}, "--precision: '5' is no percentage"},
      {{"--until", "failed == 0", "--threads", "0"}, "--threads: '0' is no whole number"},
      {{"--until", "failed == 0", "--repeat", "3"}, "--repeat goes with --self"},
      {{"--until", "failed == 0", "--report", "html=x"}, "'html=x' is not json=FILE"},
      {{"--until", "failed == 0", "--report", "json="}, "'json=' is not json=FILE"},
      {{"--until", "failed == 0", "--from", "1/h", "--callbacks", "--to", "0.0000000001/h"},
       "--to is below --from"},
      {{"--until", "failed == 0", "--report", "json=a", "--report", "json=b"}, "one is enough"},
      {{"--self"}, "--self measures this program at a receiver of its own"},
  };
  for (const Row& row : rows) {
    Arguments words = row.words;
    words.insert(words.end(), {"--target", "http://127.0.0.1:1/x"});
    const Spoken said = bench(words);
    EXPECT_EQ(said.exit, 2) << row.says;
    EXPECT_THAT(said.err, HasSubstr(row.says));
  }
  EXPECT_THAT(ensaio_says({"bench"}).err, HasSubstr("name a scenario or a load profile"));
  EXPECT_EQ(bench({"--until", "failed == 0"}).exit, 2) << "It has no target.";
  EXPECT_THAT(bench({"--until", "failed == 0"}, "scenario: x\n").err, HasSubstr("error["));
}

}  // namespace
}  // namespace ensaio
