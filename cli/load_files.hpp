#pragma once

#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "bench/load/load_journal.hpp"
#include "bench/load/load_report.hpp"
#include "cli/exit_code.hpp"
#include "cli/report_file.hpp"
#include "simulator/base/result.hpp"
#include "simulator/report/histogram_log.hpp"

namespace ensaio {

/// What is written of a load, and where: the file of each report.
using LoadReports = std::map<std::string, std::string>;

/// Error: not json=FILE, html=FILE, hlog=FILE or journal=FILE, or two of a kind or to one file.
Result<LoadReports> load_reports(const std::vector<std::string>& words);

/// The files that a load writes: hlog and journal as it goes, the others at its end.
class LoadFiles {
 public:
  /// Opened, and emptied, before anything is sent; "-" is `out`. Error: one cannot be written.
  static Result<LoadFiles> open(const LoadReports& reports, std::ostream& out);

  /// Null where none is asked for.
  HistogramLog* log() { return log_.get(); }
  LoadJournal* journal() { return journal_.get(); }
  bool to_standard_output() const { return to_standard_output_; }

  /// Error: not all could be written. `exit`: of this program, where it could.
  std::optional<Error> write(const LoadRecord& record, Exit exit);

 private:
  std::unique_ptr<ReportFile> json_{};
  std::unique_ptr<ReportFile> html_{};
  std::unique_ptr<ReportFile> hlog_{};
  std::unique_ptr<HistogramLog> log_{};
  std::unique_ptr<ReportFile> journal_file_{};
  std::unique_ptr<LoadJournal> journal_{};
  bool to_standard_output_ = false;
};

}  // namespace ensaio
