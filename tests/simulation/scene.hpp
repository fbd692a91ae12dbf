#pragma once

#include <functional>

#include "simulator/base/random.hpp"
#include "tests/simulation/simulated_time.hpp"
#include "tests/simulation/temper.hpp"
#include "tests/simulation/truth.hpp"

namespace ensaio {

/// What all parts of one simulation share.
struct Scene {
  Scene(std::uint64_t key, bool traced) : random(key), truth(traced) {}

  /// Some time passes, in the midst of something.
  void stall() {
    if (happens(random, temper.stalls)) {
      time.pass_to(time.now() + drawn_offset(random, std::chrono::microseconds(300)));
    }
  }

  /// Ends every idle connection, as a receiver does that is started again.
  std::function<void()> restart{};
  SimulatedTime time{};
  Random random;
  Temper temper{};
  Truth truth;
};

}  // namespace ensaio
