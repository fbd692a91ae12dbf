#pragma once

#include <cstdint>

namespace ensaio {

/// What the program tells whoever called it, everywhere the same (README, "Exit codes").
enum class Exit : std::uint8_t {
  Passed = 0,
  Failed = 1,         ///< A judgement failed.
  Refused = 2,        ///< The command line or a file is wrong; nothing was sent.
  Environment = 3,    ///< Target unreachable before the first callback, disk full.
  Inconclusive = 4,   ///< Neither passed nor failed.
  Bug = 5,            ///< Of ensaio's own.
  Interrupted = 130,  ///< By SIGINT; a partial report was written.
  Terminated = 143,   ///< By SIGTERM; likewise.
};

/// Of two the one that is told: 5, 130/143, 3, 2, 1, 4, 0 in this order.
Exit graver(Exit a, Exit b);

/// As main() returns it.
inline int code(Exit exit) { return static_cast<int>(exit); }

}  // namespace ensaio
