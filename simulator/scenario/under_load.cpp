#include "simulator/scenario/under_load.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/each_step.hpp"

namespace ensaio {
namespace {

Problem told_at(const Scenario& scenario, const Place& place, Problem problem) {
  problem.file = place.file < scenario.files.size() ? scenario.files[place.file] : scenario.file;
  problem.mark = place.mark;
  problem.width = place.width;
  return problem;
}

Problem impossible(const Scenario& scenario, const Place& place, std::string_view what,
                   std::string why) {
  return told_at(scenario, place,
                 {.code = Code::NotUnderLoad,
                  .message = fmt::format("'{}' has no place in a load", what),
                  .note = std::move(why)});
}

Problem unused(const Scenario& scenario, const Place& place, std::string message,
               std::string note) {
  return told_at(scenario, place,
                 {.code = Code::UnusedUnderLoad,
                  .severity = Severity::Warning,
                  .message = std::move(message),
                  .note = std::move(note)});
}

void check_steps(const Scenario& scenario, Problems& problems) {
  each_step(scenario.steps, [&](const Step& step) {
    if (std::holds_alternative<AwaitStep>(step.action)) {
      problems.push_back(impossible(scenario, step.place, "await",
                                    "conversations of a load begin by themselves, and no "
                                    "application calls in the middle of them"));
    } else if (std::holds_alternative<CallStep>(step.action)) {
      problems.push_back(
          impossible(scenario, step.place, "call", "a load sends callbacks and nothing else"));
    }
  });
}

/// Takes what stands in `unplayable` and is no hindrance under load.
void check_judgement(Scenario& scenario, OracleUse oracle, Problems& problems) {
  std::erase_if(scenario.unplayable, [&](const Unplayable& thing) {
    if (thing.what == "probe") {
      problems.push_back(impossible(scenario, thing.place, "probe",
                                    "the receiver is asked nothing while it is under load"));
      return true;
    }
    const bool judged = thing.what == "oracle" || thing.what == "invariants";
    if (!judged || oracle == OracleUse::Sample) return false;
    problems.push_back(unused(scenario, thing.place,
                              fmt::format("nobody asks for the '{}' under load", thing.what),
                              "a load profile may have an oracle: { sample }"));
    return true;
  });
}

}  // namespace

Problems put_under_load(Scenario& scenario, OracleUse oracle) {
  Problems problems;
  check_steps(scenario, problems);
  if (!scenario.expect.calls.empty()) {
    problems.push_back(impossible(scenario, scenario.expect.calls_place, "calls",
                                  "whose calls they are cannot be told among many conversations"));
  }
  check_judgement(scenario, oracle, problems);
  if (scenario.clock.mode != Clock::Mode::Real) {
    problems.push_back(
        unused(scenario, scenario.place,
               fmt::format("'clock: {}' is not used under load", clock_text(scenario.clock)),
               "time is real there"));
    scenario.clock = Clock{};
  }
  if (std::exchange(scenario.seed, std::nullopt)) {
    problems.push_back(unused(scenario, scenario.place, "'seed' is not used under load",
                              "the load has one for all its conversations"));
  }
  return problems;
}

}  // namespace ensaio
