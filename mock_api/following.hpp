#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mock_api/answer_fault.hpp"
#include "simulator/timeline/cast.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// Callbacks that follow a call of the application, ready to be played: what an Arrival needs but
/// for its time, its clock, its routes, and `start`, `target`, `api` and `env` of its surroundings.
struct Sequel {
  std::shared_ptr<const Script> script{};  ///< Never null. Shared by all of its shape.
  Cast cast{};
  std::vector<std::optional<std::string>> saved{};  ///< Belongs into Surroundings::saved.
  Seed seed{};
  /// Its first callback leaves before our answer to the call is written.
  bool overtake = false;
};

/// What comes of a call.
struct Following {
  std::optional<AnswerFault> answer{};  ///< Nothing: it is answered as ever.
  std::optional<Sequel> sequel{};       ///< Nothing: silence.
  std::string why{};  ///< For the journal: "rules.yaml:3", "built-in life", "shadow ban".
};

}  // namespace ensaio
