#include "simulator/timeline/mixing.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <numeric>
#include <utility>

#include "simulator/base/random.hpp"

namespace ensaio {

Mixing::Mixing(std::span<const std::uint64_t> weights, std::uint64_t seed)
    : seed_(mixed(seed, "mix")) {
  assert(!weights.empty());
  std::uint64_t common = 0;
  for (const std::uint64_t weight : weights) common = std::gcd(common, weight);
  assert(common > 0);
  std::uint64_t end = 0;
  for (const std::uint64_t weight : weights) ends_.push_back(end += weight / common);
  const auto bits = static_cast<unsigned>(std::bit_width(round() - 1));
  half_bits_ = std::max(1U, (bits + 1) / 2);
}

std::uint32_t Mixing::of(std::uint64_t conversation) const {
  if (ends_.size() == 1) return 0;
  const std::uint64_t place = shuffled_place(conversation / round(), conversation % round());
  const auto end = std::upper_bound(ends_.begin(), ends_.end(), place);
  return static_cast<std::uint32_t>(end - ends_.begin());
}

/// Where a permutation of the places puts this one: a Feistel network over the next even number of
/// bits, asked again until it answers with a place that there is, less than four times on average.
std::uint64_t Mixing::shuffled_place(std::uint64_t round, std::uint64_t place) const {
  constexpr std::uint64_t kSwaps = 8;
  const std::uint64_t mask = (std::uint64_t{1} << half_bits_) - 1;
  const std::uint64_t key = mixed(seed_, round);
  do {
    std::uint64_t left = place >> half_bits_;
    std::uint64_t right = place & mask;
    for (std::uint64_t swap = 0; swap < kSwaps; ++swap) {
      left ^= mixed(mixed(key, swap), right) & mask;
      std::swap(left, right);
    }
    place = left << half_bits_ | right;
  } while (place >= this->round());
  return place;
}

}  // namespace ensaio
