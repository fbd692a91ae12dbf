#pragma once

#include <cstddef>
#include <cstdint>

#include "simulator/base/offset.hpp"
#include "simulator/base/random.hpp"

namespace ensaio {

/// So many times in a thousand.
using PerMille = std::uint32_t;

inline bool happens(Random& random, PerMille chance) {
  return chance > 0 && random.below(1000) < chance;
}

/// Up to `most`, in microseconds.
Offset drawn_offset(Random& random, Offset most);

/// What the network and its receivers are like in one simulation.
struct Temper {
  /// Nothing goes wrong but what the client promises to mend: every request must be answered.
  bool calm = false;

  // The way.
  Offset latency{};             ///< One way, at most.
  Offset ack_delay{};           ///< Of the receiver's system, at most.
  std::size_t send_buffer = 0;  ///< Of the client's system, in bytes.
  std::size_t window = 0;       ///< The receiver's system takes so many unread bytes.
  std::size_t segment = 0;      ///< Bytes that travel together, at most.
  std::size_t read_most = 0;    ///< One read gives so many bytes at most, and says there is more.
  PerMille stalls = 0;          ///< Of a socket call: that time passes in it.
  PerMille long_stalls = 0;     ///< Of a poll: that the process is held up before it is told.
  PerMille spurious = 0;        ///< Of a poll: that a wake-up tells nothing new.
  std::size_t events_at_once = 256;  ///< Told by one poll, at most.

  // Connecting.
  PerMille open_fails = 0;  ///< Not even a socket.
  PerMille refused = 0;
  PerMille unreachable = 0;
  PerMille unheard = 0;  ///< Nobody ever answers.
  PerMille slow_accept = 0;
  PerMille dies_early = 0;  ///< Ended or reset before anything was read.

  // Reading, answering.
  PerMille reads_in_pieces = 0;
  PerMille silent = 0;
  PerMille ends_unanswered = 0;
  PerMille resets_unanswered = 0;
  PerMille stops_reading = 0;  ///< Ends in the middle of the request.
  PerMille cut = 0;            ///< The answer ends too early.
  PerMille garbage = 0;
  PerMille twice = 0;  ///< Two answers to one request.
  PerMille early = 0;  ///< Answers before it has read the request.
  PerMille late = 0;   ///< Answers after the time-out.
  PerMille large = 0;  ///< Longer than the client's buffer.
  PerMille in_pieces = 0;
  Offset answers_within{};

  // Idle.
  PerMille ends_idle = 0;
  PerMille restarts = 0;  ///< Of those ends: that all that is idle ends at once.
  PerMille resets_idle = 0;
  PerMille strays_idle = 0;  ///< Says something nobody asked for.

  // Names.
  PerMille dead_addresses = 0;  ///< That a name has some, before one that works.
  PerMille name_unknown = 0;
  PerMille name_unheard = 0;
};

Temper drawn_temper(Random& random);

}  // namespace ensaio
