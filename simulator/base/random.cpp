#include "simulator/base/random.hpp"

#include <cassert>

namespace ensaio {
std::uint64_t mixed(std::uint64_t key, std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a, 64 bits.
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  }
  return mixed(key, hash);
}

std::int64_t Random::between(std::int64_t low, std::int64_t high) {
  assert(low <= high);
  const auto span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
  const std::uint64_t step = span == 0 ? next() : below(span);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + step);
}

}  // namespace ensaio
