#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/load_support.hpp"

namespace ensaio {
namespace {

using testing::ElementsAre;

const char* const kTyping =
    "scenario: typing\n"
    "about: Somebody types.\n"
    "tags: [piece]\n"
    "version: 1\n"
    "chats: { ana: \"5544999999999\" }\n"
    "messages: { m1: ana }\n"
    "steps:\n"
    "  - composing: ana\n"
    "  - incoming: ana\n"
    "    text: \"{{ chats.ana.phone }} {{ messages.m1.id }}\"\n"
    "  - paused: ana\n";

Loaded load(const std::string& main, const std::string& other = kTyping) {
  return Folder{{{"s/main.yaml", main}, {"s/typing.yaml", other}}, {}, {}}.load("s/main.yaml");
}

std::vector<std::string> names_of(const std::vector<ChatRole>& chats) {
  std::vector<std::string> names;
  for (const ChatRole& chat : chats) names.push_back(chat.name);
  return names;
}

TEST(Use, InsertsTheStepsOfAnotherScenario) {
  const Loaded all = load("scenario: main\nsteps:\n  - connected\n  - use: ./typing.yaml\n");
  EXPECT_EQ(all_told(all.problems), "");
  const Scenario& story = all.scenarios.at(0);
  EXPECT_THAT(story.files, ElementsAre("s/main.yaml", "s/typing.yaml"));
  EXPECT_THAT(names_of(story.chats), ElementsAre("ana"));
  EXPECT_EQ(story.messages.at(0).name, "m1");
  const Step& use = story.steps.at(1);
  EXPECT_EQ(use.verb, Verb::Use);
  const auto& inner = std::get<GroupStep>(use.action).steps;
  ASSERT_EQ(inner.size(), 3U);
  EXPECT_EQ(inner[2].place.file, 1U);
  EXPECT_EQ(inner[2].place.mark.line, 11U);
}

TEST(Use, GivesItsChatsOtherNames) {
  const Loaded all = load(
      "scenario: main\n"
      "chats: { bia: \"5544988888888\" }\n"
      "messages: { m9: bia }\n"
      "steps:\n"
      "  - use: ./typing.yaml\n"
      "    names: { ana: bia, m1: m9 }\n"
      "  - composing: bia\n");
  EXPECT_EQ(all_told(all.problems), "");
  const Scenario& story = all.scenarios.at(0);
  EXPECT_THAT(names_of(story.chats), ElementsAre("bia"));
  EXPECT_EQ(story.chats[0].phone, "5544988888888");
  EXPECT_EQ(story.messages.size(), 1U);
  const auto& inner = std::get<GroupStep>(story.steps.at(0).action).steps;
  EXPECT_EQ(std::get<IncomingStep>(inner.at(1).action).text,
            "{{ chats.bia.phone }} {{ messages.m9.id }}");
}

TEST(Use, MayBeRepeatedForAnotherChat) {
  const Loaded all = load(
      "scenario: main\n"
      "steps:\n"
      "  - use: ./typing.yaml\n"
      "  - use: ./typing.yaml\n"
      "    names: { ana: second, m1: m2 }\n");
  EXPECT_EQ(all_told(all.problems), "");
  const Scenario& story = all.scenarios.at(0);
  EXPECT_THAT(names_of(story.chats), ElementsAre("ana", "second"));
  EXPECT_EQ(story.messages.at(1).chat, 1U);
}

TEST(Use, SharesWhatBothFilesName) {
  const Loaded all = load(
      "scenario: main\nchats: [ana]\nmessages: { m1: { chat: ana, type: audio } }\n"
      "steps:\n  - use: ./typing.yaml\n  - played: m1\n");
  EXPECT_EQ(all_told(all.problems), "");
  EXPECT_EQ(all.scenarios.at(0).chats.at(0).phone, "5544999999999");
  EXPECT_EQ(all.scenarios[0].messages.at(0).type, "audio");
}

TEST(Use, KnowsTheNamesOfTheOtherFileBeforeItIsUsed) {
  const Loaded all = load("scenario: main\nsteps:\n  - available: ana\n  - use: ./typing.yaml\n");
  EXPECT_EQ(all_told(all.problems), "");
}

TEST(Use, FollowsPathsFromTheFileThatNamesThem) {
  const Folder folder{{{"s/main.yaml", "scenario: main\nsteps: [{ use: parts/a.yaml }]\n"},
                       {"s/parts/a.yaml", "scenario: a\nsteps: [{ use: ../b.yaml }]\n"},
                       {"s/b.yaml", "scenario: b\nsteps: [connected]\n"}},
                      {},
                      {}};
  const Loaded all = folder.load("s/main.yaml");
  EXPECT_EQ(all_told(all.problems), "");
  EXPECT_THAT(all.scenarios.at(0).files, ElementsAre("s/main.yaml", "s/parts/a.yaml", "s/b.yaml"));
}

TEST(Use, KeepsNamesApartThroughSeveralFiles) {
  const Folder folder{
      {{"main.yaml",
        "scenario: main\nchats: { ana: \"5544911111111\", bia: \"5544922222222\" }\n"
        "steps:\n  - use: p.yaml\n    names: { ana: bia }\n  - composing: ana\n"},
       {"p.yaml", "scenario: p\nchats: [ana]\nsteps: [{ use: q.yaml }]\n"},
       {"q.yaml", "scenario: q\nchats: [ana]\nsteps: [{ composing: ana }]\n"}},
      {},
      {}};
  const Loaded all = folder.load("main.yaml");
  EXPECT_EQ(all_told(all.problems), "");
  const Steps& steps = all.scenarios.at(0).steps;
  const auto& p = std::get<GroupStep>(steps.at(0).action).steps;
  const auto& q = std::get<GroupStep>(p.at(0).action).steps;
  EXPECT_EQ(std::get<PresenceStep>(q.at(0).action).chat, 1U);
  EXPECT_EQ(std::get<PresenceStep>(steps.at(1).action).chat, 0U);
}

struct Row {
  const char* what;
  const char* main;
  const char* other;
  const char* told;
};

const Row kRows[] = {
    {"a chat with another phone",
     "scenario: main\nchats: { ana: \"5544977777777\" }\nsteps: [{ use: typing.yaml }]\n", kTyping,
     "s/typing.yaml S057 5:10 'ana' has another phone here than in s/main.yaml | rename it: names: "
     "{ ana: ... }\n"},
    {"a message of another chat",
     "scenario: main\nchats: [ana, bia]\nmessages: { m1: bia }\nsteps: [{ use: typing.yaml }]\n",
     kTyping,
     "s/typing.yaml S057 6:13 'm1' has another chat here than in s/main.yaml | rename it: names: { "
     "m1: ... }\n"},
    {"a name that the file does not have",
     "scenario: main\nchats: [bia]\nsteps:\n  - use: typing.yaml\n    names: { anna: bia }\n",
     kTyping,
     "s/main.yaml S050 5:14 's/typing.yaml' names no chat or message 'anna' | did you mean "
     "'ana'?\n"},
    {"a new name that looks like an old one",
     "scenario: main\nchats: [bianca]\nsteps:\n  - use: typing.yaml\n    names: { ana: bianka }\n",
     kTyping, "s/main.yaml S050 5:19 'bianka' is new here | did you mean 'bianca'?\n"},
    {"a file that is missing", "scenario: main\nsteps: [{ use: ./nowhere.yaml }]\n", kTyping,
     "s/main.yaml S062 2:16 cannot read 's/nowhere.yaml': no such file\n"},
    {"itself", "scenario: main\nsteps: [{ use: ./main.yaml }]\n", kTyping,
     "s/main.yaml S062 2:16 a circle without end: s/main.yaml uses s/main.yaml\n"},
    {"a circle", "scenario: main\nsteps: [{ use: ./typing.yaml }]\n",
     "scenario: typing\nsteps: [{ use: ./main.yaml }]\n",
     "s/typing.yaml S062 2:16 a circle without end: s/main.yaml uses s/typing.yaml uses "
     "s/main.yaml\n"},
    {"a file with other keys", "scenario: main\nsteps: [{ use: typing.yaml }]\n",
     "scenario: typing\nclock: virtual\nsteps: [connected]\nexpect: { sends: { status: 200 } }\n",
     "s/typing.yaml S062 2:1 'clock' has no place in a file that s/main.yaml uses\n"
     "s/typing.yaml S062 4:1 'expect' has no place in a file that s/main.yaml uses\n"},
    {"a file of two scenarios", "scenario: main\nsteps: [{ use: typing.yaml }]\n",
     "scenario: a\nsteps: [connected]\n---\nscenario: b\nsteps: [connected]\n",
     "s/main.yaml S062 2:16 's/typing.yaml' holds several scenarios\n"},
    {"a file of none", "scenario: main\nsteps: [{ use: typing.yaml }]\n",
     "oracle: { settle: 1s }\n", "s/main.yaml S062 2:16 's/typing.yaml' holds no scenario\n"},
    {"mistakes are told once, where they are",
     "scenario: main\nsteps:\n  - use: typing.yaml\n  - use: typing.yaml\n  - composing: ana\n",
     "scenario: typing\nchats: [ana]\nsteps: [{ composing: anna }, { wait: 5 }]\n",
     "s/typing.yaml S050 3:22 unknown chat 'anna' | did you mean 'ana'?\n"
     "s/typing.yaml S031 3:38 a duration needs a unit | write 5ms or 5s\n"},
    {"a file that stands alone", "scenario: main\nmessages: [m1]\nsteps: [{ use: typing.yaml }]\n",
     "scenario: typing\nsteps: [{ read: m1 }]\n", "s/typing.yaml S051 2:17 unknown message 'm1'\n"},
};

TEST(Use, TellsWhatIsWrong) {
  for (const Row& row : kRows) {
    EXPECT_EQ(all_told(load(row.main, row.other).problems), row.told) << row.what;
  }
}

TEST(Use, OfUsesBeyondMeasureIsRefusedAtOnce) {
  Folder folder;
  for (int i = 0; i < 30; ++i) {
    const std::string next = "f" + std::to_string(i + 1) + ".yaml";
    folder.files["f" + std::to_string(i) + ".yaml"] =
        "scenario: s\nsteps: [{ use: " + next + " }, { use: " + next + " }]\n";
  }
  folder.files["f30.yaml"] = "scenario: s\nsteps: [connected]\n";
  const Loaded all = folder.load("f0.yaml");
  ASSERT_EQ(all.problems.size(), 1U) << all_told(all.problems);
  EXPECT_EQ(all.problems[0].code, Code::TooManySteps);
}

}  // namespace
}  // namespace ensaio
