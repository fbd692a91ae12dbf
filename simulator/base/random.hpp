#pragma once

#include <cstdint>
#include <string_view>

namespace ensaio {

/// Mixes one more value into a key; the same on every machine. The order of calls matters.
/// (The finalizer of SplitMix64 over the sum of the key, multiplied, and the value.)
std::uint64_t mixed(std::uint64_t key, std::uint64_t value);

/// The same for a text: FNV-1a over its bytes, then mixed.
std::uint64_t mixed(std::uint64_t key, std::string_view text);

/// A stream of random numbers of its own, from a key made with mixed(). Not for secrets.
/// The same key tells the same numbers on every machine and compiler: integers only.
class Random {
 public:
  explicit Random(std::uint64_t key) : state_(key) {}

  /// Any of the 2^64 values (SplitMix64).
  std::uint64_t next();

  /// 0 to count - 1, each as likely. Requires count > 0.
  std::uint64_t below(std::uint64_t count);

  /// low to high, both included, each as likely. Requires low <= high.
  std::int64_t between(std::int64_t low, std::int64_t high);

 private:
  std::uint64_t state_;
};

}  // namespace ensaio
