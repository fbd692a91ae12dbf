#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace ensaio {

/// Which of several the k-th conversation plays, by their weights. As from an urn: of weights 7 and
/// 3 each ten conversations in a row, from the first on, have exactly seven and three, in an order
/// that the seed draws anew for each ten. Not drawn one by one, since short runs would then miss
/// their weights; not in a fixed order, since every thread takes each n-th conversation, and of two
/// threads and two equal weights one would play nothing but the first.
/// Pure and immutable; each answer takes the same short time, whatever the weights.
class Mixing {
 public:
  /// Requires at least one weight, each over 0, and that their sum is below 2^62.
  Mixing(std::span<const std::uint64_t> weights, std::uint64_t seed);

  /// How many conversations have the exact proportions: the sum of the weights in lowest terms.
  std::uint64_t round() const { return ends_.back(); }

  /// An index into the weights.
  std::uint32_t of(std::uint64_t conversation) const;

 private:
  std::uint64_t shuffled_place(std::uint64_t round, std::uint64_t place) const;

  std::vector<std::uint64_t> ends_{};  ///< Places of the urn: index i has those below ends_[i].
  std::uint64_t seed_;
  unsigned half_bits_ = 1;  ///< Two halves of so many bits can say any place.
};

}  // namespace ensaio
