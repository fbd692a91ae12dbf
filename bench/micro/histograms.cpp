// What counting a latency costs, and asking for one.

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdint>
#include <vector>

#include "simulator/report/histogram.hpp"

namespace ensaio {
namespace {

using benchmark::State;

/// Latencies as they come: mostly near each other, some far. As many as fit into no cache line
/// twice.
std::vector<Offset> latencies() {
  std::vector<Offset> all;
  std::uint64_t drawn = 1;
  for (int i = 0; i < 4096; ++i) {
    drawn = drawn * 6364136223846793005U + 1442695040888963407U;
    const auto us = static_cast<std::int64_t>(50 + (drawn >> 33U) % 1000);
    all.emplace_back(std::chrono::microseconds(i % 100 == 0 ? us * 100 : us));
  }
  return all;
}

void histogram_record(State& state) {
  const std::vector<Offset> all = latencies();
  Histogram histogram;
  std::size_t next = 0;
  for (auto _ : state) histogram.record(all[next++ % all.size()]);
  benchmark::DoNotOptimize(histogram.count());
}
BENCHMARK(histogram_record);

void histogram_quantile(State& state) {
  Histogram histogram;
  for (const Offset latency : latencies()) histogram.record(latency);
  for (auto _ : state) benchmark::DoNotOptimize(histogram.quantile(0.99));
}
BENCHMARK(histogram_quantile);

void histogram_add(State& state) {
  Histogram all;
  Histogram one;
  for (const Offset latency : latencies()) one.record(latency);
  for (auto _ : state) all.add(one);
  benchmark::DoNotOptimize(all.count());
}
BENCHMARK(histogram_add);

}  // namespace
}  // namespace ensaio
