#include "cli/load_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace ensaio {
namespace {

constexpr std::array<std::string_view, 4> kNames{"json", "html", "hlog", "journal"};

}  // namespace

Result<LoadReports> load_reports(const std::vector<std::string>& words) {
  LoadReports reports;
  std::set<std::string> files;
  for (const std::string& word : words) {
    const auto equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const std::string file = equals == std::string::npos ? "" : word.substr(equals + 1);
    if (file.empty() || std::ranges::find(kNames, name) == kNames.end()) {
      return Error{
          fmt::format("--report: '{}' is none of json=FILE, html=FILE, hlog=FILE and journal=FILE",
                      word),
          ""};
    }
    if (!reports.emplace(name, file).second || !files.insert(file).second) {
      return Error{fmt::format("--report {}: there is one of it, or one that goes there", word),
                   "each report once, into a file of its own"};
    }
  }
  return reports;
}

Result<LoadFiles> LoadFiles::open(const LoadReports& reports, std::ostream& out) {
  LoadFiles files;
  for (const auto& [name, path] : reports) {
    auto file = ReportFile::open(path, out);
    if (!file) return file.error();
    files.to_standard_output_ = files.to_standard_output_ || path == "-";
    (name == "json"   ? files.json_
     : name == "html" ? files.html_
     : name == "hlog" ? files.hlog_
                      : files.journal_file_) = *std::move(file);
  }
  if (files.hlog_) {
    files.log_ = std::make_unique<HistogramLog>(
        [file = files.hlog_.get()](std::string_view lines) { return file->put(lines); });
  }
  if (files.journal_file_) {
    files.journal_ = std::make_unique<LoadJournal>(
        [file = files.journal_file_.get()](std::string_view line) { return file->put(line); });
  }
  return files;
}

std::optional<Error> LoadFiles::write(const LoadRecord& record, Exit exit) {
  if (journal_) journal_->end(record, code(exit));
  if (journal_ && journal_->is_broken()) return journal_file_->error();
  if (log_ && log_->is_broken()) return hlog_->error();
  if (json_ && !json_->print([&](std::ostream& out) { out << load_json(record); })) {
    return json_->error();
  }
  if (html_ && !html_->print([&](std::ostream& out) { out << load_html(record); })) {
    return html_->error();
  }
  return std::nullopt;
}

}  // namespace ensaio
