#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "bench/load/load_rows.hpp"
#include "bench/load/load_thread.hpp"
#include "simulator/base/offset.hpp"
#include "simulator/report/histogram.hpp"

namespace ensaio {

/// Some quantiles of what a second measured; of several seconds each one's highest, so that
/// nothing looks better than it was.
struct LoadQuantiles {
  std::uint64_t count = 0;  ///< 0: nothing was measured, and the rest is 0.
  Histogram::Time p50{};
  Histogram::Time p90{};
  Histogram::Time p99{};
  Histogram::Time max{};

  bool operator==(const LoadQuantiles&) const = default;
};

/// What is kept of one second of a load, or of several in a row.
struct LoadPoint {
  Offset from{};
  Offset lasts{};
  std::uint64_t started = 0;    ///< Conversations that began in it.
  std::uint64_t under_way = 0;  ///< Conversations, at the end of that of its seconds with the most.
  LoadRows rows{};              ///< Callbacks whose endings were known in it.
  LoadQuantiles response{};
  LoadQuantiles service{};
  LoadQuantiles lag{};
};

/// A load over time, as a few numbers a second. It never has more than `most` points: where a load
/// lasts longer, neighbours are put together, first two, then four. One thread.
class LoadSeries {
 public:
  static constexpr std::size_t kMostPoints = 3600;

  /// Requires most >= 2, and even.
  explicit LoadSeries(std::size_t most = kMostPoints) : most_(most) {}

  /// The next second.
  void add(const LoadSecond& second);
  /// There are no more, and the last was cut short `took` after the first began. What is left of it
  /// is added to the point before where it is less than half of one: a rate over a moment says
  /// nothing.
  void end(Offset took);

  const std::vector<LoadPoint>& points() const { return points_; }

 private:
  void halve();

  std::size_t most_;
  Offset each_ = std::chrono::seconds(1);  ///< How long a point lasts that is full.
  std::vector<LoadPoint> points_{};
};

}  // namespace ensaio
