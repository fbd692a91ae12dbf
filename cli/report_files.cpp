#include "cli/report_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ostream>
#include <string_view>
#include <utility>

#include "cli/complaint.hpp"

namespace ensaio {
namespace {

constexpr std::array<std::string_view, 3> kLater{"junit", "journal", "html"};

Error unknown_report(const std::string& name) {
  if (std::find(kLater.begin(), kLater.end(), name) != kLater.end()) {
    return {.message = fmt::format("--report {}: not yet available in this version", name)};
  }
  std::vector<std::string_view> names;
  for (const FileReport& report : kFileReports) names.push_back(report.name);
  return {.message =
              fmt::format("--report: there is no report '{}'{}", name, or_perhaps(name, names))};
}

Error not_writable(const std::string& path) {
  const char* why = errno != 0 ? std::strerror(errno) : "it took only a part";
  return {.message = fmt::format("the report {} cannot be written: {}", path, why)};
}

}  // namespace

Result<ReportFiles> ReportFiles::asked(const std::vector<std::string>& words) {
  ReportFiles files;
  for (const std::string& word : words) {
    const auto equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const auto* report = std::find_if(kFileReports.begin(), kFileReports.end(),
                                      [&name](const auto& row) { return row.name == name; });
    if (report == kFileReports.end()) return unknown_report(name);
    if (equals == std::string::npos || equals + 1 == word.size()) {
      return Error{
          .message = fmt::format("--report {}: no file is named", word),
          .hint = fmt::format("write --report {}=FILE, or {}=- for standard output", name, name)};
    }
    files.files_.push_back({.report = report, .path = word.substr(equals + 1)});
  }
  return files;
}

Result<bool> ReportFiles::open() {
  for (File& file : files_) {
    if (file.path == "-") continue;
    errno = 0;
    file.out.open(file.path, std::ios::binary | std::ios::trunc);
    if (!file.out) return not_writable(file.path);
  }
  return true;
}

bool ReportFiles::to_standard_output() const {
  return std::any_of(files_.begin(), files_.end(),
                     [](const File& file) { return file.path == "-"; });
}

Result<bool> ReportFiles::write_files(const RunRecord& run) {
  for (File& file : files_) {
    if (file.path == "-") continue;
    errno = 0;
    if (!file.out.is_open()) file.out.open(file.path, std::ios::binary | std::ios::trunc);
    file.report->print(run, file.out);
    file.out.close();
    if (!file.out) return not_writable(file.path);
  }
  return true;
}

Result<bool> ReportFiles::write(const RunRecord& run, std::ostream& standard_output) {
  for (const File& file : files_) {
    if (file.path == "-") file.report->print(run, standard_output);
  }
  return write_files(run);
}

}  // namespace ensaio
