#include "cli/report_files.hpp"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Timestamp.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>
#include <string_view>
#include <utility>

#include "cli/complaint.hpp"
#include "simulator/report/awaited_calls.hpp"
#include "simulator/report/recorder.hpp"
#include "simulator/report/visible.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kJournal = "journal";
constexpr std::array<std::string_view, 1> kLater{"html"};

Error unknown_report(const std::string& name) {
  if (std::find(kLater.begin(), kLater.end(), name) != kLater.end()) {
    return {.message = fmt::format("--report {}: not yet available in this version", name)};
  }
  std::vector<std::string_view> names{kJournal};
  for (const FileReport& report : kFileReports) names.push_back(report.name);
  return {
      .message = fmt::format("--report: there is no report '{}'{}", name, or_perhaps(name, names)),
      .hint = "the reports are json, junit and journal"};
}

Error before_the_run(Error error) {
  error.hint = "nothing was sent";
  return error;
}

/// The same for two ways to write the same file.
std::string place_of_report(const std::string& path) {
  if (path == "-") return path;
  std::error_code unknown;
  const auto place = std::filesystem::weakly_canonical(std::filesystem::absolute(path), unknown);
  return unknown ? path : place.string();
}

/// Standard output under its other names, where the console would write over the report.
std::string known_path(std::string path) {
  const bool standard = path == "/dev/stdout" || path == "/dev/fd/1" || path == "/proc/self/fd/1";
  return standard ? "-" : path;
}

}  // namespace

Result<ReportFiles::Asked> ReportFiles::asked_by(const std::string& word) {
  const auto equals = word.find('=');
  const std::string name = word.substr(0, equals);
  const auto* report = std::find_if(kFileReports.begin(), kFileReports.end(),
                                    [&name](const auto& row) { return row.name == name; });
  const bool is_known = report != kFileReports.end() || name == kJournal;
  if (!is_known) return unknown_report(name);
  if (equals == std::string::npos || equals + 1 == word.size()) {
    return Error{
        .message = fmt::format("--report {}: no file is named", word),
        .hint = fmt::format("write --report {}=FILE, or {}=- for standard output", name, name)};
  }
  return Asked{.report = name == kJournal ? nullptr : report,
               .path = known_path(word.substr(equals + 1))};
}

Result<ReportFiles> ReportFiles::asked(const std::vector<std::string>& words,
                                       const std::vector<std::string>& inputs) {
  ReportFiles files;
  for (const std::string& word : words) {
    Result<Asked> one = asked_by(word);
    if (!one) return one.error();
    const std::string place = place_of_report(one->path);
    for (const std::string& input : inputs) {
      if (one->path == "-" || place_of_report(input) != place) continue;
      return Error{.message = fmt::format("--report {}: that file is read by this run", word),
                   .hint = "a report needs a file of its own"};
    }
    for (const Asked& other : files.asked_) {
      if (place_of_report(other.path) != place) continue;
      return Error{.message = fmt::format("--report {}: another report goes there already", word),
                   .hint = "each report needs a file of its own"};
    }
    files.asked_.push_back(*std::move(one));
  }
  return files;
}

Result<bool> ReportFiles::open(std::uint64_t seed, const std::string& target,
                               std::ostream& standard_output) {
  const JournalHead head{.seed = seed,
                         .version = ENSAIO_VERSION,
                         .target = target,
                         .started = Poco::DateTimeFormatter::format(
                             Poco::Timestamp(), Poco::DateTimeFormat::ISO8601_FRAC_FORMAT)};
  for (Asked& asked : asked_) {
    auto file = ReportFile::open(asked.path, standard_output);
    if (!file) return before_the_run(file.error());
    asked.file = *std::move(file);
    if (asked.report != nullptr) continue;
    asked.journal = std::make_unique<Journal>(
        [to = asked.file.get()](std::string_view line) { return to->put(line); });
    asked.journal->begin(head);
    if (asked.journal->is_broken()) return before_the_run(asked.file->error());
  }
  return true;
}

bool ReportFiles::to_standard_output() const {
  return std::any_of(asked_.begin(), asked_.end(),
                     [](const Asked& asked) { return asked.path == "-"; });
}

ReportFiles::Listener ReportFiles::listener() {
  const bool wanted = std::any_of(asked_.begin(), asked_.end(),
                                  [](const Asked& asked) { return asked.journal != nullptr; });
  if (!wanted) return {};
  return [this](const Staged& staged, const Outcome& outcome) {
    const Attempt attempt = attempt_of(outcome, *staged.piece->script);
    for (Asked& asked : asked_) {
      if (asked.journal == nullptr) continue;
      asked.journal->add(staged.piece->scenario.name, staged.seed.iteration + 1, attempt);
    }
  };
}

ReportFiles::CallListener ReportFiles::call_listener() {
  return [this](const Staged& staged, const CallNews& news) {
    const auto* ending = std::get_if<AwaitEnding>(&news);
    if (ending == nullptr) return;
    const AwaitedCall await = awaited_call_of(*ending, *staged.piece->script);
    for (Asked& asked : asked_) {
      if (asked.journal == nullptr) continue;
      asked.journal->add(staged.piece->scenario.name, staged.seed.iteration + 1, await);
    }
  };
}

Exit ReportFiles::so_far() const {
  const bool broken = std::any_of(asked_.begin(), asked_.end(), [](const Asked& asked) {
    return asked.journal != nullptr && asked.journal->is_broken();
  });
  return broken ? Exit::Environment : Exit::Passed;
}

Result<bool> ReportFiles::write_files(const RunRecord& run) {
  std::optional<Error> first;
  for (Asked& asked : asked_) {
    if (asked.report == nullptr || !asked.file->is_real_file()) continue;
    if (asked.file->print([&](std::ostream& out) { asked.report->print(run, out); })) continue;
    if (!first) first = asked.file->error();
  }
  return first ? Result<bool>(*first) : Result<bool>(true);
}

Exit ReportFiles::write(const RunRecord& run, Streams& io) {
  Exit exit = Exit::Passed;
  for (Asked& asked : asked_) {
    bool written = false;
    if (asked.journal != nullptr) {
      asked.journal->end(run);
      written = !asked.journal->is_broken();
      if (const std::uint64_t left_out = asked.journal->left_out(); left_out > 0) {
        io.err << fmt::format("note: the journal {} is full at 1 GiB; {} attempts are not in it\n",
                              visible(asked.path), left_out);
      }
    } else {
      written = asked.file->print([&](std::ostream& out) { asked.report->print(run, out); });
    }
    if (written) continue;
    complain(io.err, asked.file->error());
    exit = Exit::Environment;
  }
  return exit;
}

}  // namespace ensaio
