#include "cli/awaited_signals.hpp"

#include <time.h>  // NOLINT(modernize-deprecated-headers): timespec is POSIX.

namespace ensaio {

AwaitedSignals::AwaitedSignals() {
  sigemptyset(&awaited_);
  sigaddset(&awaited_, SIGINT);
  sigaddset(&awaited_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &awaited_, &before_);
}

AwaitedSignals::~AwaitedSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

std::optional<int> AwaitedSignals::came_within(std::chrono::milliseconds time) const {
  const timespec longest{.tv_sec = time.count() / 1000, .tv_nsec = time.count() % 1000 * 1'000'000};
  const int signal = sigtimedwait(&awaited_, nullptr, &longest);
  return signal > 0 ? std::optional(signal) : std::nullopt;
}

}  // namespace ensaio
