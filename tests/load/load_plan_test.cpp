#include "bench/load/load_plan.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>

#include "bench/load/load_rates.hpp"
#include "simulator/base/sha256.hpp"
#include "simulator/timeline/plan.hpp"
#include "tests/load/load_record_sample.hpp"
#include "tests/support/story.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

LoadProfile profile() {
  LoadProfile made;
  made.mix = {{.scenario = scenario("ticks", {sent(), wait(2s), read()}), .weight = 3},
              {.scenario = scenario("typing", {composing()})}};
  made.phases = {{.name = "steady", .lasts = 10s, .rate = *parse_ramp("5/s..50/s")}};
  return made;
}

std::string story_hash(const Scenario& scenario) {
  const Seed seed{.value = 7};
  return plan(*script(scenario), cast(scenario, seed, kPlanStart), seed, kPlanStart, {}).hash;
}

TEST(LoadPlan, HashesWhatIsToBePlayedLineByLine) {
  const LoadProfile made = profile();
  Sha256 hash;
  hash.add(R"({"seed":7,"chats":"count","count":10000,"phones":[],"messages":[]})"
           "\n");
  hash.add(R"({"plan":")" + story_hash(made.mix[0].scenario) + "\",\"weight\":3}\n");
  hash.add(R"({"plan":")" + story_hash(made.mix[1].scenario) + "\",\"weight\":1}\n");
  hash.add(R"({"lasts_ns":10000000000,"from_millionths_an_hour":18000000000,)"
           R"("to_millionths_an_hour":180000000000,"arrivals":"even","hold":false})"
           "\n");
  EXPECT_EQ(load_plan(made, 7, LoadLoop::Open).hash, hash.hex());
}

TEST(LoadPlan, CountsWhatAConversationSendsByWeight) {
  EXPECT_DOUBLE_EQ(load_plan(profile(), 7, LoadLoop::Open).sends, 1.75);
}

TEST(LoadPlan, CountsWhatChoosesSendOnAverage) {
  const Steps ten(10, sent());
  struct Row {
    const char* what;
    Scenario scenario;
    double low;
    double high;
  };
  const Row rows[] = {
      {"nothing is drawn", scenario("ticks", {sent(), read()}), 2, 2},
      {"both send alike", scenario("alike", {choose({{1, {sent()}}, {1, {read()}}})}), 1, 1},
      {"one or ten", scenario("either", {choose({{1, {sent()}}, {1, ten}})}), 4.4, 6.6},
      {"hardly ever ten", scenario("rare", {choose({{9, {sent()}}, {1, ten}})}), 1.3, 2.5},
      {"in each round", scenario("r", {repeat(4, {choose({{1, {sent()}}, {1, ten}})})}), 20, 24},
      {"long", scenario("l", {choose({{1, {repeat(400, {sent()})}}})}), 400, 400},
  };
  for (const Row& row : rows) {
    LoadProfile made = profile();
    made.mix = {{.scenario = row.scenario}};
    const PlannedSends planned = planned_sends(*script(row.scenario), row.scenario);
    const double sends =
        static_cast<double>(planned.sends) / static_cast<double>(kCountedConversations);
    EXPECT_GE(sends, row.low) << row.what;
    EXPECT_LE(sends, row.high) << row.what;
    for (const std::uint64_t seed : {std::uint64_t{7}, std::uint64_t{8}}) {
      EXPECT_DOUBLE_EQ(load_plan(made, seed, LoadLoop::Open).sends, sends) << row.what;
    }
  }
}

TEST(LoadPlan, KnowsTheLongestThatAChooseMayTake) {
  const Scenario either = scenario("either", {choose({{3, {sent()}}, {1, {wait(2s), read()}}})});
  EXPECT_EQ(planned_sends(*script(either), either).longest, 2s);
}

TEST(LoadPlan, KnowsHowLongWhatIsDrawnMayTake) {
  const Scenario uniform = scenario("u", {sent(), wait(Uniform{1s, 9s}), read()});
  const Scenario even = scenario("e", {sent(), wait(2s), read()});
  const Scenario tailed = scenario("t", {sent(), wait(LogNormal{3s, 20s}), read()});
  struct Row {
    const Scenario* scenario;
    Offset usual;
    Offset most;
  };
  for (const Row& row :
       {Row{&uniform, 8500ms, 9s}, Row{&tailed, 15s, 89'910ms}, Row{&even, 2s, 2s}}) {
    const Offset drawn = planned_sends(*script(*row.scenario), *row.scenario).longest;
    EXPECT_GE(drawn, row.usual) << row.scenario->name << ": one drawing is not enough";
    EXPECT_LE(drawn, row.most) << row.scenario->name;
    LoadProfile made = profile();
    made.mix = {{.scenario = *row.scenario}};
    const LoadPlan planned = load_plan(made, 7, LoadLoop::Open);
    EXPECT_EQ(planned.longest, drawn) << row.scenario->name;
    EXPECT_NEAR(static_cast<double>(planned.story / 1ms), static_cast<double>(row.most / 1ms), 100)
        << row.scenario->name;
  }
}

TEST(LoadPlan, DiffersWhereSomethingElseIsSent) {
  struct Row {
    const char* what;
    std::function<void(LoadProfile&)> change;
  };
  const Row rows[] = {
      {"another rate", [](LoadProfile& p) { p.phases[0].rate = *parse_ramp("5/s..51/s"); }},
      {"longer", [](LoadProfile& p) { p.phases[0].lasts = 11s; }},
      {"at random", [](LoadProfile& p) { p.phases[0].arrivals = ArrivalPattern::Poisson; }},
      {"held", [](LoadProfile& p) { p.phases[0].hold = true; }},
      {"one more phase", [](LoadProfile& p) { p.phases.push_back(p.phases[0]); }},
      {"another weight", [](LoadProfile& p) { p.mix[0].weight = 4; }},
      {"another story", [](LoadProfile& p) { p.mix[1].scenario = scenario("t", {paused()}); }},
      {"fewer people", [](LoadProfile& p) { p.chats.count = 10; }},
      {"phones of a list",
       [](LoadProfile& p) {
         p.chats = {LoadChats::From::File, 1, {"5544999990001"}};
       }},
      {"phones as written", [](LoadProfile& p) { p.chats.from = LoadChats::From::AsWritten; }},
      {"ids of a list", [](LoadProfile& p) { p.message_ids = {"3A01"}; }},
  };
  std::set<std::string> hashes{load_plan(profile(), 7, LoadLoop::Open).hash,
                               load_plan(profile(), 8, LoadLoop::Open).hash,
                               load_plan(profile(), 7, LoadLoop::Closed).hash};
  EXPECT_EQ(hashes.size(), 3U);
  for (const Row& row : rows) {
    LoadProfile changed = profile();
    row.change(changed);
    EXPECT_TRUE(hashes.insert(load_plan(changed, 7, LoadLoop::Open).hash).second) << row.what;
  }
}

TEST(LoadPlan, IsTheSameWhateverTheNamesLimitsAndConditionsAre) {
  LoadProfile other = profile();
  other.name = "another";
  other.phases[0].name = "another";
  other.phases[0].judged = false;
  other.limits.connections = 3;
  other.target = "http://127.0.0.1:1/";
  EXPECT_EQ(load_plan(other, 7, LoadLoop::Open).hash, load_plan(profile(), 7, LoadLoop::Open).hash);
}

TEST(LoadPlan, LooksAtNoRatesInAClosedLoop) {
  LoadProfile other = profile();
  other.phases[0].rate = {};
  EXPECT_EQ(load_plan(other, 7, LoadLoop::Closed).hash,
            load_plan(profile(), 7, LoadLoop::Closed).hash);
}

// --- Rates ---------------------------------------------------------------------------------------

TEST(LoadRates, CompareWhatWasAskedWithWhatWasReached) {
  const LoadRates rates = rates_of(sample_record());
  // 40 conversations in 2 s; of each four three send two callbacks and one sends one.
  EXPECT_DOUBLE_EQ(rates.conversations_asked.value(), 20);
  EXPECT_DOUBLE_EQ(rates.callbacks_asked.value(), 35);
  EXPECT_DOUBLE_EQ(rates.conversations, 15);
  EXPECT_DOUBLE_EQ(rates.callbacks, 20)
      << "50 callbacks in 2 s, and the 0.5 s after all was to be over";
}

TEST(LoadRates, AreTheSameWhereAllWasSentInTime) {
  LoadRecord record = sample_record();
  record.result.due = record.result.conversations.started = 28;
  record.result.took = 30s;  // Waits after the last conversation began change nothing.
  record.plan.longest = 27s;
  record.result.last_sent = 29s;
  record.plan.sends = 50.0 / 28;
  const LoadRates rates = rates_of(record);
  EXPECT_DOUBLE_EQ(rates.callbacks_asked.value(), rates.callbacks);
  EXPECT_DOUBLE_EQ(rates.conversations_asked.value(), rates.conversations);
}

TEST(LoadRates, ShowAReceiverThatMakesEverythingDueLater) {
  LoadRecord record = sample_record();
  record.plan.longest = 1s;
  record.result.last_sent =
      5s;  // Nothing was late: it became due when what was before was answered.
  EXPECT_DOUBLE_EQ(rates_of(record).callbacks, 12.5) << "50 in 2 s, and 2 s over what was planned";
}

TEST(LoadRates, AskForNothingInAClosedLoop) {
  const LoadRates rates = rates_of(closed_loop_record());
  EXPECT_FALSE(rates.callbacks_asked.has_value());
  EXPECT_FALSE(rates.conversations_asked.has_value());
  EXPECT_DOUBLE_EQ(rates.callbacks, 50);
  EXPECT_DOUBLE_EQ(rates.conversations, 25);
}

TEST(LoadRates, AreZeroWhereNoTimePassed) {
  const LoadRates rates = rates_of(empty_record());
  EXPECT_DOUBLE_EQ(rates.callbacks, 0);
  EXPECT_DOUBLE_EQ(rates.callbacks_asked.value(), 0);
}

}  // namespace
}  // namespace ensaio
