#pragma once

#include <cstdint>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "cli/streams.hpp"
#include "simulator/base/result.hpp"
#include "simulator/report/reports.hpp"

namespace ensaio {

/// The files of `--report json=F`, opened before anything is sent, so that a path that cannot be
/// written is known then.
class ReportFiles {
 public:
  /// What the words ask for. Error: not NAME=FILE, or a report that there is none of.
  static Result<ReportFiles> asked(const std::vector<std::string>& words);

  /// Opens every file, which empties it. Error: the first that cannot be written.
  Result<bool> open();

  /// Whether one goes to standard output; then nothing else must.
  bool to_standard_output() const;

  /// Writes those that go into files, for whoever reads them before the run is over.
  Result<bool> write_files(const RunRecord& run);

  /// Writes all, in the place of what write_files() wrote. Error: a file that took only a part,
  /// such as on a full disk.
  Result<bool> write(const RunRecord& run, std::ostream& standard_output);

 private:
  struct File {
    const FileReport* report = nullptr;
    std::string path{};  ///< "-" for standard output.
    std::ofstream out{};
  };
  std::vector<File> files_;
};

}  // namespace ensaio
