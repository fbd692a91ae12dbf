#pragma once

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "simulator/base/result.hpp"

namespace ensaio {

/// What is run beside ensaio.
struct ChildWords {
  enum class Output : std::uint8_t { Kept, Shared };
  enum class Until : std::uint8_t {
    ProgramEnds,  ///< What it leaves behind is killed.
    AllEnd,       ///< As long as any process of it lives: it may put itself into the background.
  };
  std::string path{};                    ///< Of the program.
  std::vector<std::string> arguments{};  ///< Its own name first.
  /// All of its environment, as NAME=VALUE.
  std::vector<std::string> environment{};
  Output output = Output::Shared;  ///< Shared: its output is ours; it goes to `out` and `err`.
  int out = 1;
  int err = 2;
  Until until = Until::ProgramEnds;
};

/// How a program ended.
struct ChildEnd {
  int code = 0;    ///< Its exit code.
  int signal = 0;  ///< What killed it; 0: nothing, it ended by itself.

  /// "ended with exit code 1", "was killed by signal 9 (Killed)".
  std::string text() const;
  bool operator==(const ChildEnd&) const = default;
};

/// A program in a process group of its own, without standard input. Whatever becomes of us, its
/// group goes too: where this object is destroyed, where ensaio crashes, and where it is killed.
/// One thread listens to it; the functions may be called from any thread.
class ChildProcess {
 public:
  /// Starts it. `ended` is called once, from another thread, when it has ended by itself.
  /// Error: no process could be made.
  static Result<std::unique_ptr<ChildProcess>> start(const ChildWords& words,
                                                     std::function<void()> ended);

  /// Ends it, see end().
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Nothing while it runs.
  std::optional<ChildEnd> ended() const;

  /// The last lines that it has printed so far, where its output is kept: at most 20, and 4 KiB.
  std::string last_lines() const;

  /// Asks its group to end (SIGTERM), and returns at once.
  void ask_to_end();

  /// Asks its group to end (SIGTERM), and kills what is left after `grace`. Returns when it is
  /// gone.
  void end(std::chrono::milliseconds grace);

 private:
  ChildProcess(pid_t keeper, int life, int output, std::function<void()> ended);
  void listen();
  void read_output();

  const pid_t keeper_;  ///< Leads the group, see keeper.hpp.
  const int life_;      ///< Ends when the keeper does.
  const int output_;    ///< -1: not kept.
  const std::function<void()> told_ended_;
  mutable std::mutex mutex_;  // Guards the three below.
  std::optional<ChildEnd> end_;
  std::string kept_;
  bool reaped_ = false;
  std::condition_variable gone_;
  std::jthread listener_;  // Last: it uses the others.
};

/// Where a program of that name is: as it stands where it holds a slash, else in PATH.
Result<std::string> find_program(const std::string& name);

}  // namespace ensaio
