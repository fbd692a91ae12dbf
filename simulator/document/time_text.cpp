#include <chrono>
#include <cstdint>

#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

/// Takes exactly `count` digits off the front of `text`; nothing where they are not there.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  const std::string_view digits = text.substr(0, count);
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  text.remove_prefix(count);
  return static_cast<int>(*parse_unsigned(digits));
}

/// Takes one character of `any` off the front of `text`.
bool take_one(std::string_view& text, std::string_view any) {
  if (text.empty() || any.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::sys_days> take_date(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take_one(text, "-")) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take_one(text, "-")) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

/// "07:30", as a time of day and as an offset from UTC.
std::optional<std::chrono::minutes> take_hour_minute(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take_one(text, ":")) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute);
}

/// ".5", ".25" or ".125", as milliseconds; 0 where there is no point.
std::optional<std::chrono::milliseconds> take_fraction(std::string_view& text) {
  if (!take_one(text, ".")) return std::chrono::milliseconds(0);
  const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
  if (count == 0 || count > 3) return std::nullopt;
  int value = *take_digits(text, count);
  for (std::size_t places = count; places < 3; ++places) value *= 10;
  return std::chrono::milliseconds(value);
}

std::optional<std::chrono::minutes> take_zone(std::string_view& text) {
  if (take_one(text, "Zz")) return std::chrono::minutes(0);
  const bool west = text.starts_with('-');
  if (!take_one(text, "+-")) return std::nullopt;
  const auto offset = take_hour_minute(text);
  if (!offset) return std::nullopt;
  return west ? -*offset : *offset;
}

}  // namespace

std::optional<WallTime> parse_time(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !take_one(text, "Tt")) return std::nullopt;
  const auto minutes = take_hour_minute(text);
  if (!minutes || !take_one(text, ":")) return std::nullopt;
  const auto seconds = take_digits(text, 2);
  if (!seconds || *seconds > 59) return std::nullopt;  // A leap second is no WallTime.
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  const auto zone = take_zone(text);
  if (!zone || !text.empty()) return std::nullopt;
  return WallTime(*date) + *minutes + std::chrono::seconds(*seconds) + *fraction - *zone;
}

}  // namespace ensaio
