#pragma once

#include <cstdint>

#include "simulator/document/problem.hpp"
#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// Whether a load asks an oracle about some of its conversations.
enum class OracleUse : std::uint8_t { Nobody, Sample };

/// Makes a scenario one that a load can play, and tells what stands against it. Errors: `await`,
/// `call`, `expect: { calls }` and `probe`, since nobody waits for the application or asks it in
/// the middle of a load. Warnings: a clock and a seed of its own, and what an oracle would judge,
/// where nobody asks one; that is taken out of Scenario::unplayable.
Problems put_under_load(Scenario& scenario, OracleUse oracle);

}  // namespace ensaio
