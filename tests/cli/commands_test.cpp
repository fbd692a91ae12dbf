#include "cli/commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

namespace ensaio {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* kBad = "scenario: bad\nmessages: [m1]\nsteps:\n  - recieved: m1\n";
constexpr const char* kRead = "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n    late: 2s\n";

TEST(Ensaio, HelpsWhereNothingIsSaid) {
  const Spoken nothing = ensaio_says({});
  EXPECT_EQ(nothing.exit, 2);
  EXPECT_THAT(nothing.err, HasSubstr("Usage: ensaio COMMAND"));
  EXPECT_THAT(nothing.out, IsEmpty());
  const Spoken help = ensaio_says({"--help"});
  EXPECT_EQ(help.exit, 0);
  EXPECT_EQ(help.out, nothing.err);
}

TEST(Ensaio, KnowsTheNearestCommand) {
  const Spoken misspelt = ensaio_says({"rnu", "x"});
  EXPECT_EQ(misspelt.exit, 2);
  EXPECT_THAT(misspelt.err, HasSubstr("unknown command 'rnu'; did you mean 'run'?"));
  const Spoken later = ensaio_says({"explore"});
  EXPECT_EQ(later.exit, 2);
  EXPECT_THAT(later.err, HasSubstr("'explore' is not yet available"));
}

TEST(Ensaio, HasHelpWithTwoExamplesForEachCommand) {
  for (const Command& command : commands()) {
    const Spoken said = ensaio_says({std::string(command.name), "--help"});
    EXPECT_EQ(said.exit, 0) << command.name;
    const auto examples = said.out.find("Examples:\n  ");
    ASSERT_NE(examples, std::string::npos) << command.name;
    const std::string lines = said.out.substr(examples + std::string("Examples:\n").size());
    EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n') >= 2, true) << command.name;
    EXPECT_THAT(lines, HasSubstr("ensaio " + std::string(command.name))) << command.name;
  }
}

TEST(Version, NamesThePartsAndFormats) {
  const Spoken said = ensaio_says({"version"});
  EXPECT_EQ(said.exit, 0);
  EXPECT_THAT(said.out, ContainsRegex("^ensaio [0-9]+\\.[0-9]+\\.[0-9]+\n"));
  EXPECT_THAT(said.out, HasSubstr("Poco 1."));
  EXPECT_THAT(said.out, HasSubstr("ensaio.run/1"));
  EXPECT_EQ(ensaio_says({"--version"}).out, said.out);
}

TEST(Check, FindsEverythingAtOnce) {
  const Scratch scratch;
  scratch.file("a.yaml", kBad);
  scratch.file("b.yaml", "scenario: b\nmessages: [m1]\nsteps:\n  - wait: 250\n  - sent: m1\n");
  const Spoken said = ensaio_says({"check", scratch.path()});
  EXPECT_EQ(said.exit, 2);
  EXPECT_THAT(said.err, HasSubstr("error[S012]"));
  EXPECT_THAT(said.err, HasSubstr("error[S031]"));
  EXPECT_THAT(said.err, HasSubstr("2 files checked, 2 errors. Nothing was sent.\n"));
  EXPECT_THAT(said.out, IsEmpty());
}

TEST(Check, IsContentWithGoodFiles) {
  const Spoken said = ensaio_says({"check", "-"}, kRead);
  EXPECT_EQ(said.exit, 0);
  EXPECT_EQ(said.out, "1 file checked, no problems.\n");
  EXPECT_THAT(said.err, IsEmpty());
}

TEST(Check, WarnsWithoutFailing) {
  const Spoken said = ensaio_says(
      {"check", "-"}, "scenario: x\nmessages: [m1]\nsteps:\n  - read: m1\n  - sent: m1\n");
  EXPECT_EQ(said.exit, 0);
  EXPECT_THAT(said.err, HasSubstr("warning[S080]"));
  EXPECT_EQ(said.out, "1 file checked, 1 warning.\n");
}

TEST(Check, SpeaksToPrograms) {
  const Spoken json = ensaio_says({"check", "-", "--format", "json"}, kBad);
  EXPECT_EQ(json.exit, 2);
  const auto problems = nlohmann::json::parse(json.out);
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0]["code"], "S012");
  EXPECT_EQ(problems[0]["line"], 4);
  const Spoken github = ensaio_says({"check", "-", "--format", "github"}, kBad);
  EXPECT_EQ(github.exit, 2);
  EXPECT_THAT(github.out, StartsWith("::error file=-,line=4,"));
  EXPECT_EQ(ensaio_says({"check", "-", "--format", "xml"}, kBad).exit, 2);
  EXPECT_EQ(ensaio_says({"check"}).exit, 2);
}

TEST(Check, FindsNothingWrongWithWhatIsShipped) {
  const Spoken said = ensaio_says({"check", "pack:all"});
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(said.err, IsEmpty());
}

TEST(Check, ReadsRulesToo) {
  const Spoken good = ensaio_says({"check", "-"}, "rules: [{ after: send-text, steps: [] }]\n");
  EXPECT_EQ(good.exit, 0) << good.err;
  EXPECT_EQ(good.out, "1 file checked, no problems.\n");
  const Spoken bad =
      ensaio_says({"check", "-"},
                  "rules:\n  - after: send-text\n    steps: [{ sent: message, with: { x: 1 } }]\n"
                  "  - after: status\n    steps: []\n");
  EXPECT_EQ(bad.exit, 2);
  EXPECT_THAT(bad.err, HasSubstr("error[S075]: no callback follows 'status'"));
  EXPECT_EQ(ensaio_says({"check", "pack:lifelike"}).out, "1 file checked, no problems.\n");
}

TEST(Check, FindsWhatOnlyTheBodiesOfRulesShow) {
  const Spoken bad =
      ensaio_says({"check", "-"},
                  "rules:\n  - after: send-text\n    steps: [{ sent: message, with: { x: 1 } }]\n");
  EXPECT_EQ(bad.exit, 2);
  EXPECT_THAT(bad.err, HasSubstr("error[S059]: the body has no field 'x'"));
  const Spoken later = ensaio_says(
      {"check", "-"},
      "rules:\n  - after: send-text\n    steps: [{ sent: message, fault: new-connection }]\n");
  EXPECT_EQ(later.exit, 0) << "It is right, and can be played one day.";
}

TEST(Show, PrintsRulesThatComeWithTheProgram) {
  EXPECT_THAT(ensaio_says({"show", "lifelike"}).out, HasSubstr("\nrules:\n"));
  EXPECT_THAT(ensaio_says({"list"}).out, Not(HasSubstr("lifelike")));
}

TEST(Plan, IsOneLineASendAndItsHash) {
  const Spoken said = ensaio_says({"plan", "-", "--seed", "7"}, kRead);
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(said.out, MatchesRegex("t=0 ms +1 +SENT +sent: m1   \\(it happened 2 s before\\)\n"
                                     "plan [0-9a-f]+ seed 7 sends 1\n"));
}

TEST(Plan, FeedsProgramsWithLines) {
  const Spoken said =
      ensaio_says({"plan", "pack:basics/three-ticks", "--seed", "7", "--format", "ndjson"});
  EXPECT_EQ(said.exit, 0) << said.err;
  std::istringstream lines(said.out);
  std::string line;
  int count = 0;
  for (; std::getline(lines, line); ++count) {
    EXPECT_TRUE(nlohmann::json::parse(line).contains("body")) << line;
  }
  EXPECT_EQ(count, 3);
}

TEST(Plan, TellsSeveralScenariosOrOne) {
  const std::string two = std::string(kRead) +
                          "---\nscenario: y\nseed: 3\nmessages: [m1]\n"
                          "steps:\n  - sent: m1\n    label: hello\n"
                          "    copies: 2\n";
  const Spoken both = ensaio_says({"plan", "-", "--seed", "7"}, two);
  EXPECT_THAT(both.out, HasSubstr("seed 7 sends 1\n"));
  EXPECT_THAT(both.out, HasSubstr("[hello]   (copy 2)\n"));
  EXPECT_THAT(both.out, HasSubstr("seed 7 sends 2\n"));
  const Spoken one = ensaio_says({"plan", "-", "--only", "y"}, two);
  EXPECT_THAT(one.out, HasSubstr("seed 3 sends 2\n"));
  EXPECT_THAT(one.out, Not(HasSubstr("sends 1")));
}

TEST(Plan, RefusesWhatItCannotPlan) {
  EXPECT_EQ(ensaio_says({"plan"}).exit, 2);
  EXPECT_EQ(ensaio_says({"plan", "-"}, kBad).exit, 2);
  EXPECT_EQ(ensaio_says({"plan", "/"}).exit, 2);
  EXPECT_EQ(ensaio_says({"plan", "-", "--format", "xml"}, kRead).exit, 2);
  EXPECT_EQ(ensaio_says({"plan", "-", "--dialect", "x"}, kRead).exit, 2);
  EXPECT_EQ(ensaio_says({"plan", "-", "--only", "nosuch"}, kRead).exit, 2);
  const Spoken later = ensaio_says(
      {"plan", "-"}, "scenario: x\nmessages: [m1]\nsteps:\n  - together:\n      - sent: m1\n");
  EXPECT_EQ(later.exit, 2);
  EXPECT_THAT(later.err, HasSubstr("not yet playable"));
}

TEST(List, NamesWhatComesWithEnsaio) {
  const Spoken said = ensaio_says({"list"});
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(said.out, ContainsRegex("three ticks +pack:basics/three-ticks #status\n"));
}

TEST(List, NamesTheScenariosOfFiles) {
  const Scratch scratch;
  const std::string file = scratch.file("a.yaml", kRead);
  EXPECT_THAT(ensaio_says({"list", scratch.path()}).out, HasSubstr(file));
  scratch.file("b.yaml", kBad);
  EXPECT_EQ(ensaio_says({"list", scratch.path()}).exit, 2);
}

TEST(Show, PrintsAScenarioToBeginFrom) {
  const Spoken said = ensaio_says({"show", "basics/three-ticks"});
  EXPECT_EQ(said.exit, 0);
  EXPECT_THAT(said.out, HasSubstr("scenario: three ticks\n"));
  EXPECT_EQ(ensaio_says({"show", "pack:basics/three-ticks.yaml"}).out, said.out);
  EXPECT_EQ(ensaio_says({"check", "-"}, said.out).exit, 0);
}

TEST(Show, KnowsTheNearestName) {
  const Spoken misspelt = ensaio_says({"show", "basics/three-tiks"});
  EXPECT_EQ(misspelt.exit, 2);
  EXPECT_THAT(misspelt.err, HasSubstr("did you mean 'basics/three-ticks'?"));
  const Spoken folder = ensaio_says({"show", "basics"});
  EXPECT_EQ(folder.exit, 2);
  EXPECT_THAT(folder.err, HasSubstr("basics/three-ticks"));
  EXPECT_EQ(ensaio_says({"show"}).exit, 2);
}

TEST(Explain, HasAPageForACode) {
  const Spoken said = ensaio_says({"explain", "s012"});
  EXPECT_EQ(said.exit, 0);
  EXPECT_THAT(said.out, StartsWith("S012: "));
  EXPECT_THAT(said.out, HasSubstr("\nBad:\n\n    "));
  EXPECT_THAT(said.out, HasSubstr("\nGood:\n\n    "));
  EXPECT_THAT(ensaio_says({"explain"}).out, HasSubstr("S012  "));
}

TEST(Explain, KnowsTheNearestCode) {
  const Spoken said = ensaio_says({"explain", "S01"});
  EXPECT_EQ(said.exit, 2);
  EXPECT_THAT(said.err, HasSubstr("there is no code 'S01'; did you mean 'S0"));
}

TEST(Schema, IsJson) {
  const Spoken said = ensaio_says({"schema"});
  EXPECT_EQ(said.exit, 0);
  EXPECT_TRUE(nlohmann::json::parse(said.out).contains("$schema"));
}

TEST(Schema, IsThereForTheReportOfALoad) {
  const Spoken said = ensaio_says({"schema", "ensaio.load/1"});
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_EQ(nlohmann::json::parse(said.out).at("title"), "ensaio.load/1");
}

TEST(Schema, RefusesANameThatItHasNot) {
  const Arguments wrong[] = {{"schema", "ensaio.load/2"}, {"schema", "ensaio.load/1", "x"}};
  for (const Arguments& arguments : wrong) {
    const Spoken said = ensaio_says(arguments);
    EXPECT_EQ(said.exit, 2);
    EXPECT_THAT(said.err, HasSubstr("there is ensaio.load/1"));
    EXPECT_THAT(said.out, IsEmpty());
  }
}

TEST(Fire, SendsOneCallback) {
  Receiver receiver(always(200, "thanks"));
  const Spoken said = ensaio_says({"fire", "read", "--phone", "5544999999999", "--id", "3A01",
                                   "--header", "x-test: 1", "--target", receiver.url()});
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(said.out, ContainsRegex("READ +-> 200 \\("));
  EXPECT_THAT(said.out, HasSubstr("it said: thanks"));
  EXPECT_THAT(said.err, IsEmpty());
  ASSERT_THAT(receiver.bodies(), SizeIs(1));
  const auto body = nlohmann::json::parse(receiver.bodies()[0]);
  EXPECT_EQ(body["status"], "READ");
  EXPECT_EQ(body["ids"], nlohmann::json({"3A01"}));
  EXPECT_EQ(body["phone"], "5544999999999");
  EXPECT_THAT(receiver.requests()[0], HasSubstr("x-test: 1\r\n"));
}

TEST(Fire, EndsWithOneUnlessTheAnswerIsTwoHundred) {
  Receiver receiver(always(404));
  const Spoken said = ensaio_says({"fire", "paused", "--target", receiver.url()});
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.err, HasSubstr("the receiver answered 404"));
}

TEST(Fire, SaysThatNobodyListens) {
  const Spoken said = ensaio_says({"fire", "paused", "--target", dead_url()});
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("is your receiver running?"));
}

TEST(Fire, PrintsWhatCurlWouldSend) {
  const Spoken said = ensaio_says(
      {"fire", "incoming", "--text", "it's", "--target", "http://127.0.0.1:9/hook", "--print"});
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(said.out, StartsWith("{"));
  EXPECT_THAT(said.out, HasSubstr("\n\ncurl -i 'http://127.0.0.1:9/hook' -H "));
  EXPECT_THAT(said.out, HasSubstr("it'\\''s"));
}

TEST(Fire, RefusesTheCommandLine) {
  EXPECT_EQ(ensaio_says({"fire"}).exit, 2);
  EXPECT_EQ(ensaio_says({"fire", "reed", "--target", "http://127.0.0.1:9/"}).exit, 2);
  const Spoken nowhere = ensaio_says({"fire", "read"});
  EXPECT_EQ(nowhere.exit, 2);
  EXPECT_THAT(nowhere.err, StartsWith("error: there is no target: "));
  EXPECT_EQ(ensaio_says({"fire", "read", "--target", "http://203.0.113.7/"}).exit, 2);
  EXPECT_EQ(ensaio_says({"fire", "read", "--target", "nowhere"}).exit, 2);
  const Spoken bad =
      ensaio_says({"fire", "read", "--with", "{\"nosuch\": 1}", "--target", "http://127.0.0.1:9/"});
  EXPECT_EQ(bad.exit, 2);
  EXPECT_EQ(bad.err, "error: the body has no field 'nosuch'\n");
}

TEST(Demo, ShowsWhatItSetOutToShow) {
  const Spoken said = ensaio_says({"demo"});
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("typing then paused"));
  EXPECT_THAT(said.out, ContainsRegex("PAUSED +200 \\(.*\\) +the contact is PAUSED\n"));
  EXPECT_THAT(said.out, ContainsRegex("RECEIVED +200 \\(.*\\) +the message is READ\n"));
  EXPECT_THAT(said.out, HasSubstr("PASS  3 scenarios"));
  EXPECT_THAT(said.out, HasSubstr("Next:  ensaio run "));
}

}  // namespace
}  // namespace ensaio
