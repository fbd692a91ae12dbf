#include "cli/bench_self.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "bench/load/bench_self_report.hpp"
#include "cli/announcement.hpp"
#include "cli/awaited_signals.hpp"
#include "cli/bench_watch.hpp"
#include "cli/complaint.hpp"
#include "cli/inputs.hpp"
#include "cli/load_stage.hpp"
#include "cli/report_file.hpp"
#include "cli/self_receiver.hpp"
#include "cli/signals.hpp"
#include "cli/terminal.hpp"

namespace ensaio {
namespace {

// Who measures speed against others takes as many connections.
constexpr std::uint32_t kConnections = 64;
constexpr Offset kLasts = std::chrono::seconds(2);
// What an application gets to hear of a message most often.
constexpr const char* kStory =
    "scenario: three ticks\nchats: { ana: \"5544999999999\" }\nmessages: { m1: ana }\n"
    "steps: [{ sent: m1 }, { received: m1 }, { read: m1 }]\n";
constexpr std::uint64_t kSeed = 1;

enum class At : std::uint8_t { Plain, Closing, Tls };

/// One way of running it.
struct SelfWay {
  const char* name;
  const char* title;
  At at = At::Plain;
  int percent = 0;  ///< Of what the try came to; 0: a closed loop.
};

constexpr SelfWay kWays[] = {{"closed", "closed loop", At::Plain},
                             {"open_10", "open loop, 10% of the try", At::Plain, 10},
                             {"open_50", "open loop, 50% of the try", At::Plain, 50},
                             {"open_90", "open loop, 90% of the try", At::Plain, 90},
                             {"tls", "closed loop, TLS", At::Tls},
                             {"churn", "a connection each", At::Closing}};

/// The same story, at one of the receivers.
struct SelfStage {
  LoadProfile profile{};
  LoadStage stage{};
};

void set_size(LoadProfile& profile, const BenchSettings& settings) {
  profile.limits.connections = kConnections;
  settings.size.apply(profile);
}

/// Error: more threads than connections.
std::optional<Error> is_too_small(const BenchSettings& settings) {
  LoadProfile profile;
  set_size(profile, settings);
  return settings.size.too_many_threads(profile);
}

Result<SelfStage> stage_at(const std::string& url, const BenchSettings& settings) {
  Inputs inputs;
  inputs.sources.push_back({.file = "three-ticks.yaml", .text = kStory});
  Repertoire repertoire = read_repertoire(std::move(inputs), {});
  auto profile = mix_of(repertoire, repertoire.problems);
  if (!profile) return profile.error();
  set_size(*profile, settings);
  auto stage = LoadStage::of(*profile, {.target = url}, kSeed);
  if (!stage) return stage.error().error;
  return SelfStage{*std::move(profile), *std::move(stage)};
}

class SelfBench {
 public:
  SelfBench(const BenchSettings& settings, SelfRecord& record, Streams& io, bool quiet)
      : settings_(settings), record_(record), io_(io), quiet_(quiet), block_(io.err, error_width) {}

  /// Error: a receiver could not be started.
  std::optional<Error> prepare() {
    auto receiver = SelfReceiver::start();
    if (!receiver) return receiver.error();
    receiver_ = *std::move(receiver);
    const SelfReceiver::Urls& urls = receiver_->urls();
    for (const std::string& url : {urls.plain, urls.closing, urls.tls}) {
      auto stage = stage_at(url, settings_);
      if (!stage) return stage.error();
      stages_.push_back(*std::move(stage));
    }
    return std::nullopt;
  }

  /// A closed loop, whose parts the open ones are; then all ways, so many times, by turns: so what
  /// disturbs the machine disturbs all of them.
  void measure(std::size_t times) {
    signals_.emplace();  // Before there are threads.
    record_.kinds.push_back({.name = "trial", .title = "closed loop, a try"});
    for (const SelfWay& way : kWays) {
      record_.kinds.push_back({.name = way.name, .title = way.title});
    }
    say("trying what a closed loop comes to");
    const auto trial = run_once(kWays[0], 0, "a try");
    if (!trial) return;
    record_.kinds.front().runs.push_back(*trial);
    for (std::size_t i = 0; i < times; ++i) {
      for (std::size_t way = 0; way < std::size(kWays); ++way) {
        SelfKind& kind = record_.kinds[way + 1];  // Behind the try.
        const double asked = trial->callbacks_per_s * kWays[way].percent / 100;
        const auto figure = run_once(kWays[way], asked, fmt::format("{} of {}", i + 1, times));
        if (!figure) return;
        kind.asked_callbacks_per_s = asked;
        kind.runs.push_back(*figure);
      }
      say(fmt::format("{} of {} done", i + 1, times));
    }
  }

  int signal() const { return signal_; }

 private:
  void say(const std::string& text) {
    if (!quiet_ && !io_.live) io_.err << text << '\n' << std::flush;
  }

  /// Nothing where a signal came.
  std::optional<SelfFigure> run_once(const SelfWay& way, double callbacks,
                                     const std::string& which) {
    SelfStage& at = stages_[static_cast<std::size_t>(way.at)];
    LoadProfile& profile = at.profile;
    const double conversations = callbacks / planned_mix(profile).callbacks();
    const Rate rate{static_cast<std::int64_t>(conversations * 3.6e9)};
    profile.phases = {{.name = way.title, .lasts = record_.lasts, .rate = {rate, rate}}};
    LoadOrder order{.seed = kSeed, .threads = record_.threads, .tls = {.insecure = true}};
    const bool closed = way.percent == 0;
    if (closed) order.at_once = std::max(record_.connections, record_.threads);
    const LoadCourse course = at.stage.course(profile, order);
    BenchWatch watch(*signals_, io_.live && !quiet_ ? &block_ : nullptr,
                     {profile, closed, which + ": "});
    const LoadResult result = run(course, watch);
    signal_ = watch.signal();
    if (signal_ != 0) return std::nullopt;
    return self_figure(result);
  }

  const BenchSettings& settings_;
  SelfRecord& record_;
  Streams& io_;
  const bool quiet_;
  LiveBlock block_;
  std::unique_ptr<SelfReceiver> receiver_{};
  std::vector<SelfStage> stages_{};  ///< By At.
  std::optional<AwaitedSignals> signals_{};
  int signal_ = 0;
};

Exit complained(Streams& io, const Error& error, Exit exit) {
  complain(io.err, error);
  return exit;
}

}  // namespace

Exit bench_self(const BenchWords& words, const BenchSettings& settings, Streams& io) {
  const auto times = repetitions(words);
  if (!times) return complained(io, times.error(), Exit::Refused);
  if (const auto wrong = is_too_small(settings)) return complained(io, *wrong, Exit::Refused);
  auto file = report_file(words, io.out);
  if (!file) return complained(io, file.error(), Exit::Environment);
  SelfRecord record{.version = ENSAIO_VERSION,
                    .machine = machine_facts(),
                    .governor = cpu_governor(),
                    .lasts = settings.lasts.value_or(kLasts),
                    .connections = settings.size.connections.value_or(kConnections),
                    .threads = settings.size.threads};
  allow_many_files();
  SelfBench bench(settings, record, io, words.quiet);
  if (const auto failed = bench.prepare()) return complained(io, *failed, Exit::Environment);
  bench.measure(*times);
  record.interrupted = bench.signal() != 0;
  (reports_to_standard_output(words) ? io.err : io.out) << self_console(record);
  if (*file && !(*file)->print([&](std::ostream& to) { to << self_json(record); })) {
    return complained(io, (*file)->error(), Exit::Environment);
  }
  return bench.signal() != 0 ? signal_exit(bench.signal()) : Exit::Passed;
}

}  // namespace ensaio
