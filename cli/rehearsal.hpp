#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/exit_code.hpp"
#include "cli/lineup.hpp"
#include "cli/stage.hpp"
#include "simulator/delivery/call_source.hpp"
#include "simulator/delivery/socket_world.hpp"
#include "simulator/report/record.hpp"

namespace ensaio {

/// How the tellings of a run come to be, and who is told what became of them.
struct Tellings {
  /// Makes one ready, when its turn has come. Never null.
  std::function<std::unique_ptr<Staged>(std::uint64_t number)> stage{};
  /// The command line that repeats one.
  std::function<std::string(const Staged& staged)> again{};
  /// Told of each as soon as it is over.
  std::function<void(const ScenarioRecord& record)> over{};
  /// Told of each, in the order of their numbers, once it and all before it are over.
  std::function<void(const ScenarioRecord& record)> told{};
};

/// Plays tellings over real sockets, side by side or one after the other, and keeps the record of
/// the whole, in the order of their numbers.
class Rehearsal {
 public:
  /// Told of every attempt as it ends: the one place where each outcome passes with the telling
  /// that it belongs to. Those of several tellings come interleaved.
  using Watch = std::function<void(const Staged& staged, const Outcome& outcome)>;

  /// Told how each await and each count of calls ended.
  using CallWatch = std::function<void(const Staged& staged, const CallNews& news)>;

  /// `source` knows the texts of the files, for what is shown of failed steps.
  Rehearsal(const TargetRule& rule, const SocketOptions& sockets, SourceText source);

  /// Where the application's calls come from. Without one none ever comes. `calls`, whose news wake
  /// the world, must outlive the plays.
  void hear(CallSource& calls) { calls_ = &calls; }
  void tell_calls(CallWatch watch) { call_watch_ = std::move(watch); }

  /// Plays until nothing of `lineup` is left, or the world is interrupted.
  void play(Lineup& lineup, const Tellings& tellings, const Watch& watch = {});

  /// Plays one, and adds it to the record. `again` is the command line that repeats it.
  const ScenarioRecord& play(std::unique_ptr<Staged> staged, const std::string& again,
                             const Watch& watch = {});

  /// No more is to be played: the user wants to stop, or there is nobody to play to.
  bool over() const { return world_.interrupted(); }

  /// Why there is nobody to play to, where the very first callback had no way: that of the first
  /// telling that sent anything, whatever was played beside it.
  const std::optional<Error>& nobody_there() const { return nobody_there_; }

  SocketWorld& world() { return world_; }
  RunRecord& record() { return record_; }
  const RunRecord& record() const { return record_; }

 private:
  class Turns;

  SocketWorld world_;
  SourceText source_;
  CallSource* calls_ = nullptr;
  CallWatch call_watch_{};
  RunRecord record_;
  bool first_known_ = false;
  bool has_cut_ = false;
  bool has_drained_ = false;
  std::optional<Error> nobody_there_;
};

/// What the run amounts to; `signal` is the one that interrupted it, 0 for none.
Exit exit_of(const Rehearsal& rehearsal, int signal);

}  // namespace ensaio
