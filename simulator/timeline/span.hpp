#pragma once

#include <cstdint>

#include "simulator/base/random.hpp"
#include "simulator/document/values.hpp"

namespace ensaio {

/// One drawing of `span`: itself where it is a time; whole milliseconds of a range, each as likely
/// (its lower end, where no whole millisecond lies in it); a log-normal value through both points,
/// rounded to whole milliseconds.
/// Computed with integers only, so that every machine and compiler draws the same.
Offset drawn(const Span& span, Random& random);

/// The value that `share` of 2^32 drawings stay below, in whole milliseconds. It grows with the
/// share and ends at the 1-in-2^16 quantiles on either side, so no drawing is out of all measure:
/// the greatest is p50 * (p99 / p50)^1.79.
Offset quantile(const LogNormal& span, std::uint32_t share);

/// The shortest time that `span` can draw, as far as it is known: 0 of a log-normal one.
Offset shortest(const Span& span);

/// The longest time that `span` can draw.
Offset longest(const Span& span);

/// The end of all time: 200 years, so that sums of waits cannot overflow.
inline constexpr Offset kLongest = std::chrono::hours(24 * 365 * 200);

/// `time` and so much later, at most kLongest.
Offset later(Offset time, Offset by);

/// What a step's stream is drawn for. Each purpose has numbers of its own, so that a step which
/// learns to draw one thing more still draws the others as before. Never renumber.
enum class Purpose : std::uint8_t { Wait, Late, Choose, Shuffle, Uuid, UserAgent, OwnId };

/// The numbers for one purpose of the stream with this key.
Random numbers(std::uint64_t stream, Purpose purpose);

}  // namespace ensaio
