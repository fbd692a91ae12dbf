#include "simulator/timeline/plan.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "simulator/base/sha256.hpp"
#include "tests/support/story.hpp"
#include "tests/timeline/playing.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

Plan planned(const Scenario& scenario, Seed seed = {.value = 7}) {
  return plan(scripted(scenario), cast(scenario, seed, kPlanStart), seed, kPlanStart, {});
}

TEST(Plan, TellsEachSendInOrderAsJson) {
  const auto all = lines(scenario("typing", {composing(), wait(2s), labelled("end", paused())}));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0],
            R"({"at_us":0,"step":"1","label":"","verb":"composing","kind":"presence",)"
            R"("headers":{"content-type":"application/json","origin":"https://api.z-api.io",)"
            R"("server":"Z-API","user-agent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) )"
            R"(AppleWebKit/537.36 (KHTML, like Gecko) Chrome/111.0.0.0 Safari/537.36",)"
            R"("z-api-token":"TOKEN"},)"
            R"("body":{"type":"PresenceChatCallback","phone":"5544999990001",)"
            R"("status":"COMPOSING","lastSeen":null,"instanceId":"INSTANCE"}})");
  EXPECT_THAT(all[1],
              testing::StartsWith(R"({"at_us":2000000,"step":"3","label":"end","verb":"paused",)"));
}

TEST(Plan, TellsACallWithItsBodyOrNull) {
  const auto all = lines(
      scenario("calls", {call("{{ target.origin }}/a"), call("http://127.0.0.1/b", R"({"a":1})")}));
  EXPECT_THAT(all, testing::ElementsAre(
                       R"({"at_us":0,"step":"1","label":"","verb":"call","kind":"call",)"
                       R"("headers":{},"body":null})",
                       R"({"at_us":0,"step":"2","label":"","verb":"call","kind":"call",)"
                       R"("headers":{"content-type":"application/json"},"body":{"a":1}})"));
}

TEST(Plan, CountsItsSendsAndKnowsItsEnd) {
  const Plan two = planned(scenario("two", {sent(), wait(90s), read(), wait(1h)}));
  EXPECT_EQ(two.sends, 2U);
  EXPECT_EQ(two.ends, 90s);
  const Plan nothing = planned(scenario("nothing", {wait(1h)}));
  EXPECT_EQ(nothing.sends, 0U);
  EXPECT_EQ(nothing.ends, 0s);
}

TEST(Plan, HashesItsLinesEachWithItsNewline) {
  const Scenario typing = scenario("typing", {composing(), wait(2s), paused()});
  Sha256 hash;
  for (const std::string& line : lines(typing)) hash.add(line + "\n");
  EXPECT_EQ(planned(typing).hash, hash.hex());
}

TEST(Plan, TellsTheSameStoryForTheSameSeedOnly) {
  Scenario typing = scenario("typing", {composing(), wait(Uniform{1s, 1h}), incoming()});
  typing.chats[kAna].phone.clear();
  EXPECT_EQ(planned(typing, {.value = 3}).hash, planned(typing, {.value = 3}).hash);
  EXPECT_NE(planned(typing, {.value = 3}).hash, planned(typing, {.value = 4}).hash);
  EXPECT_NE(planned(typing, {.value = 3}).hash, planned(typing, {.value = 3, .iteration = 1}).hash);
  Scenario other = typing;
  other.name = "other";
  EXPECT_NE(planned(typing).hash, planned(other).hash);
}

/// Steps that draw something: waits, lateness, ids of their own, orders, options.
Steps drawing_steps() {
  return {wait(Uniform{1s, 1h}),
          with(Modifiers{.late = LogNormal{1s, 10s}}, sent()),
          incoming(kBia, "{{ uuid }}"),
          shuffle({sent(), received(), read()}),
          choose({{1, {sent()}}, {1, {read()}}}),
          repeat(3, {wait(LogNormal{1s, 9s}), incoming()}),
          parallel({{"a", {wait(Uniform{1s, 9s}), read()}}, {"b", {sent()}}})};
}

TEST(Plan, LeavesEarlierLinesAsTheyWereWhenAStepIsAppended) {
  const auto before = lines(scenario("append", drawing_steps()));
  for (const Step& last : drawing_steps()) {
    Steps steps = drawing_steps();
    steps.push_back(last);
    auto after = lines(scenario("append", steps));
    ASSERT_GE(after.size(), before.size());
    after.resize(before.size());
    EXPECT_EQ(after, before);
  }
}

std::string without_place(std::string line) { return line.substr(line.find(R"("label")")); }

TEST(Plan, LeavesALabelledStepsDrawingsWhereverItStands) {
  const Step late = labelled("late", with(Modifiers{.late = Uniform{1s, 1h}}, incoming()));
  const Step unlabelled = with(Modifiers{.late = Uniform{1s, 1h}}, incoming());
  const auto alone = lines(scenario("labels", {late, unlabelled}));
  const auto after = lines(scenario("labels", {sent(), sent(), late, unlabelled}));
  const auto inside = lines(scenario("labels", {group({parallel({{"a", {late}}})})}));
  EXPECT_EQ(without_place(after[2]), without_place(alone[0]));
  EXPECT_EQ(without_place(inside[0]), without_place(alone[0]));
  EXPECT_NE(without_place(after[3]), without_place(alone[1])) << "This one goes by its position.";
}

TEST(Plan, DrawsAnewForALabelThatAUsedFileBringsTwice) {
  const Step labelled_step = labelled("hello", incoming());
  const auto all = lines(scenario("twice", {group({labelled_step}), group({labelled_step})}));
  EXPECT_NE(without_place(all[0]), without_place(all[1]));
}

TEST(Plan, PlansTwoDaysOfWaitsWithoutWaitingForThem) {
  const Scenario days =
      scenario("days", {repeat(2 * 24 * 60, {sent(), wait(30s), read(), wait(30s)})});
  const Plan plan = planned(days);
  EXPECT_EQ(plan.sends, 2U * 2 * 24 * 60);
  EXPECT_EQ(plan.ends, 48h - 30s);
}

}  // namespace
}  // namespace ensaio
