#pragma once

#include <optional>

#include "bench/load/load_report.hpp"

namespace ensaio {

/// What was asked for a second, and what was reached, so that the two can be compared: a schedule
/// of 10 s asks for its callbacks within 10 s, though the last conversation goes on after them.
struct LoadRates {
  std::optional<double> conversations_asked{};  ///< Nothing in a closed loop, as the next.
  std::optional<double> callbacks_asked{};
  double conversations = 0;  ///< That began.
  double callbacks = 0;      ///< That were sent.
};

/// Asked and reached are over the time of the schedule, or until it was stopped; callbacks reached
/// over as much more as the last of them left later than the longest conversation ends by plan:
/// in an answered pace a slow receiver makes all that follows due later, so that nothing is late
/// and yet less is reached. In a closed loop both are over the whole run.
LoadRates rates_of(const LoadRecord& record);

}  // namespace ensaio
