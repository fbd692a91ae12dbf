#pragma once

#include <cstddef>
#include <string>

#include "simulator/scenario/problem.hpp"
#include "simulator/scenario/tree_builder.hpp"

namespace ensaio {

/// Why the YAML library gave up at byte `pos` of the text, in our own words: its message says what
/// its scanner met, not what the author did. `builder` knows what was open there.
Problem yaml_trouble(TreeBuilder& builder, std::string_view text, std::size_t pos,
                     const std::string& library_message);

}  // namespace ensaio
