#pragma once

#include <cstdint>
#include <fstream>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

#include "simulator/base/result.hpp"

namespace ensaio {

/// What a report is written into: a file, a pipe, a device, or standard output. Written in place
/// and not moved there at the end: opening empties it, so that nobody takes the last run's report
/// for this one's, and links, pipes and devices work. A report of which a part is missing never
/// parses.
class ReportFile {
 public:
  /// Opens and empties `path`, or takes `standard_output`, which must outlive it, where that is
  /// "-". Error: it cannot be written. A pipe waits for its reader.
  static Result<std::unique_ptr<ReportFile>> open(const std::string& path,
                                                  std::ostream& standard_output);

  /// Writes one line at once, so that it is there whatever becomes of this program. False: not all
  /// of it could be written; of a real file that part is cut off again.
  bool put(std::string_view line);

  /// Writes all that `print` prints, in the place of what was there, and closes. False: not all of
  /// it could be written; a real file is emptied then.
  bool print(const std::function<void(std::ostream&)>& print);

  /// Not a pipe, a device or standard output: it can be written once more.
  bool is_real_file() const { return is_real_file_; }

  /// Why it could not; after put() or print() said so.
  Error error() const;

 private:
  explicit ReportFile(std::string path) : path_(std::move(path)), out_(&file_) {}
  bool failed();

  std::string path_;
  std::ofstream file_;
  std::ostream* out_;          ///< `file_`, or standard output.
  bool is_real_file_ = false;  ///< What can be cut.
  std::uint64_t whole_ = 0;    ///< Bytes of whole lines.
  int why_ = 0;                ///< An errno; 0 where none was told.
};

}  // namespace ensaio
