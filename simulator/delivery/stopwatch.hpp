#pragma once

#include <chrono>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// Real time since it was made. Never goes back.
class Stopwatch {
 public:
  Offset elapsed() const { return std::chrono::steady_clock::now() - start_; }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace ensaio
