#pragma once

#include <string>

#include "cli/stories.hpp"
#include "cli/streams.hpp"

namespace ensaio {

/// "2 files checked, 2 errors, 1 warning." Without "no problems" nothing is added.
std::string closing_line(const Stories& stories);

/// Prints every problem to `err`. Whether there is an error among them; then the closing line says
/// that nothing was sent.
bool tell_problems(const Stories& stories, Streams& io);

}  // namespace ensaio
