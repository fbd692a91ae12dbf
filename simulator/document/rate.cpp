#include "simulator/document/rate.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "simulator/document/decimal.hpp"

namespace ensaio {
namespace {

struct PerTime {
  std::string_view name;
  std::int64_t millionths;  ///< Of one such, an hour.
};

constexpr std::array<PerTime, 3> kPerTimes{{
    {"/s", std::int64_t{3600} * 1'000'000},
    {"/m", std::int64_t{60} * 1'000'000},
    {"/h", 1'000'000},
}};

constexpr std::int64_t kHighest = std::int64_t{3600} * 1'000'000 * 1'000'000'000;  // 10^9/s.

/// floor(a * b / c). A product may need more than 64 bits.
__extension__ using Wide = __int128;

/// `millionths` as a decimal number of what is `unit` millionths; nothing where that has no end.
std::optional<std::string> in_unit(std::int64_t millionths, const PerTime& unit) {
  constexpr int kMostPlaces = 12;  // 1 / (3600 * 10^6), where it ends, ends within them.
  std::string text = std::to_string(millionths / unit.millionths);
  std::int64_t rest = millionths % unit.millionths;
  if (rest != 0) text += '.';
  for (int place = 0; rest != 0; ++place) {
    if (place == kMostPlaces) return std::nullopt;
    rest *= 10;
    text += static_cast<char>('0' + rest / unit.millionths);
    rest %= unit.millionths;
  }
  return text.append(unit.name);
}

}  // namespace

Rate Rate::divided_by(std::uint64_t parts) const {
  assert(parts > 0);
  const auto whole = static_cast<std::uint64_t>(millionths_an_hour);
  return {static_cast<std::int64_t>(whole / parts)};
}

std::optional<Rate> parse_exact_rate(std::string_view text) {
  for (const PerTime& unit : kPerTimes) {
    if (!text.ends_with(unit.name)) continue;
    const auto number = parse_decimal(text.substr(0, text.size() - unit.name.size()));
    if (!number) return std::nullopt;
    const Wide millionths = Wide{number->digits} * unit.millionths / number->scale;
    if (millionths > kHighest) return std::nullopt;
    if (millionths == 0 && number->digits != 0) return Rate{1};
    return Rate{static_cast<std::int64_t>(millionths)};
  }
  return std::nullopt;
}

std::optional<Ramp> parse_ramp(std::string_view text) {
  const std::size_t dots = text.find("..");
  const auto from = parse_exact_rate(text.substr(0, dots));
  const auto to = dots == std::string_view::npos ? from : parse_exact_rate(text.substr(dots + 2));
  if (!from || !to) return std::nullopt;
  return Ramp{*from, *to};
}

std::string rate_text(Rate rate) {
  if (rate.millionths_an_hour == 0) return "0/s";
  std::string shortest;
  for (const PerTime& unit : kPerTimes) {
    const bool smallest = &unit == &kPerTimes.back();
    if (rate.millionths_an_hour < unit.millionths && !smallest) continue;
    const auto text = in_unit(rate.millionths_an_hour, unit);
    if (text && (shortest.empty() || text->size() < shortest.size())) shortest = *text;
  }
  return shortest;
}

}  // namespace ensaio
