#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <clocale>
#include <sstream>
#include <string>

#include "simulator/report/reports.hpp"
#include "tests/report/xmllint.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

ScenarioRecord passed(const std::string& name = "three ticks") {
  return {.name = name,
          .file = "./scenarios/v1.2/ticks.yaml",
          .plan_hash = "3f9c",
          .seed = 7,
          .took = 1234567us,
          .dialect = "zapi",
          .clock = "virtual",
          .account = {.planned = 1, .sent = 1, .answered = 1}};
}

ScenarioRecord red(Verdict verdict, const std::string& message = "the receiver answered 500") {
  ScenarioRecord scenario = passed("late");
  scenario.verdict = verdict;
  scenario.again = "ensaio run late.yaml --seed 7";
  scenario.attempts = {{.step = "1", .callback = "READ", .status = 500, .answer = "boom"}};
  scenario.checks = {{.what = "status 2xx",
                      .step = "1",
                      .verdict = verdict,
                      .message = message,
                      .attempt = std::size_t{0}}};
  return scenario;
}

RunRecord run_of(std::vector<ScenarioRecord> scenarios, int exit = 0) {
  return {.exit = exit,
          .seed = 7,
          .version = "0.1.0",
          .target = "http://127.0.0.1:3000/a?b=1&c=2",
          .scenarios = std::move(scenarios)};
}

std::string printed(const RunRecord& run) {
  std::ostringstream out;
  print_junit(run, out);
  return out.str();
}

TEST(JunitReport, GivesATellingASuiteWithOneCase) {
  RunRecord run = run_of({passed()});
  run.asides = {"no certificate was checked"};
  const std::string xml = printed(run);
  EXPECT_THAT(xml, HasSubstr(R"(name="note" value="no certificate was checked")"));
  EXPECT_THAT(xml, HasSubstr(R"(<testsuites errors="0" failures="0" name="ensaio" skipped="0" )"
                             R"(tests="1" time="1.234567">)"));
  EXPECT_THAT(xml, HasSubstr(R"(<testcase classname="scenarios.v1_2.ticks" )"
                             R"(file="./scenarios/v1.2/ticks.yaml" name="three ticks" )"
                             R"(time="1.234567"/>)"));
  for (const char* property :
       {R"(name="seed" value="7")", R"(name="plan" value="3f9c")", R"(name="dialect" value="zapi")",
        R"(name="clock" value="virtual")", R"(name="version" value="0.1.0")",
        R"(name="target" value="http://127.0.0.1:3000/a?b=1&amp;c=2")"}) {
    EXPECT_THAT(xml, HasSubstr(property));
  }
}

TEST(JunitReport, TellsAFailureAsTheConsoleDoes) {
  const std::string xml = printed(run_of({red(Verdict::Fail)}, 1));
  EXPECT_THAT(xml, HasSubstr(R"(errors="0" failures="1")"));
  EXPECT_THAT(xml, HasSubstr(R"(<failure message="the receiver answered 500" type="status 2xx">)"));
  EXPECT_THAT(xml, HasSubstr("\n  it said: boom\n"));
  EXPECT_THAT(xml, HasSubstr("-&gt; 500 (0 us)   &lt;-- not status 2xx\n"));
  EXPECT_THAT(xml, HasSubstr("\n  again:  ensaio run late.yaml --seed 7\n</failure>"));
}

TEST(JunitReport, NeverLetsWhatHasNoVerdictPass) {
  for (const Verdict verdict : {Verdict::Inconclusive, Verdict::Interrupted}) {
    const std::string xml = printed(run_of({red(verdict, "nobody called")}, 4));
    EXPECT_THAT(xml, HasSubstr(R"(errors="1" failures="0")"));
    EXPECT_THAT(xml, HasSubstr("<error message=\"nobody called\" type=\"" +
                               std::string(kVerdicts.text(verdict)) + "\">"));
  }
}

TEST(JunitReport, SaysHowMuchWasSentWhereNoCheckSaysMore) {
  ScenarioRecord scenario = passed();
  scenario.verdict = Verdict::Interrupted;
  scenario.account = {.planned = 3, .sent = 1, .answered = 1, .not_sent = 2};
  EXPECT_THAT(printed(run_of({scenario}, 130)),
              HasSubstr(R"(message="interrupted: 1 of 3 callbacks were sent")"));
}

TEST(JunitReport, IsNotGreenWhereTheRunWasInterruptedBetweenTwoScenarios) {
  RunRecord run = run_of({passed()}, 143);
  run.verdict = Verdict::Interrupted;
  run.asides = {"2 more scenarios were not begun"};
  const std::string xml = printed(run);
  EXPECT_THAT(xml, HasSubstr(R"(tests="2")"));
  EXPECT_THAT(xml, HasSubstr(R"x(<error message="the run was interrupted (exit code 143)" )x"
                             R"x(type="interrupted">2 more scenarios were not begun)x"));
}

TEST(JunitReport, IsNotGreenWhereTheEnvironmentFailed) {
  EXPECT_THAT(printed(run_of({passed()}, 3)),
              HasSubstr(R"x(message="the run could not be completed (exit code 3)")x"));
  EXPECT_THAT(printed(run_of({}, 5)), HasSubstr(R"(type="bug")"));
  EXPECT_THAT(printed(run_of({passed()}, 4)), HasSubstr(R"(type="inconclusive")"));
}

TEST(JunitReport, IsNotGreenWhereWhatFailedWasNoScenario) {
  EXPECT_THAT(printed(run_of({passed()}, 1)),
              HasSubstr(R"x(<failure message="the run failed (exit code 1)" type="fail"/>)x"));
}

TEST(JunitReport, NamesEveryTellingOnce) {
  const std::string xml = printed(run_of({passed(), passed(), passed("other")}));
  EXPECT_THAT(xml, HasSubstr(R"(name="three ticks" time)"));
  EXPECT_THAT(xml, HasSubstr(R"x(name="three ticks (2)" time)x"));
  EXPECT_THAT(xml, HasSubstr(R"(name="other" time)"));
}

TEST(JunitReport, NamesTheClassAfterTheFile) {
  struct Row {
    const char* file;
    const char* name;
  };
  for (const Row& row : {Row{"late.yml", "late"}, Row{"-", "standard-input"},
                         Row{"../a/b.yaml", "a.b"}, Row{"pack:odd/late-read", "pack:odd.late-read"},
                         Row{"/", "scenarios"}, Row{".yaml", "yaml"}}) {
    ScenarioRecord scenario = passed();
    scenario.file = row.file;
    EXPECT_THAT(printed(run_of({scenario})),
                HasSubstr("classname=\"" + std::string(row.name) + "\""))
        << row.file;
  }
}

TEST(JunitReport, KeepsWhatDidNotPassWhereThereIsNotRoomForAll) {
  std::vector<ScenarioRecord> many(20'050, passed());
  many.push_back(red(Verdict::Fail));
  const std::string xml = printed(run_of(std::move(many), 1));
  EXPECT_THAT(xml, HasSubstr(R"(failures="1")"));
  EXPECT_THAT(xml, HasSubstr("it said: boom"));
  EXPECT_THAT(xml, HasSubstr("51 more scenarios were left out of this file, which holds 20000"));
  EXPECT_THAT(xml, HasSubstr(R"(tests="20001")"));
}

TEST(JunitReport, WritesTimesWithADotInEveryLanguage) {
  const char* before = std::setlocale(LC_ALL, nullptr);
  const std::string old = before;
  // Whether or not this machine has one of them: the text must be the same.
  for (const char* name : {"de_DE.UTF-8", "pt_BR.UTF-8", "fr_FR.UTF-8"}) {
    std::setlocale(LC_ALL, name);
    EXPECT_THAT(printed(run_of({passed()})), HasSubstr(R"(time="1.234567")"));
  }
  std::setlocale(LC_ALL, old.c_str());
}

/// Texts that XML does not like, each of which a receiver may answer or a file may hold.
const std::string kNasty[] = {
    "a < b & c > d \" ' ]]> <![CDATA[ <!-- --> <?x ?> &amp; &#0;",
    "\x1b[31m\x01\x02\x08\x0b\x0c\x0e\x1f\x7f",
    std::string("nul \0 nul", 9),
    "\xff\xfe\xc0\x80\xed\xa0\x80\xf4\x90\x80\x80\xe2\x82",     // No UTF-8.
    "\xef\xbf\xbe \xef\xbf\xbf \xf0\x9f\xbf\xbe \xef\xb7\x90",  // Noncharacters.
    "\xc2\x85 \xe2\x80\xa8 \xe2\x80\xae \xef\xbb\xbf",          // Line ends, a turn, a BOM.
    "tab\there\nline\rreturn\r\n",
    "Ol\xc3\xa1, \xf0\x9f\x98\x80",
};

TEST(JunitReport, IsValidWhateverTheValues) {
  ENSAIO_NEEDS_XMLLINT();
  for (const std::string& nasty : kNasty) {
    ScenarioRecord scenario = red(Verdict::Fail, nasty);
    scenario.name = nasty;
    scenario.file = nasty;
    scenario.dialect = nasty;
    scenario.again = nasty;
    scenario.checks[0].what = nasty;
    scenario.attempts[0].answer = nasty;
    scenario.attempts[0].callback = nasty;
    scenario.steps = {{.file = nasty, .line = 1, .step = "1", .text = nasty, .intent = nasty}};
    RunRecord run = run_of({scenario, scenario, passed()}, 3);
    run.target = nasty;
    run.version = nasty;
    run.asides = {nasty};
    const std::string xml = printed(run);
    EXPECT_EQ(junit_complaints(xml), "") << xml;
  }
}

TEST(JunitReport, IsValidWhateverTheVerdicts) {
  ENSAIO_NEEDS_XMLLINT();
  EXPECT_EQ(junit_complaints(printed({})), "");
  EXPECT_EQ(junit_complaints(printed(run_of({passed(), red(Verdict::Fail),
                                             red(Verdict::Inconclusive), red(Verdict::Interrupted)},
                                            130))),
            "");
}

TEST(JunitReport, IsHeldByASchemaThatFindsFaults) {
  ENSAIO_NEEDS_XMLLINT();
  const std::string good = printed(run_of({passed(), passed("other")}));
  ASSERT_EQ(junit_complaints(good), "");
  struct Row {
    const char* what;
    std::string from;
    std::string to;
  };
  for (const Row& row : {Row{"a time with a comma", "1.234567", "1,234567"},
                         Row{"a case without a name", R"(name="other" time)", "time"},
                         Row{"a name twice", R"(name="other" time)", R"(name="three ticks" time)"},
                         Row{"something skipped", R"(skipped="0")", R"(skipped="1")"},
                         Row{"a control character", "three", "\x01"},
                         Row{"an element of its own", "<properties>", "<properties><x/>"}}) {
    std::string bad = good;
    const auto at = bad.find(row.from);
    ASSERT_NE(at, std::string::npos) << row.what;
    bad.replace(at, row.from.size(), row.to);
    EXPECT_NE(junit_complaints(bad), "") << row.what;
  }
}

}  // namespace
}  // namespace ensaio
