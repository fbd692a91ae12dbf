#pragma once

#include <cstdint>

namespace ensaio {

/// What became of callbacks, each in one row. A callback that was resent by the client unheard
/// counts once.
struct LoadRows {
  std::uint64_t ok = 0;            ///< Answered 2xx.
  std::uint64_t other_status = 0;  ///< Answered otherwise.
  std::uint64_t timed_out = 0;
  std::uint64_t unreachable = 0;
  std::uint64_t abandoned = 0;  ///< Under way when the run was stopped.
  std::uint64_t dropped = 0;    ///< Never sent: beyond the limit of what may be under way.
  std::uint64_t failed = 0;     ///< Of all above but `dropped`: not as expected.

  std::uint64_t sent() const { return ok + other_status + timed_out + unreachable + abandoned; }

  LoadRows& operator+=(const LoadRows& other) {
    ok += other.ok;
    other_status += other.other_status;
    timed_out += other.timed_out;
    unreachable += other.unreachable;
    abandoned += other.abandoned;
    dropped += other.dropped;
    failed += other.failed;
    return *this;
  }
  bool operator==(const LoadRows&) const = default;
};

}  // namespace ensaio
