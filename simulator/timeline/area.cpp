#include "simulator/timeline/area.hpp"

#include <cassert>
#include <cmath>

namespace ensaio {
namespace {

constexpr double kNanoseconds = 1e9;  // Of a second.

/// Where the rate stays: whole numbers throughout.
Offset steady_time(Rate rate, Area area) {
  const Area twice = Area{2} * rate.millionths_an_hour;
  return Offset(static_cast<std::int64_t>((area + twice / 2) / twice));
}

/// Where it climbs from `low` to `high`.
Offset climbing_time(Rate low, Rate high, Offset lasts, Area area) {
  if (area == 0) return Offset::zero();
  const double x = static_cast<double>(area) / static_cast<double>(kOneArrival);
  const double a = low.per_second();
  const double b = high.per_second();
  const double seconds = static_cast<double>(lasts.count()) / kNanoseconds;
  const double t = 2 * x / (a + std::sqrt(a * a + 2 * x * (b - a) / seconds));
  return Offset(std::llround(t * kNanoseconds));
}

}  // namespace

Area area_under(const Slope& slope) {
  const auto sum = Area{slope.rate.from.millionths_an_hour} + slope.rate.to.millionths_an_hour;
  return sum * slope.lasts.count();
}

Offset time_at(const Slope& slope, Area area) {
  const auto& [from, to] = slope.rate;
  assert(0 <= area && area <= area_under(slope));
  if (from < to) return climbing_time(from, to, slope.lasts, area);
  if (from > to) {
    return slope.lasts - climbing_time(to, from, slope.lasts, area_under(slope) - area);
  }
  return from == Rate{} ? Offset::zero() : steady_time(from, area);
}

double rate_at(const Slope& slope, Offset time) {
  const double part = static_cast<double>(time.count()) / static_cast<double>(slope.lasts.count());
  const double from = slope.rate.from.per_second();
  return from + (slope.rate.to.per_second() - from) * part;
}

}  // namespace ensaio
