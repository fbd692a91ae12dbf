#pragma once

#include <cstddef>

namespace ensaio {

/// How often this program has called operator new. Link test_allocations, which replaces it.
std::size_t allocations();

}  // namespace ensaio
