#pragma once

#include "simulator/scenario/scenario.hpp"
#include "simulator/timeline/cast.hpp"
#include "simulator/timeline/rendering.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// All that one telling of a scenario is told from. Light; what it refers to must outlive it.
struct Telling {
  const Scenario& scenario;
  const Script& script;
  const Cast& cast;
  const Surroundings& surroundings;
};

}  // namespace ensaio
