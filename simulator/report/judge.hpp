#pragma once

#include <string>
#include <vector>

#include "simulator/report/record.hpp"
#include "simulator/scenario/scenario.hpp"
#include "simulator/timeline/outcome.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// The outcomes of all attempts of one send against what is expected of it: the step's own
/// `expect`, the run's `sends`, and, where neither says anything of the status, that it is 2xx.
/// `to` of the expectation must come rendered. Every word judged is one check. `attempts` is not
/// empty; the last is judged.
std::vector<Check> judged(const Line& line, const StepName& step, const RunExpectation& run,
                          const std::string& expected_url, const std::vector<Outcome>& attempts);

/// The verdict that some checks amount to: a failure beats what is inconclusive, that beats a pass.
Verdict verdict_of(const std::vector<Check>& checks);

}  // namespace ensaio
