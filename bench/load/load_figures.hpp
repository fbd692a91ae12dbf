#pragma once

#include "bench/load/load_rows.hpp"
#include "simulator/report/histogram.hpp"
#include "simulator/timeline/outcome.hpp"

namespace ensaio {

/// The three latencies of callbacks. One without an answer in time counts as long as it was waited
/// for, so that a slow receiver does not look fast; one that had no way to an answer has only a
/// lag.
struct Latencies {
  Histogram response{};  ///< answered - due.
  Histogram service{};   ///< answered - sent.
  Histogram lag{};       ///< sent - due.

  void record(const Outcome& outcome);
  void add(const Latencies& other);
  void clear();
};

/// What came of some callbacks. One thread.
struct LoadFigures {
  LoadRows rows{};
  Latencies latencies{};

  void add(const LoadFigures& other) {
    rows += other.rows;
    latencies.add(other.latencies);
  }
  void clear() {
    rows = {};
    latencies.clear();
  }
};

}  // namespace ensaio
