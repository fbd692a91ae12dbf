#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "simulator/scenario/load.hpp"
#include "simulator/scenario/problem_text.hpp"
#include "simulator/timeline/script.hpp"

// tests/problems holds bad scenario files, each with exactly what is said of it: NAME.yaml and
// NAME.expected. After a change of wording, `ENSAIO_UPDATE=1 problems_test` writes the .expected
// files anew; read every line of the difference as the person would who made the mistake. Files
// that only others use are in the folder parts.

namespace ensaio {
namespace {

const std::filesystem::path kFolder =
    std::filesystem::path(ENSAIO_SOURCE_DIR) / "tests" / "problems";

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The names of the files with this extension, without it, in order.
std::vector<std::string> names(std::string_view extension) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().extension() == extension) found.push_back(entry.path().stem().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// The texts that were read, by name: what print_problems() shows lines of.
using Texts = std::map<std::string, std::string>;

std::string told_of(const std::string& file, const std::string& text) {
  Texts texts{{file, text}};
  const ReadFile read = [&texts](const std::string& path) -> Result<std::string> {
    if (!std::filesystem::is_regular_file(kFolder / path)) return Error{"no such file", ""};
    return texts[path] = contents(kFolder / path);
  };
  const Loaded loaded = load_scenarios(text, file, {}, {}, read);
  Problems problems = loaded.problems;
  for (const Scenario& scenario : loaded.scenarios) {
    if (has_errors(problems)) break;
    Problems more = not_yet_playable(scenario);
    if (more.empty()) {
      const auto played = script(scenario);
      if (!played) more = played.error();
    }
    problems.insert(problems.end(), more.begin(), more.end());
  }
  const SourceText source = [&texts](const std::string& name) {
    const auto found = texts.find(name);
    return found == texts.end() ? std::nullopt : std::optional<std::string_view>(found->second);
  };
  std::ostringstream out;
  print_problems(problems, source, out);
  return out.str();
}

class ProblemFile : public testing::TestWithParam<std::string> {};

TEST_P(ProblemFile, IsToldExactly) {
  const std::string file = GetParam() + ".yaml";
  const std::string told = told_of(file, contents(kFolder / file));
  const std::filesystem::path expected = kFolder / (GetParam() + ".expected");
  if (std::getenv("ENSAIO_UPDATE") != nullptr) std::ofstream(expected, std::ios::binary) << told;
  EXPECT_FALSE(told.empty()) << file << " has no problem";
  EXPECT_EQ(told, contents(expected));
}

std::string test_name(const testing::TestParamInfo<std::string>& file) {
  std::string name = file.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Folder, ProblemFile, testing::ValuesIn(names(".yaml")), test_name);

TEST(ProblemFiles, AreMany) { EXPECT_GE(names(".yaml").size(), 80U); }

TEST(ProblemFiles, HaveEachTheirExpectedText) { EXPECT_EQ(names(".yaml"), names(".expected")); }

TEST(ProblemFiles, MayBeTenMegabytesOfBrackets) {
  EXPECT_EQ(told_of("brackets.yaml", std::string(10'000'000, '[')),
            "error[S010]: brackets nest more than 64 deep\n"
            " --> brackets.yaml:1:65\n"
            "  |\n"
            "1 | …" +
                std::string(118, '[') + "…\n  | " + std::string(41, ' ') + "^\n\n");
}

}  // namespace
}  // namespace ensaio
