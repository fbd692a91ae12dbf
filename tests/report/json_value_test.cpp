#include "simulator/report/json_value.hpp"

#include <gtest/gtest.h>

namespace ensaio {
namespace {

TEST(SameJson, ComparesValuesAndNotTexts) {
  struct Row {
    const char* what;
    const char* a;
    const char* b;
    bool same;
  };
  const Row rows[] = {
      {"white space says nothing", R"({"a": 1})", R"({ "a":1 })", true},
      {"nor does the order of keys", R"({"a":1,"b":2})", R"({"b":2,"a":1})", true},
      {"one is one, with or without a point", "1", "1.0", true},
      {"a number is no text", "1", R"("1")", false},
      {"null is not false", "null", "false", false},
      {"the order of a list says something", "[1,2]", "[2,1]", false},
      {"what is no JSON equals nothing", "oops", "oops", false},
  };
  for (const Row& row : rows) EXPECT_EQ(same_json(row.a, row.b), row.same) << row.what;
}

TEST(JsonAt, FindsWhatAPointerPointsAt) {
  const std::string body = R"({"ok":true,"list":[{"id":"x"}],"a/b":null})";
  EXPECT_EQ(*json_at(body, "/ok"), "true");
  EXPECT_EQ(*json_at(body, "/list/0/id"), R"("x")");
  EXPECT_EQ(*json_at(body, "/a~1b"), "null");
  EXPECT_EQ(*json_at("[1]", ""), "[1]");
}

TEST(JsonAt, SaysWhyThereIsNothing) {
  EXPECT_EQ(json_at("<html>", "/ok").error().message, "the answer's body is not JSON");
  EXPECT_EQ(json_at("", "/ok").error().message, "the answer's body is not JSON");
  EXPECT_EQ(json_at("{}", "/ok").error().message, "the answer's body has nothing at /ok");
  EXPECT_EQ(json_at("[1]", "/7").error().message, "the answer's body has nothing at /7");
  EXPECT_EQ(json_at("[1]", "/x").error().message, "the answer's body has nothing at /x");
  EXPECT_EQ(json_at("3", "/x").error().message, "the answer's body has nothing at /x");
}

TEST(JsonAt, RefusesWhatIsNestedTooDeep) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_EQ(json_at(deep, "/0").error().message, "the answer's body is not JSON");
  const std::string just_so = std::string(64, '[') + std::string(64, ']');
  EXPECT_TRUE(json_at(just_so, "/0"));
}

}  // namespace
}  // namespace ensaio
