#pragma once

#include "simulator/document/problem.hpp"
#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// Warnings about what no gateway is documented to do: an order of callbacks that cannot be, a
/// status that does not fit its message, a scenario that keeps one waiting. `intent` silences them.
/// `scenario` must have loaded without errors.
Problems order_lint(const Scenario& scenario);

}  // namespace ensaio
