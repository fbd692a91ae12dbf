#include "simulator/timeline/scattered.hpp"

#include <bit>
#include <cassert>

namespace ensaio {

ScatteredPoints::ScatteredPoints(std::uint64_t count, std::uint64_t key) : random_(key) {
  push({0, count, kBits});
}

std::uint64_t ScatteredPoints::next() {
  assert(size_ > 0);
  while (true) {
    const Piece piece = pieces_.at(--size_);
    if (piece.bits == 0) {  // All its points are one number.
      push({piece.begin, piece.count - 1, 0});
      return piece.begin;
    }
    if (piece.count == 1) return piece.begin + (random_.next() >> (64 - piece.bits));
    const unsigned bits = piece.bits - 1;
    const std::uint64_t left = heads(piece.count);
    push({piece.begin + (std::uint64_t{1} << bits), piece.count - left, bits});
    push({piece.begin, left, bits});
  }
}

/// Pieces without points are not kept, so at most one of each width waits.
void ScatteredPoints::push(const Piece& piece) {
  if (piece.count > 0) pieces_.at(size_++) = piece;
}

std::uint64_t ScatteredPoints::heads(std::uint64_t coins) {
  std::uint64_t count = 0;
  for (; coins >= 64; coins -= 64) count += static_cast<unsigned>(std::popcount(random_.next()));
  if (coins > 0) count += static_cast<unsigned>(std::popcount(random_.next() >> (64 - coins)));
  return count;
}

}  // namespace ensaio
