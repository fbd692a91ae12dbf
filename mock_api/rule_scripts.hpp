#pragma once

#include <map>
#include <memory>
#include <tuple>

#include "simulator/document/problem.hpp"
#include "simulator/scenario/rules.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// The story of a rule as `dialect` tells it in a chat of that type: a step that the dialect has no
/// words for is left out, and takes no time.
Scenario told_in(const RuleStory& story, Dialect dialect, ChatType chat);

/// Every problem that only shows when rules are written into a dialect: a step that none of them
/// can say, a field that is not there to be set, and what this version cannot play. `rules` must
/// have loaded without errors. With an error among them the rules must not be used.
Problems rule_problems(const Rules& rules);

/// Scripts, each compiled at its first use. Not thread safe.
class RuleScripts {
 public:
  /// Of a story as told_in() tells it. `story` must outlive this.
  const std::shared_ptr<const Script>& of(const RuleStory& story, Dialect dialect, ChatType chat);

 private:
  std::map<std::tuple<const RuleStory*, Dialect, ChatType>, std::shared_ptr<const Script>> made_{};
};

}  // namespace ensaio
