#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

#include "tests/cli/receiver.hpp"
#include "tests/cli/said.hpp"
#include "tests/cli/scratch.hpp"

extern char** environ;

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kSent = "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n";
constexpr const char* kSlow =
    "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n  - wait: 50s\n  - read: m1\n";

/// The real program as a child, its streams in files.
class Child {
 public:
  explicit Child(const Arguments& arguments, const std::string& input = "",
                 const std::string& output = "") {
    const std::string in = scratch_.file("in", input);
    out_ = output.empty() ? scratch_.path("out") : output;
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    constexpr int kWrite = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&actions, 0, in.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out_.c_str(), kWrite, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, scratch_.path("err").c_str(), kWrite, 0600);
    std::vector<std::string> words{ENSAIO_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    EXPECT_EQ(posix_spawn(&pid_, ENSAIO_PROGRAM, &actions, nullptr, argv.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
  }

  void signal(int number) const { kill(pid_, number); }

  Said ended() {
    int status = 0;
    waitpid(pid_, &status, 0);
    const int exit = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return {exit, text_of(out_), text_of(scratch_.path("err"))};
  }

 private:
  Scratch scratch_;
  std::string out_;
  pid_t pid_ = 0;
};

TEST(Program, EndsWithTheCodeOfWhatHappened) {
  Receiver good(always(200));
  Receiver bad(always(500));
  EXPECT_EQ(Child({"run", "-", "--target", good.url()}, kSent).ended().exit, 0);
  EXPECT_EQ(Child({"run", "-", "--target", bad.url()}, kSent).ended().exit, 1);
  EXPECT_EQ(Child({"run", "-"}, kSent).ended().exit, 2);
  EXPECT_EQ(Child({"run", "-", "--target", dead_url()}, kSent).ended().exit, 3);
}

TEST(Program, KeepsResultsAndProblemsApart) {
  const Said wrong = Child({"check", "-"}, "scenario: x\n").ended();
  EXPECT_EQ(wrong.exit, 2);
  EXPECT_THAT(wrong.out, IsEmpty());
  EXPECT_THAT(wrong.err, HasSubstr("error[S0"));
}

TEST(Program, WritesNoColoursIntoAFile) {
  Receiver receiver(always(500));
  const Said said = Child({"run", "-", "--target", receiver.url()}, kSent).ended();
  EXPECT_THAT(said.out, HasSubstr("FAIL"));
  EXPECT_THAT(said.out + said.err, Not(HasSubstr("\x1b")));
}

TEST(Program, NoticesThatStandardOutputIsFull) {
  EXPECT_EQ(Child({"schema"}, "", "/dev/full").ended().exit, 3);
}

TEST(Program, ShowsItsDemo) {
  const Said said = Child({"demo"}).ended();
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
    const Said said = child.ended();
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
  const Said said = child.ended();
  EXPECT_EQ(said.exit, 130);
  EXPECT_THAT(said.out, HasSubstr("1 sent = 1 abandoned at the end"));
}

}  // namespace
}  // namespace ensaio
