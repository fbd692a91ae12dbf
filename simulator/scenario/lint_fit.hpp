#pragma once

#include "simulator/document/problem.hpp"
#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// Statuses that do not fit their message: PLAYED of a text, and what names another chat's phone or
/// another chat's message.
void lint_fit(const Scenario& scenario, Problems& problems);

}  // namespace ensaio
