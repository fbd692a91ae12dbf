#include "simulator/scenario/condition.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ensaio {
namespace {

using namespace std::chrono_literals;

const ConditionNames kNames{.phases = {"warm-up", "steady", "the spike"},
                            .unjudged = {"warm-up"},
                            .scenarios = {"three ticks", "typing"}};

Condition condition(const std::string& text, ConditionUse use = ConditionUse::Ongoing) {
  auto made = parse_condition(text, kNames, use);
  EXPECT_TRUE(made) << text << ": " << (made ? "" : made.error().message);
  return made ? *made : Condition{};
}

TEST(Condition, IsReadWithEveryWord) {
  const Condition all =
      condition("response.p999 <= 1.5s during steady of three ticks", ConditionUse::AtTheEnd);
  EXPECT_EQ(all.metric, Metric::Response);
  EXPECT_EQ(all.statistic, Statistic::P999);
  EXPECT_EQ(all.comparison, Comparison::LessOrEqual);
  EXPECT_EQ(all.measure, Measure::Time);
  EXPECT_EQ(all.time, 1500ms);
  EXPECT_EQ(all.phase, 1U);
  EXPECT_EQ(all.scenario, 0U);
  EXPECT_FALSE(all.lasts);
  EXPECT_EQ(all.text, "response.p999 <= 1.5s during steady of three ticks");
  const Condition ongoing = condition("dropped > 5 during steady of three ticks for 10s");
  EXPECT_EQ(ongoing.phase, 1U);
  EXPECT_EQ(ongoing.scenario, 0U);
  EXPECT_EQ(ongoing.lasts, Offset(10s));
}

TEST(Condition, IsReadInAllItsForms) {
  struct Row {
    const char* text;
    Metric metric;
    Comparison comparison;
    Measure measure;
    double number;
  };
  const Row rows[] = {
      {"failed < 0.1%", Metric::Failed, Comparison::Less, Measure::Part, 0.001},
      {"failed == 0", Metric::Failed, Comparison::Equal, Measure::Count, 0},
      {"failed<5", Metric::Failed, Comparison::Less, Measure::Count, 5},
      {"  reached   >=   99%  ", Metric::Reached, Comparison::GreaterOrEqual, Measure::Part, 0.99},
      {"dropped > 1%", Metric::Dropped, Comparison::Greater, Measure::Part, 0.01},
      {"failed == 0%", Metric::Failed, Comparison::Equal, Measure::Part, 0},
  };
  for (const Row& row : rows) {
    const Condition made = condition(row.text, ConditionUse::AtTheEnd);
    EXPECT_EQ(made.metric, row.metric) << row.text;
    EXPECT_EQ(made.comparison, row.comparison) << row.text;
    EXPECT_EQ(made.measure, row.measure) << row.text;
    EXPECT_DOUBLE_EQ(made.number, row.number) << row.text;
    EXPECT_FALSE(made.phase || made.scenario || made.lasts) << row.text;
  }
  for (const char* metric : {"response", "service", "lag"}) {
    for (const auto& statistic : kStatistics) {
      const auto text = std::string(metric) + "." + std::string(statistic.text) + " < 20ms";
      EXPECT_EQ(condition(text).statistic, statistic.value) << text;
      EXPECT_EQ(condition(text).measure, Measure::Time) << text;
    }
  }
}

TEST(Condition, NamesPhasesAndScenariosWithOrWithoutQuotes) {
  EXPECT_EQ(condition("failed < 1% during the spike").phase, 2U);
  EXPECT_EQ(condition("failed < 1% during \"the spike\" of typing").phase, 2U);
  EXPECT_EQ(condition("failed < 1% of 'three ticks' during steady").scenario, 0U);
  EXPECT_EQ(condition("failed < 1% for 5s of typing").scenario, 1U);
}

TEST(Condition, IsToldEveryMistakeWithItsPlaceAndWhatIsRight) {
  struct Row {
    const char* text;
    const char* told;  ///< Place and width, what, hint.
  };
  const Row rows[] = {
      {"", "0+1 nothing is asked | write response.p99 < 300ms"},
      {"   ", "0+1 nothing is asked | write response.p99 < 300ms"},
      {"< 300ms", "0+1 no metric stands before '<' | write response.p99 <"},
      {"respose.p99 < 300ms", "0+11 unknown metric 'respose.p99' | "},
      {"faild < 1%", "0+5 unknown metric 'faild' | did you mean 'failed'?"},
      {"latency < 300ms", "0+7 unknown metric 'latency' | did you mean 'response.p99'?"},
      {"p99 < 300ms", "0+3 unknown metric 'p99' | did you mean 'response.p99'?"},
      {"errors == 0", "0+6 unknown metric 'errors' | did you mean 'failed'?"},
      {"oracle.wrong == 0", "0+12 oracle.wrong is not yet available in this version | "},
      {"oracle == 0", "0+6 oracle.wrong is not yet available in this version | "},
      {"response < 300ms", "0+8 which number of response is meant? | write response.p99"},
      {"response. < 3ms", "0+9 which number of response is meant? | write response.p99"},
      {"response.p95 < 3ms", "0+12 unknown number 'p95' of response | did you mean 'p99'?"},
      {"response.p99.9 < 3ms", "0+14 unknown number 'p99.9' of response | did you mean 'p999'?"},
      {"lag.avg < 3ms", "0+7 unknown number 'avg' of lag | did you mean 'mean'?"},
      {"lag.mxa < 3ms", "0+7 unknown number 'mxa' of lag | did you mean 'max'?"},
      {"failed.p99 < 1%", "0+10 failed is no time, and has no '.p99' | write failed"},
      {"failed", "0+6 no comparison follows | one of < <= > >= =="},
      {"failed = 0", "7+1 '=' is no comparison | write =="},
      {"failed =< 5", "7+2 '=<' is no comparison | write <="},
      {"failed => 5", "7+2 '=>' is no comparison | write >="},
      {"failed != 5", "7+2 '!=' is no comparison | "},
      {"failed below 5", "7+5 'below' is no comparison | "},
      {"failed \"<\" 5", "7+3 '<' is no comparison | "},
      {"failed <", "7+1 no value follows | such as 0.1% or 0"},
      {"lag.p99 < during steady", "8+1 no value follows | such as 300ms"},
      {"lag.p99 < 300", "10+3 a duration needs a unit | write 300ms or 300s"},
      {"lag.p99 < 300 ms", "10+6 a duration is one word | write 300ms"},
      {"lag.p99 < 1%", "10+2 '1%' is not a duration | write 250ms, 1.5s, 2m or 1h"},
      {"lag.p99 < -3ms", "10+4 a duration cannot be negative | write 3ms"},
      {"failed < 0.1", "9+3 '0.1' is no percentage or whole number | write 0.1%"},
      {"failed < 300ms", "9+5 '300ms' is no percentage or whole number | "},
      {"failed < 101%", "9+4 '101%' is no percentage or whole number | "},
      {"reached >= 99%",
       "0+7 reached is known at the end, and stops nothing | write it in pass_when or valid_when"},
      {"failed < 99999999999999999999",
       "9+20 '99999999999999999999' is no percentage or whole number | "},
      {"failed < 0", "7+1 nothing can be below 0 | did you mean ==?"},
      {"lag.max < 0s", "8+1 nothing can be below 0 | did you mean ==?"},
      {"failed >= 0%", "7+2 nothing is below 0, so this always holds | did you mean >?"},
      {"failed < 1% druing steady", "12+6 unknown word 'druing' | did you mean 'during'?"},
      {"failed < 1% in steady", "12+2 unknown word 'in' | did you mean 'during'?"},
      {"failed < 1% and lag.p99 < 2s", "12+3 unknown word 'and' | one condition in each line"},
      {"failed < 1% during", "12+6 nothing follows 'during' | "},
      {"failed < 1% during of typing", "12+6 nothing follows 'during' | "},
      {"failed < 1% during stedy", "19+5 unknown phase 'stedy' | did you mean 'steady'?"},
      {"failed < 1% during the spke", "19+8 unknown phase 'the spke' | did you mean 'the spike'?"},
      {"failed < 1% during warm-up",
       "19+7 phase 'warm-up' is not judged | remove judged: false from it, or this condition"},
      {"failed < 1% of tipyng", "15+6 unknown scenario 'tipyng' | did you mean 'typing'?"},
      {"failed < 1% of \"typing", ""},
      {"failed < 1% during steady during steady", "26+6 'during' is there twice | "},
      {"failed < 1% of typing of typing", "22+2 'of' is there twice | "},
      {"failed < 1% for 1s for 1s", "19+3 'for' is there twice | "},
      {"lag.p99 > 1s of typing",
       "13+2 in stop_when 'of' can stand with failed and dropped only | "
       "remove 'of' and what follows it"},
      {"failed < 1% for 10", "16+2 a duration needs a unit | write 10ms or 10s"},
      {"failed < 1% for 0s", "16+2 it must hold for some time | such as 10s"},
  };
  for (const Row& row : rows) {
    const auto made = parse_condition(row.text, kNames, ConditionUse::Ongoing);
    std::string told;
    if (!made) {
      const ConditionMistake& mistake = made.error();
      told = std::to_string(mistake.at) + "+" + std::to_string(mistake.width) + " " +
             mistake.message + " | " + mistake.hint;
    }
    EXPECT_EQ(told, row.told) << row.text;
  }
}

TEST(Condition, AsksWhatWasReachedOfAWholeRun) {
  struct Row {
    const char* text;
    const char* told;
  };
  const Row rows[] = {
      {"reached >= 99%", ""},
      {"reached >= 99", "'99' is no percentage | write 99%"},
      {"reached >= 99% during steady",
       "'during' cannot stand with reached | remove 'during' and what follows it"},
      {"reached >= 99% of typing",
       "'of' cannot stand with reached | remove 'of' and what follows it"},
      {"oracle.wrong == 0", "oracle.wrong is not yet available in this version | "},
  };
  for (const Row& row : rows) {
    const auto made = parse_condition(row.text, kNames, ConditionUse::AtTheEnd);
    EXPECT_EQ(made ? "" : made.error().message + " | " + made.error().hint, row.told) << row.text;
  }
}

TEST(Condition, LastsOnlyWhereItIsAskedAgainAndAgain) {
  const auto made = parse_condition("failed > 20% for 10s", kNames, ConditionUse::AtTheEnd);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().message, "'for' can stand only in stop_when");
}

TEST(Condition, AloneKnowsNoNames) {
  EXPECT_TRUE(parse_condition("response.p99 < 250ms", {}, ConditionUse::AtTheEnd));
  const auto phase = parse_condition("failed == 0 during steady", {}, ConditionUse::AtTheEnd);
  ASSERT_FALSE(phase);
  EXPECT_EQ(phase.error().note, "there are no phases here");
  const auto of = parse_condition("failed == 0 of typing", {}, ConditionUse::AtTheEnd);
  ASSERT_FALSE(of);
  EXPECT_EQ(of.error().note, "there are no scenarios here");
  const ConditionNames some{.incomplete = true};
  EXPECT_FALSE(parse_condition("failed == 0 during x", some, ConditionUse::AtTheEnd));
  EXPECT_TRUE(parse_condition("failed == 0 of typing", some, ConditionUse::AtTheEnd));
}

TEST(Condition, SurvivesWhateverIsCutOff) {
  const std::string whole = "failed <= 300 during \"the spike\" of 'three ticks' for 10s";
  int read = 0;
  for (std::size_t begin = 0; begin < whole.size(); ++begin) {
    for (std::size_t length = 0; begin + length <= whole.size(); ++length) {
      const std::string part = whole.substr(begin, length);
      const auto made = parse_condition(part, kNames, ConditionUse::Ongoing);
      read += made ? 1 : 0;
      if (made) continue;
      EXPECT_LE(made.error().at, part.size());
      EXPECT_GE(made.error().width, 1U);
      EXPECT_FALSE(made.error().message.empty());
    }
  }
  EXPECT_GT(read, 3);
}

TEST(Condition, HoldsAsItsComparisonSays) {
  struct Row {
    const char* text;
    bool below;
    bool equal;
    bool above;
  };
  const Row rows[] = {{"lag.p99 < 20ms", true, false, false},
                      {"lag.p99 <= 20ms", true, true, false},
                      {"lag.p99 > 20ms", false, false, true},
                      {"lag.p99 >= 20ms", false, true, true},
                      {"lag.p99 == 20ms", false, true, false}};
  for (const Row& row : rows) {
    const Condition asked = condition(row.text);
    EXPECT_EQ(holds(asked, 19'999'999ns), row.below) << row.text;
    EXPECT_EQ(holds(asked, 20ms), row.equal) << row.text;
    EXPECT_EQ(holds(asked, 20'000'001ns), row.above) << row.text;
  }
  EXPECT_FALSE(holds(condition("failed < 0.1%"), 1.0 / 1000.0));
  EXPECT_TRUE(holds(condition("failed < 0.1%"), 999.0 / 1'000'000.0));
  EXPECT_TRUE(holds(condition("reached >= 99%", ConditionUse::AtTheEnd), 99.0 / 100.0));
  EXPECT_TRUE(holds(condition("failed == 0"), 0.0));
  EXPECT_FALSE(holds(condition("failed == 0"), 1.0));
}

TEST(Condition, SaysWhatWasMeasuredAndAsked) {
  const auto time = [](const char* text, Offset measured) {
    return judged_text(condition(text), measured);
  };
  const auto number = [](const char* text, double measured) {
    return judged_text(condition(text, ConditionUse::AtTheEnd), measured);
  };
  EXPECT_EQ(time("response.p99 < 300ms", 312'345'678ns), "response.p99 was 312ms, asked < 300ms");
  EXPECT_EQ(time("response.p99<300ms during steady", 12'345'678ns),
            "response.p99 was 12.3ms, asked <300ms during steady");
  EXPECT_EQ(time("lag.max <= 2s", 0ns), "lag.max was 0s, asked <= 2s");
  EXPECT_EQ(time("lag.mean < 1ms", 850ns), "lag.mean was 0.85us, asked < 1ms");
  EXPECT_EQ(number("failed < 0.1%", 0.0123456), "failed was 1.23%, asked < 0.1%");
  EXPECT_EQ(number("failed == 0", 17), "failed was 17, asked == 0");
  EXPECT_EQ(number("reached >= 99%", 1), "reached was 100%, asked >= 99%");
}

TEST(Condition, NeverRoundsAwayWhyItHoldsOrNot) {
  EXPECT_EQ(judged_text(condition("response.p99 < 300ms"), 300'400'000ns),
            "response.p99 was 300.4ms, asked < 300ms");
  EXPECT_EQ(judged_text(condition("response.p99 < 300ms"), 299'999'999ns),
            "response.p99 was 299.999999ms, asked < 300ms");
  EXPECT_EQ(judged_text(condition("failed < 0.1%"), 0.0009996),
            "failed was 0.09996%, asked < 0.1%");
  EXPECT_EQ(judged_text(condition("reached >= 99%", ConditionUse::AtTheEnd), 0.98999),
            "reached was 98.999%, asked >= 99%");
  EXPECT_EQ(judged_text(condition("failed == 0%"), 1e-9), "failed was 1e-07%, asked == 0%");
}

}  // namespace
}  // namespace ensaio
