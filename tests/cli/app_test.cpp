#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/cli/child.hpp"
#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"

// What runs beside the scenarios: the application of --app, the command after --.

namespace ensaio {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kSent = "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n";
constexpr const char* kSlow =
    "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n  - wait: 50s\n  - read: m1\n";

Spoken run(const Arguments& more, const std::string& story = kSent) {
  Arguments arguments{"run", "-"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return Child(arguments, story).ended();
}

/// Whether the process runs whose number is in the file.
bool is_running(const std::string& pid_file) {
  const std::string pid = text_of(pid_file).substr(0, text_of(pid_file).find('\n'));
  const std::string status = text_of("/proc/" + pid + "/stat");
  return !status.empty() && status.find(") Z ") == std::string::npos;
}

/// Whether that process comes to its end: who is killed still runs for a moment.
bool is_gone(const std::string& pid_file) {
  for (int tries = 0; tries < 10'000 && is_running(pid_file); ++tries) usleep(1000);
  return !is_running(pid_file);
}

/// Runs as long as it is let, and notes the number of a process below it.
std::string noting(const std::string& file) {
  return "sleep 1000 & echo $! > " + file + "; echo up; wait";
}

TEST(Application, IsThereWhileTheScenariosArePlayed) {
  const Scratch scratch;
  Receiver receiver(always(200));
  const std::string pid = scratch.path("pid");
  const Spoken said = run({"--target", receiver.url(), "--app", noting(pid), "--", "sh", "-c",
                           "while [ ! -s " + pid + " ]; do sleep 0.01; done; kill -0 $(cat " + pid +
                               ") && echo it is there"});
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_THAT(said.out, HasSubstr("it is there\n"));
  EXPECT_THAT(said.out, Not(HasSubstr("up\n")));
  EXPECT_TRUE(is_gone(pid));
}

TEST(Application, ThatEndsBeforeItIsReadyIsTold) {
  const Spoken said = run({"--target", dead_url(), "--app", "echo no database >&2; exit 3"});
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("the application ended with exit code 3 before the run was "
                                  "over\n  --app 'echo no database >&2; exit 3'\n"));
  EXPECT_THAT(said.err, HasSubstr("Nothing was sent.\n"));
  EXPECT_THAT(said.err, HasSubstr("the application's last lines:\n  | no database\n"));
}

TEST(Application, ThatDiesDuringTheRunEndsIt) {
  const Scratch scratch;
  const std::string report = scratch.path("r.json");
  Receiver receiver(always(200));
  Child child({"run", "-", "--target", receiver.url(), "--report", "json=" + report, "--app",
               "while [ ! -e " + scratch.path("go") + " ]; do sleep 0.01; done; kill -KILL $$"},
              kSlow);
  receiver.await(1);
  scratch.file("go", "");
  const Spoken said = child.ended();
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("the application was killed by signal 9 (Killed)"));
  EXPECT_THAT(said.out, HasSubstr("2 callbacks planned = 1 sent + 1 not sent"));
  EXPECT_EQ(nlohmann::json::parse(text_of(report))["exit"], 3);
}

TEST(Application, MayEndAfterTheLastCallback) {
  // With a command it would be missed: see Command.EndsWithTheApplication.
  const Scratch scratch;
  Receiver receiver(always(200));
  for (int i = 0; i < 5; ++i) {
    const Spoken said = run({"--target", receiver.url(), "--app", "sleep 0.0" + std::to_string(i)});
    const bool in_time = said.exit == 0;
    if (!in_time) {
      EXPECT_THAT(said.err, HasSubstr("the application ended with exit code 0"));
    }
    EXPECT_EQ(in_time, said.out.find("1 passed") != std::string::npos) << said.out << said.err;
  }
}

TEST(Application, GoesHoweverTheProgramEnds) {
  struct Row {
    int signal;
    int exit;
  };
  for (const Row& row : {Row{SIGINT, 130}, Row{SIGTERM, 143}, Row{SIGKILL, -SIGKILL}}) {
    const Scratch scratch;
    Receiver receiver(always(200));
    const std::string pid = scratch.path("pid");
    Child child({"run", "-", "--target", receiver.url(), "--app", noting(pid)}, kSlow);
    receiver.await(1);
    while (text_of(pid).find('\n') == std::string::npos) usleep(1000);
    child.signal(row.signal);
    EXPECT_EQ(child.ended().exit, row.exit);
    EXPECT_TRUE(is_gone(pid));
  }
}

TEST(Application, IsNotStartedWhereAnythingIsWrong) {
  const Scratch scratch;
  const std::string started = scratch.path("started");
  const Spoken said = run({"--target", "http://203.0.113.7/", "--app", "touch " + started});
  EXPECT_EQ(said.exit, 2);
  EXPECT_FALSE(std::filesystem::exists(started));
}

TEST(Application, ShowsItsLastLinesWhereAScenarioFails) {
  const Scratch scratch;
  Receiver receiver(always(500));
  const std::string printed = scratch.path("printed");
  const Spoken said = run({"--target", receiver.url(), "--app",
                           "echo; printf 'bell\\a'; touch " + printed + "; exec sleep 1000", "--",
                           "sh", "-c", "while [ ! -e " + printed + " ]; do sleep 0.01; done"});
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.err, HasSubstr("the application's last lines:\n  | \n  | bell\\x07\n"));
}

TEST(Command, RunsAfterTheScenariosWithWhatIsExported) {
  const Scratch scratch;
  Receiver receiver(always(200));
  const std::string report = scratch.path("r.json");
  const Spoken said = run({"--target", receiver.url(), "--seed", "7", "--report", "json=" + report,
                           "--export", "MESSAGE={{ messages.m1.id }}", "--", "sh", "-c",
                           "cat \"$ENSAIO_REPORT_JSON\" > " + scratch.path("seen") +
                               "; echo $ENSAIO_TARGET $ENSAIO_SEED $MESSAGE"});
  EXPECT_EQ(said.exit, 0) << said.err;
  const auto id = nlohmann::json::parse(receiver.bodies().at(0))["ids"][0].get<std::string>();
  EXPECT_THAT(said.out, HasSubstr(receiver.url() + " 7 " + id + "\n"));
  EXPECT_THAT(said.out, testing::ContainsRegex("PASS  x .*\nhttp"));
  EXPECT_EQ(text_of(scratch.path("seen")), text_of(report));
}

TEST(Command, FailsTheRunWhereItFails) {
  const Scratch scratch;
  Receiver receiver(always(200));
  const std::string report = scratch.path("r.json");
  const Spoken said =
      run({"--target", receiver.url(), "--report", "json=" + report, "--", "sh", "-c", "exit 9"});
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.out, AllOf(HasSubstr("1 scenario: 1 passed"),
                              HasSubstr("the command sh -c \"exit 9\" ended with exit code 9\n")));
  const auto json = nlohmann::json::parse(text_of(report));
  EXPECT_EQ(json["verdict"], "fail");
  EXPECT_EQ(json["exit"], 1);
}

TEST(Command, RunsWhereAScenarioFailedButNotWhereThatIsEnough) {
  const Scratch scratch;
  Receiver receiver(always(500));
  const std::string ran = scratch.path("ran");
  EXPECT_EQ(run({"--target", receiver.url(), "--fail-fast", "--", "touch", ran}).exit, 1);
  EXPECT_FALSE(std::filesystem::exists(ran));
  EXPECT_EQ(run({"--target", receiver.url(), "--", "touch", ran}).exit, 1);
  EXPECT_TRUE(std::filesystem::exists(ran));
}

TEST(Command, LeavesStandardOutputToAReportThatGoesThere) {
  Receiver receiver(always(200));
  const Spoken said =
      run({"--target", receiver.url(), "--report", "json=-", "--", "echo", "hello"});
  EXPECT_EQ(said.exit, 0);
  EXPECT_TRUE(nlohmann::json::accept(said.out)) << said.out;
  EXPECT_THAT(said.err, HasSubstr("hello\n"));
}

TEST(Command, GoesWhereTheProgramIsInterrupted) {
  const Scratch scratch;
  Receiver receiver(always(200));
  const std::string pid = scratch.path("pid");
  Child child({"run", "-", "--target", receiver.url(), "--", "sh", "-c", noting(pid)}, kSent);
  child.await("up");
  child.signal(SIGINT);
  EXPECT_EQ(child.ended().exit, 130);
  EXPECT_TRUE(is_gone(pid));
}

TEST(Command, EndsWithTheApplication) {
  const Scratch scratch;
  Receiver receiver(always(200));
  const std::string go = scratch.path("go");
  const Spoken said = run({"--target", receiver.url(), "--app",
                           "while [ ! -e " + go + " ]; do sleep 0.01; done; exit 5", "--", "sh",
                           "-c", "touch " + go + "; exec sleep 1000"});
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("the application ended with exit code 5"));
}

TEST(WaitTarget, SaysHowLongItWaited) {
  const std::string url = dead_url();
  const Spoken said = run({"--target", url, "--wait-target", "100ms"});
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr(" — is your receiver running? waited 100 ms\nNothing was sent."));
}

TEST(WaitTarget, WaitsUntilTheReceiverListens) {
  const Scratch scratch;
  Receiver receiver(always(200));
  const Spoken said = run({"--target", receiver.url(), "--wait-target", "10s"});
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(receiver.bodies(), SizeIs(1));
}

TEST(WaitTarget, EndsAtOnceWhereItIsInterrupted) {
  const Scratch scratch;
  const std::string report = scratch.path("r.json");
  const std::string started = scratch.path("started");
  Child child({"run", "-", "--target", dead_url(), "--wait-target", "10m", "--report",
               "json=" + report, "--app", "touch " + started + "; exec sleep 1000"},
              kSent);
  while (!std::filesystem::exists(started)) usleep(1000);
  child.signal(SIGINT);
  const Spoken said = child.ended();
  EXPECT_EQ(said.exit, 130);
  EXPECT_THAT(said.out, HasSubstr("1 more scenario was not begun"));
  EXPECT_EQ(nlohmann::json::parse(text_of(report))["verdict"], "interrupted");
}

TEST(WaitTarget, AsksTheTargetRuleFirst) {
  const Spoken said = run({"--target", "http://203.0.113.7/", "--wait-target", "10m"});
  EXPECT_EQ(said.exit, 2);
  EXPECT_THAT(said.out, IsEmpty());
}

TEST(Application, IsNotTakenForWhatListenedThereBefore) {
  const Scratch scratch;
  Receiver stranger(always(200));
  const std::string report = scratch.path("run.json");
  const Spoken said =
      run({"--target", stranger.url(), "--app", "sleep 1000", "--report", "json=" + report});
  EXPECT_EQ(said.exit, 0);
  EXPECT_THAT(said.err, HasSubstr("warning: something listened on "));
  EXPECT_THAT(said.err, HasSubstr("before the application was started"));
  EXPECT_THAT(text_of(report), HasSubstr("before the application was started"));
}

TEST(Application, ThatDiesUnderACallbackIsTheReasonEvenWhereThatOneFailed) {
  const Scratch scratch;
  const std::string go = scratch.path("go");
  // It ends as soon as the first callback has been answered with a failure.
  Receiver receiver([&go](std::size_t) {
    std::ofstream(go) << "now";
    return http_answer(500);
  });
  const std::string report = scratch.path("run.json");
  const Spoken said = run({"--target", receiver.url(), "--report", "json=" + report, "--app",
                           "while [ ! -e " + go + " ]; do sleep 0.01; done; exit 7"},
                          kSlow);
  EXPECT_EQ(said.exit, 3) << said.err;
  EXPECT_THAT(said.err, HasSubstr("the application ended with exit code 7"));
  const auto told = nlohmann::json::parse(text_of(report));
  EXPECT_THAT(told.at("trouble").get<std::string>(), HasSubstr("ended with exit code 7"));
}

TEST(Command, ThatWasNotRunOrWasInterruptedIsTold) {
  const Scratch scratch;
  Receiver bad(always(500));
  const Spoken skipped = run({"--target", bad.url(), "--fail-fast", "--", "true"});
  EXPECT_EQ(skipped.exit, 1);
  EXPECT_THAT(skipped.out, HasSubstr("the command true was not run\n"));
  Receiver good(always(200));
  const std::string pid = scratch.path("pid");
  Child child({"run", "-", "--target", good.url(), "--", "sh", "-c", noting(pid)}, kSent);
  child.await("up");
  child.signal(SIGINT);
  const Spoken cut = child.ended();
  EXPECT_EQ(cut.exit, 130);
  EXPECT_THAT(cut.out, HasSubstr("was interrupted\n"));
}

TEST(Command, MayTouchTheTerminalOfSomebodyElse) {
  Receiver receiver(always(200));
  const Spoken said =
      run({"--target", receiver.url(), "--", "sh", "-c", "grep SigIgn /proc/self/status"});
  EXPECT_EQ(said.exit, 0);
  const std::size_t at = said.out.find("SigIgn:");
  ASSERT_NE(at, std::string::npos) << said.out;
  // Bits 20 and 21: SIGTTIN and SIGTTOU, which would stop it for good.
  EXPECT_EQ(std::stoull(said.out.substr(at + 8), nullptr, 16) & 0x300000U, 0x300000U) << said.out;
}

TEST(Command, ThatCannotBeExecutedIsTold) {
  const Scratch scratch;
  const std::string file = scratch.file("noshebang",
                                        "\x7f"
                                        "not a program");
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  Receiver receiver(always(200));
  const Spoken said = run({"--target", receiver.url(), "--", file});
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.err, HasSubstr("the command cannot be executed"));
}

TEST(Command, KnowsTheWayToTheReceiver) {
  Receiver receiver(always(200));
  setenv("ENSAIO_ALLOW_TARGET", "receiver.example", 1);
  const Spoken said =
      run({"--target", receiver.url(), "--", "sh", "-c", "echo it is $ENSAIO_ALLOW_TARGET"});
  unsetenv("ENSAIO_ALLOW_TARGET");
  EXPECT_THAT(said.out, HasSubstr("it is receiver.example\n"));
}

}  // namespace
}  // namespace ensaio
