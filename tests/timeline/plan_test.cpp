#include "simulator/timeline/plan.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/support/story.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

std::vector<std::string> lines(const Scenario& scenario) {
  const auto script = ensaio::script(scenario);
  if (!script) return {"no script: " + script.error().front().message};
  std::vector<std::string> all;
  const Cast cast = ensaio::cast(scenario, {.value = 7}, kPlanStart);
  plan(*script, cast, {.value = 7}, kPlanStart,
       [&](const Send&, const std::string& line) { all.push_back(line); });
  return all;
}

TEST(Plan, TellsEachSendInOrderAsJson) {
  const auto all = lines(scenario("typing", {composing(), wait(2s), paused()}));
  for (const auto& l : all) std::puts(l.c_str());
}

}  // namespace
}  // namespace ensaio
