#pragma once

#include <string>
#include <string_view>

#include "simulator/timeline/rendering.hpp"

namespace ensaio {

/// `text`, which may hold the marks of slots (wire/slot.hpp), with the values of this conversation
/// in their place. For what is rendered now and then; the player renders compiled lines.
std::string filled(std::string_view text, const Script& script, const Cast& cast,
                   const Surroundings& surroundings, const Send& send = {});

}  // namespace ensaio
