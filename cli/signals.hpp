#pragma once

#include "cli/exit_code.hpp"
#include "simulator/delivery/socket_world.hpp"

namespace ensaio {

/// While it lives, the first SIGINT or SIGTERM interrupts the world, so that what there is can be
/// reported. What comes within half a second of it, of either kind, is the same request; one that
/// comes later ends the program at once, without a report. One at a time.
class InterruptedBySignals {
 public:
  /// `world` must outlive it.
  explicit InterruptedBySignals(SocketWorld& world);
  ~InterruptedBySignals();
  InterruptedBySignals(const InterruptedBySignals&) = delete;
  InterruptedBySignals& operator=(const InterruptedBySignals&) = delete;

  /// The signal that came, 0 for none.
  int received() const;
};

/// How the program ends after SIGINT or SIGTERM.
Exit signal_exit(int signal);

}  // namespace ensaio
