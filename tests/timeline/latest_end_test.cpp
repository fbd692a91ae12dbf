#include <gtest/gtest.h>

#include <string>

#include "simulator/timeline/script.hpp"
#include "simulator/timeline/span.hpp"
#include "tests/support/story.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

Step at(Offset time, Step step) {
  Modifiers modifiers;
  modifiers.at = time;
  return with(modifiers, std::move(step));
}

TEST(LatestEnd, IsWhenAStoryIsOverWhateverIsDrawn) {
  struct Row {
    const char* what;
    Steps steps;
    Offset end;
  };
  const Row rows[] = {
      {"callbacks alone take no time", {sent(), read()}, 0s},
      {"waits add up", {wait(1s), sent(), wait(2s)}, 3s},
      {"a range is as long as it can be", {wait(Uniform{1s, 9s}), sent()}, 9s},
      {"so is what has a tail", {wait(LogNormal{2s, 2s}), sent()}, 2s},
      {"an option that is hardly ever drawn counts",
       {choose({{9999, {sent()}}, {1, {wait(5min), sent()}}})},
       5min},
      {"of branches the last counts",
       {parallel({{"a", {wait(3s), sent()}}, {"b", {wait(1s)}}}), wait(1s)},
       4s},
      {"a time of the story is waited for", {wait(1s), at(10s, sent()), wait(1s)}, 11s},
      {"but not twice", {wait(20s), at(20s, sent())}, 20s},
      {"rounds follow each other", {repeat(3, {sent(), wait(2s)})}, 6s},
      {"or begin at their time", {repeat(3, {sent(), wait(2s)}, 5s)}, 12s},
      {"unless one lasts longer", {repeat(3, {sent(), wait(7s)}, 5s)}, 21s},
      {"none is none", {repeat(0, {wait(2s)})}, 0s},
      {"a shuffle plays all", {shuffle({wait(1s), sent(), wait(2s)})}, 3s},
      {"what is out of all measure ends at the end",
       {repeat(UINT32_MAX, {wait(1000h), sent()})},
       kLongest},
  };
  for (const Row& row : rows) {
    const auto made = script(scenario(row.what, row.steps));
    ASSERT_TRUE(made) << row.what;
    EXPECT_EQ(latest_end(*made, 0, 0s), row.end) << row.what;
  }
}

}  // namespace
}  // namespace ensaio
