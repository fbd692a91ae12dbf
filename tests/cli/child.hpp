#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

extern char** environ;

namespace ensaio {

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

  /// Waits until it has written `text` to standard output or error.
  void await(const std::string& text) const {
    const auto said = [this] { return text_of(out_) + text_of(scratch_.path("err")); };
    while (said().find(text) == std::string::npos && kill(pid_, 0) == 0) usleep(1000);
  }

  /// The first line of standard error that begins so, once it is there; empty where it ended
  /// before.
  std::string line_with(const std::string& beginning) const {
    await(beginning);
    const std::string text = "\n" + text_of(scratch_.path("err"));
    const std::size_t at = text.find("\n" + beginning);
    if (at == std::string::npos) return "";
    return text.substr(at + 1, text.find('\n', at + 1) - at - 1);
  }

  /// Whether it has not ended yet.
  bool runs() const {
    siginfo_t info{};
    return waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == 0;
  }

  Spoken ended() {
    int status = 0;
    waitpid(pid_, &status, 0);
    const int exit = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    const bool kept = !out_.starts_with("/dev/");  // Reading /dev/full has no end.
    return {exit, kept ? text_of(out_) : "", text_of(scratch_.path("err"))};
  }

 private:
  Scratch scratch_;
  std::string out_;
  pid_t pid_ = 0;
};

}  // namespace ensaio
