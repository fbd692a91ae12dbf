#include <gtest/gtest.h>

#include "simulator/wire/body.hpp"

namespace ensaio {
namespace {

constexpr auto kSet = FieldEdit::Do::Set;
constexpr auto kAdd = FieldEdit::Do::Add;
constexpr auto kRemove = FieldEdit::Do::Remove;

constexpr const char* kBody =
    R"({"status":"READ","ids":["a","b"],"momment":1,"text":{"message":"hi","a/b":1,"m~n":2}})";

TEST(Edits, ChangeWhatTheySayAndNothingElse) {
  struct Row {
    const char* what;
    std::vector<FieldEdit> edits;
    const char* body;
  };
  const Row rows[] = {
      {"none", {}, kBody},
      {"a field is set where it stands",
       {{kSet, "status", R"("FOO")"}},
       R"({"status":"FOO","ids":["a","b"],"momment":1,"text":{"message":"hi","a/b":1,"m~n":2}})"},
      {"a pointer of one part is that field",
       {{kSet, "/momment", "null"}},
       R"({"status":"READ","ids":["a","b"],"momment":null,)"
       R"("text":{"message":"hi","a/b":1,"m~n":2}})"},
      {"deeper, and with escapes",
       {{kSet, "/text/a~1b", "[1, 2]"}, {kSet, "/text/m~0n", "{\"x\": true}"}},
       R"({"status":"READ","ids":["a","b"],"momment":1,)"
       R"("text":{"message":"hi","a/b":[1,2],"m~n":{"x":true}}})"},
      {"an element of a list",
       {{kSet, "/ids/1", R"("c")"}},
       R"({"status":"READ","ids":["a","c"],"momment":1,"text":{"message":"hi","a/b":1,"m~n":2}})"},
      {"a new field comes last",
       {{kAdd, "x", "1.50"}, {kAdd, "/text/y", "-0.0"}},
       R"({"status":"READ","ids":["a","b"],"momment":1,)"
       R"("text":{"message":"hi","a/b":1,"m~n":2,"y":-0.0},"x":1.50})"},
      {"a list grows at its end, said either way",
       {{kAdd, "/ids/-", R"("c")"}, {kAdd, "/ids/3", R"("d")"}},
       R"({"status":"READ","ids":["a","b","c","d"],"momment":1,)"
       R"("text":{"message":"hi","a/b":1,"m~n":2}})"},
      {"fields and elements go",
       {{kRemove, "text", ""}, {kRemove, "/ids/0", ""}, {kRemove, "momment", ""}},
       R"({"status":"READ","ids":["b"]})"},
      {"in their order: removed, then added anew",
       {{kRemove, "text", ""}, {kRemove, "ids", ""}, {kAdd, "ids", "7"}},
       R"({"status":"READ","momment":1,"ids":7})"},
  };
  for (const Row& row : rows) {
    const auto text = edited(kBody, row.edits);
    ASSERT_TRUE(text) << row.what << ": " << text.error().message;
    EXPECT_EQ(*text, row.body) << row.what;
  }
}

TEST(Edits, ThatCannotBeSayWhy) {
  struct Row {
    const char* what;
    FieldEdit edit;
    const char* message;
    const char* hint;
  };
  const Row rows[] = {
      {"a field misspelt",
       {kSet, "mommnt", "1"},
       "the body has no field 'mommnt'",
       "did you mean 'momment'?"},
      {"a field misspelt, deeper",
       {kSet, "/text/mesage", "1"},
       "the body has no field '/text/mesage'",
       "did you mean '/text/message'?"},
      {"a field misspelt whose name needs escapes",
       {kSet, "/text/a~1~0b", "1"},
       "the body has no field '/text/a~1~0b'",
       "did you mean '/text/a~1b'?"},
      {"nothing on the way, whose name needs escapes",
       {kSet, "/w~1x~0yz/a", "1"},
       "the body has no field '/w~1x~0yz'",
       ""},
      {"a field misspelt on the way",
       {kSet, "/txet/message", "1"},
       "the body has no field '/txet'",
       "did you mean '/text'?"},
      {"a field that is like none",
       {kSet, "lastSeen", "1"},
       "the body has no field 'lastSeen'",
       "to put in a new field, use add"},
      {"an empty name",
       {kSet, "", "1"},
       "the body has no field ''",
       "to put in a new field, use add"},
      {"to remove what is not there",
       {kRemove, "lastSeen", ""},
       "the body has no field 'lastSeen'",
       ""},
      {"to remove what is misspelt",
       {kRemove, "statsu", ""},
       "the body has no field 'statsu'",
       "did you mean 'status'?"},
      {"to add what is there",
       {kAdd, "status", "1"},
       "the body has 'status' already",
       "to change it, use with"},
      {"to add an element that is there",
       {kAdd, "/ids/1", "1"},
       "the body has '/ids/1' already",
       "the last part - stands for the end of the list"},
      {"to add past the end",
       {kAdd, "/ids/5", "1"},
       "'/ids/5' is no next place in a list of 2",
       "the last part - stands for the end of the list"},
      {"to set past the end",
       {kSet, "/ids/2", "1"},
       "the body has no field '/ids/2'",
       "to put in a new field, use add"},
      {"to set the end",
       {kSet, "/ids/-", "1"},
       "the body has no field '/ids/-'",
       "to put in a new field, use add"},
      {"an index with leading zeros",
       {kSet, "/ids/01", "1"},
       "the body has no field '/ids/01'",
       "to put in a new field, use add"},
      {"an index that is none", {kRemove, "/ids/x", ""}, "the body has no field '/ids/x'", ""},
      {"an index beyond all numbers",
       {kRemove, "/ids/99999999999999999999", ""},
       "the body has no field '/ids/99999999999999999999'",
       ""},
      {"through a text",
       {kSet, "/status/x", "1"},
       "'/status/x' leads through something that is no object or list",
       ""},
      {"through a number, to add",
       {kAdd, "/momment/x/y", "1"},
       "'/momment/x/y' leads through something that is no object or list",
       ""},
      {"a bad escape",
       {kSet, "/text/a~2b", "1"},
       "'/text/a~2b' is not a JSON Pointer",
       "~ must be written ~0 or ~1"},
      {"half an escape",
       {kSet, "/text/a~", "1"},
       "'/text/a~' is not a JSON Pointer",
       "~ must be written ~0 or ~1"},
      {"a value that is no JSON",
       {kSet, "status", "READ"},
       "the value for 'status' is not JSON",
       ""},
  };
  for (const Row& row : rows) {
    const auto text = edited(kBody, {row.edit});
    ASSERT_FALSE(text) << row.what;
    EXPECT_EQ(text.error().message, row.message) << row.what;
    EXPECT_EQ(text.error().hint, row.hint) << row.what;
  }
}

TEST(Edits, OfADoubledMemberSetTheLastAndRemoveAll) {
  const char* doubled = R"({"a":1,"b":2,"a":3})";
  EXPECT_EQ(*edited(doubled, {{kSet, "a", "9"}}), R"({"a":1,"b":2,"a":9})");
  EXPECT_EQ(*edited(doubled, {{kRemove, "a", ""}}), R"({"b":2})");
}

TEST(Edits, OfWhatIsNoObjectAreErrors) {
  EXPECT_FALSE(edited("3", {{kSet, "a", "1"}}));
  EXPECT_FALSE(edited("{", {{kSet, "a", "1"}}));
  EXPECT_EQ(*edited("[1]", {{kAdd, "/-", "2"}}), "[1,2]");
}

TEST(ValueAt, FindsWhatAPointerPointsAt) {
  struct Row {
    const char* what;
    const char* pointer;
    const char* value;
  };
  const Row rows[] = {
      {"a text without its quotes", "/status", "READ"},
      {"a number", "/momment", "1"},
      {"an object, compact", "/text", R"({"message":"hi","a/b":1,"m~n":2})"},
      {"a list", "/ids", R"(["a","b"])"},
      {"an element", "/ids/0", "a"},
      {"an escaped name", "/text/a~1b", "1"},
      {"the whole", "", kBody},
  };
  for (const Row& row : rows) {
    const auto value = value_at(kBody, row.pointer);
    ASSERT_TRUE(value) << row.what;
    EXPECT_EQ(*value, row.value) << row.what;
  }
}

TEST(ValueAt, SaysWhatIsWrong) {
  struct Row {
    const char* json;
    const char* pointer;
    const char* message;
  };
  const Row rows[] = {
      {kBody, "/nope", "there is nothing at '/nope'"},
      {kBody, "/ids/2", "there is nothing at '/ids/2'"},
      {kBody, "/ids/-", "there is nothing at '/ids/-'"},
      {kBody, "/status/0", "there is nothing at '/status/0'"},
      {kBody, "status", "'status' is not a JSON Pointer"},
      {kBody, "/a~3", "'/a~3' is not a JSON Pointer"},
      {"", "/a", "not JSON"},
      {"<html>", "/a", "not JSON"},
      {"{} x", "", "not JSON"},
  };
  for (const Row& row : rows) {
    const auto value = value_at(row.json, row.pointer);
    ASSERT_FALSE(value) << row.pointer;
    EXPECT_EQ(value.error().message, row.message);
  }
}

}  // namespace
}  // namespace ensaio
