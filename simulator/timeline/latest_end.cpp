#include <algorithm>

#include "simulator/timeline/script.hpp"
#include "simulator/timeline/span.hpp"

namespace ensaio {
namespace {

Offset repeated(Offset one, std::uint32_t times) {
  return times != 0 && one > kLongest / times ? kLongest : one * times;
}

/// One after the other. In what order a shuffle plays them makes no difference: only the outermost
/// list has an `at`.
Offset end_of_row(const Script& script, const Beat& beat, Offset begin) {
  for (std::uint32_t i = 0; i < beat.count; ++i) {
    begin = latest_end(script, script.children[beat.first + i], begin);
  }
  return begin;
}

/// The last of them, or the one that lasts longest of those of which one is drawn.
Offset end_of_any(const Script& script, const Beat& beat, Offset begin) {
  Offset end = begin;
  for (std::uint32_t i = 0; i < beat.count; ++i) {
    end = std::max(end, latest_end(script, script.children[beat.first + i], begin));
  }
  return end;
}

Offset end_of_repeat(const Script& script, const Beat& beat, Offset begin) {
  if (beat.times == 0) return begin;
  const Offset round = end_of_row(script, beat, begin) - begin;
  return later(begin, later(repeated(std::max(round, beat.time), beat.times - 1), round));
}

}  // namespace

Offset latest_end(const Script& script, std::uint32_t index, Offset begin) {
  const Beat& beat = script.beats[index];
  switch (beat.what) {
    case Beat::Do::Say: {
      const Line& line = script.lines[beat.index];
      return later(begin, repeated(line.copies_gap, line.copies - 1));
    }
    case Beat::Do::Wait:
      return later(begin, longest(script.spans[beat.index]));
    case Beat::Do::At:
      return std::max(begin, beat.time);
    case Beat::Do::Await:
      return begin;
    case Beat::Do::Repeat:
      return end_of_repeat(script, beat, begin);
    case Beat::Do::Row:
    case Beat::Do::Shuffle:
      return end_of_row(script, beat, begin);
    case Beat::Do::Parallel:
    case Beat::Do::Choose:
      return end_of_any(script, beat, begin);
  }
  return begin;
}

}  // namespace ensaio
