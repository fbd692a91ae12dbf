#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/report_file.hpp"
#include "cli/stage.hpp"
#include "cli/streams.hpp"
#include "simulator/base/result.hpp"
#include "simulator/report/journal.hpp"
#include "simulator/report/reports.hpp"
#include "simulator/timeline/outcome.hpp"

namespace ensaio {

/// The files of `--report NAME=FILE`, several and several of a kind. Opened before anything is
/// sent, so that a path that cannot be written is known then.
class ReportFiles {
 public:
  /// Hears of every attempt as it ends.
  using Listener = std::function<void(const Staged& staged, const Outcome& outcome)>;

  /// Hears how every await ends.
  using CallListener = std::function<void(const Staged& staged, const CallNews& news)>;

  /// What the words ask for. Error: not NAME=FILE, a report that there is none of, two that would
  /// be written into each other.
  /// `inputs`: files that are read, which a report must not overwrite.
  static Result<ReportFiles> asked(const std::vector<std::string>& words,
                                   const std::vector<std::string>& inputs = {});

  /// Opens every file, which empties it; journals get their first line. `standard_output` is what
  /// "-" means, and must outlive this. Error: the first that cannot be written.
  Result<bool> open(std::uint64_t seed, const std::string& target, std::ostream& standard_output);

  /// Whether one goes to standard output; then nothing else must.
  bool to_standard_output() const;

  /// Writes the journals as things happen; empty where none is asked for. This must stay where it
  /// is as long as the listener is told anything.
  Listener listener();
  CallListener call_listener();

  /// Environment where a journal could not be written so far: its disk became full.
  Exit so_far() const;

  /// Writes those that are real files, for whoever reads them before the run is over. Error: the
  /// first that cannot be written.
  Result<bool> write_files(const RunRecord& run);

  /// Writes what is written at the end, in the place of what write_files() wrote. All are tried,
  /// and each that cannot be written is told of on `io.err`: then the answer is Environment.
  Exit write(const RunRecord& run, Streams& io);

 private:
  struct Asked {
    const FileReport* report = nullptr;  ///< Null: a journal.
    std::string path{};                  ///< "-" for standard output.
    std::unique_ptr<ReportFile> file{};
    std::unique_ptr<Journal> journal{};
  };
  static Result<Asked> asked_by(const std::string& word);

  std::vector<Asked> asked_;
};

}  // namespace ensaio
