#include "bench/load/load_check.hpp"

#include <cassert>
#include <chrono>

namespace ensaio {
namespace {

double part(std::uint64_t some, std::uint64_t all) {
  return all == 0 ? 0 : static_cast<double>(some) / static_cast<double>(all);
}

Offset statistic_of(const Histogram& histogram, Statistic statistic) {
  switch (statistic) {
    case Statistic::P50:
      return histogram.quantile(0.5);
    case Statistic::P90:
      return histogram.quantile(0.9);
    case Statistic::P99:
      return histogram.quantile(0.99);
    case Statistic::P999:
      return histogram.quantile(0.999);
    case Statistic::Max:
      return histogram.max();
    case Statistic::Mean:
      break;
  }
  return std::chrono::duration_cast<Offset>(histogram.mean());
}

const Histogram& histogram_of(const Latencies& latencies, Metric metric) {
  if (metric == Metric::Service) return latencies.service;
  return metric == Metric::Lag ? latencies.lag : latencies.response;
}

LoadCheck timed(const Condition& condition, const Latencies& latencies) {
  const Histogram& histogram = histogram_of(latencies, condition.metric);
  if (histogram.count() == 0) {
    return {condition.text, false, condition.text + ": nothing was measured"};
  }
  const Offset measured = statistic_of(histogram, condition.statistic);
  return {condition.text, holds(condition, measured), judged_text(condition, measured)};
}

}  // namespace

LoadCheck counted(const Condition& condition, std::uint64_t some, std::uint64_t all) {
  const double measured =
      condition.measure == Measure::Count ? static_cast<double>(some) : part(some, all);
  return {condition.text, holds(condition, measured), judged_text(condition, measured)};
}

LoadCheck looked_at(const Condition& condition, const LoadRows& rows) {
  assert(condition.metric == Metric::Failed || condition.metric == Metric::Dropped);
  return condition.metric == Metric::Failed
             ? counted(condition, rows.failed, rows.sent())
             : counted(condition, rows.dropped, rows.sent() + rows.dropped);
}

LoadCheck looked_at(const Condition& condition, const LoadFigures& figures) {
  switch (condition.metric) {
    case Metric::Failed:
    case Metric::Dropped:
      return looked_at(condition, figures.rows);
    case Metric::OracleWrong:
    case Metric::Reached:
      return {condition.text, false, condition.text + ": this is not measured here"};
    default:
      return timed(condition, figures.latencies);
  }
}

}  // namespace ensaio
