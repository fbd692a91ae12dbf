#include "cli/load_watch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <string>

namespace ensaio {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Wish = LoadAudience::Wish;

LoadSecond second_with(std::uint64_t number, std::uint64_t ok, std::uint64_t failed) {
  LoadSecond second;
  second.number = number;
  second.whole = true;
  second.figures.rows = {.ok = ok, .other_status = failed, .failed = failed};
  return second;
}

Condition stop_when(const std::string& text) {
  return *parse_condition(text, {}, ConditionUse::Ongoing);
}

TEST(LoadWatch, TellsEveryFiveSecondsHowItGoes) {
  const LoadProfile profile;
  const AwaitedSignals signals;
  std::ostringstream err;
  LoadWatch watch(profile, signals, {err});
  for (std::uint64_t i = 0; i < 4; ++i) watch.second(second_with(i, 50, 1));
  EXPECT_THAT(err.str(), IsEmpty());
  watch.second(second_with(4, 50, 1));
  EXPECT_THAT(err.str(), HasSubstr("5 s       51/s"));
  EXPECT_THAT(err.str(), HasSubstr("5 failed\n"));
}

TEST(LoadWatch, TellsNothingOfASecondThatWasCutShort) {
  const LoadProfile profile;
  const AwaitedSignals signals;
  std::ostringstream err;
  LoadWatch watch(profile, signals, {err});
  for (std::uint64_t i = 0; i < 4; ++i) watch.second(second_with(i, 50, 1));
  LoadSecond last = second_with(4, 50, 1);
  last.whole = false;
  watch.second(last);
  EXPECT_THAT(err.str(), IsEmpty());
}

TEST(LoadWatch, StopsWhereAConditionHeldLongEnough) {
  LoadProfile profile;
  profile.stop_when.push_back(stop_when("failed > 20% for 3s"));
  const AwaitedSignals signals;
  std::ostringstream err;
  LoadWatch watch(profile, signals, {.err = err, .quiet = true});
  const std::uint64_t failed[] = {50, 50, 0, 50, 50};
  for (std::uint64_t i = 0; i < 5; ++i) watch.second(second_with(i, 50, failed[i]));
  EXPECT_EQ(watch.wait(milliseconds(1)), Wish::GoOn);
  watch.second(second_with(5, 50, 50));
  EXPECT_EQ(watch.wait(milliseconds(1)), Wish::Stop);
  EXPECT_THAT(watch.stopped(), HasSubstr("failed was 50%"));
}

TEST(LoadWatch, StopsAtASignalAndEndsAtTheSecond) {
  const LoadProfile profile;
  const AwaitedSignals signals;
  std::ostringstream err;
  LoadWatch watch(profile, signals, {.err = err, .quiet = true});
  raise(SIGINT);
  EXPECT_EQ(watch.wait(std::chrono::seconds(10)), Wish::Stop);
  EXPECT_THAT(err.str(), HasSubstr("what is under way goes on"));
  EXPECT_EQ(watch.wait(milliseconds(1)), Wish::Stop);
  raise(SIGTERM);
  EXPECT_EQ(watch.wait(std::chrono::seconds(10)), Wish::EndNow);
  EXPECT_EQ(watch.signal(), SIGTERM);
}

TEST(LoadWatch, DrawsABlockInPlaceOfLinesAndLeavesNothingOfIt) {
  LoadProfile profile;
  profile.phases = {{.name = "calm", .lasts = std::chrono::hours(1)}};
  const AwaitedSignals signals;
  std::ostringstream err;
  LiveBlock block(err, [] { return std::size_t{60}; });
  LoadMetrics metrics({"ticks"});
  LoadWatch watch(profile, signals, {.err = err, .block = &block, .metrics = &metrics});
  EXPECT_EQ(watch.wait(milliseconds(1)), Wish::GoOn);
  EXPECT_THAT(err.str(), HasSubstr("calm  [....."));
  for (std::uint64_t i = 0; i < 5; ++i) watch.second(second_with(i, 50, 1));
  EXPECT_THAT(err.str(), HasSubstr("255 sent   5 failed:   5 answered otherwise"));
  EXPECT_THAT(err.str(), Not(HasSubstr("5 s       51/s")));
  EXPECT_THAT(metrics.text(), HasSubstr("ensaio_load_conversations_started_total 0\n"));
  watch.over();
  EXPECT_THAT(err.str(), testing::EndsWith("\x1b[J"));
  const std::string before = err.str();
  LoadWatch quiet(profile, signals, {.err = err, .quiet = true, .block = &block});
  quiet.wait(milliseconds(1));
  quiet.second(second_with(0, 50, 1));
  EXPECT_EQ(err.str(), before);
}

}  // namespace
}  // namespace ensaio
