#pragma once

#include "simulator/document/problem.hpp"
#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// The problem, shown at `place` of the scenario's files.
Problem placed(Problem problem, const Scenario& scenario, const Place& place);

}  // namespace ensaio
