#pragma once

#include "simulator/scenario/draft.hpp"

namespace ensaio {

/// A step's `expect` over `base`: each word that is written takes the place of the other.
Expectation read_expectation(const Page& page, const Node& map, Expectation base);

/// The run's `expect`; what cannot be judged yet is noted as not yet playable.
RunExpectation read_run_expectation(const Page& page, const Node& map);

}  // namespace ensaio
