#include <gtest/gtest.h>

#include "load_support.hpp"
#include "simulator/scenario/each_step.hpp"

// What stands in the mix of a load profile.

namespace ensaio {
namespace {

constexpr const char* kHead = "load: peak\nmix: [{ scenario: ./parts/a.yaml, weight: 2 }]\n";

Loaded loaded(const std::string& story, const std::string& lines = "", Project project = {}) {
  return Folder{{{"story.yaml", kHead + lines}, {"parts/a.yaml", story}}, {}, std::move(project)}
      .load("story.yaml");
}

std::string told_of(const std::string& story, const std::string& lines = "") {
  return all_told(loaded(story, lines).problems);
}

TEST(Mix, CannotHoldWhatNoLoadCanPlay) {
  struct Row {
    const char* what;
    std::string story;
    const char* told;
  };
  const std::string chats = "scenario: a\nchats: [ana]\n";
  const Row rows[] = {
      {"await", chats + "steps:\n  - composing: ana\n  - await: send-text\n",
       "parts/a.yaml S077 5:5 'await' has no place in a load\n"},
      {"call, deep inside",
       chats + "steps:\n  - parallel:\n      x: [{ repeat: { times: 2, steps: "
               "[{ call: { post: \"http://127.0.0.1/\" } }] } }]\n",
       "parts/a.yaml S077 5:43 'call' has no place in a load\n"},
      {"expected calls",
       chats + "steps:\n  - composing: ana\nexpect: { calls: { send-text: { count: 1 } } }\n",
       "parts/a.yaml S077 5:11 'calls' has no place in a load\n"},
      {"probe",
       chats + "steps:\n  - composing: ana\nexpect: { probe: { get: \"http://127.0.0.1/\", "
               "always: { /a: 1 } } }\n",
       "parts/a.yaml S077 5:11 'probe' has no place in a load\n"},
      {"its own mistakes", chats + "steps:\n  - compsing: ana\n",
       "parts/a.yaml S012 4:5 unknown step 'compsing' | did you mean 'composing'?\n"},
      {"a clock", "scenario: a\nclock: virtual\nchats: [ana]\nsteps:\n  - composing: ana\n",
       "parts/a.yaml S088 1:11 'clock: virtual' is not used under load\n"},
      {"a seed", "scenario: a\nseed: 4\nchats: [ana]\nsteps:\n  - composing: ana\n",
       "parts/a.yaml S088 1:11 'seed' is not used under load\n"},
      {"invariants", chats + "invariants: [acks-everything]\nsteps:\n  - composing: ana\n",
       "parts/a.yaml S088 3:1 nobody asks for the 'invariants' under load\n"},
      {"what is expected of each callback",
       chats + "expect: { sends: { status: 2xx, within: 1s } }\nsteps:\n  - composing: ana\n"
               "    expect: { status: 204, within: 20ms }\n",
       ""},
  };
  for (const Row& row : rows) EXPECT_EQ(told_of(row.story), row.told) << row.what;
}

TEST(Mix, KeepsAnOracleThatASampleAsks) {
  const std::string story =
      "scenario: a\nchats: [ana]\ninvariants: [acks-everything]\nsteps:\n  - composing: ana\n";
  const Loaded sampled = loaded(story, "oracle: { sample: 5% }\n");
  EXPECT_EQ(all_told(sampled.problems), "");
  EXPECT_EQ(sampled.profiles.at(0).mix.at(0).scenario.unplayable.size(), 1U);
  const Loaded plain = loaded(story);
  EXPECT_FALSE(has_errors(plain.problems));
  EXPECT_TRUE(plain.profiles.at(0).mix.at(0).scenario.unplayable.empty());
}

TEST(Mix, NeedsFilesWithOneScenarioEach) {
  const std::string one = "scenario: a\nchats: [ana]\nsteps:\n  - composing: ana\n";
  EXPECT_EQ(told_of("rules: []\n"), "S062 2:19 'parts/a.yaml' holds no scenario\n");
  EXPECT_EQ(told_of(one + "---\n" + one), "S062 2:19 'parts/a.yaml' holds several scenarios\n");
  Folder folder{{{"story.yaml", kHead}}, {}, {}};
  EXPECT_EQ(all_told(folder.load("story.yaml").problems),
            "S062 2:19 cannot read 'parts/a.yaml': no such file\n");
  folder.files = {{"story.yaml",
                   "load: x\nmix: [{ scenario: a.yaml }, { scenario: b.yaml }, "
                   "{ scenario: ./a.yaml }]\npass_when: [failed == 0 of x]\n"},
                  {"a.yaml", one},
                  {"b.yaml", one}};
  EXPECT_EQ(all_told(folder.load("story.yaml").problems),
            "S057 2:41 a second scenario of the mix is called 'a'\n"
            "S057 2:63 this scenario is in the mix already | give it more weight instead\n"
            "S078 3:28 unknown scenario 'x'\n");
}

TEST(Mix, IsNotBlamedTwiceForAScenarioThatCannotBeRead) {
  Folder folder{
      {{"story.yaml", std::string(kHead) + "pass_when: [failed == 0 of typing]\n"}}, {}, {}};
  EXPECT_EQ(all_told(folder.load("story.yaml").problems),
            "S062 2:19 cannot read 'parts/a.yaml': no such file\n");
}

TEST(Mix, CarriesTheHeadersOfTheProfile) {
  const Loaded made = loaded(
      "scenario: a\nchats: [ana]\ndefaults: { headers: { X-One: file, x-three: file } }\n"
      "steps:\n  - composing: ana\n  - paused: ana\n    headers: { x-two: step }\n",
      "headers: { x-one: load, x-two: load, origin: null }\n");
  ASSERT_EQ(all_told(made.problems), "");
  std::vector<std::string> headers;
  each_step(made.profiles.at(0).mix.at(0).scenario.steps, [&](const Step& step) {
    std::string line;
    for (const HeaderChange& change : step.modifiers->headers) {
      line += change.name + "=" + change.value.value_or("-") + " ";
    }
    headers.push_back(line);
  });
  EXPECT_EQ(headers, (std::vector<std::string>{"x-three=file x-one=load x-two=load origin=- ",
                                               "x-three=file x-one=load origin=- x-two=step "}));
}

TEST(Mix, StandsBelowTheProjectAndTheCommandLine) {
  const std::string story = "scenario: a\nsteps:\n  - composing: ana\n";
  const Project project{"ensaio.yaml",
                        "chats: { ana: \"5544999999999\" }\ntarget: http://127.0.0.1:9/\n"};
  const Loaded made = loaded(story, "", project);
  ASSERT_EQ(all_told(made.problems), "");
  EXPECT_EQ(made.profiles.at(0).target, "http://127.0.0.1:9/");
  EXPECT_EQ(made.profiles.at(0).mix.at(0).scenario.chats.at(0).phone, "5544999999999");

  const Folder folder{{{"story.yaml", std::string(kHead) +
                                          "dialect: plugzapi\ninstance: { id: abc, token: def }\n"},
                       {"parts/a.yaml", "scenario: a\nchats: [ana]\nsteps:\n  - composing: ana\n"}},
                      {.dialect = Dialect::Zapi, .instance = Instance{.id = "xyz"}},
                      {}};
  const Loaded given = folder.load("story.yaml");
  ASSERT_EQ(all_told(given.problems), "");
  const Scenario& scenario = given.profiles.at(0).mix.at(0).scenario;
  EXPECT_EQ(scenario.dialect, Dialect::Zapi);
  EXPECT_EQ(scenario.instances.at(0).id, "xyz");
  EXPECT_EQ(scenario.instances.at(0).token, "def");
}

TEST(Mix, IsHeldAgainstTheDialectOfTheProfile) {
  const std::string story = "scenario: a\nmessages: [m1]\nsteps:\n  - read_by_me: m1\n";
  EXPECT_EQ(told_of(story), "");
  EXPECT_NE(told_of(story, "dialect: plugchat\n").find("S058 4:"), std::string::npos);
}

}  // namespace
}  // namespace ensaio
