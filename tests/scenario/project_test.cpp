#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/scenario/load_support.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

Loaded load(const std::string& project, const std::string& story, const LoadOptions& options = {}) {
  return Folder{{{"story.yaml", story}}, options, {"ensaio.yaml", project}}.load("story.yaml");
}

TEST(Project, HoldsWhatScenariosDoNotSayThemselves) {
  const Loaded all = load(
      "target: http://127.0.0.1:3000/hook\n"
      "dialect: zapi-2022\n"
      "instance: { id: I, token: T }\n"
      "chats: { ana: \"5544999999999\" }\n"
      "defaults: { timeout: 2s, headers: { a: \"{{ env.TOKEN }}\" } }\n"
      "env: [TOKEN]\n",
      "scenario: s\nmessages: [m1]\nsteps: [{ available: ana }, { sent: m1 }]\n");
  EXPECT_EQ(all_told(all.problems), "");
  const Scenario& story = all.scenarios.at(0);
  EXPECT_EQ(story.target, "http://127.0.0.1:3000/hook");
  EXPECT_EQ(story.dialect, Dialect::Zapi2022);
  EXPECT_EQ(story.instances.at(0).id, "I");
  ASSERT_EQ(story.chats.size(), 1U);
  EXPECT_EQ(story.chats[0].phone, "5544999999999");
  EXPECT_EQ(story.messages.at(0).chat, 0U);
  EXPECT_EQ(story.steps.at(0).modifiers->timeout, Offset(2s));
  EXPECT_THAT(story.env, ElementsAre("TOKEN"));
  EXPECT_THAT(story.files, ElementsAre("story.yaml", "ensaio.yaml"));
}

TEST(Project, IsUnderTheScenarioAndBothUnderTheOptions) {
  LoadOptions options;
  options.instance = Instance{.name = {}, .id = "X", .token = "Y", .client_token = {}, .phone = {}};
  const Loaded all = load(
      "dialect: zapi-2022\n"
      "instance: { id: I, token: T }\n"
      "chats: { ana: \"5544999999999\", bia: \"5544988888888\" }\n"
      "defaults: { timeout: 2s, late: 1s }\n"
      "env: [A, B]\n",
      "scenario: s\n"
      "dialect: plugzapi\n"
      "chats: { ana: \"5544911111111\" }\n"
      "messages: [m1]\n"
      "defaults: { timeout: 3s }\n"
      "env: [B, C]\n"
      "steps: [{ sent: m1 }, { available: bia }]\n",
      options);
  EXPECT_EQ(all_told(all.problems), "");
  const Scenario& story = all.scenarios.at(0);
  EXPECT_EQ(story.dialect, Dialect::Plugzapi);
  EXPECT_EQ(story.instances.at(0).id, "X");
  EXPECT_EQ(story.chats.at(0).phone, "5544911111111");
  EXPECT_EQ(story.chats.at(1).name, "bia");
  EXPECT_EQ(story.steps.at(0).modifiers->timeout, Offset(3s));
  EXPECT_EQ(story.steps[0].modifiers->late, Span(1s));
  EXPECT_THAT(story.env, ElementsAre("B", "C", "A"));
}

TEST(Project, MistakesAreToldWithItsOwnName) {
  const Loaded all = load("dialect: zappi\ntarget: not-a-url\n",
                          "scenario: s\nmessages: [m1]\nsteps: [{ read_self: m1 }]\n");
  ASSERT_EQ(all.problems.size(), 2U) << all_told(all.problems);
  EXPECT_EQ(all.problems[0].file, "ensaio.yaml");
  EXPECT_EQ(all.problems[1].file, "ensaio.yaml");
  EXPECT_EQ(all.problems[1].mark.line, 2U);
}

TEST(Project, WithAnOracleCannotBePlayedYet) {
  const Loaded all = load("oracle: { use: oracle.yaml }\ninvariants: [converges]\n",
                          "scenario: s\nsteps: [connected]\n");
  ASSERT_EQ(all.scenarios.size(), 1U);
  EXPECT_EQ(all.scenarios[0].unplayable.size(), 2U);
  EXPECT_EQ(all.scenarios[0].unplayable.at(0).place.file, 1U);
  EXPECT_EQ(all_told(all.problems),
            "ensaio.yaml S062 1:16 cannot read 'oracle.yaml': no such file\n");
}

TEST(Project, SharesAnOracleWithEverybody) {
  const Folder folder{{{"story.yaml", "scenario: s\noracle: { use: o.yaml }\nsteps: [connected]\n"},
                       {"o.yaml",
                        "oracle: { message: { get: \"{{ target.origin }}/{{ iid }}\", state: /s, "
                        "names: { READ: r } "
                        "} }\n"}},
                      {},
                      {}};
  EXPECT_EQ(all_told(folder.load("story.yaml").problems),
            "o.yaml S060 1:48 unknown template '{{ iid }}'\n");
}

TEST(Project, FileItselfIsNoScenario) {
  const Folder folder{{{"a/ensaio.yaml", "dialect: zapi\ntarget: http://127.0.0.1:1/\n"}}, {}, {}};
  const Loaded all = folder.load("a/ensaio.yaml");
  EXPECT_EQ(all_told(all.problems), "");
  EXPECT_THAT(all.others, ElementsAre("project"));
  EXPECT_TRUE(all.scenarios.empty());
}

TEST(Project, ThatIsEmptyHoldsNothing) {
  const Loaded all = load("# nothing yet\n", "scenario: s\nsteps: [connected]\n");
  EXPECT_EQ(all.scenarios.size(), 1U);
}

}  // namespace
}  // namespace ensaio
