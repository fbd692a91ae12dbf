#pragma once

#include <cstddef>

namespace ensaio {

/// Standard error is a terminal on which what was written can be written over: not TERM=dumb.
bool error_can_be_written_over();

/// Its width in columns; 80 where it does not say.
std::size_t error_width();

}  // namespace ensaio
