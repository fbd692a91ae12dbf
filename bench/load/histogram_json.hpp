#pragma once

#include <nlohmann/json.hpp>

#include "simulator/report/histogram.hpp"

namespace ensaio {

/// What reports say of a histogram, in whole microseconds but for the mean. For this room only.
nlohmann::ordered_json microseconds(const Histogram& histogram);

}  // namespace ensaio
