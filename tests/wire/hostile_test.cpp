#include <gtest/gtest.h>

#include "simulator/wire/body.hpp"

// JSON of strangers: answers of receivers, raw bodies.

namespace ensaio {
namespace {

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

bool refused(const std::string& json) {
  const bool no_value = !value_at(json, "");
  EXPECT_EQ(no_value, !edited(json, {{FieldEdit::Do::Add, "/-", "1"}}));
  EXPECT_EQ(kind_of_raw(json), std::nullopt);
  return no_value;
}

TEST(HostileJson, IsReadToADepthOf64) {
  EXPECT_EQ(*value_at(nested(64), ""), nested(64));
  EXPECT_TRUE(refused(nested(65)));
  std::string objects;
  for (int i = 0; i < 65; ++i) objects += R"({"a":)";
  EXPECT_TRUE(refused(objects + "1" + std::string(65, '}')));
}

TEST(HostileJson, OfManyBracketsIsRefused) {
  EXPECT_TRUE(refused(nested(100'000)));
  EXPECT_TRUE(refused(std::string(10'000'000, '[')));
  EXPECT_TRUE(refused(std::string(100'000, '{')));
}

TEST(HostileJson, WithANulByteIsRefused) {
  EXPECT_TRUE(refused(std::string("{}\0", 3)));
  EXPECT_TRUE(refused(std::string("{}\0{\"a\":1}", 10)));
  EXPECT_TRUE(refused(std::string("\0", 1)));
}

TEST(HostileJson, ThatIsNotUtf8IsRefused) {
  EXPECT_TRUE(refused("{\"a\":\"\xFF\"}"));
  EXPECT_TRUE(refused("{\"a\":\"\xED\xA0\x80\"}"));
  EXPECT_TRUE(refused("{\"\xC3\":1}"));
}

TEST(HostileJson, ThatIsBrokenIsRefused) {
  for (const char* json : {"", " ", "{", "[1,]", "{'a':1}", "{\"a\":01}", "NaN", "1e999", "nul",
                           "\"\\u12\"", "{\"a\" 1}", "// no\n1"}) {
    EXPECT_TRUE(refused(json)) << json;
  }
}

TEST(HostileJson, KeepsTheDigitsOfLongNumbers) {
  for (const char* number :
       {"123456789012345678901234567890", "-99999999999999999999", "18446744073709551615",
        "-9223372036854775808", "0.10", "1e5", "3.14159265358979323846264338327950288"}) {
    const std::string json = std::string(R"({"n":)") + number + "}";
    const auto value = value_at(json, "/n");
    ASSERT_TRUE(value) << number;
    EXPECT_EQ(*value, number);
    EXPECT_EQ(*edited(json, {{FieldEdit::Do::Add, "x", number}}),
              std::string(R"({"n":)") + number + R"(,"x":)" + number + "}");
  }
}

TEST(HostileJson, WithVeryManyMembersTakesTimeInProportion) {
  // Quadratic work on this many takes a minute and more, where this is a blink.
  std::string json = "{";
  for (int i = 0; i < 100'000; ++i) json += "\"k" + std::to_string(i) + "\":1,";
  json += "\"last\":2}";
  EXPECT_EQ(*value_at(json, "/last"), "2");
}

TEST(HostileJson, KeepsEscapedControlCharacters) {
  EXPECT_EQ(*value_at(R"({"a":"\u0000\n\u00e9"})", "/a"), std::string("\0\n\xC3\xA9", 4));
  EXPECT_EQ(*edited(R"({"a":"\u0000\n"})", {{FieldEdit::Do::Add, "b", "1"}}),
            R"({"a":"\u0000\n","b":1})");
}

}  // namespace
}  // namespace ensaio
