#pragma once

#include <cassert>
#include <cstdint>
#include <string_view>

namespace ensaio {

// In the header what is drawn for every callback: known counts make divisions go.

inline constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15U;

/// SplitMix64's finalizer (Steele, Lea, Flood 2014; Stafford's variant 13).
constexpr std::uint64_t finalized(std::uint64_t z) {
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

/// Mixes one more value into a key; the same on every machine. The order of calls matters.
/// (The finalizer of SplitMix64 over the sum of the key, multiplied, and the value.)
constexpr std::uint64_t mixed(std::uint64_t key, std::uint64_t value) {
  return finalized(key * kGoldenRatio + value + kGoldenRatio);
}

/// The same for a text: FNV-1a over its bytes, then mixed.
std::uint64_t mixed(std::uint64_t key, std::string_view text);

/// A stream of random numbers of its own, from a key made with mixed(). Not for secrets.
/// The same key tells the same numbers on every machine and compiler: integers only.
class Random {
 public:
  explicit Random(std::uint64_t key) : state_(key) {}

  /// Any of the 2^64 values (SplitMix64).
  std::uint64_t next() {
    state_ += kGoldenRatio;
    return finalized(state_);
  }

  /// 0 to count - 1, each as likely. Requires count > 0.
  std::uint64_t below(std::uint64_t count) {
    assert(count > 0);
    // The first 2^64 mod count values would make the low results more likely: drawn again.
    const std::uint64_t unfair = (0 - count) % count;
    std::uint64_t drawn = next();
    while (drawn < unfair) drawn = next();
    return drawn % count;
  }

  /// low to high, both included, each as likely. Requires low <= high.
  std::int64_t between(std::int64_t low, std::int64_t high);

 private:
  std::uint64_t state_;
};

}  // namespace ensaio
