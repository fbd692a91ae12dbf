#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/exit_code.hpp"
#include "cli/stage.hpp"
#include "simulator/delivery/socket_world.hpp"
#include "simulator/report/record.hpp"

namespace ensaio {

/// Plays tellings over real sockets, one after the other, and keeps the record of the whole.
class Rehearsal {
 public:
  /// Told of every attempt as it ends.
  using Watch = std::function<void(const Line& line, const Outcome& outcome)>;

  /// `source` knows the texts of the files, for what is shown of failed steps.
  Rehearsal(const TargetRule& rule, const TlsSettings& tls, SourceText source);

  /// Plays one, and adds it to the record. `again` is the command line that repeats it.
  const ScenarioRecord& play(Staged& staged, std::string again, const Watch& watch = {});

  /// No more is to be played: the user wants to stop, or there is nobody to play to.
  bool over() const { return world_.interrupted(); }

  /// Why there is nobody to play to, where the very first callback had no way.
  const std::optional<Error>& nobody_there() const { return nobody_there_; }

  SocketWorld& world() { return world_; }
  RunRecord& record() { return record_; }
  const RunRecord& record() const { return record_; }

 private:
  void look_at_the_first(const Line& line, const Outcome& outcome);

  SocketWorld world_;
  SourceText source_;
  RunRecord record_;
  bool first_known_ = false;
  bool has_cut_ = false;
  bool has_drained_ = false;
  std::optional<Error> nobody_there_;
};

/// What the run amounts to; `signal` is the one that interrupted it, 0 for none.
Exit exit_of(const Rehearsal& rehearsal, int signal);

}  // namespace ensaio
