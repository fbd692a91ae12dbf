#pragma once

#include <iosfwd>

#include "mock_api/notice.hpp"

namespace ensaio {

/// Writes each line once to `err`, after "warning: ": the first 20 of them, then that the rest
/// stands in the journal. `err` must outlive what it returns, which many threads may call.
Notice notices_on(std::ostream& err);

}  // namespace ensaio
