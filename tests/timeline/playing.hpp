#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulator/timeline/conversation.hpp"
#include "simulator/timeline/plan.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// The script of a scenario that must have one.
Script scripted(const Scenario& scenario);

/// The lines of its plan.
std::vector<std::string> lines(const Scenario& scenario, Seed seed = {.value = 7});

/// The plan's sends in short: "0 COMPOSING, 2000 PAUSED"; times in ms, "+2" of a third copy.
std::string story_of(const Scenario& scenario, Seed seed = {.value = 7});

/// "2000 PAUSED" of one send.
std::string short_text(const Script& script, const Send& send);

/// Plays a conversation whose answers take `answer_takes` each; the sends in short, in the order in
/// which they leave. Counts what is forgotten, and stops after 100 000 sends.
struct Played {
  std::string story{};
  std::uint64_t sends = 0;
  bool over = false;
};
Played played(const Script& script, Offset answer_takes, Seed seed = {.value = 7});

}  // namespace ensaio
