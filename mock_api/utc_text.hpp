#pragma once

#include <string>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// "2026-01-01T00:00:00.000Z".
std::string utc_text(WallTime at);

}  // namespace ensaio
