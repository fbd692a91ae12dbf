#pragma once

#include "simulator/scenario/load_profile.hpp"
#include "simulator/scenario/read_scenario.hpp"

namespace ensaio {

/// The load profile of a document, with the scenarios and lists that it names; every problem of
/// their meaning is added. The grammar has checked its shape.
LoadProfile read_load_profile(const Node& document, const Sources& sources, Problems& problems);

/// `phases` (read_load_phases.cpp).
std::vector<LoadPhase> read_load_phases(const Page& page);

/// `pass_when`, `valid_when`, `stop_when`. `incomplete`: some of the mix could not be read.
void read_conditions(const Page& page, bool incomplete, LoadProfile& profile);

}  // namespace ensaio
