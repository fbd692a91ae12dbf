#pragma once

#include <string>
#include <string_view>

#include "simulator/base/result.hpp"
#include "simulator/document/problem.hpp"
#include "simulator/scenario/load.hpp"

namespace ensaio {

/// The rules that `text` holds, ready for a RuleBook. Error: every problem of it. `file` is how the
/// user named it; `read` reads the scenarios that rules play.
Result<Rules, Problems> read_rule_file(std::string_view text, const std::string& file,
                                       const ReadFile& read);

}  // namespace ensaio
