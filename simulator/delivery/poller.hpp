#pragma once

#include <sys/epoll.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/delivery/network.hpp"

namespace ensaio {

/// Waits for sockets: edge-triggered epoll, to the nanosecond. Not thread safe, but for wake().
class Poller {
 public:
  /// Waits like epoll_pwait2(): answers a count, or -1 with errno.
  using PreciseWait = int (*)(int descriptor, epoll_event* events, int count,
                              const timespec* timeout, const sigset_t* mask);

  /// `precise_wait` fails with ENOSYS where the system (or what watches the program) lacks it; then
  /// poll() does without. Null: the system's.
  explicit Poller(PreciseWait precise_wait = nullptr);
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  /// Tells edges of `descriptor` until it is closed. Its events bear `key`. Answers
  /// errno, 0 where it went well.
  int add(int descriptor, std::uint64_t key);

  /// Waits until something happens, wake() is called, or `timeout` is over; not at all where that
  /// is 0 or less, without end where it is Offset::max(). Good until the next call.
  std::span<const SocketEvent> poll(Offset timeout);

  /// Ends a poll() under way, or the next. From any thread and from signal handlers.
  void wake() noexcept;

 private:
  int wait(const std::optional<timespec>& timeout);
  int wait_in_two(const std::optional<timespec>& timeout);

  PreciseWait precise_wait_;
  int epoll_;
  int waker_;
  std::vector<epoll_event> raw_;
  std::vector<SocketEvent> events_;
};

}  // namespace ensaio
