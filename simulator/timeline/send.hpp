#pragma once

#include <cstdint>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/timeline/strands.hpp"

namespace ensaio {

/// No await.
inline constexpr std::uint32_t kNoAwait = UINT32_MAX;

/// One callback or call to send; or an await, which is due in the same way.
struct Send {
  Offset at{};             ///< When it is due, in scenario time.
  Offset told{};           ///< When it says it happened: `at - late`; of a copy the first one's.
  Offset present{};        ///< When it says it is sent: `at`; of a copy the first one's.
  std::uint32_t line = 0;  ///< Into Script::lines.
  std::uint32_t copy = 0;  ///< 0 for the first.
  Strand strand = 0;       ///< Told back to departed() and settled(), or to called().
  std::uint32_t await = kNoAwait;  ///< Into Script::awaits. Then nothing is sent.
  std::uint64_t stream = 0;        ///< The key of its random stream; of copies the same.
  /// The rounds of the repeats around it, the outermost first. Told only where the script times a
  /// group: nobody else asks, and a million sends may wait at once.
  std::vector<std::uint32_t> rounds{};

  bool is_await() const { return await != kNoAwait; }
};

}  // namespace ensaio
