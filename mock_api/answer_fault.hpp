#pragma once

#include <cstdint>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// How our own answer to a call misbehaves. What is left as it is here is done as ever; so several
/// faults go together: a 503 that is late and trickles.
struct AnswerFault {
  /// What stands where the answer's body should.
  enum class Body : std::uint8_t {
    Own,      ///< The one that belongs there. Of a `status` from 400 on an error of that status.
    Empty,    ///< Nothing at all.
    Garbage,  ///< Bytes that are no JSON.
  };

  int status = 0;                ///< 100 to 599; 0: the one that belongs there.
  Offset delay{};                ///< So long before the first byte, real time.
  std::uint64_t throughput = 0;  ///< It trickles: bytes a second; 0: all at once.
  Body body = Body::Own;
  bool reset = false;  ///< After the delay the connection is reset; nothing is answered.

  /// The call was refused: it has no effect, and no message is sent.
  bool refuses() const { return status >= 400; }

  bool operator==(const AnswerFault&) const = default;
};

}  // namespace ensaio
