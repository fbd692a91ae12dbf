#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "bench/load/load_run.hpp"
#include "bench/load/machine.hpp"

namespace ensaio {

/// Median and ends of some figures of one kind; all 0 where there are none.
struct Spread {
  double median = 0;
  double lowest = 0;
  double highest = 0;
};
/// Of an even count the median is the mean of the two in the middle.
Spread spread_of(std::vector<double> figures);

/// What one run of this program at a receiver of its own showed.
struct SelfFigure {
  double callbacks_per_s = 0;
  double cpu_us_per_callback = 0;
  double lag_p50_us = 0;
  double lag_p99_us = 0;
  double response_p50_us = 0;
  double response_p99_us = 0;
  std::uint64_t failed = 0;
};
SelfFigure self_figure(const LoadResult& result);

/// One way of running it, and what each repetition showed.
struct SelfKind {
  std::string name{};                ///< Of the JSON: "open_50".
  std::string title{};               ///< "open loop, 50%".
  double asked_callbacks_per_s = 0;  ///< 0: as fast as the receiver answers.
  std::vector<SelfFigure> runs{};
};

/// Everything that reports of `bench --self` are made from.
struct SelfRecord {
  std::string version{};
  MachineFacts machine{};
  std::string governor{};  ///< See cpu_governor().
  Offset lasts{};          ///< Each run.
  std::size_t connections = 0;
  std::size_t threads = 0;
  std::vector<SelfKind> kinds{};
  bool interrupted = false;
};

/// `ensaio.bench-self/1`: one JSON object, with a line break at its end.
std::string self_json(const SelfRecord& record);

/// A table for people, each line with its line break.
std::string self_console(const SelfRecord& record);

}  // namespace ensaio
