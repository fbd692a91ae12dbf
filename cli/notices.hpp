#pragma once

#include <iosfwd>
#include <memory>
#include <mutex>

#include "mock_api/notice.hpp"

namespace ensaio {

/// Writes each line once to `err`, after "warning: ": the first 20 of them, then that the rest
/// stands in the journal. `err` must outlive what it returns, which many threads may call; whoever
/// else writes there meanwhile holds `speaking`.
Notice notices_on(std::ostream& err, std::shared_ptr<std::mutex> speaking);

}  // namespace ensaio
