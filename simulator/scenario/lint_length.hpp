#pragma once

#include "simulator/document/problem.hpp"
#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// A scenario that is expected to take over 60 s of real time. Waits that are meant (`intent`) do
/// not count.
void lint_length(const Scenario& scenario, Problems& problems);

}  // namespace ensaio
