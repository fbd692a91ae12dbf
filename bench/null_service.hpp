#pragma once

#include <csignal>
#include <cstdint>
#include <vector>

namespace ensaio {

/// A socket at which a receiver listens that does as little as can be done.
struct NullListener {
  int socket = -1;  ///< -1: none could be made, and errno says why.
  std::uint16_t port = 0;
  bool closes = false;  ///< Each connection, after its first answer.
};

/// Listens at 127.0.0.1. Port 0: any that is free.
NullListener null_listener(std::uint16_t port, bool closes = false);

/// Reads requests by their content-length, answers 200 and forgets them, until `ended` is not 0 and
/// a signal has come. One thread, epoll, keep-alive. How many requests there were. It never gives
/// up: what it cannot accept waits.
std::uint64_t serve_nothing(const std::vector<NullListener>& listeners,
                            const volatile std::sig_atomic_t& ended);

}  // namespace ensaio
