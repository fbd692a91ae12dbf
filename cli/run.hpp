#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/beside.hpp"
#include "cli/exit_code.hpp"
#include "cli/play_settings.hpp"
#include "cli/repertoire.hpp"
#include "cli/report_files.hpp"
#include "cli/selection.hpp"
#include "cli/streams.hpp"
#include "mock_api/listen_address.hpp"
#include "simulator/scenario/rules.hpp"

namespace ensaio {

struct RunWords {
  PlayWords play{};
  BesideWords beside{};
  Selection selection{};
  std::vector<std::string> files{};
  std::vector<std::string> reports{};
  std::string repeat{};
  std::string jobs{};
  std::string listen{};
  std::string control_token{};
  bool fail_fast = false;
};

/// How often and how many at once.
struct Extent {
  std::uint64_t rounds = 1;
  std::size_t jobs = 1;
};

/// What `run` was asked for, checked.
struct RunOrder {
  const RunWords& words;  ///< As they were typed, for the line that repeats a failure.
  const PlaySettings& settings;
  const Beside& beside;
  Extent extent{};
  std::optional<ListenAddress> listen{};  ///< Of the mock API; nothing: any free port, if needed.
  std::string control_token{};            ///< Of its control API; empty: none.
  std::vector<std::string> variables{};   ///< Of the environment, that are options of this run.
  std::optional<Rules> rules{};           ///< Of the mock API; nothing: nothing follows a call.
};

/// Plays what was read, with what runs beside it, and reports. All that is wrong with it is found
/// before anything is sent.
Exit run(Repertoire& repertoire, ReportFiles& reports, const RunOrder& order, Streams& io);

}  // namespace ensaio
