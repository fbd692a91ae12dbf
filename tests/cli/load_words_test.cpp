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
      "valid_when: [lag.max <= 60s, reached >= 100% during calm]\n");
  for (const std::vector<std::string>& pace :
       {std::vector<std::string>{"--rate", "20/s"}, {"--max", "--connections", "2"}}) {
    Arguments arguments{"load",  file,      "--target", receiver.url(), "--for",
                        "100ms", "--quiet", "--report", "json=-"};
    arguments.insert(arguments.end(), pace.begin(), pace.end());
    const Spoken said = ensaio_says(arguments);
    EXPECT_EQ(said.exit, 0) << said.err;
    EXPECT_THAT(said.err, HasSubstr("note: of " + file + " the phases are not used, " + pace[0] +
                                    " stands in their place; nor are the conditions that name "
                                    "one: 'response.p99 < 1us during spike', 'reached >= 100% "
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

}  // namespace
}  // namespace ensaio
