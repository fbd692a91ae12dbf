#pragma once

#include <chrono>
#include <cstddef>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// How long a client may take, and how much it may say. Whoever is slower is refused or left, so
/// that nobody holds a thread for ever.
struct HttpLimits {
  Offset idle = std::chrono::seconds(15);  ///< Until a request begins.
  Offset head = std::chrono::seconds(10);  ///< All of its head, from its first byte.
  Offset body = std::chrono::minutes(1);   ///< All of its body.
  Offset send = std::chrono::seconds(10);  ///< Until the client takes a piece of the answer.
  Offset rest = std::chrono::seconds(2);   ///< Of silence, behind a refused request.

  /// Connections that are served at once, each by a thread of its own; more wait for their turn.
  int threads = 1024;

  static constexpr std::size_t kHead = std::size_t{64} * 1024;
  static constexpr std::size_t kHeaders = 100;
  static constexpr std::size_t kBody = std::size_t{1} << 20U;
};

}  // namespace ensaio
