#pragma once

#include <cstdint>

#include "simulator/base/offset.hpp"
#include "simulator/document/rate.hpp"

namespace ensaio {

/// What lies under a rate over a time: how many begin in it, exactly. In units of half a millionth
/// an hour times a nanosecond, of which 7.2 * 10^21 are one conversation; so the area under any
/// ramp is a whole number, and that of any profile fits.
__extension__ using Area = __int128;

/// The area of one conversation.
inline constexpr Area kOneArrival = Area{2} * 1'000'000 * (std::int64_t{3600} * 1'000'000'000);

/// A ramp over some time. Requires lasts > 0 where it is asked for anything.
struct Slope {
  Ramp rate{};
  Offset lasts{};
};

/// All that lies under it.
Area area_under(const Slope& slope);

/// When so much of the area lies behind, to the nearest nanosecond, since the slope's start. The
/// exact inverse: with a = from, b = to and T = lasts, a*t + (b-a)*t^2/(2T) = x is solved by
/// t = 2x / (a + sqrt(a^2 + 2x(b-a)/T)), which is stable for a = 0 and for a = b; of a falling ramp
/// the same is asked of its mirror, from the end, so that b = 0 is as stable.
/// Requires 0 <= area <= area_under(slope).
Offset time_at(const Slope& slope, Area area);

/// The rate at that time of it, a second.
double rate_at(const Slope& slope, Offset time);

}  // namespace ensaio
