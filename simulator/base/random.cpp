#include "simulator/base/random.hpp"

#include <cassert>

namespace ensaio {
namespace {

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15U;

/// SplitMix64's finalizer (Steele, Lea, Flood 2014; Stafford's variant 13).
std::uint64_t finalized(std::uint64_t z) {
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

}  // namespace

std::uint64_t mixed(std::uint64_t key, std::uint64_t value) {
  return finalized(key * kGolden + value + kGolden);
}

std::uint64_t mixed(std::uint64_t key, std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a, 64 bits.
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  }
  return mixed(key, hash);
}

std::uint64_t Random::next() {
  state_ += kGolden;
  return finalized(state_);
}

std::uint64_t Random::below(std::uint64_t count) {
  assert(count > 0);
  // The first 2^64 mod count values would make the low results more likely: drawn again.
  const std::uint64_t unfair = (0 - count) % count;
  std::uint64_t drawn = next();
  while (drawn < unfair) drawn = next();
  return drawn % count;
}

std::int64_t Random::between(std::int64_t low, std::int64_t high) {
  assert(low <= high);
  const auto span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
  const std::uint64_t step = span == 0 ? next() : below(span);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + step);
}

}  // namespace ensaio
