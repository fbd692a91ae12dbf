#include "cli/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "cli/complaint.hpp"

namespace ensaio {
namespace {

bool has_any(const std::vector<std::string>& words, const std::vector<std::string>& of) {
  return std::any_of(words.begin(), words.end(), [&of](const std::string& word) {
    return std::find(of.begin(), of.end(), word) != of.end();
  });
}

bool is_meant(const Scenario& scenario, const Selection& selection) {
  if (!selection.only.empty() && !has_any({scenario.name}, selection.only)) return false;
  if (!selection.tags.empty() && !has_any(scenario.tags, selection.tags)) return false;
  return !has_any(scenario.tags, selection.skip);
}

}  // namespace

Result<std::vector<const Story*>> selected(const Stories& stories, const Selection& selection) {
  std::vector<std::string_view> names;
  std::vector<const Story*> meant;
  for (const Story& story : stories.stories) {
    names.push_back(story.scenario.name);
    if (is_meant(story.scenario, selection)) meant.push_back(&story);
  }
  for (const std::string& name : selection.only) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    return Error{.message =
                     fmt::format("there is no scenario '{}'{}", name, or_perhaps(name, names))};
  }
  if (names.empty()) return Error{.message = "there are no scenarios in what was named"};
  if (meant.empty()) {
    return Error{
        .message = "no scenario matched",
        .hint = fmt::format("of {} none has what --only, --tag and --skip ask for", names.size())};
  }
  return meant;
}

void add_not_yet_playable(const std::vector<const Story*>& stories, Problems& problems) {
  for (const Story* story : stories) {
    Problems more = not_yet_playable(story->scenario);
    problems.insert(problems.end(), std::make_move_iterator(more.begin()),
                    std::make_move_iterator(more.end()));
  }
}

}  // namespace ensaio
