#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bench/load/load_judgement.hpp"
#include "bench/load/load_plan.hpp"
#include "bench/load/load_run.hpp"
#include "bench/load/machine.hpp"
#include "simulator/scenario/load_profile.hpp"

namespace ensaio {

/// Everything that reports of a load are made from.
struct LoadRecord {
  std::string version{};
  std::string target{};
  LoadProfile profile{};
  std::uint64_t seed = 0;
  LoadPlan plan{};
  std::string command{};  ///< The line that was typed, without secrets; may be empty.
  MachineFacts machine{};
  std::size_t threads = 1;
  std::size_t connections = 0;  ///< At most, of all threads together.
  bool closed_loop = false;
  bool insecure = false;  ///< No certificate was verified.
  LoadResult result{};
  LoadJudgement judgement{};
  std::string stopped{};  ///< Why stop_when ended it; empty where it did not.
  long peak_rss_kib = 0;  ///< Of this process.
};

/// `ensaio.load/1`: one JSON object, with a line break at its end.
std::string load_json(const LoadRecord& record);

/// One HTML page that needs no other file and no network: tables, and charts of the same.
std::string load_html(const LoadRecord& record);

/// The JSON Schema of load_json().
std::string_view load_json_schema();

/// A table for people, each line with its line break.
std::string load_console(const LoadRecord& record);

}  // namespace ensaio
