#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/play_settings.hpp"
#include "cli/repertoire.hpp"
#include "simulator/base/result.hpp"
#include "simulator/document/problem.hpp"
#include "simulator/scenario/load_profile.hpp"

namespace ensaio {

/// How large a load may become, as it was typed. Empty: not given.
struct LoadSizeWords {
  std::string connections{};
  std::string in_flight{};
  std::string threads{};
  std::string chats{};
};

/// The same, checked.
struct LoadSize {
  std::optional<std::uint32_t> connections{};
  std::optional<std::uint32_t> in_flight{};
  std::optional<std::uint64_t> chats{};
  std::size_t threads = 1;

  /// Puts it over what `profile` says.
  void apply(LoadProfile& profile) const;
  /// Error: more threads than connections, or callbacks under way, that `profile` has for them.
  std::optional<Error> too_many_threads(const LoadProfile& profile) const;
};

void add_size_options(Options& options, LoadSizeWords& words);
/// Error: the first that is no number, or too large; they are not compared with each other.
Result<LoadSize> checked(const LoadSizeWords& words);

/// The options of `ensaio load`, as they were typed. Empty: not given.
struct LoadWords {
  PlayWords play{};
  std::vector<std::string> files{};
  std::string rate{};
  bool callbacks = false;
  bool max = false;
  std::string lasts{};
  LoadSizeWords size{};
  std::vector<std::string> pass{};
  std::vector<std::string> valid{};
  std::vector<std::string> reports{};
  std::string metrics{};
  bool quiet = false;
};

/// The same, checked: what stands in place of a profile, or over one.
struct LoadSettings {
  std::optional<Ramp> rate{};
  bool callbacks = false;
  bool max = false;
  std::optional<Offset> lasts{};
  LoadSize size{};
  std::vector<std::string> pass{};
  std::vector<std::string> valid{};

  /// Phases that a profile has are not played then.
  bool sets_pace() const { return rate.has_value() || max; }
};

/// Error: the first word that means nothing, or two that exclude each other.
Result<LoadSettings> checked(const LoadWords& words);

/// The value of `option`; nothing where it is empty. Error: it is no duration over 0,
/// or too long.
Result<std::optional<Offset>> duration_over_zero(const std::string& option,
                                                 const std::string& word);

/// The one profile that the files hold, or one of their scenarios with equal weights, as they are
/// written. Error: neither, both, or more than one. `problems`: of scenarios that no load can play.
Result<LoadProfile> mix_of(Repertoire& repertoire, Problems& problems);

/// What `texts`, the values of `option`, ask of a load of `profile`. Error: one is no condition.
Result<std::vector<Condition>> conditions_of(const std::string& option,
                                             const std::vector<std::string>& texts,
                                             const LoadProfile& profile);

/// What of a profile `settings` put aside, to be told: its phases, and the conditions that name one
/// of them. Empty: nothing.
std::string not_used_of(const Repertoire& repertoire, const LoadSettings& settings);

/// The one profile that the files hold, or one of their scenarios with equal weights; with what the
/// command line says over it. Error: neither, or both, or it is not said how fast.
Result<LoadProfile> profile_of(Repertoire& repertoire, const LoadSettings& settings,
                               Problems& problems);

}  // namespace ensaio
