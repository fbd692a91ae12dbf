#pragma once

#include <string>
#include <vector>

#include "tests/cli/spoken.hpp"

namespace ensaio {

/// `ensaio serve` with an application as its command, which registers `webhook` for statuses, sends
/// a text to each of `phones`, and ends when all that follows has been told. What they said, and
/// how the application ended.
Spoken sends_beside_serve(const std::string& webhook, const std::vector<std::string>& phones);

}  // namespace ensaio
