#include "cli/child_process.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <future>

#include "tests/cli/scratch.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

/// A shell command, awaited or ended.
class Shell {
 public:
  explicit Shell(const std::string& text, ChildWords::Until until = ChildWords::Until::AllEnd,
                 ChildWords::Output output = ChildWords::Output::Kept) {
    auto started = ChildProcess::start({.path = "/bin/sh",
                                        .arguments = {"sh", "-c", text},
                                        .environment = {"PATH=/usr/bin:/bin", "WORD=hello"},
                                        .output = output,
                                        .until = until},
                                       [this] { ended_.set_value(); });
    EXPECT_TRUE(started);
    process_ = *std::move(started);
  }

  ChildProcess& process() { return *process_; }

  ChildEnd end() {
    ended_.get_future().wait();
    return *process_->ended();
  }

  /// Waits until it has printed `text`.
  void await(const std::string& text) const {
    while (process_->last_lines().find(text) == std::string::npos) std::this_thread::yield();
  }

 private:
  std::promise<void> ended_;  // First: told until the process has gone.
  std::unique_ptr<ChildProcess> process_;
};

/// Whether it runs. Who has ended and is only waited for by somebody does not.
bool is_there(pid_t process) {
  const std::string status = text_of("/proc/" + std::to_string(process) + "/stat");
  return !status.empty() && status.find(") Z ") == std::string::npos;
}

/// Waits until a process that is nobody's child of ours is gone.
void await_gone(pid_t process) {
  while (is_there(process)) std::this_thread::yield();
}

TEST(ChildProcess, TellsHowItEnded) {
  struct Row {
    const char* command;
    const char* text;
  };
  const Row rows[] = {
      {"true", "ended with exit code 0"},
      {"exit 3", "ended with exit code 3"},
      {"kill -KILL $$", "was killed by signal 9 (Killed)"},
      {"kill -SEGV $$", "was killed by signal 11 (Segmentation fault)"},
  };
  for (const Row& row : rows) EXPECT_EQ(Shell(row.command).end().text(), row.text);
}

TEST(ChildProcess, RunsInTheEnvironmentThatItIsGiven) {
  Shell shell("echo $WORD; echo ${HOME:-nowhere} >&2");
  EXPECT_EQ(shell.end().code, 0);
  EXPECT_EQ(shell.process().last_lines(), "hello\nnowhere\n");
}

TEST(ChildProcess, HasNoInputAndNoneOfOurFiles) {
  const int ours = open("/dev/null", O_RDONLY);
  Shell shell("cat; ls /proc/$$/fd");
  EXPECT_EQ(shell.end().code, 0);
  EXPECT_EQ(shell.process().last_lines(), "0\n1\n2\n");
  close(ours);
}

TEST(ChildProcess, KeepsTheLastLinesOfWhatItPrinted) {
  Shell shell("i=0; while [ $i -lt 30000 ]; do i=$((i + 1)); echo line $i; done");
  EXPECT_EQ(shell.end().code, 0);
  EXPECT_THAT(shell.process().last_lines(), StartsWith("line 29981\n"));
  EXPECT_THAT(shell.process().last_lines(), HasSubstr("\nline 30000\n"));
}

TEST(ChildProcess, KeepsNoMoreOfALongLineThanItsEnd) {
  Shell shell("head -c 100000 /dev/zero | tr '\\0' x");
  EXPECT_EQ(shell.end().code, 0);
  EXPECT_EQ(shell.process().last_lines(), std::string(4096, 'x'));
}

TEST(ChildProcess, IsAskedToEndFirst) {
  Shell shell("trap 'echo asked; exit 7' TERM; echo ready; while :; do sleep 0.01; done");
  shell.await("ready");
  shell.process().end(60s);
  EXPECT_THAT(shell.process().last_lines(), HasSubstr("asked\n"));
  EXPECT_EQ(shell.process().ended()->code, 7);
}

TEST(ChildProcess, IsKilledWhereItDoesNotEnd) {
  Shell shell("trap '' TERM; echo ready; while :; do sleep 0.01; done");
  shell.await("ready");
  shell.process().end(50ms);
  EXPECT_EQ(shell.process().ended()->signal, SIGKILL);
}

TEST(ChildProcess, GoesWithAllThatItStarted) {
  pid_t started = 0;
  {
    Shell shell("sleep 1000 & echo \"pid $! there\"; wait");
    shell.await("there");
    started = static_cast<pid_t>(std::stol(shell.process().last_lines().substr(4)));
    EXPECT_TRUE(is_there(started));
  }
  await_gone(started);
}

TEST(ChildProcess, LivesAsLongAsWhatItPutIntoTheBackground) {
  Shell shell("(echo ready; while :; do sleep 0.01; done) & exit 0");
  shell.await("ready");
  EXPECT_EQ(shell.process().ended(), std::nullopt);
  shell.process().end(60s);
}

TEST(ChildProcess, IsOverWithItsProgramWhereThatIsWhatCounts) {
  Shell shell("sleep 1000 & echo \"pid $! there\"; exit 4", ChildWords::Until::ProgramEnds);
  EXPECT_EQ(shell.end().code, 4);
  const auto started = static_cast<pid_t>(std::stol(shell.process().last_lines().substr(4)));
  shell.process().end(1s);
  await_gone(started);
}

TEST(ChildProcess, SaysThatAProgramCannotBeRun) {
  std::promise<void> ended;
  const auto started = ChildProcess::start({.path = "/no/such/program", .arguments = {"x"}},
                                           [&ended] { ended.set_value(); });
  ASSERT_TRUE(started);
  ended.get_future().wait();
  EXPECT_EQ((*started)->ended()->code, 127);
}

TEST(FindProgram, LooksInPathUnlessThereIsASlash) {
  const Scratch scratch;
  EXPECT_THAT(*find_program("sh"), testing::EndsWith("/sh"));
  EXPECT_EQ(*find_program("/bin/sh"), "/bin/sh");
  EXPECT_EQ(find_program("no-such-program").error().message,
            "there is no program 'no-such-program' in PATH");
  EXPECT_FALSE(find_program(scratch.path()));
  EXPECT_FALSE(find_program(scratch.file("plain", "no program")));
}

}  // namespace
}  // namespace ensaio
