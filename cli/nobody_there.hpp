#pragma once

#include <optional>
#include <string>

#include "simulator/base/result.hpp"
#include "simulator/timeline/outcome.hpp"

namespace ensaio {

/// Why nothing at `url` can have heard what ended so: "nothing listens on 127.0.0.1:3000 — is your
/// receiver running?". Nothing where somebody may have heard it.
std::optional<Error> nobody_heard(const std::string& url, const Ending& ending);

}  // namespace ensaio
