#include "tests/wire/golden.hpp"

#include <gtest/gtest.h>

#include <set>

#include "simulator/wire/body.hpp"
#include "simulator/wire/dialect.hpp"

namespace ensaio {
namespace {

/// Payloads that we do not write as they are; each has a test of its own below.
const std::set<std::string>& others() {
  static const std::set<std::string> kOthers{
      "zapi/live2026-ConnectedCallback-default.json",
      "zapi/live2026-DeliveryCallback-success_2.json",
      "zapi/live2026-DisconnectedCallback-default.json",
      "zapi-2021/docs2021-DisconnectedCallback-default.json",
      "plugzapi/2022-DisconnectedCallback-default.json",
      "plugchat-2022/gen1_2022-DisconnectedCallback-default.json",
      "plugchat/gen3_2025-DisconnectedCallback-default.json",
      "plugchat/gen3_2025-DisconnectedCallback-default_2.json",
  };
  return kOthers;
}

bool is_raw(const Golden& each) {
  return each.type == "AttendanceWebhook" || each.type == "RequestHeaders";
}

TEST(Golden, EveryOtherPayloadIsWrittenByteForByte) {
  int held = 0;
  for (const Golden& each : goldens()) {
    if (is_raw(each) || others().contains(each.file)) continue;
    EXPECT_EQ(written(each.dialect, told_by(each.payload)), each.payload.dump()) << each.file;
    ++held;
  }
  EXPECT_EQ(held, 60);
}

TEST(Golden, PayloadsSayTheirKindByTheirType) {
  for (const Golden& each : goldens()) {
    if (is_raw(each)) continue;
    EXPECT_EQ(kind_of_raw(each.payload.dump()), kind_of(told_by(each.payload))) << each.file;
  }
}

// A connected phone was observed to say isBusiness, in September 2025. The documentation of 2026
// has no such field. Ours has it: a receiver must live with what is really sent, and reads nothing
// else differently.
TEST(Golden, ConnectedHasIsBusinessAsObservedThoughNotDocumented) {
  const Golden documented = golden("zapi/live2026-ConnectedCallback-default.json");
  OrderedJson ours = documented.payload;
  ours["isBusiness"] = true;
  EXPECT_EQ(written(Dialect::Zapi, told_by(documented.payload)), ours.dump());
}

// The page of the webhook has zaapId before messageId, the page of examples after it; only the
// latter shows errors, so its order can be held for both. Neither was observed.
TEST(Golden, DeliveryHasTheOrderOfTheExamplesThatShowErrorsToo) {
  const Golden other = golden("zapi/live2026-DeliveryCallback-success_2.json");
  const std::string ours = written(Dialect::Zapi, told_by(other.payload));
  EXPECT_NE(ours, other.payload.dump());
  EXPECT_EQ(nlohmann::json::parse(ours), nlohmann::json(other.payload));
}

// The momment of every documented Disconnected is 1580163342: seconds, where all other kinds have
// milliseconds. Taken for a slip: ours is milliseconds.
TEST(Golden, DisconnectedIsInMillisecondsThoughItsExamplesAreInSeconds) {
  int held = 0;
  for (const Golden& each : goldens()) {
    if (each.type != "DisconnectedCallback") continue;
    if (each.file == "plugchat/gen3_2025-DisconnectedCallback-default.json") continue;
    OrderedJson ours = each.payload;
    ours["momment"] = each.payload["momment"].get<std::int64_t>() * 1000;
    EXPECT_EQ(ours["momment"], 1580163342000) << each.file;
    EXPECT_EQ(written(each.dialect, told_by(ours)), ours.dump()) << each.file;
    ++held;
  }
  EXPECT_EQ(held, 5);
}

// Two pages of Plugchat's documentation of 2025 show a Disconnected: one with instanceId, like all
// its other callbacks, one without. Ours has it.
TEST(Golden, PlugchatDisconnectedHasInstanceIdLikeItsOtherCallbacks) {
  const Golden without = golden("plugchat/gen3_2025-DisconnectedCallback-default.json");
  ASSERT_FALSE(without.payload.contains("instanceId"));
  OrderedJson ours = without.payload;
  ours["momment"] = 1580163342000;
  ours["instanceId"] = "instance.id";
  EXPECT_EQ(written(Dialect::Plugchat, told_by(ours)), ours.dump());
}

TEST(Golden, AttendancePassesThroughAsRawBodies) {
  int held = 0;
  for (const Golden& each : goldens()) {
    if (each.type != "AttendanceWebhook") continue;
    const std::string raw = each.payload.dump();
    EXPECT_EQ(kind_of_raw(raw), std::nullopt) << each.file << ": it has no type";
    EXPECT_TRUE(has_webhook(each.dialect, Kind::StartAttendance)) << each.file;
    // The number is put in and nothing else changes, not even the documented key that ends in a
    // space ("operatorReport ").
    OrderedJson expected = each.payload;
    expected["attendance"]["attendanceNumber"] = 7;
    const auto mended = edited(raw, {{FieldEdit::Do::Set, "/attendance/attendanceNumber", "7"}});
    ASSERT_TRUE(mended) << each.file;
    EXPECT_EQ(*mended, expected.dump()) << each.file;
    ++held;
  }
  EXPECT_EQ(held, 7);
}

// Of Plugchat from 2022 to 2024 no status is documented.
TEST(Golden, Plugchat2024IsAssumedToSpeakAsPlugchatOf2025) {
  for (const Golden& each : goldens()) {
    if (each.dialect != Dialect::Plugchat || is_raw(each)) continue;
    const Callback told = told_by(each.payload);
    EXPECT_EQ(written(Dialect::Plugchat2024, told), written(Dialect::Plugchat, told)) << each.file;
  }
}

}  // namespace
}  // namespace ensaio
