#pragma once

#include <optional>

#include "cli/repertoire.hpp"
#include "simulator/base/result.hpp"

namespace ensaio {

/// Why a run cannot hear what the application calls; nothing where it need not. `listener` is the
/// first scenario that awaits calls or counts them, null where none does.
///
/// This is the one place that knows that `run` starts no mock API. Where it does, it makes a
/// CallInbox for Rehearsal::hear() instead.
std::optional<Error> why_nobody_hears(const Piece* listener);

}  // namespace ensaio
