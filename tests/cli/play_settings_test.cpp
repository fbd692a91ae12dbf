#include "cli/play_settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

TEST(PlaySettings, MeanWhatWasTyped) {
  const auto settings = checked({.target = "http://127.0.0.1:1/h",
                                 .instance = "I:T:C",
                                 .dialect = "plugchat",
                                 .seed = "18446744073709551615",
                                 .ids = "fresh",
                                 .clock = "virtual",
                                 .start = "2026-01-01T00:00:00Z",
                                 .timeout = "1.5s",
                                 .allow_target = {"a.example", "203.0.113.0/24"}});
  ASSERT_TRUE(settings) << settings.error().message;
  EXPECT_TRUE(settings->overrides.load.target_given);
  EXPECT_EQ(settings->overrides.load.instance->id, "I");
  EXPECT_EQ(settings->overrides.load.instance->token, "T");
  EXPECT_EQ(settings->overrides.load.instance->client_token, "C");
  EXPECT_EQ(settings->overrides.load.dialect, Dialect::Plugchat);
  EXPECT_EQ(settings->seed, 18446744073709551615ULL);
  EXPECT_EQ(settings->ids, Ids::Fresh);
  EXPECT_EQ(settings->overrides.clock->mode, Clock::Mode::Virtual);
  EXPECT_EQ(settings->overrides.timeout, 1500ms);
  EXPECT_TRUE(settings->overrides.start);
  EXPECT_FALSE(settings->overrides.start_now);
  EXPECT_TRUE(settings->rule.allows("a.example", "198.51.100.1"));
  EXPECT_TRUE(settings->rule.allows("b.example", "203.0.113.9"));
}

TEST(PlaySettings, AreModestWhereNothingWasTyped) {
  const auto settings = checked({});
  ASSERT_TRUE(settings);
  EXPECT_FALSE(settings->overrides.load.target_given);
  EXPECT_FALSE(settings->seed);
  EXPECT_EQ(settings->ids, Ids::Seeded);
  EXPECT_FALSE(settings->overrides.clock);
  EXPECT_TRUE(checked({.start = "now"})->overrides.start_now);
}

TEST(PlaySettings, RefuseWhatHasNoMeaning) {
  struct Row {
    PlayWords words;
    const char* complaint;
  };
  const Row rows[] = {
      {{.target = "127.0.0.1:3000"}, "--target 127.0.0.1:3000: "},
      {{.target = "ftp://127.0.0.1/"}, "--target ftp://127.0.0.1/: "},
      {{.instance = "I"}, "--instance: this is not ID:TOKEN"},
      {{.instance = "I:"}, "--instance: this is not ID:TOKEN"},
      {{.instance = "I:T:C:D"}, "--instance: this is not ID:TOKEN"},
      {{.dialect = "zpai"}, "--dialect: unknown dialect 'zpai'; did you mean 'zapi'?"},
      {{.seed = "-1"}, "--seed: '-1' is no whole number"},
      {{.seed = "0x10"}, "--seed: '0x10' is no whole number"},
      {{.ids = "new"}, "--ids: 'new' is neither"},
      {{.clock = "fast"}, "--clock: 'fast' is no clock"},
      {{.clock = "manual"}, "--clock manual: a run has nobody"},
      {{.start = "yesterday"}, "--start: 'yesterday' is no time"},
      {{.timeout = "5"}, "--timeout: '5' is no duration"},
      {{.timeout = "0s"}, "--timeout: '0s' is no duration over 0"},
      {{.allow_target = {"10.0.0.0/99"}}, "--allow-target 10.0.0.0/99: "},
  };
  for (const Row& row : rows) {
    const auto settings = checked(row.words);
    ASSERT_FALSE(settings) << row.complaint;
    EXPECT_THAT(settings.error().message, HasSubstr(row.complaint));
  }
}

TEST(Seed, IsDrawnAnewEachTime) { EXPECT_NE(drawn_seed(), drawn_seed()); }

}  // namespace
}  // namespace ensaio
