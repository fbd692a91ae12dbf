#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

// What `ensaio load` and `ensaio bench` make of words that do not go together.

namespace ensaio {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kTicks =
    "scenario: ticks\nchats: { ana: \"5544999999999\" }\nmessages: { m1: ana }\n"
    "steps: [{ sent: m1 }, { received: m1 }, { read: m1 }]\n";
constexpr const char* kNowhere = "http://127.0.0.1:1/x";

/// A profile of one scenario with two phases, and a scenario beside it.
class LoadWordsTest : public testing::Test {
 protected:
  std::string profile(const std::string& more = "") const {
    return scratch_.file("evening.yaml",
                         "load: evening\nseed: 9\nmix: [{ scenario: ./ticks.yaml }]\n"
                         "phases:\n  - { name: calm, for: 1h, rate: 20/s }\n"
                         "  - { name: spike, for: 1h, rate: 200/s }\n" +
                             more);
  }
  static void refused(const Arguments& arguments, const std::string& why) {
    const Spoken said = ensaio_says(arguments);
    EXPECT_EQ(said.exit, 2) << why;
    EXPECT_THAT(said.err, HasSubstr(why));
    EXPECT_EQ(said.out, "");
  }

  const Scratch scratch_;
  const std::string ticks_ = scratch_.file("ticks.yaml", kTicks);
};

TEST_F(LoadWordsTest, PlayAProfileOrScenariosAndNotBoth) {
  const std::string why =
      "one profile, or scenarios: there are " + profile() + " and " + ticks_ + "\n";
  refused({"load", profile(), ticks_, "--target", kNowhere}, why);
  refused({"load", ticks_, profile(), "--target", kNowhere}, why);
  refused({"bench", profile(), ticks_, "--target", kNowhere, "--until", "failed == 0"}, why);
  refused({"plan", profile(), ticks_, "--ids", "csv"}, why);
}

TEST_F(LoadWordsTest, SayWhatOfAProfileARateReplaces) {
  const Receiver receiver(always(200));
  const std::string file = profile(
      "pass_when: [response.p99 < 1us during spike, failed == 0]\n"
      "valid_when: [lag.max <= 60s, lag.p50 >= 1h during calm]\n");
  for (const std::vector<std::string>& pace :
       {std::vector<std::string>{"--rate", "20/s"}, {"--max", "--connections", "2"}}) {
    Arguments arguments{"load",  file,      "--target", receiver.url(), "--for",
                        "100ms", "--quiet", "--report", "json=-"};
    arguments.insert(arguments.end(), pace.begin(), pace.end());
    const Spoken said = ensaio_says(arguments);
    EXPECT_EQ(said.exit, 0) << said.err;
    EXPECT_THAT(said.err, HasSubstr("note: of " + file + " the phases are not used, " + pace[0] +
                                    " stands in their place; nor are the conditions that name "
                                    "one: 'response.p99 < 1us during spike', 'lag.p50 >= 1h "
                                    "during calm'\n"));
    const json told = json::parse(said.out);
    ASSERT_EQ(told.at("pass_when").size(), 1U);
    EXPECT_EQ(told.at("pass_when").at(0).at("condition"), "failed == 0");
    EXPECT_EQ(told.at("valid_when").size(), 1U);
  }
}

TEST_F(LoadWordsTest, SayNothingOfWhatNobodyReplaced) {
  const Receiver receiver(always(200));
  const Spoken said = ensaio_says(
      {"load", ticks_, "--target", receiver.url(), "--rate", "20/s", "--for", "50ms", "--quiet"});
  EXPECT_THAT(said.err, Not(HasSubstr("note:")));
  const Spoken plain = ensaio_says({"load", profile("pass_when: [failed == 0]\n"), "--target",
                                    receiver.url(), "--rate", "20/s", "--for", "50ms", "--quiet"});
  EXPECT_THAT(plain.err, HasSubstr("--rate stands in their place\n"));
}

TEST_F(LoadWordsTest, SayThatListedIdsComeAgain) {
  const Receiver receiver(always(200));
  scratch_.file("ids.csv", "message\nID1\nID2\nID3\n");
  const std::string file = profile("messages: { from: ./ids.csv }\n");
  const std::string note = "note: there are 3 message ids, and this load takes ";
  struct Row {
    std::vector<std::string> pace;
    testing::Matcher<std::string> says;
  };
  const Row rows[] = {
      {{"--rate", "80/s"}, HasSubstr(note + "4: the same come again\n")},
      {{"--rate", "60/s"}, Not(HasSubstr("message ids"))},
      {{"--max", "--connections", "1"}, Not(HasSubstr("message ids"))},
  };
  for (const Row& row : rows) {
    Arguments arguments{"load", file, "--target", receiver.url(), "--for", "50ms", "--quiet"};
    arguments.insert(arguments.end(), row.pace.begin(), row.pace.end());
    const Spoken said = ensaio_says(arguments);
    EXPECT_THAT(said.err, row.says) << row.pace[1];
  }
}

/// An address with an interface that is not there: nobody has to be asked for that.
TEST_F(LoadWordsTest, EndWithThreeWhereThereIsNoSuchName) {
  const std::string target = "http://[::1%nosuch]:1/x";
  for (const Arguments& arguments :
       {Arguments{"load", ticks_, "--target", target, "--rate", "5/s"},
        Arguments{"bench", ticks_, "--target", target, "--until", "failed == 0"}}) {
    const Spoken said = ensaio_says(arguments);
    EXPECT_EQ(said.exit, 3) << arguments[0];
    EXPECT_THAT(said.err, HasSubstr("the name ::1%nosuch has no address"));
    EXPECT_EQ(said.out, "");
  }
}

TEST_F(LoadWordsTest, RefuseMoreThreadsThanThereIsToShare) {
  const std::string small = profile("limits: { in_flight: 3, connections: 5 }\n");
  struct Row {
    const char* what;
    std::vector<std::string> words;
    const char* says;
  };
  const Row rows[] = {
      {"a schedule",
       {"load", ticks_, "--rate", "5/s", "--threads", "4", "--connections", "1"},
       "--threads 4: more than connections (1)"},
      {"a closed loop",
       {"load", ticks_, "--max", "--threads", "4", "--connections", "2"},
       "--threads 4: more than connections (2)"},
      {"few under way",
       {"load", ticks_, "--rate", "5/s", "--threads", "4", "--in-flight", "3"},
       "--threads 4: more than callbacks that may be under way (3)"},
      {"a profile",
       {"load", small, "--threads", "4"},
       "--threads 4: more than callbacks that may be under way (3)"},
      {"a profile in a closed loop",
       {"load", small, "--max", "--threads", "6"},
       "--threads 6: more than connections (5)"},
      {"a search",
       {"bench", small, "--until", "failed == 0", "--threads", "4"},
       "--threads 4: more than callbacks that may be under way (3)"},
  };
  for (const Row& row : rows) {
    Arguments arguments = row.words;
    arguments.insert(arguments.end(), {"--target", kNowhere});
    SCOPED_TRACE(row.what);
    refused(arguments, row.says);
  }
  refused({"bench", "--self", "--threads", "3", "--connections", "2"},
          "--threads 3: more than connections (2)");
}

TEST_F(LoadWordsTest, SayWhatTheMostIs) {
  struct Row {
    std::vector<std::string> words;
    const char* says;
  };
  const Row rows[] = {
      {{"load", "--max", "--for", "999999h"}, "--for: '999999h' is too long\n  at most 1000h"},
      {{"load", "--max", "--for", "99999999999999999999999us"}, "is too long"},
      {{"load", "--max", "--for", "1000.5h"}, "is too long"},
      {{"load", "--max", "--for", "0003600000001ms"}, "is too long"},
      {{"load", "--max", "--for", "1000.h.5"}, "is no duration over 0"},
      {{"load", "--max", "--for", "0s"}, "is no duration over 0"},
      {{"load", "--max", "--for", "1e9h"}, "is no duration over 0"},
      {{"load", "--rate", "1000000000000/s"},
       "--rate: '1000000000000/s' is too much\n  at most 1000000000/s"},
      {{"load", "--rate", "5/s..1000000001/s"}, "is too much"},
      {{"load", "--rate", "60000000000.1/m..5/s"}, "is too much"},
      {{"load", "--rate", "5/s..fast"}, "--rate: '5/s..fast' is no rate\n"},
      {{"bench", "--until", "failed == 0", "--from", "9999999999/s"},
       "--from: '9999999999/s' is too"},
      {{"bench", "--until", "failed == 0", "--to", "9999999999999/h"}, "is too much"},
      {{"bench", "--until", "failed == 0", "--for", "2000h"}, "--for: '2000h' is too long"},
      {{"bench", "--until", "failed == 0", "--warm-up", "60001m"}, "--warm-up: '60001m' is too"},
      {{"bench", "--until", "failed == 0", "--to", "-1/s"}, "is no rate over 0"},
  };
  for (const Row& row : rows) {
    Arguments arguments = row.words;
    arguments.insert(arguments.end(), {ticks_, "--target", kNowhere});
    refused(arguments, row.says);
  }
}

}  // namespace
}  // namespace ensaio
