#include "simulator/document/decimal.hpp"

#include <algorithm>

namespace ensaio {
namespace {

bool digits_only(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

double Decimal::divided_by(std::int64_t divisor) const {
  return static_cast<double>(digits) / static_cast<double>(scale * divisor);
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  constexpr std::int64_t kMostDigits = 100'000'000'000'000'000;  // 10^17: 1000 h in ns fit.
  constexpr std::int64_t kMostScale = 1'000'000'000'000'000;     // 10^15: times 3600 fits.
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view places;
  if (point != std::string_view::npos) {
    places = text.substr(point + 1);
    if (!digits_only(places)) return std::nullopt;
    while (places.ends_with('0')) places.remove_suffix(1);
  }
  if (!digits_only(whole)) return std::nullopt;

  Decimal number;
  for (const std::string_view part : {whole, places}) {
    for (const char c : part) {
      number.digits = number.digits * 10 + (c - '0');
      if (number.digits >= kMostDigits) return std::nullopt;
    }
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    number.scale *= 10;
    if (number.scale > kMostScale) return std::nullopt;
  }
  return number;
}

}  // namespace ensaio
