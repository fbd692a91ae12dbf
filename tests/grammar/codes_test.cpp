#include "simulator/document/codes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "simulator/grammar/code_pages.hpp"
#include "simulator/scenario/load.hpp"

namespace ensaio {
namespace {

/// What somebody can only do on the command line, or with a file too large for a page, or what
/// another room tells.
constexpr Code kNotInAText[] = {Code::Unreadable, Code::TooLarge,       Code::BadTarget,
                                Code::NoTarget,   Code::UnknownProject, Code::NotYetPlayable,
                                Code::BadEdit,    Code::BadRow};

bool in_a_text(Code code) { return std::ranges::find(kNotInAText, code) == std::end(kNotInAText); }

Loaded load(std::string_view text) {
  const ReadFile read = [](const std::string& path) -> Result<std::string> {
    if (path.find("typing.yaml") == std::string::npos) return Error{"no such file", ""};
    std::string story = "scenario: typing\nchats: [ana]\nsteps:\n  - composing: ana\n";
    if (path == "awaiting-typing.yaml") story += "  - await: send-text\n";
    if (path == "virtual-typing.yaml") story.insert(0, "clock: virtual\n");
    return story;
  };
  return load_scenarios(text, "page.yaml", {}, {}, read);
}

std::string told(const Problems& problems) {
  std::string all;
  for (const Problem& problem : problems) {
    all += code_text(problem.code) + " " + std::to_string(problem.mark.line) + ": " +
           problem.message + "\n";
  }
  return all;
}

TEST(Codes, AreWrittenWithThreeDigits) {
  EXPECT_EQ(code_text(Code::UnknownStep), "S012");
  EXPECT_EQ(code_text(Code::Unreadable), "S001");
}

TEST(Codes, AreReadInEitherCase) {
  EXPECT_EQ(parse_code("S012"), Code::UnknownStep);
  EXPECT_EQ(parse_code("s012"), Code::UnknownStep);
  for (const char* text : {"", "S", "012", "S12", "S0012", "S999", "S000", "Sx12", "E012"}) {
    EXPECT_EQ(parse_code(text), std::nullopt) << text;
  }
}

TEST(Codes, HaveOnePageEachInOrder) {
  std::set<Code> seen;
  for (const CodePage& page : code_pages()) EXPECT_TRUE(seen.insert(page.code).second);
  EXPECT_TRUE(std::ranges::is_sorted(code_pages(), {}, &CodePage::code));
}

/// The header is read as text: an enumerator that has no page is found only so.
TEST(Codes, HaveAPageForEveryEnumerator) {
  std::ifstream file(ENSAIO_SOURCE_DIR "/simulator/document/codes.hpp");
  const std::string header{std::istreambuf_iterator<char>(file), {}};
  const std::regex row("\n  [A-Z][A-Za-z]+ = ([0-9]+),");
  std::size_t rows = 0;
  for (std::sregex_iterator it(header.begin(), header.end(), row), end; it != end; ++it, ++rows) {
    const auto code = static_cast<Code>(std::stoi((*it)[1]));
    EXPECT_EQ(parse_code(code_text(code)), code) << it->str();
  }
  EXPECT_EQ(rows, code_pages().size());
}

TEST(Codes, SayWhatIsWrongAndWhy) {
  for (const CodePage& page : code_pages()) {
    const std::string code = code_text(page.code);
    EXPECT_FALSE(page.title.empty() || page.title.ends_with('.')) << code;
    EXPECT_TRUE(page.text.ends_with('.')) << code;
    EXPECT_TRUE(page.bad.ends_with('\n') && page.good.ends_with('\n')) << code;
    EXPECT_NE(page.bad, page.good) << code;
  }
}

TEST(Codes, ShowABadExampleThatMakesThisMistakeAndNoOther) {
  for (const CodePage& page : code_pages()) {
    if (!in_a_text(page.code)) continue;
    const Problems problems = load(page.bad).problems;
    const bool made = std::ranges::any_of(
        problems, [&](const Problem& problem) { return problem.code == page.code; });
    const bool only = std::ranges::all_of(
        problems, [&](const Problem& problem) { return problem.code == page.code; });
    EXPECT_TRUE(made && only) << code_text(page.code) << ": " << page.title << "\n"
                              << page.bad << told(problems);
  }
}

TEST(Codes, ShowAGoodExampleWithoutAnyProblem) {
  for (const CodePage& page : code_pages()) {
    if (page.good.starts_with('#')) continue;  // A command line.
    const Problems problems = load(page.good).problems;
    EXPECT_TRUE(problems.empty()) << code_text(page.code) << ": " << page.title << "\n"
                                  << page.good << told(problems);
  }
}

}  // namespace
}  // namespace ensaio
