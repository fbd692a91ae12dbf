// A scenario, from its text to a plan.

#include <benchmark/benchmark.h>

#include <string>

#include "bench/micro/one_story.hpp"
#include "simulator/scenario/load.hpp"
#include "simulator/timeline/plan.hpp"

namespace ensaio {
namespace {

using benchmark::State;

std::string story(std::int64_t steps) {
  std::string text =
      "scenario: typed and read\nclock: virtual\nchats: [ana]\nmessages: { m1: ana }\nsteps:\n";
  for (std::int64_t i = 0; i < steps; i += 5) {
    text += "  - composing: ana\n  - wait: 1s..2s\n  - paused: ana\n  - sent: m1\n  - read: m1\n";
  }
  return text;
}

/// Of so many steps.
void load_scenario(State& state) {
  const std::string text = story(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        load_scenarios(text, "micro", LoadOptions{.target_given = true}, {}, {}));
  }
}
BENCHMARK(load_scenario)->Arg(10)->Arg(1'000)->Unit(benchmark::kMicrosecond);

void compile_script(State& state) {
  const OneStory one(story(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(script(*one.scenario));
}
BENCHMARK(compile_script)->Arg(10)->Arg(1'000)->Unit(benchmark::kMicrosecond);

void plan_script(State& state) {
  const OneStory one(story(state.range(0)));
  const Cast who = cast(*one.scenario, {.value = 1}, kPlanStart);
  for (auto _ : state) {
    benchmark::DoNotOptimize(plan(*one.script, who, {.value = 1}, kPlanStart, {}));
  }
}
BENCHMARK(plan_script)->Arg(10)->Arg(1'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace ensaio
