#include "simulator/wire/slot.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "simulator/wire/body.hpp"

namespace ensaio {
namespace {

/// "a[2:5]b": literals as they are, slots as [slot:index].
std::string pieces(std::string_view text) {
  std::string out;
  cut(text, [&](Slot slot, std::size_t index, std::string_view literal) {
    if (slot == Slot::Literal) {
      EXPECT_FALSE(literal.empty());
      out += literal;
    } else {
      out += '[' + std::to_string(static_cast<int>(slot)) + ':' + std::to_string(index) + ']';
    }
  });
  return out;
}

const std::string kBegin = "\xEF\xB7\x90";
const std::string kEnd = "\xEF\xB7\x91";

TEST(Slots, ComeBackFromTheirMarks) {
  for (int i = 1; i <= static_cast<int>(Slot::Env); ++i) {
    const auto slot = static_cast<Slot>(i);
    const std::string expected = "[" + std::to_string(i) + ":12]";
    EXPECT_EQ(pieces(slot_mark(slot, 12)), expected);
    EXPECT_EQ(pieces(number_mark(slot, 12)), expected);
    EXPECT_EQ(pieces("a" + slot_mark(slot, 12) + "b"), "a" + expected + "b");
  }
}

TEST(Cutting, TellsThePiecesInOrder) {
  const std::string phone = slot_mark(Slot::Phone, 3);
  const std::string time = number_mark(Slot::MommentMs);
  struct Row {
    const char* what;
    std::string text;
    std::string pieces;
  };
  const Row rows[] = {
      {"nothing", "", ""},
      {"no mark", "plain", "plain"},
      {"a text keeps its quotes", R"({"phone":")" + phone + "\"}", R"({"phone":"[1:3]"})"},
      {"a number loses them", R"({"momment":")" + time + "\"}", R"({"momment":[9:0]})"},
      {"a number without quotes has none to lose", time + " ms", "[9:0] ms"},
      {"a number at the end of a text", "\"at " + time + "\"", "\"at [9:0]\""},
      {"a number at the start of a text", "\"" + time + " ms\"", "\"[9:0] ms\""},
      {"two in a row", phone + phone, "[1:3][1:3]"},
      {"two numbers in a list", "[\"" + time + "\",\"" + time + "\"]", "[[9:0],[9:0]]"},
  };
  for (const Row& row : rows) EXPECT_EQ(pieces(row.text), row.pieces) << row.what;
}

TEST(WhatOnlyLooksLikeAMark, IsText) {
  const std::string rows[] = {
      kBegin,
      kEnd,
      kBegin + "t1:0",
      "t1:0" + kEnd,
      kBegin + kEnd,
      kBegin + "x1:0" + kEnd,
      kBegin + "t" + kEnd,
      kBegin + "t1" + kEnd,
      kBegin + "t1:" + kEnd,
      kBegin + "t1:0 " + kEnd,
      kBegin + "t0:0" + kEnd,
      kBegin + "t-1:0" + kEnd,
      kBegin + "t99:0" + kEnd,
      kBegin + "t1:99999999999999999999999" + kEnd,
  };
  for (const std::string& text : rows) EXPECT_EQ(pieces(text), text);
  EXPECT_EQ(pieces(kBegin + slot_mark(Slot::Phone)), kBegin + "[1:0]");
}

TEST(HoldsMark, FindsEitherNoncharacter) {
  EXPECT_TRUE(holds_mark(slot_mark(Slot::Uuid)));
  EXPECT_TRUE(holds_mark("a" + kBegin));
  EXPECT_TRUE(holds_mark("a" + kEnd + "b"));
  EXPECT_FALSE(holds_mark("a \xEF\xB7\x8F \xEF\xB7\x92"));
  EXPECT_FALSE(holds_mark(""));
}

TEST(Marks, SurviveABodyAndItsEdits) {
  const PresenceCallback presence{.instance = InstanceId(slot_mark(Slot::InstanceId)),
                                  .chat = {.phone = slot_mark(Slot::Phone, 2)}};
  const auto text = body(Dialect::Zapi, presence);
  ASSERT_TRUE(text);
  const auto seen =
      edited(*text, {{FieldEdit::Do::Set, "lastSeen", '"' + number_mark(Slot::NowSeconds) + '"'}});
  ASSERT_TRUE(seen);
  EXPECT_EQ(pieces(*seen), R"({"type":"PresenceChatCallback","phone":"[1:2]","status":"AVAILABLE",)"
                           R"("lastSeen":[12:0],"instanceId":"[6:0]"})");
}

}  // namespace
}  // namespace ensaio
