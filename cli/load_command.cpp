#include <fmt/format.h>
#include <sys/resource.h>

#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "bench/load/load_cast.hpp"
#include "bench/load/load_report.hpp"
#include "bench/load/load_run.hpp"
#include "cli/announcement.hpp"
#include "cli/awaited_signals.hpp"
#include "cli/commands.hpp"
#include "cli/complaint.hpp"
#include "cli/inputs.hpp"
#include "cli/load_files.hpp"
#include "cli/load_settings.hpp"
#include "cli/load_stage.hpp"
#include "cli/load_watch.hpp"
#include "cli/metrics_server.hpp"
#include "cli/nobody_there.hpp"
#include "cli/options.hpp"
#include "cli/problem_report.hpp"
#include "cli/signals.hpp"
#include "cli/terminal.hpp"
#include "cli/typed_line.hpp"
#include "simulator/report/histogram_log.hpp"
#include "simulator/timeline/placed.hpp"

namespace ensaio {
namespace {

void define(Options& options, LoadWords& words) {
  options.words("FILE", words.files, "one load profile, or scenarios to be played under load");
  add_target_options(options, words.play);
  add_story_options(options, words.play);
  options.value("--rate", words.rate, "conversations a second: 50/s, 300/m, or a ramp 5/s..50/s");
  options.flag("--callbacks", words.callbacks, "--rate counts callbacks, not conversations");
  options.flag("--max", words.max, "as fast as the receiver answers, --connections at once");
  options.value("--for", words.lasts, "how long, with --rate or --max; else 10s");
  add_size_options(options, words.size);
  options.values("--pass", words.pass, "condition that must hold: 'response.p99 < 300ms'");
  options.values("--valid", words.valid,
                 "condition without which the run says nothing; else 'lag.p99 < 20ms'");
  options.values("--report", words.reports,
                 "json=FILE, html=FILE, hlog=FILE or journal=FILE; - for standard output");
  options.flag("--quiet", words.quiet, "say nothing while it runs");
  options.value("--metrics", words.metrics,
                "ADDRESS:PORT to be asked for /metrics by Prometheus while it runs; :0 is any");
  options.later({"--oracle"});
}

Exit exit_of(const LoadRecord& record, int signal) {
  if (signal != 0) return signal_exit(signal);
  switch (record.judgement.verdict) {
    case Verdict::Pass:
      return Exit::Passed;
    case Verdict::Fail:
      return Exit::Failed;
    default:
      return Exit::Inconclusive;
  }
}

long peak_rss_kib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

Exit complained(Streams& io, const Error& error, Exit exit = Exit::Refused) {
  complain(io.err, error);
  return exit;
}

std::vector<std::string> names_of(const LoadProfile& profile) {
  std::vector<std::string> names;
  for (const MixedScenario& mixed : profile.mix) names.push_back(mixed.scenario.name);
  return names;
}

void tell_of(const MetricsServer& server, Streams& io) {
  io.err << "metrics at " << server.url() << '\n' << std::flush;
  if (server.is_loopback()) return;
  io.err << "warning: whoever reaches this machine at that address can read them\n";
}

void tell_of_what_has_no_room(LoadFiles& files, Streams& io) {
  if (files.journal() == nullptr || files.journal()->left_out() == 0) return;
  io.err << fmt::format("note: the journal is full at 1 GiB; {} callbacks are not in it\n",
                        files.journal()->left_out());
}

/// Ids of a list come again where it is too short.
void tell_of_ids(const LoadProfile& profile, const LoadCourse& course, Streams& io) {
  if (profile.message_ids.empty() || course.is_closed_loop()) return;
  std::vector<const Scenario*> scenarios;
  for (const MixedScenario& mixed : profile.mix) scenarios.push_back(&mixed.scenario);
  const std::uint64_t needed = course.due(Offset::max()) * message_ids_of(scenarios);
  const std::uint64_t listed = profile.message_ids.size();
  if (needed <= listed) return;
  io.err << fmt::format(
      "note: there are {} message ids, and this load takes {}: the same come again\n", listed,
      needed);
}

/// Tells and writes what came of it. `signal`: that ended it; 0 for none.
Exit told(const LoadRecord& record, LoadFiles& files, int signal, Streams& io) {
  (files.to_standard_output() ? io.err : io.out) << load_console(record);
  const auto nobody = signal == 0 ? nobody_heard(record.result.totals) : std::nullopt;
  const Exit exit = nobody ? Exit::Environment : exit_of(record, signal);
  if (const auto failed = files.write(record, exit)) {
    return complained(io, *failed, Exit::Environment);
  }
  tell_of_what_has_no_room(files, io);
  if (nobody) complain(io.err, *nobody);
  return exit;
}

/// Runs it, and tells what came of it.
Exit load(LoadRecord record, const PlaySettings& settings, const LoadWords& words, Streams& io) {
  const auto stage = LoadStage::of(record.profile, settings, record.seed);
  if (!stage) return complained(io, stage.error().error, stage.error().exit);
  const auto reports = load_reports(words.reports);
  if (!reports) return complained(io, reports.error());
  auto files = LoadFiles::open(*reports, io.out);
  if (!files) return complained(io, files.error(), Exit::Environment);
  record.target = stage->target();
  LoadOrder order{.seed = record.seed,
                  .threads = record.threads,
                  .story = record.plan.story,
                  .rule = settings.rule,
                  .tls = settings.tls};
  if (record.closed_loop) order.at_once = record.connections;
  allow_many_files();
  LoadCourse course = stage->course(record.profile, order);
  tell_of_ids(record.profile, course, io);
  if (LoadJournal* journal = files->journal()) {
    journal->begin(record);
    course.listener = [journal, &course](const EndedCallback& told) { journal->add(course, told); };
  }
  const AwaitedSignals signals;  // Before there are threads.
  LoadMetrics metrics(names_of(record.profile));
  std::unique_ptr<MetricsServer> server;
  if (!words.metrics.empty()) {
    auto listening = MetricsServer::listen(words.metrics, metrics);
    if (!listening) return complained(io, listening.error(), Exit::Environment);
    server = *std::move(listening);
    tell_of(*server, io);
  }
  LiveBlock block(io.err, error_width);
  LoadWatch watch(record.profile, signals,
                  {.err = io.err,
                   .quiet = words.quiet,
                   .log = files->log(),
                   .block = io.live ? &block : nullptr,
                   .metrics = server ? &metrics : nullptr,
                   .closed_loop = record.closed_loop});
  if (files->log() != nullptr) {
    files->log()->begin(
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()));
  }
  record.result = run(course, watch);
  watch.over();
  record.stopped = watch.stopped();
  if (!record.stopped.empty() && watch.signal() == 0) record.result.interrupted = false;
  record.judgement = judged(record.result, record.profile, record.closed_loop);
  if (!record.stopped.empty() && record.judgement.verdict == Verdict::Pass) {
    record.judgement.verdict = Verdict::Fail;
  }
  record.peak_rss_kib = peak_rss_kib();
  return told(record, *files, watch.signal(), io);
}

}  // namespace

Exit load_command(const Arguments& arguments, Streams& io) {
  LoadWords words;
  Options options("load", "Plays whole conversations at a receiver, at a rate, and measures.",
                  "  ensaio load scenario.yaml --target http://127.0.0.1:3000/hook --rate 50/s "
                  "--for 30s\n"
                  "  ensaio load profile.yaml --report json=load.json\n");
  define(options, words);
  if (const auto done = options.parse(arguments, io)) return *done;
  if (words.files.empty()) {
    return options.refuse(io, "name a load profile, or scenarios and --rate or --max");
  }
  const auto play = checked(words.play);
  if (!play) return complained(io, play.error());
  const auto settings = checked(words);
  if (!settings) return complained(io, settings.error());
  Repertoire repertoire =
      read_repertoire(read_inputs(words.files, Folders::Taken, io.in), play->overrides);
  auto profile = profile_of(repertoire, *settings, repertoire.problems);
  if (profile && !has_errors(repertoire.problems)) {
    Problems later = not_yet_playable(*profile);
    std::ranges::move(later, std::back_inserter(repertoire.problems));
  }
  if (tell_problems(repertoire, io)) return Exit::Refused;
  if (!profile) return complained(io, profile.error());
  const std::string not_used = not_used_of(repertoire, *settings);
  if (!not_used.empty()) io.err << "note: " << not_used << '\n';
  LoadRecord record{.version = ENSAIO_VERSION,
                    .profile = *std::move(profile),
                    .command = typed_line("load", arguments),
                    .machine = machine_facts(),
                    .threads = settings->size.threads,
                    .closed_loop = settings->max,
                    .insecure = play->tls.insecure};
  record.seed = play->seed.value_or(record.profile.seed.value_or(drawn_seed()));
  record.connections = record.profile.limits.connections;
  record.plan = load_plan(record.profile, record.seed,
                          record.closed_loop ? LoadLoop::Closed : LoadLoop::Open);
  return load(std::move(record), *play, words, io);
}

}  // namespace ensaio
