#include "simulator/timeline/conversation.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/story.hpp"
#include "tests/timeline/playing.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

Step at(Offset time, Step step) { return with(Modifiers{.at = time}, std::move(step)); }

Step copies(std::uint32_t count, Offset gap, Step step) {
  return with(Modifiers{.copies = count, .copies_gap = gap}, std::move(step));
}

Scenario scheduled(Steps steps) {
  Scenario made = scenario("scheduled", std::move(steps));
  made.pace = Pace::Schedule;
  return made;
}

/// The rounds that the sends of a story tell: "0.1" is the second round inside a first.
std::vector<std::string> rounds_of(const Scenario& story) {
  const Script script = scripted(story);
  Conversation conversation(script, {.value = 7});
  std::vector<Send> due;
  conversation.begin({}, due);
  std::vector<std::string> told;
  while (!due.empty()) {
    const Send send = due.front();
    due.erase(due.begin());
    std::string rounds;
    for (const std::uint32_t round : send.rounds) {
      rounds += (rounds.empty() ? "" : ".") + std::to_string(round);
    }
    told.push_back(rounds);
    conversation.departed(send.strand, due);
    conversation.settled(send.strand, send.at, due);
  }
  return told;
}

TEST(Conversation, TellsTheRoundsWhereAGroupIsTimed) {
  const auto steps = [](Step inner) {
    return Steps{sent(), repeat(2, {parallel({{"a", {repeat(2, {read()})}}}), std::move(inner)})};
  };
  const Modifiers limit{.expect = Expectation{.within = 1s}};
  EXPECT_THAT(rounds_of(scenario("timed", steps(with(limit, group({paused()}))))),
              testing::ElementsAre("", "0.0", "0.1", "0", "1.0", "1.1", "1"));
  EXPECT_THAT(rounds_of(scenario("not timed", steps(group({paused()})))),
              testing::Each(testing::IsEmpty()));
}

TEST(Conversation, ToldThatAnswersTakeNoTimeSaysWhatComesNext) {
  struct Row {
    const char* what;
    Steps steps;
    const char* story;
  };
  const Row rows[] = {
      {"steps follow one another", {sent(), received(), read()}, "0 SENT, 0 RECEIVED, 0 READ"},
      {"a wait moves what follows", {sent(), wait(400ms), read()}, "0 SENT, 400 READ"},
      {"a wait at the end changes nothing", {sent(), wait(1h)}, "0 SENT"},
      {"at is when the step is due", {sent(), at(1500ms, read())}, "0 SENT, 1500 READ"},
      {"at lets a wait pass", {wait(1s), at(1500ms, read()), sent()}, "1500 READ, 1500 SENT"},
      {"a group is its steps", {group({sent(), group({wait(1s)})}), read()}, "0 SENT, 1000 READ"},
      {"branches begin at once, in the order of the file",
       {parallel({{"a", {sent()}}, {"b", {read()}}})},
       "0 SENT, 0 READ"},
      {"a parallel ends when all branches have",
       {parallel({{"a", {sent(), wait(2s)}}, {"b", {wait(1s), received()}}}), read()},
       "0 SENT, 1000 RECEIVED, 2000 READ"},
      {"a branch without sends counts too",
       {parallel({{"a", {wait(3s)}}, {"b", {sent()}}}), read()},
       "0 SENT, 3000 READ"},
      {"branches branch",
       {parallel({{"a", {parallel({{"c", {wait(1s), sent()}}, {"d", {wait(2s)}}}), received()}},
                  {"b", {wait(1500ms), read()}}}),
        composing()},
       "1000 SENT, 1500 READ, 2000 RECEIVED, 2000 COMPOSING"},
      {"a repeat is rounds in a row",
       {repeat(3, {sent(), wait(1s)}), read()},
       "0 SENT, 1000 SENT, 2000 SENT, 3000 READ"},
      {"every is from beginning to beginning",
       {wait(1s), repeat(3, {sent(), wait(1s)}, 2500ms), read()},
       "1000 SENT, 3500 SENT, 6000 SENT, 7000 READ"},
      {"a round that takes longer than every puts off the next",
       {repeat(3, {sent(), wait(3s)}, 2s)},
       "0 SENT, 3000 SENT, 6000 SENT"},
      {"repeats nest",
       {repeat(2, {repeat(2, {sent(), wait(1s)}), read()})},
       "0 SENT, 1000 SENT, 2000 READ, 2000 SENT, 3000 SENT, 4000 READ"},
      {"no rounds are no sends", {repeat(0, {sent()}), read()}, "0 READ"},
      {"copies follow one another",
       {copies(3, 0ms, sent()), read()},
       "0 SENT, 0 SENT+1, 0 SENT+2, 0 READ"},
      {"copies keep their gap",
       {copies(3, 20ms, sent()), read()},
       "0 SENT, 20 SENT+1, 40 SENT+2, 40 READ"},
      {"the only option is chosen", {choose({{1, {sent()}}, {0, {read()}}})}, "0 SENT"},
      {"a status by several is one send each",
       {status(Verb::Read, {kG1}, {kAna, kBia})},
       "0 READ, 0 READ"},
      {"nothing is said in an empty group",
       {group({}), choose({}), parallel({}), read()},
       "0 READ"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(story_of(scenario("rows", row.steps)), row.story) << row.what;
  }
}

TEST(Conversation, GoesOnFromTheAnswerWhereThePaceSaysSo) {
  const Script script =
      scripted(scenario("slow", {sent(), wait(1s), copies(2, 100ms, received()), read()}));
  EXPECT_EQ(played(script, 250ms).story, "0 SENT, 1250 RECEIVED, 1600 RECEIVED+1, 1850 READ");
}

TEST(Conversation, KeepsToTheScheduleWhereThePaceSaysSo) {
  const Script script =
      scripted(scheduled({sent(), wait(1s), copies(2, 100ms, received()), read()}));
  EXPECT_EQ(played(script, 3s).story, "0 SENT, 1000 RECEIVED, 1100 RECEIVED+1, 1100 READ");
}

TEST(Conversation, IsLateAtItsTimeWhereAnAnswerTookLonger) {
  const Script script = scripted(scenario("slow", {sent(), at(1s, read())}));
  EXPECT_EQ(played(script, 3s).story, "0 SENT, 3000 READ");
}

TEST(Conversation, BeginsARoundLateWhereAnAnswerTookLonger) {
  const Script script = scripted(scenario("slow", {repeat(4, {sent()}, 1s)}));
  EXPECT_EQ(played(script, 1500ms).story, "0 SENT, 1500 SENT, 3000 SENT, 4500 SENT");
  const Script quick = scripted(scenario("quick", {repeat(3, {sent()}, 1s)}));
  EXPECT_EQ(played(quick, 999ms).story, "0 SENT, 1000 SENT, 2000 SENT");
}

TEST(Conversation, AnswersOfOneBranchDoNotHoldUpAnother) {
  const Script script = scripted(scenario(
      "branches", {parallel({{"a", {sent(), received()}}, {"b", {wait(1s), read()}}}), paused()}));
  EXPECT_EQ(played(script, 700ms).story, "0 SENT, 700 RECEIVED, 1000 READ, 1700 PAUSED");
}

TEST(Conversation, IsOverWhenTheLastAnswerHasCome) {
  const Script script = scripted(scheduled({sent(), read()}));
  Conversation conversation(script, {});
  std::vector<Send> sends;
  EXPECT_FALSE(conversation.over()) << "It has not even begun.";
  conversation.begin(0s, sends);
  ASSERT_EQ(sends.size(), 1U);
  conversation.departed(sends[0].strand, sends);
  ASSERT_EQ(sends.size(), 2U);
  conversation.departed(sends[1].strand, sends);
  conversation.settled(sends[1].strand, 0s, sends);
  EXPECT_FALSE(conversation.over()) << "The first has not settled.";
  conversation.settled(sends[0].strand, 5s, sends);
  EXPECT_TRUE(conversation.over());
}

TEST(Conversation, IsOverAtOnceWhereNothingIsSent) {
  for (const Steps& steps : {Steps{wait(1h)}, Steps{repeat(1000, {parallel({{"a", {wait(1s)}}})})},
                             Steps{repeat(100'000, {})}, Steps{choose({{1, {}}})}}) {
    const Played nothing = played(scripted(scenario("silence", steps)), 0s);
    EXPECT_TRUE(nothing.over);
    EXPECT_EQ(nothing.story, "");
  }
}

TEST(Conversation, SaysOfALateStepThatItHappenedBefore) {
  const Script script = scripted(scenario(
      "late", {wait(10s), with(Modifiers{.late = 2s, .copies = 2, .copies_gap = 1s}, sent())}));
  Conversation conversation(script, {});
  std::vector<Send> sends;
  conversation.begin(0s, sends);
  conversation.settled(0, 13s, sends);
  EXPECT_EQ(sends.at(0).at, 10s);
  EXPECT_EQ(sends.at(0).told, 8s);
  EXPECT_EQ(sends.at(1).at, 14s) << "From the answer of the first.";
  EXPECT_EQ(sends.at(1).told, 8s) << "A copy says what the first one said.";
  EXPECT_EQ(sends.at(0).present, 10s);
  EXPECT_EQ(sends.at(1).present, 10s) << "In all that it says.";
  EXPECT_EQ(sends.at(0).stream, sends.at(1).stream);
}

TEST(Conversation, ChoosesByWeight) {
  const Script script =
      scripted(scenario("choose", {choose({{3, {sent()}}, {1, {read()}}, {0, {paused()}}})}));
  std::map<std::string, int> chosen;
  for (std::uint64_t i = 0; i < 4000; ++i) {
    ++chosen[played(script, 0s, {.value = 1, .iteration = i}).story];
  }
  EXPECT_NEAR(chosen["0 SENT"], 3000, 120);
  EXPECT_NEAR(chosen["0 READ"], 1000, 120);
  EXPECT_EQ(chosen.size(), 2U);
}

TEST(Conversation, ShufflesIntoEveryOrderThatKeepsThePairs) {
  const Script script = scripted(
      scenario("shuffle", {shuffle({sent(), received(), read(), paused()}, {{0, 1}, {1, 2}})}));
  std::map<std::string, int> orders;
  for (std::uint64_t i = 0; i < 500; ++i) {
    ++orders[played(script, 0s, {.value = 1, .iteration = i}).story];
  }
  EXPECT_THAT(orders, testing::ElementsAre(testing::Key("0 PAUSED, 0 SENT, 0 RECEIVED, 0 READ"),
                                           testing::Key("0 SENT, 0 PAUSED, 0 RECEIVED, 0 READ"),
                                           testing::Key("0 SENT, 0 RECEIVED, 0 PAUSED, 0 READ"),
                                           testing::Key("0 SENT, 0 RECEIVED, 0 READ, 0 PAUSED")));
}

TEST(Conversation, ShufflesAllOrdersAlikeWithoutPairs) {
  const Script script = scripted(scenario("shuffle", {shuffle({sent(), received(), read()})}));
  std::map<std::string, int> orders;
  for (std::uint64_t i = 0; i < 6000; ++i) {
    ++orders[played(script, 0s, {.value = 1, .iteration = i}).story];
  }
  EXPECT_EQ(orders.size(), 6U);
  for (const auto& [order, times] : orders) EXPECT_NEAR(times, 1000, 130) << order;
}

TEST(Conversation, ShufflesEachRoundAnew) {
  const Script script =
      scripted(scenario("rounds", {repeat(50, {shuffle({sent(), received(), read()})})}));
  const std::string story = played(script, 0s).story;
  std::set<std::string> rounds;
  for (std::size_t i = 0; i < 50; ++i) {
    const std::size_t length = std::string("0 SENT, 0 RECEIVED, 0 READ, ").size();
    rounds.insert((story + ", ").substr(i * length, length));
  }
  EXPECT_EQ(rounds.size(), 6U);
}

TEST(Conversation, GivesEachRoundItsOwnStream) {
  const Script script =
      scripted(scenario("rounds", {repeat(3, {repeat(3, {wait(Uniform{1ms, 1h}), sent()})})}));
  const std::string story = played(script, 0s).story;
  Conversation conversation(script, {});
  std::vector<Send> sends;
  conversation.begin(0s, sends);
  std::set<std::uint64_t> streams;
  std::set<Offset> waits;
  for (std::size_t i = 0; i < sends.size(); ++i) {
    streams.insert(sends[i].stream);
    waits.insert(sends[i].at - (i == 0 ? Offset{} : sends[i - 1].at));
    conversation.settled(sends[i].strand, sends[i].at, sends);
  }
  EXPECT_EQ(streams.size(), 9U);
  EXPECT_EQ(waits.size(), 9U);
}

TEST(Conversation, UsesItsStrandsAndFramesAgain) {
  const Script script = scripted(scenario(
      "again", {repeat(2000, {parallel({{"a", {repeat(2, {group({sent()})})}}, {"b", {read()}}}),
                              shuffle({paused(), composing()})})}));
  const Played all = played(script, 1ms);
  EXPECT_EQ(all.sends, 2000U * 5U);
  EXPECT_TRUE(all.over);
  Conversation conversation(script, {});
  std::vector<Send> sends;
  conversation.begin(0s, sends);
  Strand most = 0;
  for (std::size_t i = 0; i < sends.size(); ++i) {
    most = std::max(most, sends[i].strand);
    conversation.settled(sends[i].strand, sends[i].at, sends);
  }
  EXPECT_EQ(most, 2U);
}

// 256 bytes each, with what a player keeps of it, are 256 MiB for a million that wait.
TEST(Conversation, IsSmallWhileItWaits) { EXPECT_LE(sizeof(Conversation), 128U); }

}  // namespace
}  // namespace ensaio
