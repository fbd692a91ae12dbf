#pragma once

#include "bench/load/load_report.hpp"

namespace ensaio {

/// Names that would be something else in a page if they were not escaped.
inline constexpr const char* kHostile = "</script><script>alert('x')</script>&amp;\"<!--\u202e";

/// A load of two scenarios in two phases, two seconds in all, some of whose callbacks failed in
/// every way there is. All names of the user are hostile.
LoadRecord sample_record();

/// One in which nothing failed, as fast as the receiver answered.
LoadRecord closed_loop_record();

/// One in which nothing was sent at all.
LoadRecord empty_record();

}  // namespace ensaio
