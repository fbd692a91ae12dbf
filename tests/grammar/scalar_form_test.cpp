#include "simulator/grammar/scalar_form.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include "simulator/grammar/scalar_hint.hpp"

namespace ensaio {
namespace {

Written plain(std::string_view text, ScalarType type = ScalarType::Text) { return {text, type}; }

/// "message | hint", empty where nothing is wrong.
std::string told(const Shape& shape, const Written& written) {
  const auto finding = scalar_finding(shape, written);
  if (!finding) return "";
  return finding->message + (finding->hint.empty() ? "" : " | " + finding->hint);
}

TEST(ScalarForm, TakesWhatIsWrittenSo) {
  const std::vector<std::pair<Form, std::vector<std::string_view>>> rows{
      {Form::Text, {"", " ", "x", "a\nb"}},
      {Form::Line, {"x", "two words", "\u00e9"}},
      {Form::Name, {"m1", "_", "jo\u00e3o", "a-b_c"}},
      {Form::Variable, {"TEST_TOKEN", "_x1"}},
      {Form::HeaderName, {"x-test", "User-Agent"}},
      {Form::HeaderValue, {"", " ", "a\tb", "curl/8.0"}},
      {Form::FieldPath, {"phone", "/text/message", "/a~0b~1c", "with space"}},
      {Form::Pointer, {"/", "/a", "/0/b"}},
      {Form::Phone, {"5544999999999", "1@lid", "12-group", "status@broadcast"}},
      {Form::PhonePattern, {"ana", "55449*"}},
      {Form::Url, {"http://a", "https://[::1]:1/x", "{{ target }}/x"}},
      {Form::Time, {"now", "2026-01-01T00:00:00Z"}},
      {Form::ClockWord, {"real", "virtual", "x10", "x0.5"}},
      {Form::Duration, {"250ms", "1.5s", "40us", "2m", "1h", "0s"}},
      {Form::Range, {"2s", "2s..5s", "2s..2s"}},
      {Form::Percent, {"0%", "12.5%", "100%"}},
      {Form::Rate, {"50/s", "3000/m", "0/s"}},
      {Form::Ramp, {"50/s", "5/s..50/s"}},
      {Form::Size, {"7B", "4KiB"}},
      {Form::Throughput, {"200B/s", "1MiB/s"}},
      {Form::Shift, {"+10", "-5"}},
  };
  for (const auto& [form, texts] : rows) {
    const Shape shape{.form = form};
    const std::regex pattern(std::string(scalar_form(form)->pattern).empty()
                                 ? ""
                                 : std::string(scalar_form(form)->pattern));
    for (const std::string_view text : texts) {
      EXPECT_EQ(told(shape, plain(text)), "") << text;
      // std::regex knows bytes only, so names beyond ASCII are left to the schema's own test.
      const bool ascii = std::ranges::all_of(text, [](char c) { return c >= 0; });
      EXPECT_TRUE(!ascii || form == Form::Name || std::regex_search(std::string(text), pattern))
          << text;
    }
  }
}

struct Row {
  const char* what;
  Shape shape;
  Written written;
  std::string told;
};

void expect_told(const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(told(row.shape, row.written), row.told) << row.what;
}

TEST(ScalarForm, AsksForUnits) {
  const Shape duration{.form = Form::Duration};
  const Shape range{.form = Form::Range};
  expect_told({
      {"no unit", duration, plain("250", ScalarType::Integer),
       "a duration needs a unit | write 250ms or 250s"},
      {"no unit, with a point", duration, plain("1.5", ScalarType::Float),
       "a duration needs a unit | write 1.5ms or 1.5s"},
      {"no unit, in quotes", duration, plain("250"),
       "a duration needs a unit | write 250ms or 250s"},
      {"another word for the unit", duration, plain("5 sec"),
       "'5 sec' is not a duration | write 5s"},
      {"another spelling of it", duration, plain("2Min"), "'2Min' is not a duration | write 2m"},
      {"in capitals", duration, plain("250MS"), "'250MS' is not a duration | write 250ms"},
      {"a unit that there is not", duration, plain("3d"),
       "'3d' is not a duration | write 250ms, 1.5s, 2m or 1h"},
      {"negative", duration, plain("-2s"), "a duration cannot be negative | write 2s"},
      {"nothing", duration, plain(""), "a duration cannot be empty | write 250ms, 1.5s, 2m or 1h"},
      {"a range has units at both ends", range, plain("2..5s"),
       "both ends of a range need a unit | write 2s..5s"},
      {"at the other end too", range, plain("2ms..5"),
       "both ends of a range need a unit | write 2ms..5ms"},
      {"at least at one", range, plain("2..5"),
       "both ends of a range need a unit | write 2ms..5ms or 2s..5s"},
      {"and the smaller one first", range, plain("5s..2s"),
       "the range is the wrong way round | write 2s..5s"},
      {"and is a range of times", range, plain("a..b"),
       "'a..b' is not a duration or a range | write 250ms, 1.5s, 2m or 2s..5s"},
      {"a bare number", range, plain("250", ScalarType::Integer),
       "a duration needs a unit | write 250ms or 250s"},
      {"percent",
       {.form = Form::Percent},
       plain("10", ScalarType::Integer),
       "a percentage needs a unit | write 10%"},
      {"more than all",
       {.form = Form::Percent},
       plain("110%"),
       "'110%' is not a percentage | write 10%"},
      {"a space", {.form = Form::Percent}, plain("10 %"), "'10 %' is not a percentage | write 10%"},
      {"rate",
       {.form = Form::Rate},
       plain("50", ScalarType::Integer),
       "a rate needs a unit | write 50/s"},
      {"speed",
       {.form = Form::Throughput},
       plain("200", ScalarType::Integer),
       "a speed needs a unit | write 200B/s"},
      {"a difference",
       {.form = Form::Shift},
       plain("10", ScalarType::Integer),
       "a difference needs its sign | write +10"},
  });
}

TEST(ScalarForm, AsksForQuotes) {
  const Shape phone{.form = Form::Phone};
  const Shape text{.form = Form::Text};
  expect_told({
      {"a phone is no number", phone, plain("5544999999999", ScalarType::Integer),
       "a phone needs quotes | write \"5544999999999\""},
      {"nor one with a sign", phone, plain("+5544999999999", ScalarType::Integer),
       "a phone needs quotes | write \"5544999999999\""},
      {"nor is a pattern",
       {.form = Form::PhonePattern},
       plain("5544", ScalarType::Integer),
       "a phone needs quotes | write \"5544\""},
      {"a phone has digits only", phone, plain("+55 (44) 99999-9999"),
       "'+55 (44) 99999-9999' is not a phone | write \"5544999999999\""},
      {"a number where text is wanted", text, plain("12", ScalarType::Integer),
       "expected text, found 12 | write \"12\""},
      {"a boolean where text is wanted", text, plain("true", ScalarType::Boolean),
       "expected text, found true | write \"true\""},
      {"a number in quotes where one is wanted",
       {.form = Form::Integer},
       {"3", ScalarType::Text, true},
       "expected a whole number, found text | write 3 without quotes"},
      {"true in quotes",
       {.form = Form::Boolean},
       {"true", ScalarType::Text, true},
       "expected true or false, found text | write true without quotes"},
  });
}

TEST(ScalarForm, SaysWhatWasMeant) {
  constexpr std::string_view kNone[] = {"none"};
  const Shape boolean{.form = Form::Boolean};
  const Shape count{.form = Form::Integer, .least = 1, .most = 9};
  const Shape status{.form = Form::Status, .what = "a status", .words = kNone};
  const Shape word{.form = Form::Word, .words = kNone};
  expect_told({
      {"yes", boolean, plain("yes"), "expected true or false, found yes | write true"},
      {"off", boolean, plain("Off"), "expected true or false, found Off | write false"},
      {"neither", boolean, plain("maybe"), "expected true or false, found maybe"},
      {"a number out of range", count, plain("0", ScalarType::Integer), "0 is out of range"},
      {"no whole number", count, plain("1.5", ScalarType::Float), "'1.5' is not a whole number"},
      {"with an underscore",
       {.form = Form::Integer},
       plain("1_000"),
       "'1_000' is not a whole number | write 1000"},
      {"a status in capitals", status, plain("2XX"), "'2XX' is not a status | write 2xx"},
      {"a misspelt word of statuses", status, plain("nome"),
       "'nome' is not a status | did you mean 'none'?"},
      {"a misspelt word", word, plain("nome"), "'nome' is not one of none | did you mean 'none'?"},
      {"a URL without its scheme",
       {.form = Form::Url},
       plain("localhost:3000/x"),
       "'localhost:3000/x' is not a URL | write http://localhost:3000/x"},
      {"another scheme",
       {.form = Form::Url},
       plain("ftp://a"),
       "'ftp://a' is not a URL | write http://127.0.0.1:3000/hook"},
      {"a pointer without its slash",
       {.form = Form::FieldPath},
       plain("text/message"),
       "'text/message' is not a field's name or a JSON Pointer | write /text/message"},
      {"an escape that there is not",
       {.form = Form::Pointer},
       plain("/a~2"),
       "'/a~2' is not a JSON Pointer | write /status or /ids/0"},
      {"a clock the wrong way round",
       {.form = Form::ClockWord},
       plain("10x"),
       "'10x' is not a clock | write x10"},
      {"a misspelt clock",
       {.form = Form::ClockWord},
       plain("virtuel"),
       "'virtuel' is not a clock | did you mean 'virtual'?"},
      {"a name with spaces",
       {.form = Form::Name},
       plain("ana maria"),
       "'ana maria' is not a name | write ana_maria"},
      {"a name that is hopeless", {.form = Form::Name}, plain("$"), "'$' is not a name"},
      {"an empty name", {.form = Form::Name}, plain(""), "a name cannot be empty"},
      {"a date without a time",
       {.form = Form::Time},
       plain("2026-01-01"),
       "'2026-01-01' is not a time | write now or 2026-01-01T00:00:00Z"},
  });
}

TEST(ScalarForm, NamesEveryForm) {
  for (const Form form : {Form::Boolean, Form::True, Form::Integer, Form::Version, Form::Json,
                          Form::Nothing, Form::Duration}) {
    EXPECT_FALSE(what_of({.form = form}).empty());
  }
  EXPECT_EQ(what_of({.form = Form::Record, .what = "a chat"}), "a chat");
}

TEST(ScalarForm, ShowsNoMoreThanALineOfALongText) {
  const std::string text = std::string(1'000'000, 'x') + "\nmore";
  const auto finding = scalar_finding({.form = Form::Duration}, plain(text));
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->message, "'" + std::string(60, 'x') + "...' is not a duration");
  EXPECT_EQ(shown("a\nb\u00e9"), "a b\u00e9");
}

}  // namespace
}  // namespace ensaio
