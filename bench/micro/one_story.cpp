#include "bench/micro/one_story.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "simulator/scenario/load.hpp"

namespace ensaio {

OneStory::OneStory(const std::string& text) {
  Loaded loaded = load_scenarios(text, "micro", LoadOptions{.target_given = true}, {}, {});
  if (has_errors(loaded.problems)) {
    std::fprintf(stderr, "micro: %s\n", loaded.problems.front().message.c_str());
    std::exit(1);
  }
  scenario = std::make_shared<const Scenario>(std::move(loaded.scenarios.front()));
  script = std::make_shared<const Script>(*ensaio::script(*scenario));
}

}  // namespace ensaio
