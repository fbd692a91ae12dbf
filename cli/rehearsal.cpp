#include "cli/rehearsal.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>
#include <variant>

#include "cli/signals.hpp"
#include "simulator/delivery/player.hpp"
#include "simulator/report/recorder.hpp"

namespace ensaio {
namespace {

/// "127.0.0.1:3000", from the URL that was tried.
std::string place_of(const std::string& url) {
  const Result<Endpoint> endpoint = parse_endpoint(url);
  if (!endpoint) return url;
  const bool v6 = endpoint->host.find(':') != std::string::npos;
  return v6 ? fmt::format("[{}]:{}", endpoint->host, endpoint->port)
            : fmt::format("{}:{}", endpoint->host, endpoint->port);
}

/// Why nothing can have heard the attempt; nothing where somebody may have.
std::optional<Error> nobody_heard(const Outcome& outcome) {
  const std::string place = place_of(outcome.url);
  if (const auto* late = std::get_if<TimedOut>(&outcome.ending)) {
    if (!late->where.starts_with("connecting")) return std::nullopt;
    return Error{.message = fmt::format("no connection to {} in time ({})", place, late->where)};
  }
  const auto* lost = std::get_if<Unreachable>(&outcome.ending);
  if (lost == nullptr) return std::nullopt;
  switch (lost->why) {
    case Unreachable::Why::Refused:
      return Error{.message =
                       fmt::format("nothing listens on {} — is your receiver running?", place)};
    case Unreachable::Why::NameNotFound:
    case Unreachable::Why::NotAllowed:
    case Unreachable::Why::Certificate:
    case Unreachable::Why::Tls:
    case Unreachable::Why::Other:
      return Error{.message = fmt::format("{} cannot be reached: {}", place, lost->reason)};
    case Unreachable::Why::Reset:
    case Unreachable::Why::Closed:
    case Unreachable::Why::Garbage:
      break;
  }
  return std::nullopt;
}

}  // namespace

Rehearsal::Rehearsal(const TargetRule& rule, const TlsSettings& tls, SourceText source)
    : world_(rule, SocketOptions{.tls = tls}), source_(std::move(source)) {
  record_.version = ENSAIO_VERSION;
  if (tls.insecure) record_.asides.emplace_back("--insecure: no certificate was checked");
}

const ScenarioRecord& Rehearsal::play(Staged& staged, std::string again, const Watch& watch) {
  const Scenario& scenario = staged.piece->scenario;
  const Script& script = *staged.piece->script;
  if (!scenario.start) {
    staged.surroundings.start =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
  const Offset begun = world_.now();
  Recorder recorder(staged.showing());
  const Arrival arrival{.at = begun,
                        .script = &script,
                        .cast = &staged.cast,
                        .surroundings = &staged.surroundings,
                        .seed = staged.seed,
                        .clock = scenario.clock,
                        .routes = staged.destinations.routes()};
  Player player(world_, {arrival}, [&](std::size_t, const Outcome& outcome) {
    const Line& line = script.lines[outcome.send.line];
    recorder.add(outcome);
    look_at_the_first(line, outcome);
    if (watch) watch(line, outcome);
  });
  player.run();

  ScenarioRecord told =
      recorder.record(staged.plan, over() ? Stop::Interrupted : Stop::AtItsEnd, source_);
  told.seed = staged.seed.value;
  told.took = world_.now() - begun;
  told.again = std::move(again);
  if (recorder.has_cut() && !std::exchange(has_cut_, true)) {
    record_.asides.emplace_back("of answers over 16 KiB the report keeps the beginning");
  }
  if (recorder.has_drained() && !std::exchange(has_drained_, true)) {
    record_.asides.emplace_back("of answers over 1 MiB the rest was read and thrown away");
  }
  add(record_, std::move(told));
  return record_.scenarios.back();
}

void Rehearsal::look_at_the_first(const Line& line, const Outcome& outcome) {
  if (std::exchange(first_known_, true)) return;
  if (line.expect != nullptr && line.expect->no_answer) return;  // That is what is wanted.
  nobody_there_ = nobody_heard(outcome);
  if (nobody_there_) world_.interrupt();
}

Exit exit_of(const Rehearsal& rehearsal, int signal) {
  const RunRecord& run = rehearsal.record();
  if (!run.account.adds_up()) return Exit::Bug;
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
