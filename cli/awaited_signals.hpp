#pragma once

#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigset_t is POSIX.

#include <chrono>
#include <optional>

namespace ensaio {

/// While it lives, SIGINT and SIGTERM wait to be asked for; afterwards they end the program at once
/// again. For a command that waits for them and does nothing else. It must live before the
/// command's other threads begin, so that none of them takes a signal.
class AwaitedSignals {
 public:
  AwaitedSignals();
  ~AwaitedSignals();
  AwaitedSignals(const AwaitedSignals&) = delete;
  AwaitedSignals& operator=(const AwaitedSignals&) = delete;

  /// Waits for one of them, and says which came. Nothing where none did in that time.
  std::optional<int> came_within(std::chrono::milliseconds time) const;

 private:
  sigset_t awaited_{};
  sigset_t before_{};
};

}  // namespace ensaio
