#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "simulator/base/random.hpp"

namespace ensaio {

/// Points as if each had been drawn uniformly and independently and all had been sorted, one after
/// another and without storing them. How many of n points lie in the left half is how many of n
/// coins show heads: bits are counted, half is divided into halves, until a piece holds one point.
/// So it is exact, needs integers only, and the same key scatters the same on every machine.
class ScatteredPoints {
 public:
  static constexpr unsigned kBits = 53;  ///< A point is a whole number below 2^53.

  ScatteredPoints() : ScatteredPoints(0, 0) {}
  /// The first takes count/64 steps, all of them together about one each.
  ScatteredPoints(std::uint64_t count, std::uint64_t key);

  /// The next point, never lower than the one before. Requires that some are left.
  std::uint64_t next();

 private:
  /// `count` points from `begin` on, in a piece of the width 2^bits.
  struct Piece {
    std::uint64_t begin = 0;
    std::uint64_t count = 0;
    unsigned bits = 0;
  };

  void push(const Piece& piece);
  std::uint64_t heads(std::uint64_t coins);

  Random random_;
  std::array<Piece, kBits + 1> pieces_{};  ///< What is left; the leftmost on top.
  std::size_t size_ = 0;
};

}  // namespace ensaio
