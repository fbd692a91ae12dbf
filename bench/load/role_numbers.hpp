#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ensaio {

/// Phones (or LIDs, or ids of groups) in the likeness of one: the same country, length and suffix,
/// other digits. The indexes below count() give as many different numbers; what has no digits, such
/// as status@broadcast, is always itself. Never changed; any thread.
class RoleNumbers {
 public:
  /// `key` decides which number comes first.
  RoleNumbers(std::string_view like, std::uint64_t key);

  /// How many different ones there are.
  std::uint64_t count() const { return count_; }

  /// Makes `out` the one at `index`. Allocates only where `out` was shorter.
  void write(std::uint64_t index, std::string& out) const;

 private:
  std::string like_;
  std::size_t first_ = 0;   ///< Of the digits that differ.
  std::size_t digits_ = 0;  ///< How many these are.
  std::uint64_t count_ = 1;
  std::uint64_t begin_ = 0;
};

}  // namespace ensaio
