#pragma once

#include <iosfwd>

namespace ensaio {

/// Where a command reads and writes: results to `out`, problems to `err`.
struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool color = false;     ///< `out` is a terminal, and NO_COLOR is not set.
  bool terminal = false;  ///< `out` is a terminal: somebody may be looking.
  bool live = false;      ///< `err` is a terminal that can be written over.
};

}  // namespace ensaio
