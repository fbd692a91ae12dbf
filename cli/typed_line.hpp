#pragma once

#include <string>
#include <string_view>

#include "cli/commands.hpp"

namespace ensaio {

/// "ensaio load profile.yaml --seed 7": the line that was typed, for a shell, as a report may show
/// it to others: of `--instance ID:TOKEN` the tokens are not in it.
std::string typed_line(std::string_view command, const Arguments& arguments);

}  // namespace ensaio
