#pragma once

#include <chrono>

namespace ensaio {

/// Time since the start of a run or, for a scenario, since its offset zero. Never wall time.
using Offset = std::chrono::nanoseconds;

/// Wall time as the wire wants it.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

}  // namespace ensaio
