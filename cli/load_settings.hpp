#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/play_settings.hpp"
#include "cli/repertoire.hpp"
#include "simulator/base/result.hpp"
#include "simulator/document/problem.hpp"
#include "simulator/scenario/load_profile.hpp"

namespace ensaio {

/// The options of `ensaio load`, as they were typed. Empty: not given.
struct LoadWords {
  PlayWords play{};
  std::vector<std::string> files{};
  std::string rate{};
  bool callbacks = false;
  bool max = false;
  std::string lasts{};
  std::string connections{};
  std::string in_flight{};
  std::string threads{};
  std::string chats{};
  std::vector<std::string> pass{};
  std::vector<std::string> valid{};
  std::vector<std::string> reports{};
  bool quiet = false;
};

/// The same, checked: what stands in place of a profile, or over one.
struct LoadSettings {
  std::optional<Ramp> rate{};
  bool callbacks = false;
  bool max = false;
  std::optional<Offset> lasts{};
  std::optional<std::uint32_t> connections{};
  std::optional<std::uint32_t> in_flight{};
  std::optional<std::uint64_t> chats{};
  std::size_t threads = 1;
  std::vector<std::string> pass{};
  std::vector<std::string> valid{};
};

/// Error: the first word that means nothing, or two that exclude each other.
Result<LoadSettings> checked(const LoadWords& words);

/// The one profile that the files hold, or one of their scenarios with equal weights; with what the
/// command line says over it. Error: neither, or both, or it is not said how fast.
Result<LoadProfile> profile_of(Repertoire& repertoire, const LoadSettings& settings,
                               Problems& problems);

}  // namespace ensaio
