#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <csignal>
#include <cstdlib>
#include <string>

#include "tests/cli/child.hpp"
#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kSent = "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n";
constexpr const char* kSlow =
    "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n  - wait: 50s\n  - read: m1\n";

TEST(Program, EndsWithTheCodeOfWhatHappened) {
  Receiver good(always(200));
  Receiver bad(always(500));
  EXPECT_EQ(Child({"run", "-", "--target", good.url()}, kSent).ended().exit, 0);
  EXPECT_EQ(Child({"run", "-", "--target", bad.url()}, kSent).ended().exit, 1);
  EXPECT_EQ(Child({"run", "-"}, kSent).ended().exit, 2);
  EXPECT_EQ(Child({"run", "-", "--target", dead_url()}, kSent).ended().exit, 3);
}

TEST(Program, KeepsResultsAndProblemsApart) {
  const Spoken wrong = Child({"check", "-"}, "scenario: x\n").ended();
  EXPECT_EQ(wrong.exit, 2);
  EXPECT_THAT(wrong.out, IsEmpty());
  EXPECT_THAT(wrong.err, HasSubstr("error[S0"));
}

TEST(Program, WritesNoColoursIntoAFile) {
  Receiver receiver(always(500));
  const Spoken said = Child({"run", "-", "--target", receiver.url()}, kSent).ended();
  EXPECT_THAT(said.out, HasSubstr("FAIL"));
  EXPECT_THAT(said.out + said.err, Not(HasSubstr("\x1b")));
}

TEST(Program, NoticesThatStandardOutputIsFull) {
  EXPECT_EQ(Child({"schema"}, "", "/dev/full").ended().exit, 3);
}

TEST(Program, WritesNothingIntoAFileThatTookAClosedStreamsPlace) {
  const Scratch scratch;
  Receiver receiver(always(200));
  const std::string story = scratch.file("a.yaml", kSent);
  const std::string journal = scratch.path("j.ndjson");
  const std::string line = std::string(ENSAIO_PROGRAM) + " run " + story + " --target " +
                           receiver.url() + " --report journal=" + journal + " >&- 2>&-";
  // NOLINTNEXTLINE(cert-env33-c): the shell closes the streams.
  EXPECT_NE(std::system(line.c_str()), -1);
  EXPECT_THAT(text_of(journal), testing::StartsWith("{"));
  EXPECT_THAT(text_of(journal), Not(HasSubstr("PASS")));
}

TEST(Program, ShowsItsDemo) {
  const Spoken said = Child({"demo"}).ended();
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
}

TEST(Program, WritesAPartialReportWhereItIsInterrupted) {
  struct Row {
    int signal;
    int exit;
  };
  for (const Row& row : {Row{SIGINT, 130}, Row{SIGTERM, 143}}) {
    const Scratch scratch;
    const std::string report = scratch.path("r.json");
    Receiver receiver(always(200));
    Child child({"run", "-", "--target", receiver.url(), "--report", "json=" + report}, kSlow);
    receiver.await(1);
    child.signal(row.signal);
    const Spoken said = child.ended();
    EXPECT_EQ(said.exit, row.exit) << said.err;
    EXPECT_THAT(said.out, HasSubstr("INTERRUPTED"));
    const auto json = nlohmann::json::parse(text_of(report));
    EXPECT_EQ(json["verdict"], "interrupted");
    EXPECT_EQ(json["exit"], row.exit);
    EXPECT_EQ(json["account"]["planned"], 2);
    EXPECT_EQ(json["account"]["not_sent"].get<int>() + json["account"]["sent"].get<int>(), 2);
  }
}

TEST(Program, AbandonsWhatIsUnderWayWhereItIsInterrupted) {
  Receiver receiver([](std::size_t) { return std::string(); });
  Child child({"run", "-", "--target", receiver.url()}, kSent);
  receiver.await(1);
  child.signal(SIGINT);
  const Spoken said = child.ended();
  EXPECT_EQ(said.exit, 130);
  EXPECT_THAT(said.out, HasSubstr("1 sent = 1 abandoned at the end"));
}

}  // namespace
}  // namespace ensaio
