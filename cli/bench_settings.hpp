#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/load/bench_report.hpp"
#include "bench/load/bench_search.hpp"
#include "cli/load_settings.hpp"
#include "cli/options.hpp"
#include "cli/play_settings.hpp"
#include "cli/report_file.hpp"
#include "simulator/base/result.hpp"

namespace ensaio {

/// The options of `ensaio bench`, as they were typed. Empty: not given.
struct BenchWords {
  PlayWords play{};
  std::vector<std::string> files{};
  std::vector<std::string> until{};
  std::string from{};
  std::string to{};
  bool callbacks = false;
  std::string lasts{};
  std::string warm_up{};
  std::string precision{};
  LoadSizeWords size{};
  bool self = false;
  std::string repeat{};
  std::vector<std::string> reports{};
  bool quiet = false;
};

void define(Options& options, BenchWords& words);

/// The same, checked; of a search for a receiver's limit.
struct BenchSettings {
  Rate from{};
  std::optional<Rate> to{};
  RateUnit unit = RateUnit::Conversations;
  std::optional<Offset> lasts{};
  std::optional<Offset> warm_up{};
  double precision = 0.05;
  LoadSize size{};
};

/// Error: the first word that means nothing, or belongs to --self alone.
Result<BenchSettings> checked(const BenchWords& words);

/// How many times --self repeats itself. Error: no whole number from 1 to 1000.
Result<std::size_t> repetitions(const BenchWords& words);

/// The report that is asked for; null where there is none. Error: it cannot be written.
Result<std::unique_ptr<ReportFile>> report_file(const BenchWords& words, std::ostream& out);
bool reports_to_standard_output(const BenchWords& words);

/// Everything that a search is about, but where it goes. Error: the files hold no mix, or --until
/// asks for what is not there.
Result<BenchRecord> record_of(const LoadProfile& profile, const BenchWords& words,
                              const BenchSettings& settings);

/// Where the search begins and ends, in conversations. Error: that is none at all.
Result<BenchSearch::Bounds> bounds_of(const LoadProfile& profile, const BenchSettings& settings);

}  // namespace ensaio
