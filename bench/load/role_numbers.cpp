#include "bench/load/role_numbers.hpp"

#include <algorithm>

#include "simulator/base/random.hpp"

namespace ensaio {
namespace {

// Country, area code and the 9 of a Brazilian mobile number stay.
constexpr std::size_t kMostDigits = 8;
// No country's code is longer. Source: ITU-T E.164.
constexpr std::size_t kCountryDigits = 3;

// Prime to every power of ten, so that index * kStep modulo such a power meets each number once;
// neighbours do not look alike.
constexpr std::uint64_t kStep = 48'271;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

RoleNumbers::RoleNumbers(std::string_view like, std::uint64_t key) : like_(like) {
  const auto begin = std::find_if(like_.begin(), like_.end(), is_digit);
  const auto end = std::find_if_not(begin, like_.end(), is_digit);
  const auto all = static_cast<std::size_t>(end - begin);
  // What is no longer than that is no international number: all of it differs.
  digits_ = all > kMostDigits ? std::min(kMostDigits, all - kCountryDigits) : all;
  first_ = static_cast<std::size_t>(end - like_.begin()) - digits_;
  for (std::size_t i = 0; i < digits_; ++i) count_ *= 10;
  begin_ = Random(key).below(count_);
}

void RoleNumbers::write(std::uint64_t index, std::string& out) const {
  out = like_;
  std::uint64_t number = (begin_ + index % count_ * kStep) % count_;
  for (std::size_t i = digits_; i-- > 0; number /= 10) {
    out[first_ + i] = static_cast<char>('0' + number % 10);
  }
}

}  // namespace ensaio
