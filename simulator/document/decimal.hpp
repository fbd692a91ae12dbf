#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ensaio {

/// A decimal number without sign, exactly: `digits` / `scale`, where the scale is a power of ten.
struct Decimal {
  std::int64_t digits = 0;
  std::int64_t scale = 1;

  /// The nearest double to this / `divisor` (1 to 3600); of over 15 digits, nearly.
  double divided_by(std::int64_t divisor) const;
};

/// "12" or "1.50": digits, and perhaps a point with digits after it. At most 17 of them count, 15
/// behind the point; nothing beyond.
std::optional<Decimal> parse_decimal(std::string_view text);

}  // namespace ensaio
