#include "cli/signals.hpp"

#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigaction() is POSIX.
#include <unistd.h>

#include <atomic>
#include <cassert>
#include <cerrno>
#include <cstdint>
#include <ctime>

namespace ensaio {
namespace {

// A signal handler reaches nothing but globals; these are known in this file alone.
std::atomic<SocketWorld*> world_to_interrupt = nullptr;
std::atomic<int> first_signal = 0;
std::atomic<std::int64_t> first_signal_ms = 0;  // Decides who is the first: threads may race.

std::int64_t steady_ms() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);  // Unlike std::chrono promised to be safe in a handler.
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

/// timeout(1) signals its child and then the child's whole group, supervisors send SIGINT and
/// SIGTERM in a row, a terminal's Ctrl-C reaches us twice through a wrapper: one request to stop.
constexpr std::int64_t kOneRequestMs = 500;

void on_signal(int signal) {
  const int error = errno;
  const std::int64_t now = steady_ms();
  std::int64_t first = 0;
  if (first_signal_ms.compare_exchange_strong(first, now)) {
    first_signal = signal;
    if (SocketWorld* world = world_to_interrupt) world->interrupt();
  } else if (now - first > kOneRequestMs) {
    _exit(128 + signal);
  }
  errno = error;
}

void install(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

InterruptedBySignals::InterruptedBySignals(SocketWorld& world) {
  assert(world_to_interrupt == nullptr);
  first_signal = 0;
  first_signal_ms = 0;
  world_to_interrupt = &world;
  install(on_signal);
}

InterruptedBySignals::~InterruptedBySignals() {
  world_to_interrupt = nullptr;
  // The rest of a request that was heard must not end the program in another way than the first.
  if (first_signal_ms == 0) install(SIG_DFL);
}

int InterruptedBySignals::received() const { return first_signal; }

Exit signal_exit(int signal) { return signal == SIGTERM ? Exit::Terminated : Exit::Interrupted; }

}  // namespace ensaio
