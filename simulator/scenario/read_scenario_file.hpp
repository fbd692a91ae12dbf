#pragma once

#include <optional>

#include "simulator/scenario/read_scenario.hpp"

namespace ensaio {

/// The scenario of the file that `path` names, which must hold exactly one. `user` is the file
/// that plays it, and what the scenario is read with. Nothing, and problems, where there is none;
/// else its own problems are in the draft.
std::optional<Draft> read_scenario_file(const Node& path, const Sources& user, Problems& problems);

}  // namespace ensaio
