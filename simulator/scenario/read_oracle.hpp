#pragma once

#include "simulator/scenario/draft.hpp"

namespace ensaio {

/// The page's `oracle`, or the one of a file that it names: checked, and kept for later.
void read_oracle(Page& page, const ReadFile& read);

/// The page's `invariants`: kept for later.
void read_invariants(Page& page);

}  // namespace ensaio
