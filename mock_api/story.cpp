#include "mock_api/story.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "mock_api/wall_now.hpp"
#include "simulator/document/codes.hpp"
#include "simulator/scenario/load.hpp"

namespace ensaio {
namespace {

Problem problem_of(const std::string& file, std::string message) {
  return {.code = Code::UnknownDocument, .file = file, .message = std::move(message)};
}

}  // namespace

Plan Story::plan(Seed seed) const {
  const WallTime start = scenario.start.value_or(kPlanStart);
  return ensaio::plan(script, cast(scenario, seed, start), seed, start, {});
}

bool Story::sends(Kind kind) const {
  return std::ranges::any_of(script.lines, [kind](const Line& line) { return line.kind == kind; });
}

Result<std::shared_ptr<const Story>, Problems> read_story(const std::string& text,
                                                          const std::string& file,
                                                          std::optional<Dialect> dialect) {
  const LoadOptions options{.dialect = dialect, .target_given = true};
  Loaded loaded =
      load_scenarios(text, file, options, {}, [](const std::string& path) -> Result<std::string> {
        return Error{.message = "no other files are read here: " + path};
      });
  if (has_errors(loaded.problems)) return std::move(loaded.problems);
  if (loaded.scenarios.size() != 1) {
    return Problems{problem_of(file, "one scenario is expected")};
  }
  auto story = std::make_shared<Story>();
  story->scenario = std::move(loaded.scenarios.front());
  story->text = text;
  Problems later = not_yet_playable(story->scenario);
  if (!later.empty()) return later;
  auto compiled = script(story->scenario);
  if (!compiled) return compiled.error();
  story->script = *std::move(compiled);
  return std::shared_ptr<const Story>(std::move(story));
}

Rendition rendition(const std::shared_ptr<const Story>& story, Seed seed, const Teller& teller,
                    const std::string& api) {
  Rendition made;
  made.script = {story, &story->script};  // Keeps the story as well.
  made.seed = seed;
  made.clock = story->scenario.clock;
  made.surroundings.start = story->scenario.start.value_or(wall_now());
  made.surroundings.api = api;
  for (const std::string& name : story->script.env) {
    const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): none sets it.
    made.surroundings.env.emplace_back(value != nullptr ? std::optional<std::string>(value)
                                                        : std::nullopt);
  }
  made.surroundings.saved.resize(story->script.saved.size());
  made.cast = cast(story->scenario, seed, made.surroundings.start);
  const Instance& written = story->scenario.instances.front();
  Cast::InstanceValues& first = made.cast.instances.front();
  if (written.id.empty() && !teller.id.empty()) first.id = teller.id;
  if (written.token.empty() && !teller.token.empty()) first.token = teller.token;
  return made;
}

}  // namespace ensaio
