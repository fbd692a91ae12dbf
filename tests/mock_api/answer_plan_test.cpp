#include "mock_api/answer_plan.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using Words = std::vector<std::string>;

constexpr std::uint64_t kSeed = 7;

AnswerPlan planned(const Words& words, std::uint64_t seed = kSeed) {
  const auto plan = AnswerPlan::parse(words, seed);
  EXPECT_TRUE(plan) << plan.error().message;
  return plan ? *plan : AnswerPlan{};
}

/// How often each status is among the first `count` answers.
std::map<int, int> statuses(const AnswerPlan& plan, std::uint64_t count) {
  std::map<int, int> seen;
  for (std::uint64_t number = 0; number < count; ++number) ++seen[plan.answer(number).status];
  return seen;
}

TEST(AnswerPlan, AnswersTwoHundredAtOnceUnlessToldOtherwise) {
  for (const AnswerPlan& plan : {AnswerPlan{}, planned({}), planned({"200"})}) {
    EXPECT_EQ(statuses(plan, 50), (std::map<int, int>{{200, 50}}));
    EXPECT_EQ(plan.answer(0).delay, Offset{});
    EXPECT_FALSE(plan.draws());
  }
}

TEST(AnswerPlan, AnswersEveryCallbackWithAStatusOfNoShare) {
  EXPECT_EQ(statuses(planned({"503"}), 50), (std::map<int, int>{{503, 50}}));
  EXPECT_EQ(statuses(planned({"503:100%"}), 50), (std::map<int, int>{{503, 50}}));
  EXPECT_EQ(statuses(planned({"503:0%"}), 50), (std::map<int, int>{{200, 50}}));
  EXPECT_FALSE(planned({"503:100%"}).draws());
}

TEST(AnswerPlan, GivesEachStatusItsShareAndTheRestToTheOneWithout) {
  constexpr int kCount = 100'000;
  std::map<int, int> seen = statuses(planned({"500:10%", "503:2.5%", "204"}), kCount);
  EXPECT_EQ(seen.size(), 3U);
  // Ten standard deviations: a wrong share is off by more, chance never.
  EXPECT_NEAR(seen[500], kCount * 0.1, 950);
  EXPECT_NEAR(seen[503], kCount * 0.025, 500);
  EXPECT_NEAR(seen[204], kCount * 0.875, 1050);
}

TEST(AnswerPlan, TakesThirdsThatAddUpToTheWhole) {
  EXPECT_EQ(statuses(planned({"500:33.3%", "502:33.3%", "503:33.4%"}), 1000).count(200), 0U);
}

TEST(AnswerPlan, DelaysEveryAnswerByATimeOrADrawnOne) {
  EXPECT_EQ(planned({"delay:50ms"}).answer(3).delay, Offset(50ms));
  EXPECT_FALSE(planned({"delay:50ms"}).draws());
  const AnswerPlan plan = planned({"delay:50ms..52ms"});
  EXPECT_TRUE(plan.draws());
  std::map<Offset, int> seen;
  for (std::uint64_t number = 0; number < 300; ++number) ++seen[plan.answer(number).delay];
  EXPECT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen.begin()->first, Offset(50ms));
  EXPECT_EQ(seen.rbegin()->first, Offset(52ms));
}

TEST(AnswerPlan, HasARateWhereOneIsGiven) {
  EXPECT_EQ(planned({"500:10%"}).rate(), std::nullopt);
  const AnswerPlan plan = planned({"rate:90/m"});
  EXPECT_EQ(plan.rate()->per_second(), 1.5);
  EXPECT_EQ(plan.answer(0).delay, Offset::zero()) << "The queue decides that.";
  EXPECT_FALSE(plan.draws());
}

TEST(OneWorker, IsDoneWithOneAfterTheOther) {
  struct Row {
    const char* what;
    Offset now;
    Offset waits;
  };
  const Row rows[] = {
      {"the first takes what one takes", 0ms, 100ms},
      {"the second waits for it", 10ms, 190ms},
      {"so does the third", 10ms, 290ms},
      {"the queue has become shorter", 250ms, 150ms},
      {"who comes later finds nobody", 1s, 100ms},
  };
  OneWorker worker(planned({"rate:10/s"}).rate());
  for (const Row& row : rows) EXPECT_EQ(worker.wait(row.now), row.waits) << row.what;
  OneWorker quick(std::nullopt);
  EXPECT_EQ(quick.wait(5ms), Offset::zero());
  EXPECT_EQ(quick.wait(5ms), Offset::zero());
}

TEST(AnswerPlan, TakesSeveralWordsInOneText) {
  const AnswerPlan plan = planned({"500:100%,delay:1s"});
  EXPECT_EQ(plan.answer(0).status, 500);
  EXPECT_EQ(plan.answer(0).delay, Offset(1s));
}

TEST(AnswerPlan, RepeatsItselfWithTheSameSeedOnly) {
  const Words words{"500:50%", "delay:0s..1s"};
  const auto told = [&words](std::uint64_t seed) {
    std::string text;
    for (std::uint64_t number = 0; number < 64; ++number) {
      const PlannedAnswer answer = planned(words, seed).answer(number);
      text += std::to_string(answer.status) + " " + duration_text(answer.delay) + "\n";
    }
    return text;
  };
  EXPECT_EQ(told(7), told(7));
  EXPECT_NE(told(7), told(8));
}

TEST(AnswerPlan, DrawsTheSameStatusesWhateverTheDelay) {
  for (std::uint64_t number = 0; number < 64; ++number) {
    EXPECT_EQ(planned({"500:50%"}).answer(number).status,
              planned({"500:50%", "delay:0s..1s"}).answer(number).status);
  }
}

TEST(AnswerPlan, SaysWhatIsWrongAndWhatWouldBeRight) {
  struct Row {
    const char* what;
    Words words;
    std::string message;
    std::string hint;  ///< A part of it.
  };
  const Row rows[] = {
      {"nothing", {""}, "'' is no answer", "write a status (503)"},
      {"a word", {"slow"}, "'slow' is no answer", "delay:50ms..200ms"},
      {"a word with a colon", {"dely:50ms"}, "'dely:50ms' is no answer", "(delay:50ms)"},
      {"a class of statuses", {"5xx"}, "'5xx' is no answer", "write a status (503)"},
      {"a sign", {"-200"}, "'-200' is no answer", "write a status"},
      {"an answer that is not the last",
       {"100"},
       "'100' is no status to answer with",
       "200 to 599"},
      {"beyond the last class", {"600"}, "'600' is no status to answer with", "200 to 599"},
      {"four digits", {"0200"}, "'0200' is no status to answer with", "200 to 599"},
      {"a number beyond all numbers",
       {"99999999999999999999"},
       "'99999999999999999999' is no status to answer with",
       "200 to 599"},
      {"a share without its sign", {"500:10"}, "'10' is no share of the answers", "500:10%"},
      {"an empty share", {"500:"}, "'' is no share of the answers", "500:10%"},
      {"more than all", {"500:101%"}, "'101%' is no share of the answers", "0% to 100%"},
      {"less than nothing", {"500:-1%"}, "'-1%' is no share of the answers", "0% to 100%"},
      {"shares that are too much together",
       {"500:60%", "503:50%"},
       "the shares add up to 110%",
       "100% at most"},
      {"a share twice", {"500:1%", "500:2%"}, "500 has two shares", "their sum"},
      {"two answers to everything",
       {"500", "503"},
       "500 and 503 cannot both be every answer",
       "503:10%"},
      {"nothing left", {"500:100%", "204"}, "the shares leave nothing for 204", ""},
      {"a delay without a unit", {"delay:50"}, "'50' is no delay", "delay:50ms"},
      {"a delay of nothing", {"delay:"}, "'' is no delay", "delay:50ms"},
      {"a range that runs backwards",
       {"delay:200ms..50ms"},
       "'200ms..50ms' is no delay",
       "from the shorter to the longer"},
      {"half a range", {"delay:50ms.."}, "'50ms..' is no delay", "delay:50ms..200ms"},
      {"two delays", {"delay:1s", "delay:2s"}, "there are two delays", "one is enough"},
      {"a rate without a unit", {"rate:500"}, "'500' is no rate of answers", "rate:500/s"},
      {"a rate of nothing", {"rate:0/s"}, "'0/s' is no rate of answers", "one after the other"},
      {"two rates", {"rate:5/s", "rate:5/s"}, "there are two rates", "one is enough"},
      {"a comma too many", {"500:1%,"}, "'' is no answer", "write a status"},
  };
  for (const Row& row : rows) {
    const auto plan = AnswerPlan::parse(row.words, kSeed);
    ASSERT_FALSE(plan) << row.what;
    EXPECT_EQ(plan.error().message, row.message) << row.what;
    EXPECT_NE(plan.error().hint.find(row.hint), std::string::npos)
        << row.what << ": " << plan.error().hint;
  }
}

}  // namespace
}  // namespace ensaio
