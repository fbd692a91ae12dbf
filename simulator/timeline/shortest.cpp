#include <algorithm>

#include "simulator/timeline/script.hpp"
#include "simulator/timeline/span.hpp"

namespace ensaio {
namespace {

Offset repeated(Offset one, std::uint32_t times) {
  return times != 0 && one > kLongest / times ? kLongest : one * times;
}

/// The sum of the children, or where they stand side by side the longest or shortest of them.
Offset shortest_row(const Script& script, const Beat& beat) {
  Offset whole = beat.what == Beat::Do::Choose && beat.count > 0 ? kLongest : Offset::zero();
  for (std::uint32_t i = 0; i < beat.count; ++i) {
    const Offset child = shortest(script, script.children[beat.first + i]);
    if (beat.what == Beat::Do::Choose) {
      whole = std::min(whole, child);
    } else if (beat.what == Beat::Do::Parallel) {
      whole = std::max(whole, child);
    } else {
      whole = later(whole, child);
    }
  }
  return whole;
}

Offset shortest_repeat(const Script& script, const Beat& beat) {
  if (beat.times == 0) return Offset::zero();
  const Offset round = shortest_row(script, beat);
  return later(repeated(std::max(round, beat.time), beat.times - 1), round);
}

}  // namespace

Offset shortest(const Script& script, std::uint32_t index) {
  const Beat& beat = script.beats[index];
  switch (beat.what) {
    case Beat::Do::Say: {
      const Line& line = script.lines[beat.index];
      return repeated(line.copies_gap, line.copies - 1);
    }
    case Beat::Do::Wait:
      return shortest(script.spans[beat.index]);
    case Beat::Do::At:
    case Beat::Do::Await:
      return Offset::zero();
    case Beat::Do::Repeat:
      return shortest_repeat(script, beat);
    case Beat::Do::Row:
    case Beat::Do::Shuffle:
    case Beat::Do::Parallel:
    case Beat::Do::Choose:
      return shortest_row(script, beat);
  }
  return Offset::zero();
}

}  // namespace ensaio
