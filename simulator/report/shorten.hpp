#pragma once

#include <cstddef>

#include "simulator/report/record.hpp"

namespace ensaio {

/// How many attempts, and how many checks, the reports of one run keep: some hundred megabytes. The
/// console, `json` and `junit` are made from them; a journal holds more.
inline constexpr std::size_t kMostKept = 100'000;

/// Leaves at most `most` attempts and `most` checks in `scenario`, and notes in `left_out` what it
/// took away. Attempts: the first ones, or those around the first failed check where that one is
/// further on; of a scenario that did not pass at least a few. Checks: those that did not pass come
/// before those that did. What is left keeps its order, and checks still point at their attempts.
void shorten(ScenarioRecord& scenario, std::size_t most);

}  // namespace ensaio
