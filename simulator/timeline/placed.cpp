#include "simulator/timeline/placed.hpp"

#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {
namespace {

Problem not_yet(const Unplayable& thing) {
  return {.code = Code::NotYetPlayable,
          .message = "'" + thing.what + "' is not yet playable",
          .hint = "this version reads and checks it, but cannot play it"};
}

}  // namespace

Problem placed(Problem problem, const Scenario& scenario, const Place& place) {
  problem.file = place.file < scenario.files.size() ? scenario.files[place.file] : scenario.file;
  problem.mark = place.mark;
  problem.width = place.width;
  return problem;
}

Problems not_yet_playable(const Scenario& scenario) {
  Problems problems;
  for (const Unplayable& thing : scenario.unplayable) {
    problems.push_back(placed(not_yet(thing), scenario, thing.place));
  }
  return problems;
}

Problems not_yet_playable(const LoadProfile& profile) {
  Problems problems;
  for (const Unplayable& thing : profile.unplayable) {
    Problem problem = not_yet(thing);
    problem.file = profile.files.at(thing.place.file);
    problem.mark = thing.place.mark;
    problem.width = thing.place.width;
    problems.push_back(std::move(problem));
  }
  for (const MixedScenario& mixed : profile.mix) {
    Problems more = not_yet_playable(mixed.scenario);
    problems.insert(problems.end(), more.begin(), more.end());
  }
  return problems;
}

}  // namespace ensaio
