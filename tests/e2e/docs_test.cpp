#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

// Whoever reads the documentation pastes its examples: one that does not pass as it stands teaches
// a mistake, and loses the reader at the first step.

namespace ensaio {
namespace {

namespace fs = std::filesystem;

/// A fenced block of a page.
struct Example {
  std::string place{};  ///< "docs/SCENARIOS.md:22".
  std::string text{};
};

std::vector<fs::path> pages() {
  const fs::path root(ENSAIO_SOURCE_DIR);
  std::vector<fs::path> pages{root / "README.md", root / "CONTRIBUTING.md"};
  for (const auto& entry : fs::directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

/// The blocks marked as yaml that hold a document of the kind with this key, which begins a line.
std::vector<Example> examples(const std::string& key = "scenario: ") {
  std::vector<Example> found;
  for (const fs::path& page : pages()) {
    std::ifstream in(page);
    Example block;
    bool inside = false;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      if (inside && line == "```") {
        inside = false;
        if (("\n" + block.text).find("\n" + key) != std::string::npos) found.push_back(block);
      } else if (inside) {
        block.text += line + "\n";
      } else if (line == "```yaml") {
        inside = true;
        block = {fs::relative(page, ENSAIO_SOURCE_DIR).string() + ":" + std::to_string(number), ""};
      }
    }
    EXPECT_FALSE(inside) << page << " ends inside a block";
  }
  return found;
}

TEST(Documentation, HasExamplesOfScenarios) { EXPECT_GE(examples().size(), 15U); }

TEST(Documentation, ShowsScenariosThatPassWithoutAWarning) {
  for (const Example& example : examples()) {
    const Spoken said = ensaio_says({"check", "-"}, example.text);
    EXPECT_EQ(said.exit, 0) << example.place;
    EXPECT_EQ(said.out, "1 file checked, no problems.\n") << example.place;
    EXPECT_EQ(said.err, "") << example.place;
  }
}

TEST(Documentation, ShowsScenariosThatThisVersionCanPlay) {
  for (const Example& example : examples()) {
    const Spoken said = ensaio_says({"plan", "-", "--seed", "7"}, example.text);
    EXPECT_EQ(said.exit, 0) << example.place << "\n" << said.err;
    EXPECT_NE(said.out.find(" sends "), std::string::npos) << example.place;
  }
}

/// What they play stands beside them, and not in the page.
TEST(Documentation, ShowsRulesWithoutAProblem) {
  const std::vector<Example> rules = examples("rules:\n");
  EXPECT_GE(rules.size(), 3U);
  for (const Example& example : rules) {
    if (example.text.find("play:") != std::string::npos) continue;
    const Spoken said = ensaio_says({"check", "-"}, example.text);
    EXPECT_EQ(said.out, "1 file checked, no problems.\n") << example.place << "\n" << said.err;
  }
}

/// Their mixes are of scenarios that we come with. That a clock of theirs counts for nothing is a
/// warning.
TEST(Documentation, ShowsLoadProfilesWithoutAnError) {
  const fs::path basics = fs::path(ENSAIO_SOURCE_DIR) / "scenarios/basics";
  const std::vector<Example> profiles = examples("load: ");
  EXPECT_GE(profiles.size(), 1U);
  for (const Example& example : profiles) {
    const Scratch scratch;
    fs::copy(basics, scratch.path());
    const Spoken said = ensaio_says({"check", scratch.file("profile.yaml", example.text)});
    EXPECT_EQ(said.exit, 0) << example.place << "\n" << said.err;
  }
}

}  // namespace
}  // namespace ensaio
