#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "cli/rehearsal.hpp"
#include "tests/cli/child.hpp"
#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/small_disk.hpp"
#include "tests/cli/spoken.hpp"
#include "tests/report/xmllint.hpp"

namespace ensaio {
namespace {

using nlohmann::json;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kTwo =
    "scenario: two ticks\nmessages: [m1]\nclock: virtual\nsteps:\n  - sent: m1\n  - received: m1\n"
    "---\nscenario: read\nmessages: [m1]\nsteps:\n  - read: m1\n";
constexpr const char* kSlow =
    "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n  - wait: 50s\n  - read: m1\n";

/// Whole lines, each of them JSON; a last one without its end is no line.
std::vector<json> lines_of(const std::string& path) {
  std::vector<json> lines;
  std::istringstream text(text_of(path));
  for (std::string line; std::getline(text, line);) {
    if (!text.eof()) lines.push_back(json::parse(line));
  }
  return lines;
}

/// Asks until it is true, for as long as a busy machine may need.
bool comes_true(const std::function<bool()>& asked) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (std::chrono::steady_clock::now() < end) {
    if (asked()) return true;
    std::this_thread::yield();
  }
  return false;
}

TEST(Reports, TellTheSameStory) {
  const Scratch scratch;
  Receiver receiver([](std::size_t n) { return http_answer(n == 1 ? 500 : 200, "{}"); });
  const Spoken said =
      ensaio_says({"run", "-", "--target", receiver.url(), "--seed", "7", "--repeat", "2",
                   "--report", "json=" + scratch.path("r.json"), "--report",
                   "journal=" + scratch.path("r.ndjson"), "--report", "junit=-"},
                  kTwo);
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.err, HasSubstr("4 scenarios: 3 passed, 1 failed"));
  EXPECT_THAT(said.out, HasSubstr(R"(failures="1" name="ensaio" skipped="0" tests="4")"));
  EXPECT_THAT(said.out, HasSubstr("again:  ensaio run - "));

  const json run = json::parse(text_of(scratch.path("r.json")));
  std::vector<json> told;
  for (const json& scenario : run["scenarios"]) {
    for (const json& attempt : scenario["attempts"]) told.push_back(attempt);
  }
  std::vector<json> journal = lines_of(scratch.path("r.ndjson"));
  ASSERT_THAT(journal, SizeIs(told.size() + 2));
  EXPECT_EQ(journal.front()["schema"], "ensaio.journal/1");
  EXPECT_EQ(journal.front()["seed"], 7);
  EXPECT_EQ(journal.front()["target"], receiver.url());
  EXPECT_EQ(journal.back()["account"], run["account"]);
  EXPECT_EQ(journal.back()["exit"], 1);
  EXPECT_EQ(journal[1]["scenario"], "two ticks");
  EXPECT_EQ(journal[1]["telling"], 1);
  EXPECT_EQ(journal[6]["scenario"], "read");
  EXPECT_EQ(journal[6]["telling"], 2);
  for (std::size_t i = 0; i < told.size(); ++i) {
    journal[i + 1].erase("scenario");
    journal[i + 1].erase("telling");
    EXPECT_EQ(journal[i + 1], told[i]);
  }
}

TEST(Reports, AreValidJunitWhateverWasAnswered) {
  ENSAIO_NEEDS_XMLLINT();
  Receiver receiver([](std::size_t n) {
    if (n == 0) return http_answer(500, std::string("a\0\x01\xff]]>&\xef\xbf\xbe", 11));
    return n == 1 ? http_answer(302, "", "location: /x\x02<y>\r\n") : std::string("garbage\x1b");
  });
  const Spoken said = ensaio_says({"run", "-", "--target", receiver.url(), "--repeat", "2",
                                   "--timeout", "5s", "--report", "junit=-"},
                                  kTwo);
  EXPECT_EQ(said.exit, 1) << said.err;
  EXPECT_EQ(junit_complaints(said.out), "") << said.out;
}

TEST(Reports, EndWithThreeWhereTheJournalHasNoRoomFromTheBeginning) {
  Receiver receiver(always(200));
  const Spoken said =
      ensaio_says({"run", "-", "--target", receiver.url(), "--report", "journal=/dev/full"}, kTwo);
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("/dev/full cannot be written: No space left on device"));
  EXPECT_THAT(receiver.bodies(), IsEmpty());
}

TEST(Reports, AreNotGreenWhereAnotherCannotBeWritten) {
  const Scratch scratch;
  Receiver receiver(always(200));
  const std::string green = scratch.path("green.json");
  const Spoken said = ensaio_says({"run", "-", "--target", receiver.url(), "--report",
                                   "json=" + green, "--report", "junit=/dev/full"},
                                  kTwo);
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(text_of(green), HasSubstr("\"exit\":3"));
  EXPECT_THAT(text_of(green), HasSubstr("a report could not be written"));
}

TEST(Reports, EndWithThreeWhereTheDiskBecomesFullUnderTheJournal) {
  const Scratch scratch;
  Receiver receiver(always(200, std::string(9'000, 'x')));
  const std::string journal = scratch.path("j");
  const std::string report = scratch.path("r.json");
  Spoken said;
  {
    const SmallDisk disk(15'000);
    said = ensaio_says({"run", "-", "--target", receiver.url(), "--report", "journal=" + journal,
                        "--report", "json=" + report},
                       kTwo);
  }
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr(journal + " cannot be written: File too large"));
  EXPECT_THAT(said.err, HasSubstr(report + " cannot be written"));
  EXPECT_THAT(said.out, HasSubstr("3 sent = 3 answered"));  // All the same.
  EXPECT_THAT(receiver.bodies(), SizeIs(3));
  EXPECT_THAT(lines_of(journal), SizeIs(2));
  EXPECT_THAT(text_of(journal), EndsWith("}\n"));
  EXPECT_THAT(text_of(report), IsEmpty());
}

TEST(Reports, LeaveAJournalOfWholeLinesWhereTheProgramIsKilled) {
  const Scratch scratch;
  Receiver receiver(always(200, std::string(100'000, 'x')));
  const std::string journal = scratch.path("j");
  Child child({"run", "-", "--target", receiver.url(), "--report", "journal=" + journal}, kSlow);
  ASSERT_TRUE(comes_true([&] { return lines_of(journal).size() == 2; }));
  child.signal(SIGKILL);
  EXPECT_EQ(child.ended().exit, -SIGKILL);
  const std::vector<json> lines = lines_of(journal);
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_EQ(lines[1]["callback"], "SENT");
  EXPECT_THAT(text_of(journal), EndsWith("}\n"));
}

TEST(Reports, AreWrittenWhereASupervisorSendsItsSignalsInARow) {
  struct Row {
    int first;
    int second;
    int exit;
  };
  for (const Row& row : {Row{SIGTERM, SIGINT, 143}, Row{SIGTERM, SIGTERM, 143},
                         Row{SIGINT, SIGINT, 130}, Row{SIGINT, SIGTERM, 130}}) {
    const Scratch scratch;
    const std::string report = scratch.path("r.xml");
    const std::string journal = scratch.path("j");
    Receiver receiver(always(200));
    Child child({"run", "-", "--target", receiver.url(), "--report", "junit=" + report, "--report",
                 "journal=" + journal},
                kSlow);
    receiver.await(1);
    child.signal(row.first);
    child.signal(row.second);
    const Spoken said = child.ended();
    // Two that are pending at once come in the order of their numbers.
    const int other = row.first == row.second ? row.exit : 273 - row.exit;
    EXPECT_TRUE(said.exit == row.exit || said.exit == other) << said.exit;
    EXPECT_THAT(said.out, HasSubstr("INTERRUPTED"));
    EXPECT_THAT(text_of(report), HasSubstr("<error message=\"the run was interrupted"));
    EXPECT_EQ(lines_of(journal).back()["verdict"], "interrupted");
  }
}

TEST(Reports, DoNotHoldWhoeverWantsOut) {
  const Scratch scratch;
  const std::string pipe = scratch.path("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const int reader = open(pipe.c_str(), O_RDWR | O_CLOEXEC);  // Reads nothing, ever.
  Receiver receiver(always(200, std::string(16'000, 'x')));
  Child child(
      {"run", "-", "--target", receiver.url(), "--repeat", "50", "--report", "json=" + pipe}, kTwo);
  receiver.await(150);  // From then on the report fills the pipe and waits.
  EXPECT_TRUE(comes_true([&] {
    child.signal(SIGINT);
    return !child.runs();
  }));
  close(reader);
  EXPECT_EQ(child.ended().exit, 130);
}

TEST(ExitOf, IsFiveWhereTheSumsDoNotHold) {
  Rehearsal rehearsal(TargetRule{}, SocketOptions{}, nullptr);
  EXPECT_EQ(exit_of(rehearsal, 0), Exit::Passed);
  rehearsal.record().account.planned = 1;
  EXPECT_EQ(exit_of(rehearsal, 0), Exit::Bug);
  EXPECT_EQ(exit_of(rehearsal, SIGINT), Exit::Bug);  // It outweighs all else.
}

}  // namespace
}  // namespace ensaio
