#include "simulator/scenario/load_profile.hpp"

#include <gtest/gtest.h>

#include "load_support.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;

constexpr const char* kTyping =
    "scenario: typing\nchats: [ana]\nsteps:\n  - composing: ana\n  - wait: 2s\n  - paused: ana\n";
constexpr const char* kTicks =
    "scenario: three ticks\nmessages: [m1]\nsteps:\n  - sent: m1\n  - read: m1\n";

LoadedProfile profile_of(const std::string& text, std::map<std::string, std::string> files = {}) {
  files.emplace("typing.yaml", kTyping);
  files.emplace("ticks.yaml", kTicks);
  const ReadFile read = [&files](const std::string& path) -> Result<std::string> {
    const auto found = files.find(path);
    if (found == files.end()) return Error{"no such file", ""};
    return found->second;
  };
  return load_profile(text, "story.yaml", {}, {}, read);
}

/// A profile that is fine, with more lines.
std::string with(const std::string& lines) {
  return "load: peak\nmix: [{ scenario: typing.yaml }]\n" + lines;
}

std::string told_of(const std::string& lines, std::map<std::string, std::string> files = {}) {
  return all_told(profile_of(with(lines), std::move(files)).problems);
}

TEST(LoadProfile, IsReadWithEveryWord) {
  const auto [profile, problems] = profile_of(
      "load: evening peak\nabout: One sharp spike.\nversion: 1\nseed: 99\n"
      "mix:\n  - { scenario: ./ticks.yaml, weight: 70 }\n  - { scenario: ./typing.yaml }\n"
      "chats: { count: 20000 }\ntarget: http://127.0.0.1:3000/hook\npace: schedule\n"
      "instance: { id: abc, token: def }\ndialect: plugzapi\n"
      "phases:\n"
      "  - { name: warm-up, for: 30s, rate: 5/s..50/s, judged: false }\n"
      "  - { for: 5m, rate: 3000/m }\n"
      "  - { name: spike, for: 20s, rate: 400/s, arrivals: poisson, hold: true }\n"
      "limits: { in_flight: 500, connections: 50, timeout: 3s, drain: 5s, overflow: drop }\n"
      "pass_when:\n  - response.p99 < 300ms during spike\n  - failed < 0.1% of three ticks\n"
      "valid_when: [lag.p99 < 20ms]\nstop_when: [failed > 20% for 10s]\n");
  ASSERT_EQ(all_told(problems), "");
  EXPECT_EQ(profile.file, "story.yaml");
  EXPECT_EQ(profile.name, "evening peak");
  EXPECT_EQ(profile.about, "One sharp spike.");
  EXPECT_EQ(profile.seed, 99U);
  ASSERT_EQ(profile.mix.size(), 2U);
  EXPECT_EQ(profile.mix[0].weight, 70U);
  EXPECT_EQ(profile.mix[0].scenario.name, "three ticks");
  EXPECT_EQ(profile.mix[1].weight, 1U);
  EXPECT_EQ(profile.chats.from, LoadChats::From::Count);
  EXPECT_EQ(profile.chats.count, 20'000U);
  EXPECT_EQ(profile.target, "http://127.0.0.1:3000/hook");
  EXPECT_EQ(profile.limits.in_flight, 500U);
  EXPECT_EQ(profile.limits.connections, 50U);
  EXPECT_EQ(profile.limits.timeout, 3s);
  EXPECT_EQ(profile.limits.drain, 5s);
  EXPECT_EQ(profile.limits.overflow, Overflow::Drop);
  ASSERT_EQ(profile.phases.size(), 3U);
  EXPECT_EQ(profile.phases[0].rate, *parse_ramp("5/s..50/s"));
  EXPECT_FALSE(profile.phases[0].judged);
  EXPECT_EQ(profile.phases[1].name, "phase 2");
  EXPECT_EQ(profile.phases[1].lasts, 5min);
  EXPECT_EQ(profile.phases[1].rate, *parse_ramp("50/s"));
  EXPECT_TRUE(profile.phases[1].judged && !profile.phases[1].hold);
  EXPECT_EQ(profile.phases[2].arrivals, ArrivalPattern::Poisson);
  EXPECT_TRUE(profile.phases[2].hold);
  ASSERT_EQ(profile.pass_when.size(), 2U);
  EXPECT_EQ(profile.pass_when[0].phase, 2U);
  EXPECT_EQ(profile.pass_when[0].place.mark.line, 19U);
  EXPECT_EQ(profile.pass_when[1].scenario, 0U);
  EXPECT_EQ(profile.valid_when.at(0).metric, Metric::Lag);
  EXPECT_EQ(profile.stop_when.at(0).lasts, Offset(10s));
  for (const MixedScenario& mixed : profile.mix) {
    EXPECT_EQ(mixed.scenario.pace, Pace::Schedule);
    EXPECT_EQ(mixed.scenario.dialect, Dialect::Plugzapi);
    EXPECT_EQ(mixed.scenario.instances.at(0).id, "abc");
    EXPECT_EQ(mixed.scenario.instances.at(0).token, "def");
  }
}

TEST(LoadProfile, HasDefaults) {
  const auto [profile, problems] = profile_of(with(""));
  EXPECT_EQ(all_told(problems), "");
  EXPECT_EQ(profile.chats.count, 10'000U);
  EXPECT_EQ(profile.limits.in_flight, 2000U);
  EXPECT_EQ(profile.limits.connections, 200U);
  EXPECT_EQ(profile.limits.timeout, 10s);
  EXPECT_EQ(profile.limits.drain, 30s);
  EXPECT_EQ(profile.limits.overflow, Overflow::Queue);
  EXPECT_FALSE(profile.seed || profile.target || profile.oracle);
  EXPECT_TRUE(profile.phases.empty() && profile.pass_when.empty());
  EXPECT_EQ(profile.mix.at(0).scenario.pace, Pace::Answered);
}

TEST(LoadProfile, TakesChatsAndMessagesFromFiles) {
  const auto [profile, problems] =
      profile_of(with("chats: { from: lists/phones.csv }\nmessages: { from: lists/ids.csv }\n"),
                 {{"lists/phones.csv", "phone\n5544999999999\n5511988887777\n"},
                  {"lists/ids.csv", "A1\nB2\nC3\n"}});
  ASSERT_EQ(all_told(problems), "");
  EXPECT_EQ(profile.chats.from, LoadChats::From::File);
  EXPECT_EQ(profile.chats.phones, (std::vector<std::string>{"5544999999999", "5511988887777"}));
  EXPECT_EQ(profile.chats.count, 2U);
  EXPECT_EQ(profile.message_ids, (std::vector<std::string>{"A1", "B2", "C3"}));
}

TEST(LoadProfile, MayKeepTheChatsAsWritten) {
  EXPECT_EQ(profile_of(with("chats: as-written\n")).profile.chats.from, LoadChats::From::AsWritten);
}

TEST(LoadProfile, TellsEveryMistakeWithItsPlace) {
  struct Row {
    const char* what;
    const char* lines;
    const char* told;
  };
  const Row rows[] = {
      {"an unknown key", "phase: []\n", "S014 3:1 unknown key 'phase' | did you mean 'phases'?\n"},
      {"a missing list", "chats: { from: phones.csv }\n",
       "S062 3:16 cannot read 'phones.csv': no such file\n"},
      {"no ids", "messages: { from: ids.csv }\n",
       "S062 3:19 cannot read 'ids.csv': no such file\n"},
      {"a phase without time", "phases: [{ for: 0s, rate: 5/s }]\n",
       "S076 3:17 a phase takes some time | such as 30s\n"},
      {"nobody begins", "phases: [{ for: 1s, rate: 0/s }, { for: 1s, rate: 0/m..0/s }]\n",
       "S076 3:1 no conversation begins in these phases | one of them needs a rate over 0/s\n"},
      {"too long", "phases: [{ for: 600h, rate: 1/s }, { for: 600h, rate: 1/s }]\n",
       "S076 3:1 these phases last longer than 1000h\n"},
      {"too many", "phases: [{ for: 1000h, rate: 1000000000/s }]\n",
       "S076 3:1 these phases have more than 10^12 conversations\n"},
      {"two of one name",
       "phases: [{ name: a, for: 1s, rate: 1/s }, { name: a, for: 1s, rate: 1/s }]\n",
       "S057 3:51 a second phase is called 'a' | conditions name phases\n"},
      {"a name that another has by its place",
       "phases: [{ name: phase 2, for: 1s, rate: 1/s }, { for: 1s, rate: 1/s }]\n",
       "S057 3:49 a second phase is called 'phase 2' | conditions name phases\n"},
      {"no time for an answer", "limits: { timeout: 0s }\n",
       "S076 3:20 no answer comes in no time | such as 10s\n"},
      {"a bare rate", "phases: [{ for: 1s, rate: 50 }]\n",
       "S032 3:27 a rate needs a unit | write 50/s\n"},
      {"a template in the target", "target: \"{{ api }}/x\"\n",
       "S060 3:9 no template can stand here\n"},
      {"a template in a header", "headers: { x-a: \"{{ target }}\" }\n",
       "S060 3:17 no template can stand here\n"},
      {"a condition, at its word", "pass_when:\n  - response.p99 < 300\n",
       "S031 4:20 a duration needs a unit | write 300ms or 300s\n"},
      {"in quotes too", "pass_when: [\"failed < 0.1\"]\n",
       "S033 3:23 '0.1' is no percentage or whole number | write 0.1%\n"},
      {"as a whole where it is escaped", "pass_when: [\"fail\\x65d < 0.1\"]\n",
       "S033 3:13 '0.1' is no percentage or whole number | write 0.1%\n"},
      {"for in pass_when", "pass_when: [failed == 0 for 10s]\n",
       "S078 3:25 'for' can stand only in stop_when\n"},
      {"no such phase",
       "phases: [{ name: steady, for: 1s, rate: 1/s }]\n"
       "valid_when: [failed == 0 during stedy]\n",
       "S078 4:33 unknown phase 'stedy' | did you mean 'steady'?\n"},
      {"no such scenario", "stop_when: [failed > 1% of tipyng]\n",
       "S078 3:28 unknown scenario 'tipyng' | did you mean 'typing'?\n"},
      {"in characters", "pass_when: [failed == 0 of \u00e9 x during y]\n",
       "S078 3:28 unknown scenario '\u00e9 x'\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(told_of(row.lines), row.told) << row.what;
}

TEST(LoadProfile, TellsWhatIsWrongInALine) {
  const LoadedProfile made =
      profile_of(with("chats: { from: phones.csv }\n"), {{"phones.csv", "5544999999999\nana\n"}});
  EXPECT_EQ(all_told(made.problems), "phones.csv S079 2:1 'ana' is no person's phone\n");
}

TEST(LoadProfile, NeedsChatsEnoughForOneConversation) {
  const std::string many = "scenario: many\nchats: [a, b, c]\nsteps:\n  - composing: a\n";
  const auto made = profile_of("load: x\nmix: [{ scenario: many.yaml }]\nchats: { count: 2 }\n",
                               {{"many.yaml", many}});
  EXPECT_EQ(all_told(made.problems),
            "S076 3:1 'many' has 3 chats, and a conversation finds only 2\n");
}

TEST(LoadProfile, KeepsItsOracleForLater) {
  const auto [profile, problems] = profile_of(with("oracle: { sample: 5% }\n"));
  EXPECT_EQ(all_told(problems), "");
  ASSERT_TRUE(profile.oracle);
  EXPECT_EQ(profile.oracle->sample, 0.05);
  ASSERT_EQ(profile.unplayable.size(), 1U);
  EXPECT_EQ(profile.unplayable[0].what, "oracle");
  EXPECT_EQ(profile.unplayable[0].place.mark.line, 3U);
}

TEST(LoadProfile, IsOneInAFile) {
  const std::string one = with("");
  EXPECT_EQ(all_told(profile_of(kTyping).problems),
            "S018 1:1 there is no load profile in this file | a load profile has the key load\n");
  EXPECT_EQ(all_told(profile_of(one + "---\n" + one).problems),
            "S018 1:1 there are several load profiles in this file | put each into a file of its "
            "own\n");
  EXPECT_EQ(all_told(profile_of(one + "---\n" + kTyping).problems), "");
}

TEST(LoadProfile, SurvivesWhateverStandsInItsPlaces) {
  const char* const values[] = {"",      "x",    "3",         "[]", "{}",    "[[]]",     "~",
                                "true",  "\"\"", "{ a: b }",  "-1", "1e9",   "[1, 2]",   "- a",
                                "!!str", "*no",  "\"\\x01\"", "0s", "[{ }]", "{ from: }"};
  const char* const places[] = {
      "load: V\nmix: [{ scenario: typing.yaml }]\n",
      "load: x\nmix: V\n",
      "load: x\nmix: [V]\n",
      "load: x\nmix: [{ scenario: V }]\n",
      "load: x\nmix: [{ scenario: typing.yaml, weight: V }]\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\nchats: V\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\nchats: { count: V }\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\nchats: { from: V }\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\nmessages: V\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\noracle: V\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\nphases: V\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\nphases: [V]\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\nphases: [{ for: V, rate: 1/s }]\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\nphases: [{ for: 1s, rate: V }]\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\nlimits: V\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\nlimits: { timeout: V }\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\npass_when: V\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\npass_when: [V]\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\nheaders: V\n",
      "load: x\nmix: [{ scenario: typing.yaml }]\ninstance: V\n",
  };
  for (const std::string place : places) {
    const std::size_t at = place.find('V');
    int wrong = 0;
    for (const char* value : values) {
      std::string text = place;
      wrong += has_errors(profile_of(text.replace(at, 1, value)).problems) ? 1 : 0;
    }
    EXPECT_GE(wrong, 6) << place << "Most of these are no value for it.";
  }
}

}  // namespace
}  // namespace ensaio
