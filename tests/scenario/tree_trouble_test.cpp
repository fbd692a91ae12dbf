#include <gtest/gtest.h>

#include <string>

#include "simulator/scenario/codes.hpp"
#include "simulator/scenario/tree.hpp"

// What the reader says of texts that are no YAML, or that YAML takes for something else.

namespace ensaio {
namespace {

struct Row {
  std::string_view text;
  Mark mark;
  std::uint32_t width;
  const char* message;
  const char* hint;
};

/// One problem, and nothing that only follows from it.
void expect_told(const Row& row, Code code) {
  Problems problems;
  const std::vector<Tree> trees = read_yaml(row.text, "bad.yaml", problems);
  ASSERT_EQ(problems.size(), 1U) << row.text;
  const Problem& told = problems[0];
  EXPECT_EQ(told.code, code) << row.text;
  EXPECT_EQ(told.mark.line, row.mark.line) << row.text;
  EXPECT_EQ(told.mark.column, row.mark.column) << row.text;
  EXPECT_EQ(told.width, row.width) << row.text;
  EXPECT_EQ(told.message, row.message) << row.text;
  EXPECT_EQ(told.hint, row.hint) << row.text;
  EXPECT_EQ(told.file, "bad.yaml");
}

TEST(Reader, TellsTextThatYamlTakesForSomethingElse) {
  const Row rows[] = {
      {"text: *bold*",
       {1, 7},
       6,
       "a '*' at the beginning is an alias of YAML, not text",
       "write \"*bold*\""},
      {"text: *bold text*",
       {1, 7},
       11,
       "a '*' at the beginning is an alias of YAML, not text",
       "write \"*bold text*\""},
      {"a: &",
       {1, 4},
       1,
       "'&' and '!' at the beginning are anchor and tag of YAML, not text",
       "write \"&\""},
      {"a: & b",
       {1, 4},
       3,
       "'&' and '!' at the beginning are anchor and tag of YAML, not text",
       "write \"& b\""},
      {"a: !<foo",
       {1, 4},
       5,
       "'&' and '!' at the beginning are anchor and tag of YAML, not text",
       "write \"!<foo\""},
      {"a: *", {1, 4}, 1, "a '*' at the beginning is an alias of YAML, not text", "write \"*\""},
      {"text: &oi",
       {1, 7},
       3,
       "'&oi' without quotes is an anchor of YAML, not a text",
       "write \"&oi\""},
      {"text: !important x",
       {1, 7},
       10,
       "'!important' without quotes is a tag of YAML, not a text",
       "write \"!important x\""},
  };
  for (const Row& row : rows) expect_told(row, Code::AccidentalAnchor);
}

TEST(Reader, RefusesBadAliases) {
  const Row rows[] = {
      {"m: *base",
       {1, 4},
       5,
       "no anchor '&base' stands before this alias",
       "if it is text, write \"*base\""},
      {"a: &x [1, *x]",
       {1, 11},
       2,
       "'*x' stands inside what it repeats, so it never ends",
       "move '&x' to something that does not hold it"},
  };
  for (const Row& row : rows) expect_told(row, Code::BadAlias);
}

TEST(Reader, TellsTemplatesWithoutQuotes) {
  const Row rows[] = {
      {"a: 1\nb: {{ x.y }}/m",
       {2, 4},
       11,
       "a template without quotes is a map of YAML",
       "write \"{{ x.y }}/m\""},
      {"a: {{ x }} b",
       {1, 4},
       9,
       "a template without quotes is a map of YAML",
       "write \"{{ x }} b\""},
      {"to: [{{ a }}, b]",
       {1, 6},
       7,
       "a template without quotes is a map of YAML",
       "write \"{{ a }}\""},
  };
  for (const Row& row : rows) expect_told(row, Code::UnquotedTemplate);
}

TEST(Reader, SaysWhatIsWrongWithTheYaml) {
  const Row rows[] = {
      {"a: b: c", {1, 4}, 4, "a text with ': ' in it needs quotes", "write \"b: c\""},
      {"a: [1, 2\nb: c", {1, 4}, 1, "this '[' is never closed", "close it with ']'"},
      {"a: 1\n  b: c",
       {2, 3},
       1,
       "'b' stands too far in: 'a' above has its value already",
       "begin it in column 1"},
      {"a:\n  b: 1\n c: 2",
       {3, 2},
       1,
       "nothing above begins in this column",
       "begin it in column 3, like 'b' in line 2"},
      {"@foo: x", {1, 1}, 7, "a text without quotes cannot begin with '@'", "write \"@foo: x\""},
      {"a: @foo # bar", {1, 4}, 4, "a text without quotes cannot begin with '@'", "write \"@foo\""},
      {"a: `x`", {1, 4}, 3, "a text without quotes cannot begin with '`'", "write \"`x`\""},
      {"a: \"x\\qy\"",
       {1, 6},
       2,
       "'\\q' means nothing in double quotes",
       "write \\\\ for a backslash, or use single quotes"},
      {"a: ]", {1, 4}, 1, "']' closes nothing", "remove it, or put the text in quotes"},
      {"a: [1, 2}",
       {1, 9},
       1,
       "'}' where ']' would close the bracket",
       "close the brackets in turn"},
      {"a: |\n  foo\n bar",
       {3, 2},
       3,
       "nothing above begins in this column",
       "begin it in column 1, like 'a' in line 1"},
      {"a: | foo\n  bar",
       {1, 4},
       1,
       "'|' and '>' begin a text of several lines, and nothing may follow in their line",
       "begin the text in the next line, or put it in quotes"},
      {"a: - b",
       {1, 4},
       1,
       "a '- ' list cannot begin in the line of its key",
       "begin it in the next line, or write [a, b]"},
      {"- a: 1\n b: 2",
       {2, 2},
       1,
       "nothing above begins in this column",
       "begin it in column 3, like 'a' in line 1"},
      {"- a: 1\nb: 2",
       {2, 1},
       1,
       "this does not belong to what stands above it",
       "check the indentation; '---' begins another document"},
      {"a: 1\n- b",
       {2, 1},
       1,
       "a '- ' where a key is expected",
       "a list stands below a key of its own"},
      {"a: %foo", {1, 4}, 4, "a text without quotes cannot begin with '%'", "write \"%foo\""},
      {"%YAML 7.0\n---\na: 1",
       {1, 1},
       9,
       "a directive of YAML that is not understood",
       "remove the line"},
      {"a: \"x\" y",
       {1, 8},
       1,
       "more text behind the closing quote",
       "write \\\" for a quote inside the quotes"},
      {"b: 'it's'",
       {1, 8},
       2,
       "more text behind the closing quote",
       "write '' for a quote inside the quotes"},
      {"a\n b: 1", {1, 1}, 1, "a ':' is missing behind this word", "write 'a: ...'"},
      {"a: 1\nfoo\nb: 2", {2, 1}, 3, "a ':' is missing behind this word", "write 'foo: ...'"},
      {"{a: 1", {1, 1}, 1, "this '{' is never closed", "close it with '}'"},
      {"a: {b: 1\nc: 2", {1, 4}, 1, "this '{' is never closed", "close it with '}'"},
      {"a: [ \"x\" \"y\" ]",
       {1, 10},
       1,
       "a ',' or ']' is missing before this",
       "put it there, or the text in quotes"},
      {"a: { b: 1 c: 2 }",
       {1, 11},
       1,
       "a ',' or '}' is missing before this",
       "put it there, or the text in quotes"},
      {"steps:\n- read: m1\n   late: 2s",
       {3, 4},
       4,
       "'late' stands too far in: 'read' above has its value already",
       "begin it in column 3"},
      {"steps:\n  - read: m1\n  late: 2s",
       {3, 3},
       4,
       "nothing above begins in this column",
       "begin it in column 5, like 'read' in line 2"},
      {"steps:\n  - read: m1\n - sent: m2",
       {3, 2},
       1,
       "nothing above begins in this column",
       "begin it in column 3, like the '-' in line 2"},
      {"steps:\n  - connected\n    - disconnected",
       {3, 5},
       1,
       "this list item stands too far in, so it continues the text above it",
       "move it left, below the other '-'"},
      {"a: [m1, m2", {1, 4}, 1, "this '[' is never closed", "close it with ']'"},
      {"a: {b}}", {1, 7}, 1, "'}' closes nothing", "remove it, or put the text in quotes"},
      {"expect: { status: 2xx, within: 500ms\nsteps: [x]",
       {1, 9},
       1,
       "this '{' is never closed",
       "close it with '}'"},
      {"text: say \"hi: there\"",
       {1, 7},
       15,
       "a text with ': ' in it needs quotes",
       "write 'say \"hi: there\"'"},
      {"text: \"say \"hi\" there\"",
       {1, 13},
       10,
       "more text behind the closing quote",
       "write \\\" for a quote inside the quotes"},
      {"text: oi, tudo bem? hora: 9",
       {1, 7},
       21,
       "a text with ': ' in it needs quotes",
       "write \"oi, tudo bem? hora: 9\""},
      {"scenario: a\n about: b",
       {2, 2},
       5,
       "'about' stands too far in: 'scenario' above has its value already",
       "begin it in column 1"},
      {"scenario:a\nsteps:\n  - read: m1",
       {1, 9},
       1,
       "a space is missing behind ':'",
       "write 'scenario: a'"},
      {"  a: 1\nb: 2",
       {2, 1},
       1,
       "this does not belong to what stands above it",
       "check the indentation; '---' begins another document"},
      {"a: \"x\\xzz\"",
       {1, 6},
       2,
       "'\\x' means nothing in double quotes",
       "write \\\\ for a backslash, or use single quotes"},
      {"- a\n-b\n- c: 1", {2, 1}, 1, "a space is missing behind '-'", "write '- b'"},
      {"a: >\n b\nc", {3, 1}, 1, "a ':' is missing behind this word", "write 'c: ...'"},
      {"a: ? b", {1, 4}, 3, "a text without quotes cannot begin with '?'", "write \"? b\""},
      {"a: , b", {1, 4}, 3, "a text without quotes cannot begin with ','", "write \", b\""},
      {", b", {1, 1}, 3, "a document cannot begin like this", "put the text in quotes"},
      {"a: &x [1]\n*x : b", {2, 1}, 2, "a key must be a word, not a list or a map", ""},
      {"a: [b\n - c]", {1, 4}, 1, "this '[' is never closed", "close it with ']'"},
      {"[a]: b",
       {1, 1},
       1,
       "a key must be a word, not a list or a map",
       "if it is a text, put it in quotes"},
      {": b", {1, 1}, 1, "a key is missing here", "write a word before the ':'"},
      {"a: >\n b\nc", {3, 1}, 1, "a ':' is missing behind this word", "write 'c: ...'"},
  };
  for (const Row& row : rows) expect_told(row, Code::MalformedYaml);
}

TEST(Reader, RefusesTabsInTheIndentation) {
  const Row rows[] = {
      {"a:\n\tb: c", {2, 1}, 1, "a tab in the indentation", "indent with spaces"},
      {"a:\n\t- c", {2, 1}, 1, "a tab in the indentation", "indent with spaces"},
  };
  for (const Row& row : rows) expect_told(row, Code::TabIndentation);
}

TEST(Reader, SaysWhereAQuoteWasOpened) {
  const Row rows[] = {
      {"a: it's # it's\nb: \"open\n...\nc: d",
       {2, 4},
       1,
       "this quote is opened and never closed",
       "close it with \" at the end of the text"},
      {"a: \"foo",
       {1, 4},
       1,
       "this quote is opened and never closed",
       "close it with \" at the end of the text"},
      {"a: 'foo\nb: 1",
       {1, 4},
       1,
       "this quote is opened and never closed",
       "close it with ' at the end of the text"},
      {"a: \"one\n  two\nthree\"",
       {1, 4},
       1,
       "this quote is opened and never closed",
       "close it with \" at the end of the text"},
      {"a: 'it''s",
       {1, 4},
       1,
       "this quote is opened and never closed",
       "close it with ' at the end of the text"},
  };
  for (const Row& row : rows) expect_told(row, Code::UnterminatedQuote);
}

TEST(Reader, RefusesMergeKeys) {
  const Row rows[] = {
      {"a: <<\n<<: {x: 1}",
       {2, 1},
       2,
       "'<<' (merge) is not part of YAML 1.2",
       "write the keys out, or repeat a whole value with an alias"},
  };
  for (const Row& row : rows) expect_told(row, Code::MergeKey);
}

TEST(Reader, RefusesSecondKeys) {
  const Row rows[] = {
      {"a: 1\na: 2", {2, 1}, 1, "the key 'a' is here twice", "it already stands in line 1"},
  };
  for (const Row& row : rows) expect_told(row, Code::DuplicateKey);
}

}  // namespace
}  // namespace ensaio
