#pragma once

#include <chrono>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// The system's clock.
inline WallTime wall_now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace ensaio
