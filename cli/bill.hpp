#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/play_settings.hpp"
#include "cli/selection.hpp"
#include "cli/stage.hpp"
#include "cli/streams.hpp"

namespace ensaio {

/// Everything that a run is to play, made ready. Its tellings are numbered: scenario after
/// scenario, round after round.
class Bill {
 public:
  /// `settings` must outlive it.
  explicit Bill(const PlaySettings& settings) : settings_(settings) {}

  /// Makes the first round of what is meant ready, and asks whether all of it may be sent. All that
  /// is wrong is told. `repertoire` must outlive this.
  Exit prepare(Repertoire& repertoire, const Selection& selection, Streams& io);

  /// The rest requires that prepare() Passed.
  std::size_t scenarios() const { return meant_.size(); }
  std::uint64_t seed() const { return casting_.seed; }
  /// The first telling, while nobody has taken it.
  const Staged& first() const { return *staged_.front(); }
  /// The project files that were used, in a list.
  std::string project_files() const;
  /// Everywhere that the first round sends to, as far as that is known.
  std::vector<Endpoint> receivers() const;
  /// Whether a scenario depends on what the application calls, or says where it can.
  bool needs_api() const;
  /// The phones and ids that the scenarios spell out, scenario by scenario.
  std::vector<std::set<std::string>> written() const;
  /// Where the mock API of the run is, for templates of all tellings.
  void api_at(const std::string& url);
  /// Hands out one telling. Each once.
  std::unique_ptr<Staged> take(std::uint64_t number);

 private:
  Exit add(const Piece& piece, Streams& io);
  Exit find_obstacles(Streams& io) const;

  const PlaySettings& settings_;
  Casting casting_{};
  std::vector<const Piece*> meant_{};
  std::vector<std::unique_ptr<Staged>> staged_{};  ///< Of the first round.
  std::string api_{};
  bool complained_ = false;
};

}  // namespace ensaio
