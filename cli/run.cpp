#include "cli/run.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/again.hpp"
#include "cli/announcement.hpp"
#include "cli/application_calls.hpp"
#include "cli/bill.hpp"
#include "cli/companions.hpp"
#include "cli/complaint.hpp"
#include "cli/lineup.hpp"
#include "cli/progress.hpp"
#include "cli/rehearsal.hpp"
#include "cli/signals.hpp"
#include "simulator/report/reports.hpp"
#include "simulator/report/visible.hpp"

namespace ensaio {
namespace {

/// The path of the JSON report, wherever the command runs; empty where none goes into a file.
std::string json_path(const std::vector<std::string>& reports) {
  constexpr std::string_view kJson = "json=";
  for (const std::string& report : reports) {
    if (!report.starts_with(kJson) || report == "json=-") continue;
    std::error_code ignored;
    return std::filesystem::absolute(report.substr(kJson.size()), ignored).string();
  }
  return "";
}

/// From the first process that is started to the last word on the console.
class Run {
 public:
  Run(Bill& bill, const RunWords& words, const Beside& beside, Streams& io)
      : bill_(bill), words_(words), beside_(beside), io_(io) {}

  Exit run(Rehearsal& rehearsal, ReportFiles& reports, const Extent& extent,
           const std::vector<std::string>& environment) {
    // The reader of a report on standard output is a program.
    console_ = reports.to_standard_output() ? &io_.err : &io_.out;
    const InterruptedBySignals signals(rehearsal.world());
    Companions companions(beside_, environment, rehearsal.world());
    watch_ = [journal = reports.listener(), progress = Progress(io_.err)](
                 const Staged& staged, const Outcome& outcome) mutable {
      if (journal) journal(staged, outcome);
      progress.add(staged.piece->scenario.name, staged.plan.sends, outcome.answered);
    };
    rehearsal.tell_calls(reports.call_listener());
    const Exit beside = perform(rehearsal, companions, reports, extent);
    return finish(rehearsal, reports, beside, signals.received());
  }

 private:
  /// Everything between the first process and the last. What those beside the scenarios came to.
  Exit perform(Rehearsal& rehearsal, Companions& companions, ReportFiles& reports,
               const Extent& extent) {
    Exit exit = Exit::Environment;
    if (begin(rehearsal, companions)) {
      play(rehearsal, extent);
      exit = run_command_too(rehearsal, companions, reports);
    } else {
      rehearsal.record().verdict = Verdict::Interrupted;
      tell_what_was_left(rehearsal, bill_.scenarios() * extent.rounds);
    }
    companions.end_application();
    if (exit != Exit::Passed || rehearsal.record().verdict != Verdict::Pass) {
      tell_last_lines(companions);
    }
    return exit;
  }

  /// What comes after the scenarios.
  Exit run_command_too(Rehearsal& rehearsal, Companions& companions, ReportFiles& reports) {
    const Verdict verdict = rehearsal.record().verdict;
    const bool enough = words_.fail_fast && verdict == Verdict::Fail;
    const bool wanted = !beside_.command.empty() && !enough;
    // An application that ends by itself after its last callback is not missed by anybody.
    const bool cut_short = rehearsal.record().account.not_sent > 0;
    const bool missed =
        wanted || cut_short || verdict == Verdict::Interrupted || (left_ > 0 && !enough);
    Exit exit = missed && companions.application_gone() ? Exit::Environment : Exit::Passed;
    if (wanted && !rehearsal.over()) {
      exit = run_command(rehearsal, companions, reports);
    } else if (!beside_.command.empty()) {
      rehearsal.record().asides.push_back("the command" + command_words() + " was not run");
    }
    if (exit == Exit::Environment) tell_gone(rehearsal, companions);
    return exit;
  }

  /// Whether the scenarios can be played: the application is there, and the receivers are.
  bool begin(Rehearsal& rehearsal, Companions& companions) {
    if (const auto stranger = companions.who_is_there_already(bill_.receivers())) {
      warn(io_.err, *stranger);
      rehearsal.record().asides.push_back(stranger->message);
    }
    auto trouble = companions.start_application();
    if (!trouble) trouble = companions.await(bill_.receivers());
    if (trouble) tell_trouble(rehearsal, *trouble);
    if (!trouble && rehearsal.over()) tell_gone(rehearsal, companions);
    if (!trouble && !rehearsal.over()) return true;
    io_.err << "Nothing was sent.\n";
    return false;
  }

  void tell_gone(Rehearsal& rehearsal, const Companions& companions) {
    if (const auto gone = companions.application_gone()) tell_trouble(rehearsal, *gone);
  }

  /// Here, and in the reports.
  void tell_trouble(Rehearsal& rehearsal, const Error& trouble) {
    complain(io_.err, trouble);
    if (rehearsal.record().trouble.empty()) rehearsal.record().trouble = trouble.message;
  }

  std::string command_words() const {
    std::string words;
    for (const std::string& word : beside_.command) words += ' ' + shell_word(word);
    return words;
  }

  void tell_last_lines(const Companions& companions) {
    std::istringstream lines(companions.last_lines());
    std::string line;
    if (lines.peek() != std::istringstream::traits_type::eof()) {
      io_.err << "the application's last lines:\n";
    }
    while (std::getline(lines, line)) io_.err << "  | " << visible(line) << '\n';
  }

  void play(Rehearsal& rehearsal, const Extent& extent) {
    Lineup lineup(bill_.written(), extent.rounds, extent.jobs);
    const Tellings tellings{
        .stage = [this](std::uint64_t number) { return bill_.take(number); },
        .again = [this](const Staged& one) { return again(one, words_.play, words_.beside); },
        .over =
            [&](const ScenarioRecord& over) {
              if (words_.fail_fast && over.verdict == Verdict::Fail) lineup.close();
            },
        .told =
            [&](const ScenarioRecord& told) {
              if (!rehearsal.nobody_there()) print_scenario(told, style(), *console_);
            }};
    rehearsal.play(lineup, tellings, watch_);
    RunRecord& record = rehearsal.record();
    tell_what_was_left(rehearsal, lineup.total());
    if (record.scenarios.empty() && record.verdict == Verdict::Pass) {
      record.verdict = Verdict::Interrupted;  // Before the first had begun.
    }
  }

  void tell_what_was_left(Rehearsal& rehearsal, std::uint64_t total) {
    left_ = total - rehearsal.record().scenarios.size();
    if (left_ == 0) return;
    rehearsal.record().asides.push_back(
        fmt::format("{} more {} not begun", left_, left_ == 1 ? "scenario was" : "scenarios were"));
  }

  /// After the scenarios, while the application is still there. The command may read the reports.
  Exit run_command(Rehearsal& rehearsal, Companions& companions, ReportFiles& reports) {
    RunRecord& record = rehearsal.record();
    record.exit = code(exit_of(rehearsal, 0));
    if (const auto written = reports.write_files(record); !written) {
      tell_trouble(rehearsal, written.error());
      return Exit::Environment;
    }
    console_->flush();
    const auto ended =
        companions.run_command(reports.to_standard_output() ? STDERR_FILENO : STDOUT_FILENO);
    if (!ended) {
      complain(io_.err, ended.error());
      return Exit::Environment;
    }
    if (!*ended) {
      record.verdict = Verdict::Interrupted;
      record.asides.push_back("the command" + command_words() + " was interrupted");
      return companions.application_gone() ? Exit::Environment : Exit::Passed;
    }
    const ChildEnd& end = **ended;
    if (end.code == 0 && end.signal == 0) return Exit::Passed;
    record.asides.push_back(fmt::format("the command{} {}", command_words(), end.text()));
    if (record.verdict == Verdict::Pass) record.verdict = Verdict::Fail;
    return Exit::Failed;
  }

  Exit finish(Rehearsal& rehearsal, ReportFiles& reports, Exit beside, int signal) {
    RunRecord& record = rehearsal.record();
    if (signal != 0) record.verdict = Verdict::Interrupted;
    Exit exit = exit_of(rehearsal, signal);
    // What was interrupted because the application ended was not interrupted by the user.
    if (beside == Exit::Environment && signal == 0 && exit != Exit::Bug) exit = beside;
    exit = graver(graver(exit, beside), reports.so_far());
    record.exit = code(exit);
    if (rehearsal.nobody_there()) {
      tell_trouble(rehearsal, *rehearsal.nobody_there());
    } else {
      print_summary(record, style(), *console_);
    }
    if (!accounts_hold(record)) complain(io_.err, {"a bug in ensaio: the sums do not hold", ""});
    return write(record, reports, exit);
  }

  /// A report that could not be written must not leave the others green.
  Exit write(RunRecord& record, ReportFiles& reports, Exit exit) {
    const Exit last = graver(exit, reports.write(record, io_));
    if (code(last) == record.exit) return last;
    record.exit = code(last);
    if (record.trouble.empty()) record.trouble = "a report could not be written";
    static_cast<void>(reports.write_files(record));  // What fails again was told.
    return last;
  }

  ConsoleStyle style() const { return {.color = io_.color && console_ == &io_.out}; }

  Bill& bill_;
  const RunWords& words_;
  const Beside& beside_;
  Streams& io_;
  std::ostream* console_ = nullptr;
  Rehearsal::Watch watch_{};
  std::uint64_t left_ = 0;  ///< Tellings that were not begun.
};

}  // namespace

Exit run(Repertoire& repertoire, ReportFiles& reports, const RunOrder& order, Streams& io) {
  Bill bill(order.settings);
  const Exit exit = bill.prepare(repertoire, order.words.selection, io);
  if (exit != Exit::Passed) return exit;
  SocketOptions sockets{.tls = order.settings.tls};
  sockets.connections = std::max<std::size_t>(sockets.connections, order.extent.jobs);
  allow_many_files();
  Rehearsal rehearsal(order.settings.rule, sockets, repertoire.source());
  std::unique_ptr<ApplicationCalls> calls;
  if (bill.needs_api() || order.listen || order.rules) {
    auto listening =
        ApplicationCalls::listen({order.listen.value_or(ListenAddress{}), order.control_token},
                                 order.settings, {bill.seed(), order.rules}, rehearsal.world());
    if (!listening) {
      complain(io.err, listening.error());
      return Exit::Environment;
    }
    calls = *std::move(listening);
    rehearsal.hear(calls->calls());
    bill.api_at(calls->url());
    io.err << "the mock API listens at " << calls->url() << '\n';
  }
  const auto environment = environment_for(
      order.beside, bill.first(), {bill.seed(), json_path(order.words.reports), order.variables});
  if (!environment) {
    complain(io.err, environment.error());
    io.err << "Nothing was sent.\n";
    return Exit::Refused;
  }
  const auto opened = reports.open(bill.seed(), order.settings.target, io.out);
  if (!opened) {
    complain(io.err, opened.error());
    return Exit::Environment;
  }
  RunRecord& record = rehearsal.record();
  record.seed = bill.seed();
  record.target = order.settings.target;
  record.passed_over = repertoire.passed_over;
  record.project_file = bill.project_files();
  return Run(bill, order.words, order.beside, io)
      .run(rehearsal, reports, order.extent, *environment);
}

}  // namespace ensaio
