#include "cli/signals.hpp"

#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigaction() is POSIX.
#include <unistd.h>

#include <atomic>
#include <cassert>

namespace ensaio {
namespace {

// A signal handler reaches nothing but globals; these are known in this file alone.
std::atomic<SocketWorld*> world_to_interrupt = nullptr;
std::atomic<int> first_signal = 0;

void on_signal(int signal) {
  int none = 0;
  if (!first_signal.compare_exchange_strong(none, signal)) _exit(128 + signal);
  if (SocketWorld* world = world_to_interrupt) world->interrupt();
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
  world_to_interrupt = &world;
  install(on_signal);
}

InterruptedBySignals::~InterruptedBySignals() {
  install(SIG_DFL);
  world_to_interrupt = nullptr;
}

int InterruptedBySignals::received() const { return first_signal; }

Exit signal_exit(int signal) { return signal == SIGTERM ? Exit::Terminated : Exit::Interrupted; }

}  // namespace ensaio
