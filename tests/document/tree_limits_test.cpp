#include <gtest/gtest.h>

#include <string>

#include "simulator/document/codes.hpp"
#include "simulator/document/tree.hpp"

// Texts that are no text, too much, or meant to hurt.

namespace ensaio {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

Problems problems_of(std::string_view text) {
  Problems problems;
  const std::vector<Tree> trees = read_yaml(text, "bad.yaml", problems);
  EXPECT_TRUE(!trees.empty() || has_errors(problems));
  return problems;
}

TEST(Reader, RefusesWhatIsNoText) {
  struct Row {
    const char* what;
    std::string_view text;
    Mark mark;
    const char* message;
  };
  using namespace std::string_view_literals;
  const Row rows[] = {
      {"a NUL byte", "a: 1\nb: \0\n"sv, {2, 4}, "a NUL byte: this is no text file"},
      {"a program",
       "\x7F"
       "ELF\x02\x01"sv,
       {1, 1},
       "control character U+007F"},
      {"an escape sequence", "a: \x1B[31m", {1, 4}, "control character U+001B"},
      {"Latin-1", "n: Jo\xE3o\n", {1, 6}, "byte 0xE3 is not UTF-8"},
      {"a character cut short", "á: \xC3", {1, 4}, "byte 0xC3 is not UTF-8"},
      {"an overlong form", "\xC0\xAF", {1, 1}, "byte 0xC0 is not UTF-8"},
      {"an overlong form of three", "\xE0\x80\xAF", {1, 1}, "byte 0xE0 is not UTF-8"},
      {"a surrogate", "\xED\xA0\x80", {1, 1}, "byte 0xED is not UTF-8"},
      {"beyond Unicode", "\xF4\x90\x80\x80", {1, 1}, "byte 0xF4 is not UTF-8"},
      {"a noncharacter", "a: á\xEF\xB7\x90", {1, 5}, "U+FDD0 is not a character"},
      {"the other one", "a: \xEF\xB7\x91", {1, 4}, "U+FDD1 is not a character"},
      {"the last one", "\xF4\x8F\xBF\xBF", {1, 1}, "U+10FFFF is not a character"},
      {"a mark within",
       "a: 1\n\xEF\xBB\xBF"
       "b: 2",
       {2, 1},
       "a byte order mark (U+FEFF) in the middle of the file"},
      {"old line ends", "a: 1\rb: 2\r", {1, 5}, "a carriage return without a line feed"},
      {"UTF-16",
       "\xFF\xFE"
       "a\0:\0"sv,
       {1, 1},
       "the file is UTF-16"},
      {"UTF-16 of the other order", "\xFE\xFF\0a"sv, {1, 1}, "the file is UTF-16"},
  };
  for (const Row& row : rows) {
    const Problems problems = problems_of(row.text);
    ASSERT_EQ(problems.size(), 1U) << row.what;
    EXPECT_EQ(problems[0].code, Code::NotText) << row.what;
    EXPECT_EQ(problems[0].mark.line, row.mark.line) << row.what;
    EXPECT_EQ(problems[0].mark.column, row.mark.column) << row.what;
    EXPECT_EQ(problems[0].message, row.message) << row.what;
  }
}

TEST(Reader, SaysThatAFileIsEmpty) {
  for (const char* text :
       {"", "\n\n", "# a comment\n", "---\n", "---\n---\n", "\xEF\xBB\xBF", "~", " "}) {
    const Problems problems = problems_of(text);
    ASSERT_EQ(problems.size(), 1U) << text;
    EXPECT_EQ(problems[0].code, Code::Empty) << text;
    EXPECT_EQ(problems[0].mark.line, 1U);
    EXPECT_EQ(problems[0].mark.column, 1U);
  }
}

TEST(Reader, RefusesWhatIsTooMuch) {
  const std::string lists = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  std::string laughs = lists;
  for (char c = 'b'; c < 'k'; ++c) {
    laughs += std::string(1, c) + ": &" + c + " [" +
              repeated("*" + std::string(1, static_cast<char>(c - 1)) + ", ", 9) + "]\n";
  }
  std::string deep_alias = "a: &a " + repeated("[", 40) + repeated("]", 40) + "\nb: ";
  deep_alias += repeated("[", 30) + "*a" + repeated("]", 30) + "\n";
  // Aliases are quick to read: nearly four million values, then more than the rest.
  const std::string many = "a: &a [" + repeated("x, ", 1000) + "]\nb: [" + repeated("*a, ", 3990) +
                           "]\nc: [" + repeated("x, ", 10'000) + "]\n";
  struct Row {
    const char* what;
    std::string text;
    Code code;
  };
  const Row rows[] = {
      {"10 MB of brackets", repeated("[", 10'000'000), Code::TooDeep},
      {"brackets that never close", "a: " + repeated("{a: ", 100'000), Code::TooDeep},
      {"65 brackets", repeated("[", 65) + repeated("]", 65), Code::TooDeep},
      {"dashes", repeated("- ", 100'000), Code::TooDeep},
      {"aliases that explode", laughs, Code::BadAlias},
      {"an alias that nests too deep", deep_alias, Code::TooDeep},
      {"more than 16 MiB", repeated("# padding\n", 1'700'000), Code::TooLarge},
      {"more values than may be", many, Code::TooLarge},
      {"a bracket that holds too much", "[" + repeated("a,", 1'600'000) + "]", Code::TooLarge},
      {"more documents than may be", repeated("--- a\n", 10'001), Code::TooLarge},
      {"more documents, with ends", repeated("a\n...\n", 10'001), Code::TooLarge},
  };
  for (const Row& row : rows) {
    const Problems problems = problems_of(row.text);
    ASSERT_EQ(problems.size(), 1U) << row.what;
    EXPECT_EQ(problems[0].code, row.code) << row.what << ": " << problems[0].message;
  }
}

TEST(Reader, TakesWhatIsAsMuchAsMayBe) {
  for (const std::string& text : {repeated("[", 64) + repeated("]", 64), repeated("--- a\n", 9'999),
                                  "a: &a [1]\nb: [" + repeated("*a, ", 1000) + "]\n",
                                  "a: '" + repeated("[[[, ", 500) + "'\n"}) {
    Problems problems;
    EXPECT_FALSE(read_yaml(text, "good.yaml", problems).empty());
    EXPECT_TRUE(problems.empty()) << problems[0].message;
  }
}

TEST(Reader, ForgetsNoErrorOfALaterFile) {
  Problems problems;
  read_yaml(repeated("a: 1\n", 5000), "first.yaml", problems);
  EXPECT_EQ(problems.size(), 1000U) << "nobody reads more of one file";
  read_yaml("a: ]", "second.yaml", problems);
  EXPECT_EQ(problems.back().file, "second.yaml");
}

// Every file that a slip of the editor, a bad transfer or a malicious hand can make of a good one.
constexpr std::string_view kGood =
    "# Ana reads\nscenario: \"três passos\"\nchats: { ana: \"5544999999999\", bia: '55\\n' }\n"
    "defaults: &d\n  expect: { status: 2xx, within: 500ms }\nsteps:\n  - sent: m1 # x\n"
    "  - wait: 400ms..900ms\n  - &r read: [m1, 'm''2', \"\\u00e3\"]\n    with: *d\n"
    "  - raw: |\n      {{ a }}: é\n    text: > \n      b\n\n  - ? k\n    : !!str v\n---\nload: "
    "x\n...\n";

void expect_survives(std::string_view text) {
  Problems problems;
  const std::vector<Tree> trees = read_yaml(text, "mutant.yaml", problems);
  EXPECT_TRUE(!trees.empty() || has_errors(problems)) << text;
  for (const Problem& problem : problems) {
    EXPECT_FALSE(problem.message.empty()) << text;
    EXPECT_GE(problem.mark.line, 1U);
    EXPECT_GE(problem.mark.column, 1U);
    EXPECT_GE(problem.width, 1U);
  }
}

TEST(Reader, SurvivesAFileCutAnywhere) {
  for (std::size_t length = 0; length <= kGood.size(); ++length) {
    expect_survives(kGood.substr(0, length));
    expect_survives(kGood.substr(length));
  }
}

TEST(Reader, SurvivesAnyByteAnywhere) {
  constexpr std::string_view kBytes = "\"'[{}:,-#&!| \n\t\\\xC3";
  for (std::size_t pos = 0; pos < kGood.size(); ++pos) {
    for (const char byte : kBytes) {
      std::string text(kGood);
      text[pos] = byte;
      expect_survives(text);
      text = kGood;
      text.insert(pos, 1, byte);
      expect_survives(text);
    }
  }
}

TEST(Reader, SurvivesHeapsOfSigns) {
  constexpr std::string_view kSigns = "\"'[]{}:,-#&*!|>%?~ \n\t<a";
  std::uint32_t state = 7;
  for (int i = 0; i < 5'000; ++i) {
    std::string text;
    for (int length = 0; length < 24; ++length) {
      state = state * 1664525 + 1013904223;  // Knuth's; any will do.
      text += kSigns[(state >> 16) % kSigns.size()];
    }
    expect_survives(text);
  }
}

}  // namespace
}  // namespace ensaio
