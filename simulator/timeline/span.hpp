#pragma once

#include "simulator/base/random.hpp"
#include "simulator/scenario/values.hpp"

namespace ensaio {

/// One drawing of `span`: itself where it is a time; whole milliseconds of a range, each as likely;
/// a log-normal value through both points, rounded to whole milliseconds.
/// Computed with integers only, so that every machine and compiler draws the same.
Offset drawn(const Span& span, Random& random);

}  // namespace ensaio
