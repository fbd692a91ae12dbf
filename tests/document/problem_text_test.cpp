#include "simulator/document/problem_text.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>
#include <string>

#include "simulator/document/codes.hpp"

namespace ensaio {
namespace {

Problem problem(Code code, Mark mark, std::uint32_t width, std::string message,
                std::string hint = "", std::string note = "") {
  Problem made;
  made.code = code;
  made.file = "a.yaml";
  made.mark = mark;
  made.width = width;
  made.message = std::move(message);
  made.hint = std::move(hint);
  made.note = std::move(note);
  return made;
}

std::string printed(const Problems& problems, std::string_view text) {
  std::ostringstream out;
  const SourceText source = [text](const std::string& file) {
    return file == "a.yaml" ? std::optional(text) : std::nullopt;
  };
  print_problems(problems, source, out);
  return out.str();
}

TEST(ProblemText, LooksAsTheSpecificationShows) {
  std::string text(13, '\n');
  text += "  - recieved: m1\n  - wait: 250\n";
  const Problems problems = {
      problem(Code::UnknownStep, {14, 5}, 8, "unknown step 'recieved'", "did you mean 'received'?",
              "steps for a message: sent, received, read, read_by_me, read_self, played"),
      problem(Code::BadDuration, {15, 11}, 3, "a duration needs a unit", "write 250ms or 250s"),
  };
  EXPECT_EQ(printed(problems, text), R"(error[S012]: unknown step 'recieved'
  --> a.yaml:14:5
   |
14 |   - recieved: m1
   |     ^^^^^^^^ did you mean 'received'?
   = steps for a message: sent, received, read, read_by_me, read_self, played

error[S031]: a duration needs a unit
  --> a.yaml:15:11
   |
15 |   - wait: 250
   |           ^^^ write 250ms or 250s

)");
}

TEST(ProblemText, SaysWhatIsOnlyAWarning) {
  Problem lint = problem(Code::PausedTwice, {1, 1}, 1, "paused twice");
  lint.severity = Severity::Warning;
  EXPECT_EQ(printed({lint}, "x\n"),
            "warning[S083]: paused twice\n --> a.yaml:1:1\n  |\n1 | x\n  | ^\n\n");
}

TEST(ProblemText, DoesWithoutALineWhereThereIsNone) {
  const Problem empty = problem(Code::Empty, {1, 1}, 1, "the file is empty", "write one", "a note");
  EXPECT_EQ(printed({empty}, ""),
            "error[S003]: the file is empty\n --> a.yaml:1:1\n  = write one\n  = a note\n\n");
  Problem missing = problem(Code::Unreadable, {1, 1}, 1, "no such file");
  missing.file = "b.yaml";
  EXPECT_EQ(printed({missing}, "x"), "error[S001]: no such file\n --> b.yaml:1:1\n\n");
  EXPECT_EQ(printed({problem(Code::Empty, {7, 1}, 1, "x")}, "one line"),
            "error[S003]: x\n --> a.yaml:7:1\n\n");
}

/// The line and the carets below it, of a problem at `mark` in `text`.
std::string lines(std::string_view text, Mark mark, std::uint32_t width, std::string hint = "") {
  const std::string all = printed({problem(Code::Empty, mark, width, "m", std::move(hint))}, text);
  const std::size_t bar = all.find(" |\n");
  return bar == std::string::npos ? all : all.substr(bar + 3);
}

TEST(ProblemText, PutsCaretsBelowTheCharactersMeant) {
  using namespace std::string_view_literals;
  EXPECT_EQ(lines("olá: mé\r\nx", {1, 6}, 2), "1 | olá: mé\n  |      ^^\n\n");
  EXPECT_EQ(lines("\xEF\xBB\xBF"
                  "a: 1",
                  {1, 4}, 1),
            "1 | a: 1\n  |    ^\n\n")
      << "a mark is not seen";
  EXPECT_EQ(lines("a\tb", {1, 2}, 1), "1 | a\\tb\n  |  ^^\n\n") << "a tab is";
  EXPECT_EQ(lines("a \xE3 b"sv, {1, 3}, 1), "1 | a \\xE3 b\n  |   ^^^^\n\n");
  EXPECT_EQ(lines("a\0b\x1B"sv, {1, 4}, 1), "1 | a\\x00b\\x1B\n  |       ^^^^\n\n");
  EXPECT_EQ(lines("\xE2\x80\xAE"
                  "x",
                  {1, 2}, 1),
            "1 | \\u{202E}x\n  |         ^\n\n");
  EXPECT_EQ(lines("日本: x", {1, 5}, 1), "1 | 日本: x\n  |       ^\n\n") << "wide characters";
  EXPECT_EQ(lines("e\xCC\x81: x", {1, 5}, 1), "1 | e\xCC\x81: x\n  |    ^\n\n") << "combining ones";
  EXPECT_EQ(lines("short", {1, 6}, 1), "1 | short\n  |      ^\n\n") << "behind the end";
  EXPECT_EQ(lines("short", {1, 99}, 9), "1 | short\n  |      ^\n\n") << "far behind the end";
  EXPECT_EQ(lines("short", {1, 4}, 50), "1 | short\n  |    ^^\n\n") << "no more than there is";
}

TEST(ProblemText, CutsLongLinesAroundTheCarets) {
  const std::string line = std::string(300, 'a') + "HERE" + std::string(300, 'b');
  EXPECT_EQ(lines(line, {1, 301}, 4, "hint"), "1 | …" + std::string(40, 'a') + "HERE" +
                                                  std::string(74, 'b') + "…\n  | " +
                                                  std::string(41, ' ') + "^^^^ hint\n\n");
  EXPECT_EQ(lines(line, {1, 1}, 1), "1 | " + std::string(119, 'a') + "…\n  | ^\n\n");
  EXPECT_EQ(lines(std::string(120, 'x'), {1, 120}, 1),
            "1 | " + std::string(120, 'x') + "\n  | " + std::string(119, ' ') + "^\n\n");
  EXPECT_EQ(lines(std::string(200, 'x'), {1, 101}, 500), "1 | …" + std::string(118, 'x') +
                                                             "…\n  | " + std::string(41, ' ') +
                                                             std::string(78, '^') + "\n\n");
  EXPECT_EQ(lines(std::string(10'000'000, '['), {1, 5'000'000}, 1),
            "1 | …" + std::string(118, '[') + "…\n  | " + std::string(41, ' ') + "^\n\n");
}

TEST(ProblemText, EscapesWhatSomebodyWrote) {
  Problem told = problem(Code::UnknownKey, {1, 1}, 1, "unknown key 'a\x1B[31m\n\xFF'",
                         std::string(1000, 'h'), "\r");
  told.file = "b\n.yaml";
  EXPECT_EQ(printed({told}, ""),
            "error[S014]: unknown key 'a\\x1B[31m\\n\\xFF'\n --> b\\n.yaml:1:1\n  = " +
                std::string(400, 'h') + "…\n  = \\r\n\n");
}

TEST(ProblemText, ShowsTwentyAndCountsTheRest) {
  Problems problems;
  for (int i = 0; i < 27; ++i) {
    problems.push_back(problem(Code::UnknownKey, {1, 1}, 1, "number " + std::to_string(i)));
    if (i < 5) problems.back().severity = Severity::Warning;
  }
  const std::string all = printed(problems, "");
  EXPECT_NE(all.find("number 5\n"), std::string::npos) << "errors come before warnings";
  EXPECT_NE(all.find("number 24\n"), std::string::npos);
  EXPECT_EQ(all.find("number 25\n"), std::string::npos);
  EXPECT_EQ(all.find("number 0\n"), std::string::npos);
  EXPECT_TRUE(all.ends_with("\n\nand 7 more\n\n"));
  problems.resize(20);
  EXPECT_EQ(printed(problems, "").find("more"), std::string::npos);
  EXPECT_EQ(printed({}, ""), "");
}

TEST(ProblemText, IsJsonForPrograms) {
  std::ostringstream out;
  Problem warning = problem(Code::LongRealTime, {2, 3}, 1, "say \"é\"", "hint", "note");
  warning.severity = Severity::Warning;
  print_problems_json({problem(Code::UnknownStep, {14, 5}, 8, "m"), warning}, out);
  const auto all = nlohmann::json::parse(out.str());
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(
      all[0].dump(),
      R"({"code":"S012","column":5,"file":"a.yaml","hint":"","line":14,"message":"m","severity":"error"})");
  EXPECT_EQ(all[1]["message"], "say \"é\"");
  EXPECT_EQ(all[1]["hint"], "hint; note");
  EXPECT_EQ(all[1]["severity"], "warning");
  std::ostringstream none;
  print_problems_json({}, none);
  EXPECT_EQ(none.str(), "[]\n");
}

TEST(ProblemText, IsWorkflowCommandsForGitHub) {
  std::ostringstream out;
  Problem odd = problem(Code::BadPercent, {3, 4}, 1, "100%: what?", "write\n10%");
  odd.file = "dir,a:b%.yaml";
  Problem warning = problem(Code::LongRealTime, {2, 3}, 1, "m");
  warning.severity = Severity::Warning;
  print_problems_github({odd, warning}, out);
  EXPECT_EQ(
      out.str(),
      "::error file=dir%2Ca%3Ab%25.yaml,line=3,col=4,title=S033::100%25: what?: write\\n10%25\n"
      "::warning file=a.yaml,line=2,col=3,title=S086::m\n");
}

TEST(Problems, AreErrorsOrWarnings) {
  Problem warning;
  warning.severity = Severity::Warning;
  EXPECT_FALSE(has_errors({}));
  EXPECT_FALSE(has_errors({warning}));
  EXPECT_TRUE(has_errors({warning, Problem{}}));
}

}  // namespace
}  // namespace ensaio
