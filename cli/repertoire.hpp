#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/inputs.hpp"
#include "simulator/document/problem_text.hpp"
#include "simulator/scenario/load.hpp"
#include "simulator/scenario/scenario.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// What the command line says over every scenario.
struct Overrides {
  LoadOptions load{};
  std::optional<Clock> clock{};
  std::optional<WallTime> start{};
  bool start_now = false;  ///< `--start now`: over a start that the file has.
  std::optional<Offset> timeout{};
};

/// A scenario, loaded and written into its dialect.
struct Piece {
  Scenario scenario{};
  std::optional<Script> script{};  ///< Nothing where it cannot be played yet, or has errors.
  std::string project_file{};      ///< That it took settings from; empty: none.
};

/// Everything that the user's files hold.
struct Repertoire {
  std::vector<Piece> pieces{};
  std::vector<LoadProfile> profiles{};
  Problems problems{};
  std::uint64_t passed_over = 0;  ///< Documents of other kinds.
  std::uint64_t files = 0;
  std::map<std::string, std::string> texts{};  ///< Of every file that was read, by name.

  /// For showing problems and failed steps. Good as long as this lives.
  SourceText source() const;
};

/// Loads and compiles every scenario of `inputs`: every problem of every file at once, among them
/// two scenarios of one name.
Repertoire read_repertoire(Inputs inputs, const Overrides& overrides);

}  // namespace ensaio
