#include "simulator/timeline/shuffled.hpp"

#include <cassert>
#include <functional>
#include <queue>

namespace ensaio {
namespace {

/// Whose turn it may be in a shuffle: the lowest draw comes first.
using Candidate = std::pair<std::uint64_t, std::uint32_t>;
using Candidates = std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>>;

}  // namespace

std::vector<std::uint32_t> shuffled(
    const std::vector<std::uint64_t>& draws,
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& keep) {
  std::vector<std::uint32_t> before(draws.size(), 0);
  std::vector<std::vector<std::uint32_t>> after(keep.empty() ? 0 : draws.size());
  for (const auto& [first, second] : keep) {
    after.at(first).push_back(second);
    ++before.at(second);
  }
  Candidates candidates;
  for (std::uint32_t i = 0; i < draws.size(); ++i) {
    if (before[i] == 0) candidates.emplace(draws[i], i);
  }
  std::vector<std::uint32_t> order;
  while (!candidates.empty()) {
    const std::uint32_t next = candidates.top().second;
    candidates.pop();
    order.push_back(next);
    if (keep.empty()) continue;
    for (const std::uint32_t freed : after.at(next)) {
      if (--before[freed] == 0) candidates.emplace(draws[freed], freed);
    }
  }
  assert(order.size() == draws.size());  // The loader refuses pairs in a circle.
  return order;
}

}  // namespace ensaio
