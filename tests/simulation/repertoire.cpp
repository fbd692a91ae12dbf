#include "tests/simulation/repertoire.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "tests/support/story.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

Scenario scheduled(Scenario scenario) {
  scenario.pace = Pace::Schedule;
  return scenario;
}

Step impatient(Offset timeout, Step step) {
  return with(Modifiers{.timeout = timeout}, std::move(step));
}

std::vector<Scenario> stories() {
  return {
      scenario("row", {sent(), received(), wait(300ms), read()}),
      scenario("waits", {composing(), wait(2s), paused(), wait(2s), sent()}),
      scenario("impatient", {impatient(2s, sent()), impatient(2s, read()), paused()}),
      scheduled(scenario("at once", {sent(), received(), read(), composing(), paused()})),
      scheduled(scenario("schedule", {sent(), wait(1ms), received(), wait(1ms), read()})),
      scenario("copies", {with(Modifiers{.copies = 4}, sent()), read()}),
      scenario("gaps", {with(Modifiers{.copies = 3, .copies_gap = 5ms}, sent()), read()}),
      scenario("branches", {parallel({{"a", {sent(), wait(20ms), read()}},
                                      {"b", {composing(), paused()}},
                                      {"c", {incoming(), sent(kM2)}}}),
                            paused()}),
      scenario("shuffled", {shuffle({sent(), received(), read(), composing()})}),
      scenario("chosen", {choose({{1, {sent(), read()}}, {1, {composing()}}, {1, {}}}), paused()}),
      scenario("repeated", {repeat(3, {composing(), wait(10ms), paused()})}),
      scenario("ticking", {repeat(4, {composing()}, 50ms), sent()}),
      scenario("calling", {call("http://127.0.0.3:8080/reset", R"({"all":true})"), sent(), read()}),
      scenario("nothing", {wait(1s)}),
      scenario("group", {status(Verb::Read, {kG1}, {kAna, kBia}), sent()}),
      scenario("late",
               {with(Modifiers{.at = 500ms}, sent()), with(Modifiers{.at = 500ms}, read())}),
  };
}

RehearsedStory rehearsed(Scenario scenario) {
  RehearsedStory story{.scenario = std::move(scenario)};
  auto made = script(story.scenario);
  if (!made) std::abort();  // The stories above are ours.
  story.script = *std::move(made);
  for (std::size_t i = 0; i < story.versions.size(); ++i) {
    Version& version = story.versions[i];
    version.seed = Seed{.value = 7, .iteration = i};
    version.cast = cast(story.scenario, version.seed, kPlanStart);
    version.plan =
        plan(story.script, version.cast, version.seed, kPlanStart,
             [&](const Send& send, const std::string&) { version.sends.push_back(key_of(send)); });
    std::sort(version.sends.begin(), version.sends.end());
  }
  return story;
}

}  // namespace

const std::vector<RehearsedStory>& rehearsed_stories() {
  static const std::vector<RehearsedStory> all = [] {
    std::vector<RehearsedStory> made;
    for (Scenario& scenario : stories()) made.push_back(rehearsed(std::move(scenario)));
    return made;
  }();
  return all;
}

}  // namespace ensaio
