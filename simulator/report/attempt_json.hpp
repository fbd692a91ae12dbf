#pragma once

#include <string>

#include "simulator/report/record.hpp"

namespace ensaio {

/// The JSON objects that `ensaio.run/1` and the journal have in common, in one line where nothing
/// else is said, valid UTF-8
/// whatever bytes a stranger answered.
std::string attempt_json(const Attempt& attempt);
std::string await_json(const AwaitedCall& await);
std::string account_json(const Account& account);

/// A scenario as `ensaio.run/1` tells it, over several lines.
std::string scenario_json(const ScenarioRecord& scenario);

}  // namespace ensaio
