#include "cli/whole_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace ensaio {
namespace {

Error not_written(const std::string& path, int error) {
  const char* why = error != 0 ? std::strerror(error) : "it took only a part";
  return {.message = fmt::format("{} cannot be written: {}", path, why)};
}

/// Why a file must not be put in the place of what is there; null where it may.
const char* obstacle_at(const std::string& path) {
  std::error_code none;
  const auto there = std::filesystem::status(path, none);
  if (!std::filesystem::exists(there) || std::filesystem::is_regular_file(there)) return nullptr;
  return std::filesystem::is_directory(there) ? std::strerror(EISDIR) : "it is a device or a pipe";
}

}  // namespace

Result<std::unique_ptr<WholeFile>> WholeFile::write(const std::string& path,
                                                    const std::string& text) {
  if (const char* why = obstacle_at(path)) {
    return Error{.message = fmt::format("{} cannot be written: {}", path, why)};
  }
  const std::string beside = fmt::format("{}.{}", path, getpid());
  errno = 0;
  std::ofstream out(beside, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (out && std::rename(beside.c_str(), path.c_str()) == 0) {
    return std::unique_ptr<WholeFile>(new WholeFile(path, text));
  }
  const int error = errno;
  std::remove(beside.c_str());
  return not_written(path, error);
}

Result<std::unique_ptr<WholeFile>> WholeFile::write_temporary(const std::string& name,
                                                              const std::string& text) {
  std::error_code none;
  const auto folder = std::filesystem::temp_directory_path(none);
  // Others can write there too: only a name that nobody had before is ours.
  std::string pattern = (folder / (name + "XXXXXX")).string();
  errno = 0;
  const int made = mkstemp(pattern.data());
  if (made < 0) return not_written((folder / name).string(), errno);
  close(made);
  auto written = write(pattern, text);
  if (!written) std::remove(pattern.c_str());
  return written;
}

WholeFile::~WholeFile() {
  std::ostringstream now;
  now << std::ifstream(path_, std::ios::binary).rdbuf();
  if (now.str() == text_) std::remove(path_.c_str());
}

}  // namespace ensaio
