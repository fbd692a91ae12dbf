#pragma once

#include <cstdint>

#include "simulator/document/problem.hpp"

namespace ensaio {

/// Where something was written: a file of the scenario (it may `use` others) and a place in it.
struct Place {
  std::uint32_t file = 0;  ///< Into Scenario::files.
  Mark mark{};
  std::uint32_t width = 1;
};

}  // namespace ensaio
