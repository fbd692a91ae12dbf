#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace ensaio {

/// An order of as many children as there are `draws` that keeps the first of each pair before the
/// second: again and again the lowest draw of those that nobody is still before. Any order that
/// keeps the pairs is that of some draws, and one child more leaves the others as they were.
std::vector<std::uint32_t> shuffled(
    const std::vector<std::uint64_t>& draws,
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& keep);

}  // namespace ensaio
