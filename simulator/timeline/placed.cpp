#include "simulator/timeline/placed.hpp"

#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

Problem placed(Problem problem, const Scenario& scenario, const Place& place) {
  problem.file = place.file < scenario.files.size() ? scenario.files[place.file] : scenario.file;
  problem.mark = place.mark;
  problem.width = place.width;
  return problem;
}

Problems not_yet_playable(const Scenario& scenario) {
  Problems problems;
  for (const Unplayable& thing : scenario.unplayable) {
    problems.push_back(placed({.code = Code::NotYetPlayable,
                               .message = "'" + thing.what + "' is not yet playable",
                               .hint = "this version reads and checks it, but cannot play it"},
                              scenario, thing.place));
  }
  return problems;
}

}  // namespace ensaio
