#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/repertoire.hpp"
#include "simulator/base/result.hpp"
#include "simulator/delivery/target_rule.hpp"
#include "simulator/delivery/tls_settings.hpp"

namespace ensaio {

/// The options that say how scenarios are played, as they were typed. Empty: not given.
struct PlayWords {
  std::string target{};
  std::string instance{};
  std::string dialect{};
  std::string seed{};
  std::string ids{};
  std::string clock{};
  std::string start{};
  std::string timeout{};
  std::vector<std::string> allow_target{};
  TlsSettings tls{};
};

enum class Ids : std::uint8_t { Seeded, Fresh };

/// The same, checked.
struct PlaySettings {
  Overrides overrides{};
  std::string target{};
  std::optional<std::uint64_t> seed{};
  Ids ids = Ids::Seeded;
  TargetRule rule{};
  TlsSettings tls{};
};

/// The options of every command that sends. Those of `run` alone are in its own file.
void add_target_options(Options& options, PlayWords& words);
void add_story_options(Options& options, PlayWords& words);

/// The words' meaning, or the first that has none.
Result<PlaySettings> checked(const PlayWords& words);

/// A seed for who gave none: small enough to be typed again.
std::uint64_t drawn_seed();

}  // namespace ensaio
