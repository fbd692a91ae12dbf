#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ensaio {

/// A decimal number without sign, exactly: `digits` / `scale`, where the scale is a power of ten.
struct Decimal {
  std::int64_t digits = 0;
  std::int64_t scale = 1;

  /// The nearest double to this / `divisor`, rounded once.
  double divided_by(std::int64_t divisor) const;
};

/// "12" or "1.50": digits, and perhaps a point with digits after it. At most 15 of them count, so
/// that a double holds them exactly; nothing beyond.
std::optional<Decimal> parse_decimal(std::string_view text);

}  // namespace ensaio
