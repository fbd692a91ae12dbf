#pragma once

#include <optional>
#include <string>

#include "bench/load/load_tally.hpp"
#include "simulator/base/result.hpp"
#include "simulator/timeline/outcome.hpp"

namespace ensaio {

/// Why nothing at `url` can have heard what ended so: "nothing listens on 127.0.0.1:3000 — is your
/// receiver running?". Nothing where somebody may have heard it.
std::optional<Error> nobody_heard(const std::string& url, const Ending& ending);

/// Why nothing of a whole load can have been heard: "nobody answers at http://127.0.0.1:3000/hook:
/// connection refused". Nothing where something was, or where no answer is what was wanted.
std::optional<Error> nobody_heard(const LoadTotals& totals);

}  // namespace ensaio
