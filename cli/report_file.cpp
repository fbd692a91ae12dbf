#include "cli/report_file.hpp"

#include <fmt/format.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigtimedwait() is POSIX.

#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <optional>
#include <ostream>
#include <utility>

namespace ensaio {
namespace {

/// While it lives, a pipe that nobody reads any more fails what is written into it, and does not
/// end the program. Of this thread alone; what we start does not inherit it.
class NoSigpipe {
 public:
  NoSigpipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoSigpipe() {
    const int error = errno;
    constexpr timespec kAtOnce{};
    while (sigtimedwait(&pipe_, nullptr, &kAtOnce) == -1 && errno == EINTR) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    errno = error;
  }
  NoSigpipe(const NoSigpipe&) = delete;
  NoSigpipe& operator=(const NoSigpipe&) = delete;

 private:
  sigset_t pipe_{};
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
  std::optional<NoSigpipe> pipe;
  if (!is_real_file_) pipe.emplace();
  errno = 0;
  out_->write(line.data(), static_cast<std::streamsize>(line.size())).flush();
  if (!*out_) return failed();
  whole_ += line.size();
  return true;
}

bool ReportFile::print(const std::function<void(std::ostream&)>& print) {
  const NoSigpipe pipe;
  errno = 0;
  print(*out_);
  out_->flush();
  if (out_ == &file_ && *out_) file_.close();  // Where some disks say that they are full.
  return *out_ ? true : failed();
}

bool ReportFile::failed() {
  why_ = errno;
  if (out_ != &file_) return false;
  file_.close();  // Before it is cut: closing tries to write once more.
  std::error_code ignored;
  if (is_real_file_) std::filesystem::resize_file(path_, whole_, ignored);
  return false;
}

Error ReportFile::error() const { return not_writable(path_, why_); }

}  // namespace ensaio
