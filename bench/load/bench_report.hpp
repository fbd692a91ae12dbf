#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bench/load/bench_search.hpp"
#include "bench/load/bench_step.hpp"
#include "bench/load/machine.hpp"
#include "simulator/scenario/load_profile.hpp"

namespace ensaio {

/// Which rate a search is about: it was asked for in these, and is told in these.
enum class RateUnit : std::uint8_t { Conversations, Callbacks };

/// Everything that reports of a search for a receiver's limit are made from.
struct BenchRecord {
  std::string version{};
  std::string target{};
  LoadProfile profile{};  ///< Its name, its mix and its limits.
  std::vector<Condition> until{};
  RateUnit unit = RateUnit::Conversations;
  StepPlan plan{};
  double precision = 0.05;
  std::uint64_t seed = 0;
  bool insecure = false;  ///< No certificate was verified.
  MachineFacts machine{};
  std::vector<BenchStep> steps{};  ///< In the order in which they were run.
  BenchAnswer answer = BenchAnswer::Unfinished;
  std::optional<Rate> held{};      ///< See BenchSearch.
  std::optional<Rate> not_held{};  ///< So is this.
  bool interrupted = false;
};

/// `ensaio.bench/1`: one JSON object, with a line break at its end.
std::string bench_json(const BenchRecord& record);

/// What the search is about, each line with its line break.
std::string bench_head(const BenchRecord& record);
/// What stands above the rows.
std::string bench_table_head();
/// One row of the table.
std::string bench_row(const BenchRecord& record, const BenchStep& step);
/// The curve of latency over rate, from the lowest up, each rate once; and the answer.
std::string bench_end(const BenchRecord& record);

}  // namespace ensaio
