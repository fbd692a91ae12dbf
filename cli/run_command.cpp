#include <fmt/format.h>

#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/again.hpp"
#include "cli/commands.hpp"
#include "cli/complaint.hpp"
#include "cli/options.hpp"
#include "cli/play_settings.hpp"
#include "cli/rehearsal.hpp"
#include "cli/repertoire.hpp"
#include "cli/report_files.hpp"
#include "cli/selection.hpp"
#include "cli/signals.hpp"
#include "cli/stage.hpp"
#include "simulator/document/values.hpp"
#include "simulator/report/reports.hpp"

namespace ensaio {
namespace {

struct RunWords {
  PlayWords play{};
  Selection selection{};
  std::vector<std::string> files{};
  std::vector<std::string> reports{};
  std::string repeat{};
  bool fail_fast = false;
};

void define(Options& options, RunWords& words) {
  options.words("FILE", words.files, "scenario files, directories, pack:NAME, or - for stdin");
  add_target_options(options, words.play);
  add_story_options(options, words.play);
  options.value("--ids", words.play.ids, "seeded, or fresh for a receiver that remembers");
  options.value("--clock", words.play.clock, "real, virtual (no waiting) or a factor like x10");
  options.value("--start", words.play.start, "wall time of the beginning, RFC 3339, or now");
  options.values("--only", words.selection.only, "name of a scenario to play");
  options.values("--tag", words.selection.tags, "play scenarios with this tag");
  options.values("--skip", words.selection.skip, "leave out scenarios with this tag");
  options.value("--repeat", words.repeat, "how often to play all of it, each time another telling");
  options.flag("--fail-fast", words.fail_fast, "stop after the first scenario that failed");
  options.values("--report", words.reports, "json=FILE, or json=- for standard output");
  options.later(
      {"--jobs", "--oracle", "--rules", "--listen", "--app", "--export", "--wait-target"});
}

/// Plays what was read. All that is wrong with it is found before anything is sent.
class Run {
 public:
  Run(const RunWords& words, const PlaySettings& settings, Streams& io)
      : words_(words), settings_(settings), io_(io) {}

  Exit run(Repertoire& repertoire, ReportFiles& reports, std::uint64_t repeat) {
    if (const Exit exit = prepare(repertoire); exit != Exit::Passed) return exit;
    if (const auto opened = reports.open(); !opened) {
      complain(io_.err, opened.error());
      return Exit::Environment;
    }
    Rehearsal rehearsal(settings_.rule, settings_.tls, repertoire.source());
    rehearsal.record().seed = casting_.seed;
    rehearsal.record().target = settings_.target;
    rehearsal.record().passed_over = repertoire.passed_over;
    rehearsal.record().project_file = project_files();
    // The reader of a report on standard output is a program.
    std::ostream& console = reports.to_standard_output() ? io_.err : io_.out;
    const InterruptedBySignals signals(rehearsal.world());
    play(rehearsal, repeat, console);
    return finish(rehearsal, reports, signals.received(), console);
  }

 private:
  Exit prepare(Repertoire& repertoire) {
    const auto meant = playable(repertoire, words_.selection, io_);
    if (!meant) return Exit::Refused;
    casting_.over_files = settings_.seed.has_value();
    casting_.seed = settings_.seed.value_or(drawn_seed());
    Exit exit = Exit::Passed;
    for (const Piece* piece : *meant) exit = graver(exit, add_staged(*piece));
    if (exit != Exit::Passed) return nothing_sent(exit);
    Obstacles obstacles(settings_.rule);
    for (const auto& staged : staged_) {
      for (const Obstacle& found : obstacles.of(*staged)) {
        complain(io_.err, found.error);
        exit = graver(exit, found.exit);
      }
    }
    return exit == Exit::Passed ? exit : nothing_sent(exit);
  }

  Exit add_staged(const Piece& piece) {
    Result<std::unique_ptr<Staged>> staged = stage(piece, settings_, casting_);
    if (staged) {
      staged_.push_back(*std::move(staged));
      return Exit::Passed;
    }
    // The same lack of a target in twenty files is one mistake.
    if (!std::exchange(complained_, true)) complain(io_.err, staged.error());
    return Exit::Refused;
  }

  Exit nothing_sent(Exit exit) {
    io_.err << "Nothing was sent.\n";
    return exit;
  }

  std::string project_files() const {
    std::string files;
    for (const auto& staged : staged_) {
      const std::string& file = staged->piece->project_file;
      if (file.empty() || files.find(file) != std::string::npos) continue;
      files += (files.empty() ? "" : ", ") + file;
    }
    return files;
  }

  void play(Rehearsal& rehearsal, std::uint64_t repeat, std::ostream& console) {
    for (std::uint64_t round = 0; round < repeat && !rehearsal.over(); ++round) {
      casting_.iteration = round;
      for (std::unique_ptr<Staged>& staged : staged_) {
        // The first round is ready; the others differ from it only in what is drawn.
        if (round > 0) staged = *stage(*staged->piece, settings_, casting_);
        const ScenarioRecord& told = rehearsal.play(*staged, again(*staged, words_.play));
        if (!rehearsal.nobody_there()) print_scenario(told, style(console), console);
        const bool enough = words_.fail_fast && told.verdict == Verdict::Fail;
        if (rehearsal.over() || enough) return tell_what_was_left(rehearsal, repeat);
      }
    }
  }

  void tell_what_was_left(Rehearsal& rehearsal, std::uint64_t repeat) const {
    const std::uint64_t left = staged_.size() * repeat - rehearsal.record().scenarios.size();
    if (left == 0) return;
    rehearsal.record().asides.push_back(
        fmt::format("{} more {} not begun", left, left == 1 ? "scenario was" : "scenarios were"));
  }

  Exit finish(Rehearsal& rehearsal, ReportFiles& reports, int signal, std::ostream& console) {
    RunRecord& record = rehearsal.record();
    const Exit exit = exit_of(rehearsal, signal);
    if (signal != 0) record.verdict = Verdict::Interrupted;
    record.exit = code(exit);
    if (rehearsal.nobody_there()) {
      complain(io_.err, *rehearsal.nobody_there());
    } else {
      print_summary(record, style(console), console);
    }
    if (!record.account.adds_up()) complain(io_.err, {"a bug in ensaio: the sums do not hold", ""});
    const auto written = reports.write(record, io_.out);
    if (written) return exit;
    complain(io_.err, written.error());
    return graver(exit, Exit::Environment);
  }

  ConsoleStyle style(const std::ostream& console) const {
    return {.color = io_.color && &console == &io_.out};
  }

  const RunWords& words_;
  const PlaySettings& settings_;
  Streams& io_;
  Casting casting_{};
  std::vector<std::unique_ptr<Staged>> staged_{};
  bool complained_ = false;
};

}  // namespace

Exit run_command(const Arguments& arguments, Streams& io) {
  RunWords words;
  Options options("run", "Plays scenarios at a receiver, judges its answers and reports.",
                  "  ensaio run pack:basics --target http://127.0.0.1:3000/hook\n"
                  "  ensaio show basics/three-ticks | ensaio run - --target "
                  "http://127.0.0.1:3000/hook --report json=run.json\n");
  define(options, words);
  if (const auto done = options.parse(arguments, io)) return *done;
  if (words.files.empty()) {
    return options.refuse(io, "name a scenario file, a directory, pack:NAME, or -");
  }
  const Result<PlaySettings> settings = checked(words.play);
  if (!settings) {
    complain(io.err, settings.error());
    return Exit::Refused;
  }
  Result<ReportFiles> reports = ReportFiles::asked(words.reports);
  if (!reports) {
    complain(io.err, reports.error());
    return Exit::Refused;
  }
  constexpr std::uint64_t kMostRounds = 1'000'000;
  const auto repeat = parse_unsigned(words.repeat.empty() ? "1" : words.repeat);
  if (!repeat || *repeat == 0 || *repeat > kMostRounds) {
    return options.refuse(io, "--repeat: write a number from 1 to 1000000");
  }
  Repertoire repertoire =
      read_repertoire(read_inputs(words.files, Folders::Taken, io.in), settings->overrides);
  return Run(words, *settings, io).run(repertoire, *reports, *repeat);
}

}  // namespace ensaio
