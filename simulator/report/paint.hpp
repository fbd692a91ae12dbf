#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "simulator/report/reports.hpp"

namespace ensaio {

enum class Paint : std::uint8_t { Good, Bad, Doubtful, Quiet, Strong };

/// `text` in a colour, where the style has colours at all.
std::string painted(std::string_view text, Paint paint, const ConsoleStyle& style);

}  // namespace ensaio
