#include "cli/report_file.hpp"

#include <fmt/format.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigtimedwait() is POSIX.

#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <ostream>
#include <utility>

namespace ensaio {
namespace {

/// While it lives, what cannot be written fails and does not end the program: into a pipe that
/// nobody reads any more, or past the largest size that a file may have (ulimit -f). Of this thread
/// alone, and what we start does not inherit it.
class WritingMayFail {
 public:
  WritingMayFail() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGPIPE);
    sigaddset(&signals_, SIGXFSZ);
    pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  }
  ~WritingMayFail() {
    const int error = errno;
    constexpr timespec kAtOnce{};
    while (sigtimedwait(&signals_, nullptr, &kAtOnce) > 0 || errno == EINTR) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    errno = error;
  }
  WritingMayFail(const WritingMayFail&) = delete;
  WritingMayFail& operator=(const WritingMayFail&) = delete;

 private:
  sigset_t signals_{};
  sigset_t before_{};
};

Error not_writable(const std::string& path, int why) {
  return {.message = fmt::format("the report {} cannot be written: {}",
                                 path == "-" ? "on standard output" : path,
                                 why != 0 ? std::strerror(why) : "it took only a part")};
}

}  // namespace

Result<std::unique_ptr<ReportFile>> ReportFile::open(const std::string& path,
                                                     std::ostream& standard_output) {
  std::unique_ptr<ReportFile> file(new ReportFile(path));
  if (path == "-") {
    file->out_ = &standard_output;
    return file;
  }
  errno = 0;
  file->file_.open(path, std::ios::binary | std::ios::trunc);
  if (!file->file_) return not_writable(path, errno);
  std::error_code unknown;
  file->is_real_file_ = std::filesystem::is_regular_file(path, unknown);
  return file;
}

bool ReportFile::put(std::string_view line) {
  const WritingMayFail here;
  errno = 0;
  out_->write(line.data(), static_cast<std::streamsize>(line.size())).flush();
  if (!*out_) return failed();
  whole_ += line.size();
  return true;
}

bool ReportFile::print(const std::function<void(std::ostream&)>& print) {
  const WritingMayFail here;
  errno = 0;
  if (out_ == &file_ && !file_.is_open()) file_.open(path_, std::ios::binary | std::ios::trunc);
  print(*out_);
  out_->flush();
  if (out_ == &file_ && *out_) file_.close();  // Where some disks say that they are full.
  return *out_ ? true : failed();
}

bool ReportFile::failed() {
  why_ = errno;
  const WritingMayFail here;
  if (out_ != &file_) return false;
  file_.close();  // Before it is cut: closing tries to write once more.
  std::error_code ignored;
  if (is_real_file_) std::filesystem::resize_file(path_, whole_, ignored);
  return false;
}

Error ReportFile::error() const { return not_writable(path_, why_); }

}  // namespace ensaio
