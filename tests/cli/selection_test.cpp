#include "cli/selection.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ensaio {
namespace {

Stories three() {
  Stories stories;
  for (const auto& [name, tags] : std::vector<std::pair<std::string, std::vector<std::string>>>{
           {"one", {"status"}}, {"two", {"status", "slow"}}, {"three", {}}}) {
    stories.stories.push_back({.scenario = {.name = name, .tags = tags}});
  }
  return stories;
}

/// The names that are meant, or the complaint.
std::string meant(const Selection& selection) {
  const Stories stories = three();
  const auto found = selected(stories, selection);
  if (!found) return found.error().message;
  std::string names;
  for (const Story* story : *found) names += (names.empty() ? "" : " ") + story->scenario.name;
  return names;
}

TEST(Selection, IsAllUnlessSomethingIsSaid) {
  struct Row {
    const char* what;
    Selection selection;
    const char* meant;
  };
  const Row rows[] = {
      {"nothing said", {}, "one two three"},
      {"names, in the files' order", {.only = {"three", "one"}}, "one three"},
      {"one tag", {.tags = {"status"}}, "one two"},
      {"either tag", {.tags = {"slow", "status"}}, "one two"},
      {"without a tag", {.skip = {"slow"}}, "one three"},
      {"with one and without another", {.tags = {"status"}, .skip = {"slow"}}, "one"},
      {"nothing left", {.tags = {"nosuch"}}, "no scenario matched"},
      {"nothing left of a name", {.only = {"two"}, .skip = {"slow"}}, "no scenario matched"},
      {"a misspelt name among others",
       {.only = {"one", "tow"}},
       "there is no scenario 'tow'; did you mean 'two'?"},
  };
  for (const Row& row : rows) EXPECT_EQ(meant(row.selection), row.meant) << row.what;
}

TEST(Selection, OfNothingIsAnError) {
  EXPECT_EQ(selected(Stories{}, {}).error().message, "there are no scenarios in what was named");
}

}  // namespace
}  // namespace ensaio
