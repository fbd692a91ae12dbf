#pragma once

#include <array>
#include <optional>
#include <vector>

#include "cli/exit_code.hpp"
#include "simulator/base/result.hpp"
#include "simulator/delivery/endpoint.hpp"
#include "simulator/delivery/player.hpp"
#include "simulator/delivery/target_rule.hpp"
#include "simulator/report/telling.hpp"

namespace ensaio {

/// Where the callbacks of one scenario go: by kind its `webhooks`, else the target.
struct Destinations {
  std::array<std::optional<Endpoint>, kKinds.size()> by_kind{};
  std::vector<Endpoint> called{};  ///< What its calls go to, as far as that is known beforehand.

  /// For the player. Good as long as this lives.
  Routes routes() const;
};

/// Error: a kind that the scenario sends has nowhere to go, or a URL is none.
Result<Destinations> destinations(const Telling& telling);

/// Why a place must not be sent to, or cannot.
struct Obstacle {
  Exit exit = Exit::Refused;
  Error error{};
};

/// Whether every address of the endpoint's host may be sent to: the target rule, before anything is
/// sent. (It is checked again at every connection.)
std::optional<Obstacle> obstacle(const Endpoint& endpoint, const TargetRule& rule);

}  // namespace ensaio
