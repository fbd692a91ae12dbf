#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/delivery/tls_settings.hpp"

namespace ensaio {

/// How the sockets behave.
struct SocketOptions {
  std::size_t in_flight = 2000;   ///< Posts under way at once, at most.
  std::size_t connections = 200;  ///< Per endpoint's origin, at most; more posts wait for one.
  Offset stall_timeout =
      std::chrono::seconds(10);          ///< Without progress while connecting or sending.
  std::size_t answer_bytes = 1U << 20U;  ///< Kept of an answer's body; the rest is drained.

  TlsSettings tls{};  ///< For https. Let tls_problem() look at them before anything is sent.
  /// Whom we trust is read when the world is made; else at its first https, which that holds up by
  /// tens of milliseconds: the system's authorities are many.
  bool tls_at_once = false;

  /// The addresses of a name, none where it is not known. Called from another thread, and may take
  /// its time; the world does not wait for it at its end, so it must own what it uses. Null: the
  /// system is asked.
  std::function<std::vector<std::string>(const std::string& host)> look_up{};
};

}  // namespace ensaio
