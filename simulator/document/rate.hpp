#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ensaio {

/// So many a time, exactly: in millionths an hour, of which 1/h, 3000/m and 0.5/s are whole
/// numbers, so that what is counted under it needs no rounding. At most 10^9 a second.
struct Rate {
  std::int64_t millionths_an_hour = 0;  ///< Not negative.

  double per_second() const { return static_cast<double>(millionths_an_hour) / 3.6e9; }
  /// Rounded down, so that what is counted under it never comes to one too many. Requires parts >
  /// 0.
  Rate divided_by(std::uint64_t parts) const;
  auto operator<=>(const Rate&) const = default;
};

/// A rate that changes in a straight line, or stays where both are the same.
struct Ramp {
  Rate from{};
  Rate to{};
  bool operator==(const Ramp&) const = default;
};

/// "50/s", "3000/m", "1/h". What is finer than a millionth an hour is rounded down, but not to
/// nothing. Whatever parse_rate() (values.hpp) reads.
std::optional<Rate> parse_exact_rate(std::string_view text);

/// "50/s", or "5/s..50/s" in either direction.
std::optional<Ramp> parse_ramp(std::string_view text);

/// The shortest exact form, of the larger numbers a second: "50/s", "1/h", "0.5/m"; 0 is "0/s".
std::string rate_text(Rate rate);

}  // namespace ensaio
