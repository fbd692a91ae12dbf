#pragma once

#include <vector>

#include "simulator/report/record.hpp"
#include "simulator/scenario/expectation.hpp"
#include "simulator/timeline/outcome.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// The outcomes of all attempts of one send against what is expected of it: what the step's own
/// `expect` says; that the status is 2xx, where that judges no status; that a call found what it
/// was to save; and beside all of it the run's `sends`, which replaces nothing. Every word judged
/// is one check; of `save` only what was not found. The last attempt is judged, but for `attempts`,
/// `answers` and `gaps`, which look at all.
/// `to` and `body` of the expectation must come rendered (filled.hpp). `attempts` is not empty.
/// A send that was abandoned has neither passed nor failed: its checks say Interrupted.
std::vector<Check> judged(const Expectation& expect, const StepName& step,
                          const RunExpectation& run, const std::vector<Outcome>& attempts);

/// The verdict that some checks amount to: a failure beats an interruption, that beats what is
/// inconclusive, that beats a pass.
Verdict verdict_of(const std::vector<Check>& checks);

}  // namespace ensaio
