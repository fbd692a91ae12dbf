#include "cli/rehearsal.hpp"

#include <chrono>
#include <map>
#include <utility>

#include "cli/nobody_there.hpp"
#include "cli/signals.hpp"
#include "simulator/delivery/player.hpp"
#include "simulator/report/recorder.hpp"

namespace ensaio {

/// The tellings of one lineup as they come and go.
class Rehearsal::Turns : public Arrivals {
 public:
  Turns(Rehearsal& rehearsal, Lineup& lineup, const Tellings& tellings, const Watch& watch)
      : all_(rehearsal), lineup_(lineup), tellings_(tellings), watch_(watch) {}

  std::optional<Offset> next() override {
    if (lineup_.exhausted()) return std::nullopt;
    return lineup_.ready() ? Offset::zero() : Offset::max();
  }

  Arrival take(Offset now) override {
    const std::uint64_t number = *lineup_.ready();
    lineup_.begun(number);
    Telling& telling = under_way_.try_emplace(number, tellings_.stage(number), now).first->second;
    Staged& staged = *telling.staged;
    const Scenario& scenario = staged.piece->scenario;
    if (!scenario.start) {
      staged.surroundings.start =
          std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
    return {.at = now,
            .number = number,
            .iteration = staged.seed.iteration,
            .staging =
                std::make_shared<const Staging>(Staging{.script = &*staged.piece->script,
                                                        .cast = &staged.cast,
                                                        .surroundings = &staged.surroundings,
                                                        .seed = staged.seed.value,
                                                        .clock = scenario.clock,
                                                        .routes = staged.destinations.routes()})};
  }

  void hear(std::uint64_t number, const Outcome& outcome) {
    Telling& telling = under_way_.at(number);
    telling.recorder.add(outcome);
    if (!all_.first_known_ && firsts_.find(number) == firsts_.end()) {
      firsts_.emplace(number, why_unheard(*telling.staged, outcome));
      look_at_the_first();
    }
    if (watch_) watch_(*telling.staged, outcome);
  }

  void hear(std::uint64_t number, const CallNews& news) {
    Telling& telling = under_way_.at(number);
    telling.recorder.add(news);
    if (all_.call_watch_) all_.call_watch_(*telling.staged, news);
  }

  void over(std::uint64_t number) override {
    lineup_.over(number);
    const auto ended = under_way_.find(number);
    const auto done = done_.emplace(number, record_of(ended->second)).first;
    if (tellings_.over) tellings_.over(done->second);
    under_way_.erase(ended);
    look_at_the_first();
    while (!done_.empty() && done_.begin()->first == next_told_) tell_one();
  }

  /// Of those that waited for one before them, which will not be played any more.
  void tell_the_rest() {
    while (!done_.empty()) tell_one();
  }

 private:
  struct Telling {
    Telling(std::unique_ptr<Staged> s, Offset at)
        : staged(std::move(s)), recorder(staged->showing()), begun(at) {}

    std::unique_ptr<Staged> staged;
    Recorder recorder;
    Offset begun;
  };

  static std::optional<Error> why_unheard(const Staged& staged, const Outcome& outcome) {
    const Line& line = staged.piece->script->lines[outcome.send.line];
    if (line.expect != nullptr && line.expect->no_answer) return {};  // That is what is wanted.
    return nobody_heard(outcome.url, outcome.ending);
  }

  /// Of tellings side by side the first one's counts, whichever is heard of first.
  void look_at_the_first() {
    while (!all_.first_known_ && under_way_.find(first_) == under_way_.end()) {
      if (firsts_.find(first_) != firsts_.end()) break;
      const bool ended = first_ < next_told_ || done_.find(first_) != done_.end();
      if (!ended) return;
      ++first_;  // It sent nothing.
    }
    const auto first = firsts_.find(first_);
    if (all_.first_known_ || first == firsts_.end()) return;
    all_.first_known_ = true;
    all_.nobody_there_ = first->second;
    if (all_.nobody_there_) all_.world_.interrupt();
    firsts_.clear();
  }

  ScenarioRecord record_of(const Telling& telling) {
    const Staged& staged = *telling.staged;
    ScenarioRecord record = telling.recorder.record(
        staged.plan, all_.over() ? Stop::Interrupted : Stop::AtItsEnd, all_.source_);
    record.seed = staged.seed.value;
    record.took = all_.world_.now() - telling.begun;
    record.again = tellings_.again(staged);
    if (telling.recorder.has_cut() && !std::exchange(all_.has_cut_, true)) {
      all_.record_.asides.emplace_back("of answers over 16 KiB the report keeps the beginning");
    }
    if (telling.recorder.has_drained() && !std::exchange(all_.has_drained_, true)) {
      all_.record_.asides.emplace_back("of answers over 1 MiB the rest was read and thrown away");
    }
    return record;
  }

  void tell_one() {
    const auto first = done_.begin();
    next_told_ = first->first + 1;
    add(all_.record_, std::move(first->second));
    done_.erase(first);
    if (tellings_.told) tellings_.told(all_.record_.scenarios.back());
  }

  Rehearsal& all_;
  Lineup& lineup_;
  const Tellings& tellings_;
  const Watch& watch_;
  std::map<std::uint64_t, Telling> under_way_;
  std::map<std::uint64_t, ScenarioRecord> done_;  ///< That one before them is still to be told.
  std::uint64_t next_told_ = 0;
  std::uint64_t first_ = 0;                               ///< None before it has sent anything.
  std::map<std::uint64_t, std::optional<Error>> firsts_;  ///< Why nobody heard their first.
};

Rehearsal::Rehearsal(const TargetRule& rule, const SocketOptions& sockets, SourceText source)
    : world_(rule, sockets), source_(std::move(source)) {
  record_.version = ENSAIO_VERSION;
  if (sockets.tls.insecure) record_.asides.emplace_back("--insecure: no certificate was checked");
}

void Rehearsal::play(Lineup& lineup, const Tellings& tellings, const Watch& watch) {
  const Offset begun = world_.now();
  Turns turns(*this, lineup, tellings, watch);
  const auto hear = [&turns](std::uint64_t number, const Outcome& outcome) {
    turns.hear(number, outcome);
  };
  const auto hear_calls = [&turns](std::uint64_t number, const CallNews& news) {
    turns.hear(number, news);
  };
  Player(world_, turns, hear, {.source = calls_, .sink = hear_calls}).run();
  turns.tell_the_rest();
  record_.took += world_.now() - begun;
}

const ScenarioRecord& Rehearsal::play(std::unique_ptr<Staged> staged, const std::string& again,
                                      const Watch& watch) {
  Lineup one = Lineup::of_one();
  const Tellings tellings{.stage = [&staged](std::uint64_t) { return std::move(staged); },
                          .again = [&again](const Staged&) { return again; }};
  play(one, tellings, watch);
  if (staged) {  // It was interrupted before it began.
    add(record_, Recorder(staged->showing()).record(staged->plan, Stop::Interrupted, source_));
  }
  return record_.scenarios.back();
}

Exit exit_of(const Rehearsal& rehearsal, int signal) {
  const RunRecord& run = rehearsal.record();
  if (!accounts_hold(run)) return Exit::Bug;
  if (signal != 0) return signal_exit(signal);
  if (rehearsal.nobody_there()) return Exit::Environment;
  switch (run.verdict) {
    case Verdict::Pass:
      return Exit::Passed;
    case Verdict::Fail:
      return Exit::Failed;
    case Verdict::Inconclusive:
      return Exit::Inconclusive;
    case Verdict::Interrupted:
      return Exit::Interrupted;
  }
  return Exit::Bug;
}

}  // namespace ensaio
