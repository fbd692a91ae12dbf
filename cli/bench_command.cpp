#include <fmt/format.h>

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "bench/load/bench_report.hpp"
#include "bench/load/bench_search.hpp"
#include "bench/load/bench_step.hpp"
#include "cli/announcement.hpp"
#include "cli/awaited_signals.hpp"
#include "cli/bench_self.hpp"
#include "cli/bench_settings.hpp"
#include "cli/bench_watch.hpp"
#include "cli/commands.hpp"
#include "cli/complaint.hpp"
#include "cli/inputs.hpp"
#include "cli/load_stage.hpp"
#include "cli/nobody_there.hpp"
#include "cli/problem_report.hpp"
#include "cli/report_file.hpp"
#include "cli/signals.hpp"
#include "cli/terminal.hpp"
#include "simulator/base/random.hpp"
#include "simulator/timeline/placed.hpp"

namespace ensaio {
namespace {

Exit complained(Streams& io, const Error& error, Exit exit = Exit::Refused) {
  complain(io.err, error);
  return exit;
}

/// A search while it goes on.
class Benching {
 public:
  /// `block`: null: nothing is drawn while a step runs.
  Benching(BenchRecord& record, const LoadStage& stage, const PlaySettings& settings,
           LiveBlock* block)
      : record_(record), stage_(stage), block_(block) {
    order_ = {.threads = record.plan.threads, .rule = settings.rule, .tls = settings.tls};
  }

  /// Tells each step to `err` where it is not null. Error: a step met nobody at all, and ended the
  /// search.
  std::optional<Error> search(BenchSearch search, std::ostream* err) {
    std::optional<Error> nobody;
    while (const auto rate = nobody ? std::nullopt : search.next()) {
      BenchStep step;
      nobody = run_step(*rate, step);
      if (signal_ != 0) break;
      step.repeated = search.is_repeated();
      if (!nobody) search.tell(step.outcome);  // Of the rate it says nothing.
      record_.steps.push_back(std::move(step));
      if (err != nullptr) *err << bench_row(record_, record_.steps.back()) << std::flush;
    }
    record_.answer = search.answer();
    record_.held = search.held();
    record_.not_held = search.not_held();
    record_.interrupted = signal_ != 0;
    return signal_ != 0 ? std::nullopt : nobody;
  }

  int signal() const { return signal_; }

 private:
  std::optional<Error> run_step(Rate rate, BenchStep& step) {
    const LoadProfile profile = profile_of_step(record_.profile, record_.until, rate, record_.plan);
    // Other people and ids in each, or a receiver that knows them would have less to do.
    order_.seed = mixed(record_.seed, record_.steps.size());
    const LoadCourse course = stage_.course(profile, order_);
    BenchWatch watch(signals_, block_,
                     {profile, false, fmt::format("step {}: ", record_.steps.size() + 1)});
    LoadResult result = run(course, watch);
    signal_ = watch.signal();
    auto nobody = nobody_heard(result.totals);
    step = judged_step(std::move(result), profile, record_.plan, watch.seconds());
    if (nobody) {
      step.outcome = StepOutcome::Broke;
      step.why = nobody->message;
    }
    return nobody;
  }

  const AwaitedSignals signals_{};  // Before there are threads.
  BenchRecord& record_;
  const LoadStage& stage_;
  LiveBlock* const block_;
  LoadOrder order_{};
  int signal_ = 0;
};

Exit exit_of(const BenchRecord& record, int signal) {
  if (signal != 0) return signal_exit(signal);
  switch (record.answer) {
    case BenchAnswer::Found:
    case BenchAnswer::HeldAll:
      return Exit::Passed;
    case BenchAnswer::NoneHeld:
      return Exit::Failed;
    default:
      return Exit::Inconclusive;
  }
}

/// What a user might not expect of the files.
void warn_of(const BenchRecord& record, const LoadProfile& profile, Streams& io) {
  if (!profile.file.empty()) {
    io.err << fmt::format(
        "note: of {} the mix, the chats and the limits are used; its phases and conditions are "
        "not\n",
        profile.file);
  }
  if (record.plan.warm_up < record.plan.story) {
    warn(io.err, {fmt::format("a conversation takes up to {}, and is warmed up for {} only",
                              duration_text(record.plan.story), duration_text(record.plan.warm_up)),
                  "what comes late in it is hardly measured, and a growing queue is not noticed: "
                  "--warm-up"});
  }
}

Exit bench(BenchRecord record, const BenchSearch& search, const PlaySettings& play,
           const BenchWords& words, Streams& io) {
  const auto stage = LoadStage::of(record.profile, play, record.seed);
  if (!stage) return complained(io, stage.error().error, stage.error().exit);
  auto file = report_file(words, io.out);
  if (!file) return complained(io, file.error(), Exit::Environment);
  record.target = stage->target();
  record.plan.patience =
      patience(record.until, play.overrides.timeout.value_or(record.profile.limits.timeout));
  allow_many_files();
  std::ostream& out = reports_to_standard_output(words) ? io.err : io.out;
  out << bench_head(record) << std::flush;
  if (!words.quiet) io.err << bench_table_head() << std::flush;
  LiveBlock block(io.err, error_width);
  Benching benching(record, *stage, play, io.live && !words.quiet ? &block : nullptr);
  const auto nobody = benching.search(search, words.quiet ? nullptr : &io.err);
  out << bench_end(record);
  if (*file && !(*file)->print([&](std::ostream& to) { to << bench_json(record); })) {
    return complained(io, (*file)->error(), Exit::Environment);
  }
  if (nobody) return complained(io, *nobody, Exit::Environment);
  return exit_of(record, benching.signal());
}

Exit limit_of_receiver(const BenchWords& words, const BenchSettings& settings, Streams& io) {
  const auto play = checked(words.play);
  if (!play) return complained(io, play.error());
  Repertoire repertoire =
      read_repertoire(read_inputs(words.files, Folders::Taken, io.in), play->overrides);
  const auto profile = mix_of(repertoire, repertoire.problems);
  if (profile && !has_errors(repertoire.problems)) {
    Problems later = not_yet_playable(*profile);
    std::ranges::move(later, std::back_inserter(repertoire.problems));
  }
  if (tell_problems(repertoire, io)) return Exit::Refused;
  if (!profile) return complained(io, profile.error());
  auto record = record_of(*profile, words, settings);
  if (!record) return complained(io, record.error());
  const auto bounds = bounds_of(*profile, settings);
  if (!bounds) return complained(io, bounds.error());
  record->seed = play->seed.value_or(profile->seed.value_or(drawn_seed()));
  warn_of(*record, *profile, io);
  return bench(*std::move(record), BenchSearch(*bounds), *play, words, io);
}

}  // namespace

Exit bench_command(const Arguments& arguments, Streams& io) {
  BenchWords words;
  Options options("bench",
                  "Looks for the highest rate at which a receiver still does as it should: doubles "
                  "the\nrate until a step does not hold, then halves the gap.",
                  "  ensaio bench scenario.yaml --target http://127.0.0.1:3000/hook --until "
                  "'response.p99 < 250ms'\n"
                  "  ensaio bench --self --for 1s --repeat 3\n");
  define(options, words);
  if (const auto done = options.parse(arguments, io)) return *done;
  const auto settings = checked(words);
  if (!settings) return complained(io, settings.error());
  return words.self ? bench_self(words, *settings, io) : limit_of_receiver(words, *settings, io);
}

}  // namespace ensaio
