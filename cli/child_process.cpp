#include "cli/child_process.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>

#include "cli/keeper.hpp"

namespace ensaio {
namespace {

constexpr int kMostPieces = 64;  // More than a pipe holds.
constexpr std::size_t kKept = std::size_t{64} * 1024;

bool can_run(const std::string& path) {
  std::error_code ignored;
  return !std::filesystem::is_directory(path, ignored) && access(path.c_str(), X_OK) == 0;
}

}  // namespace

std::string ChildEnd::text() const {
  if (signal == 0) return fmt::format("ended with exit code {}", code);
  // NOLINTNEXTLINE(concurrency-mt-unsafe): the names of known signals are constants.
  return fmt::format("was killed by signal {} ({})", signal, strsignal(signal));
}

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const ChildWords& words,
                                                          std::function<void()> ended) {
  const Keeper keeper = start_keeper(words);
  if (keeper.process < 0) {
    return Error{.message = fmt::format("{} cannot be started: {}", words.path,
                                        std::strerror(errno))};  // NOLINT(concurrency-mt-unsafe)
  }
  return std::unique_ptr<ChildProcess>(
      new ChildProcess(keeper.process, keeper.life, keeper.output, std::move(ended)));
}

ChildProcess::ChildProcess(pid_t keeper, int life, int output, std::function<void()> ended)
    : keeper_(keeper),
      life_(life),
      output_(output),
      told_ended_(std::move(ended)),
      listener_([this] { listen(); }) {}

ChildProcess::~ChildProcess() {
  end(std::chrono::milliseconds::zero());
  listener_.join();
  close(life_);
  if (output_ >= 0) close(output_);
}

std::optional<ChildEnd> ChildProcess::ended() const {
  const std::lock_guard lock(mutex_);
  return end_;
}

void ChildProcess::listen() {
  // poll() passes over a negative descriptor.
  std::array<pollfd, 2> watched{{{life_, POLLIN, 0}, {output_, POLLIN, 0}}};
  do {
    if (poll(watched.data(), watched.size(), -1) < 0) continue;
    if (watched[1].revents != 0) read_output();
    if ((watched[1].revents & POLLIN) == 0 && watched[1].revents != 0) watched[1].fd = -1;
  } while (watched[0].revents == 0);
  // Who outlives the keeper may hold the output open: what is there is read, no more awaited.
  for (int i = 0; i < kMostPieces && poll(&watched[1], 1, 0) > 0; ++i) read_output();
  siginfo_t info{};
  while (waitid(P_PID, static_cast<id_t>(keeper_), &info, WEXITED | WNOWAIT) != 0) {
  }
  const bool killed = info.si_code != CLD_EXITED;
  {
    const std::lock_guard lock(mutex_);
    end_ = killed ? ChildEnd{.signal = info.si_status} : ChildEnd{.code = info.si_status};
  }
  gone_.notify_all();
  told_ended_();
}

void ChildProcess::read_output() {
  std::array<char, 4096> piece{};
  const ssize_t count = read(output_, piece.data(), piece.size());
  if (count <= 0) return;
  const std::lock_guard lock(mutex_);
  kept_.append(piece.data(), static_cast<std::size_t>(count));
  if (kept_.size() > 2 * kKept) kept_.erase(0, kept_.size() - kKept);
}

std::string ChildProcess::last_lines() const {
  constexpr std::size_t kMostLines = 20;
  constexpr std::size_t kMostBytes = 4096;
  const std::lock_guard lock(mutex_);
  std::size_t begin = kept_.size();
  std::size_t lines = 0;
  while (begin > 0 && kept_.size() - begin < kMostBytes) {
    const bool line_before = kept_[begin - 1] == '\n' && begin != kept_.size();
    if (line_before && ++lines == kMostLines) break;
    --begin;
  }
  return kept_.substr(begin);
}

void ChildProcess::ask_to_end() {
  const std::lock_guard lock(mutex_);
  if (!reaped_) kill(-keeper_, SIGTERM);
}

// The keeper is not waited for before the very end, so that its number, and with it the group's, is
// nobody else's.
void ChildProcess::end(std::chrono::milliseconds grace) {
  std::unique_lock lock(mutex_);
  if (reaped_) return;
  if (!end_ && grace.count() > 0) {
    kill(-keeper_, SIGTERM);
    gone_.wait_for(lock, grace, [this] { return end_.has_value(); });
  }
  kill(-keeper_, SIGKILL);
  gone_.wait(lock, [this] { return end_.has_value(); });
  waitpid(keeper_, nullptr, 0);
  reaped_ = true;
}

Result<std::string> find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    if (can_run(name)) return name;
    return Error{.message = fmt::format("there is no program {}", name)};
  }
  const char* folders = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nobody sets it.
  std::string_view rest = folders == nullptr ? "/usr/bin:/bin" : folders;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(':'), rest.size());
    const std::string path = std::string(end == 0 ? "." : rest.substr(0, end)) + "/" + name;
    if (can_run(path)) return path;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return Error{.message = fmt::format("there is no program '{}' in PATH", name)};
}

}  // namespace ensaio
