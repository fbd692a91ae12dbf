#include "bench/load/load_series.hpp"

#include <algorithm>
#include <cassert>

namespace ensaio {
namespace {

using std::chrono::seconds;

LoadQuantiles quantiles_of(const Histogram& histogram) {
  return {.count = histogram.count(),
          .p50 = histogram.quantile(0.5),
          .p90 = histogram.quantile(0.9),
          .p99 = histogram.quantile(0.99),
          .max = histogram.max()};
}

LoadPoint point_of(const LoadSecond& second) {
  const Latencies& latencies = second.figures.latencies;
  return {.from = seconds(second.number),
          .lasts = seconds(1),
          .started = second.started,
          .under_way = second.under_way,
          .rows = second.figures.rows,
          .response = quantiles_of(latencies.response),
          .service = quantiles_of(latencies.service),
          .lag = quantiles_of(latencies.lag)};
}

void join(LoadQuantiles& to, const LoadQuantiles& next) {
  to.count += next.count;
  to.p50 = std::max(to.p50, next.p50);
  to.p90 = std::max(to.p90, next.p90);
  to.p99 = std::max(to.p99, next.p99);
  to.max = std::max(to.max, next.max);
}

void join(LoadPoint& to, const LoadPoint& next) {
  to.lasts += next.lasts;
  to.started += next.started;
  to.under_way = std::max(to.under_way, next.under_way);
  to.rows += next.rows;
  join(to.response, next.response);
  join(to.service, next.service);
  join(to.lag, next.lag);
}

}  // namespace

void LoadSeries::add(const LoadSecond& second) {
  if (!points_.empty() && points_.back().lasts < each_) {
    return join(points_.back(), point_of(second));
  }
  if (points_.size() == most_) halve();
  points_.push_back(point_of(second));
}

void LoadSeries::halve() {
  assert(points_.size() % 2 == 0);
  for (std::size_t i = 0; i < points_.size() / 2; ++i) {
    const LoadPoint next = points_[2 * i + 1];
    points_[i] = points_[2 * i];
    join(points_[i], next);
  }
  points_.resize(points_.size() / 2);
  each_ *= 2;
}

void LoadSeries::end(Offset took) {
  if (points_.empty()) return;
  LoadPoint& last = points_.back();
  last.lasts = std::max(Offset::zero(), took - last.from);
  if (points_.size() == 1 || last.lasts >= each_ / 2) return;
  join(points_[points_.size() - 2], last);
  points_.pop_back();
}

}  // namespace ensaio
