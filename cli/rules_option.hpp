#pragma once

#include <optional>
#include <string>

#include "cli/streams.hpp"
#include "simulator/scenario/rules.hpp"

namespace ensaio {

/// What `--rules` names: a file, or pack:lifelike. Nothing where it has no sound rules; why has
/// been told.
std::optional<Rules> rules_of_option(const std::string& path, Streams& io);

}  // namespace ensaio
