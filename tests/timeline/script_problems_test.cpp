#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "simulator/document/codes.hpp"
#include "simulator/timeline/placed.hpp"
#include "simulator/timeline/script.hpp"
#include "tests/support/story.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

/// "59: message" of each problem of a scenario that has some.
std::vector<std::string> problems(const Scenario& scenario) {
  std::vector<std::string> all;
  const auto script = ensaio::script(scenario);
  if (script) return all;
  for (const Problem& problem : script.error()) {
    EXPECT_EQ(problem.file, "story.yaml");
    EXPECT_GE(problem.mark.line, 1U);
    all.push_back(std::to_string(static_cast<int>(problem.code)) + ": " + problem.message);
  }
  return all;
}

Step edited(std::vector<FieldEdit> edits, Step step) {
  return with(Modifiers{.edits = std::move(edits)}, std::move(step));
}

FieldEdit set(std::string path, std::string json) {
  return {FieldEdit::Do::Set, std::move(path), std::move(json)};
}

FieldEdit add(std::string path, std::string json) {
  return {FieldEdit::Do::Add, std::move(path), std::move(json)};
}

TEST(Script, TellsEveryProblemThatOnlyShowsInTheBodies) {
  Expectation strange;
  strange.to = "{{ nowhere }}";
  struct Row {
    const char* what;
    Step step;
    const char* problem;
  };
  const Row rows[] = {
      {"a field to set is not there", edited({set("moment", "1")}, sent()), "59: "},
      {"a field to add is there", edited({add("momment", "1")}, sent()), "59: "},
      {"a status that the dialect lacks", status(Verb::ReadSelf), "58: dialect zapi has no"},
      {"an unknown template", raw(R"({"a":"{{ chats.eva.phone }}"})"),
       "60: unknown template '{{ chats.eva.phone }}'"},
      {"an unknown message", raw(R"({"a":"{{ messages.m9.id }}"})"), "60: unknown template"},
      {"an unknown variable", raw(R"({"a":"{{ env.NO }}"})"), "60: unknown template"},
      {"a template without an end", incoming(kAna, "{{ uuid"), "60: a template has no end"},
      {"in a header", with(Modifiers{.headers = {{"x", "{{ y }}"}}}, sent()), "60: unknown"},
      {"in a call's header",
       [] {
         Step step = call("http://x");
         std::get<CallStep>(step.action).headers = {{"x", "{{ y }}"}};
         return step;
       }(),
       "60: unknown"},
      {"in a call's URL", call("http://{{ x }}"), "60: unknown"},
      {"in a call's body", call("http://x", R"("{{ x }}")"), "60: unknown"},
      {"in an error", delivery(kM1, "{{ x }}"), "60: unknown"},
      {"in an edit", edited({set("momment", R"("{{ x }}")")}, sent()), "60: unknown"},
      {"in what is expected", with(Modifiers{.expect = strange}, sent()), "60: unknown"},
  };
  for (const Row& row : rows) {
    EXPECT_THAT(problems(scenario("bad", {row.step})),
                testing::ElementsAre(testing::StartsWith(row.problem)))
        << row.what;
  }
}

TEST(Script, TellsAllProblemsAtOnceEachAtItsStep) {
  const Step first = edited({set("moment", "1")}, sent());
  const Step second = raw(R"({"a":"{{ x }}"})");
  const auto script = ensaio::script(scenario("bad", {first, read(), group({second})}));
  ASSERT_FALSE(script);
  ASSERT_EQ(script.error().size(), 2U);
  EXPECT_EQ(script.error()[0].mark.line, first.place.mark.line);
  EXPECT_EQ(script.error()[1].mark.line, second.place.mark.line);
}

TEST(Script, RefusesATimeThatCannotBeKept) {
  const auto at = [](Offset time) { return with(Modifiers{.at = time}, read()); };
  struct Row {
    const char* what;
    Steps steps;
    bool good;
  };
  const Row rows[] = {
      {"times in order", {at(0s), at(1s), at(1s)}, true},
      {"earlier than the one before", {at(2s), at(1s)}, false},
      {"a wait fits in", {wait(1s), at(1s)}, true},
      {"a wait is too long", {wait(2s), at(1s)}, false},
      {"waits add up", {at(1s), wait(2s), sent(), at(2s)}, false},
      {"a range may be short", {wait(Uniform{1s, 9s}), at(1s)}, true},
      {"or never short enough", {wait(Uniform{2s, 9s}), at(1s)}, false},
      {"nothing is known of p50 and p99", {wait(LogNormal{2s, 9s}), at(1s)}, true},
      {"a group", {group({wait(1s), wait(1s)}), at(1s)}, false},
      {"the longest branch", {parallel({{"a", {wait(2s)}}, {"b", {}}}), at(1s)}, false},
      {"the shortest option", {choose({{1, {wait(2s)}}, {1, {}}}), at(1s)}, true},
      {"all that is shuffled", {shuffle({wait(1s), wait(1s)}), at(1s)}, false},
      {"rounds in a row", {repeat(3, {wait(400ms)}), at(1s)}, false},
      {"the last round need not fill its time", {repeat(3, {sent()}, 500ms), at(1s)}, true},
      {"rounds with their times", {repeat(4, {sent()}, 500ms), at(1s)}, false},
      {"no rounds", {repeat(0, {wait(1h)}), at(1s)}, true},
      {"gaps between copies",
       {with(Modifiers{.copies = 3, .copies_gap = 1s}, sent()), at(1s)},
       false},
      {"longer than all time",
       {repeat(1'000'000'000, {repeat(1'000'000'000, {wait(1000h)})}), at(1s)},
       false},
  };
  for (const Row& row : rows) {
    const auto found = problems(scenario("at", row.steps));
    EXPECT_EQ(found.empty(), row.good) << row.what;
    if (row.good || found.empty()) continue;
    EXPECT_THAT(found, testing::ElementsAre(testing::StartsWith("63: at "))) << row.what;
  }
}

TEST(Script, NamesWhatCannotBePlayedYet) {
  Scenario one = scenario("later", {sent()});
  EXPECT_TRUE(not_yet_playable(one).empty());
  one.unplayable = {{Place{.file = 7, .mark = {3, 5}, .width = 8}, "together"}};
  const Problems found = not_yet_playable(one);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, Code::NotYetPlayable);
  EXPECT_EQ(found[0].file, "story.yaml") << "A file that is not listed is the scenario's own.";
  EXPECT_EQ(found[0].mark.line, 3U);
  EXPECT_EQ(found[0].width, 8U);
  EXPECT_EQ(found[0].message, "'together' is not yet playable");
}

TEST(NotYetPlayable, TellsWhatOfALoadProfileIsForLater) {
  LoadProfile profile{.files = {"peak.yaml"}};
  profile.unplayable.push_back({.place = {0, {7, 1}, 6}, .what = "oracle"});
  MixedScenario mixed;
  mixed.scenario.files = {"part.yaml"};
  mixed.scenario.unplayable.push_back({.place = {0, {4, 5}, 5}, .what = "fault"});
  profile.mix.push_back(mixed);
  const Problems problems = not_yet_playable(profile);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].file, "peak.yaml");
  EXPECT_EQ(problems[0].mark.line, 7U);
  EXPECT_EQ(problems[0].message, "'oracle' is not yet playable");
  EXPECT_EQ(problems[1].file, "part.yaml");
  EXPECT_EQ(problems[1].message, "'fault' is not yet playable");
  EXPECT_TRUE(not_yet_playable(LoadProfile{}).empty());
}

}  // namespace
}  // namespace ensaio
