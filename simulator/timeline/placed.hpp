#pragma once

#include "simulator/document/problem.hpp"
#include "simulator/scenario/load_profile.hpp"
#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// The problem, shown at `place` of the scenario's files.
Problem placed(Problem problem, const Scenario& scenario, const Place& place);

/// What keeps a load profile from being played by this version: of itself and of its mix.
Problems not_yet_playable(const LoadProfile& profile);

}  // namespace ensaio
