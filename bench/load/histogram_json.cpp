#include "bench/load/histogram_json.hpp"

namespace ensaio {

nlohmann::ordered_json microseconds(const Histogram& histogram) {
  return {{"count", histogram.count()},
          {"p50", histogram.quantile(0.5).count()},
          {"p90", histogram.quantile(0.9).count()},
          {"p99", histogram.quantile(0.99).count()},
          {"p999", histogram.quantile(0.999).count()},
          {"max", histogram.max().count()},
          {"mean", histogram.mean().count()},
          {"clamped", histogram.clamped()}};
}

}  // namespace ensaio
