#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

#include "tests/cli/scratch.hpp"

// docs/CI.md prints whole files, so that it can be read alone. They lie in docs/examples/, where
// they are run (projects/as_printed).

namespace ensaio {
namespace {

namespace fs = std::filesystem;

const fs::path kDocs = fs::path(ENSAIO_SOURCE_DIR) / "docs";

/// A file that a page prints: "[app.js](examples/ci-express/app.js):", and its text in a block.
struct Quoted {
  std::string path{};
  std::string text{};
};

std::vector<Quoted> quoted_in(const fs::path& page) {
  const std::regex link(R"(\[[^\]]+\]\((examples/[^)]+)\):)");
  std::vector<Quoted> found;
  std::ifstream in(page);
  std::string line;
  while (std::getline(in, line)) {
    std::smatch parts;
    if (!std::regex_match(line, parts, link)) continue;
    Quoted quoted{.path = parts[1]};
    std::getline(in, line);
    EXPECT_EQ(line, "") << quoted.path;
    std::getline(in, line);
    EXPECT_TRUE(line.starts_with("```")) << quoted.path;
    while (std::getline(in, line) && line != "```") quoted.text += line + "\n";
    found.push_back(quoted);
  }
  return found;
}

TEST(Documentation, PrintsFilesAsTheyAre) {
  for (const Quoted& quoted : quoted_in(kDocs / "CI.md")) {
    EXPECT_EQ(quoted.text, text_of((kDocs / quoted.path).string()))
        << "docs/CI.md does not print docs/" << quoted.path << " as it is";
  }
}

TEST(Documentation, PrintsEveryFileOfItsExamples) {
  std::vector<std::string> printed;
  for (const Quoted& quoted : quoted_in(kDocs / "CI.md")) printed.push_back(quoted.path);
  std::size_t files = 0;
  for (const char* example : {"ci-express", "ci-flask"}) {
    for (const auto& entry : fs::directory_iterator(kDocs / "examples" / example)) {
      // npm writes it, and who installs gets one of their own.
      if (entry.path().filename() == "package-lock.json" || !entry.is_regular_file()) continue;
      const std::string path = fs::relative(entry.path(), kDocs).generic_string();
      EXPECT_EQ(std::count(printed.begin(), printed.end(), path), 1) << path;
      ++files;
    }
  }
  EXPECT_EQ(files, printed.size());
}

}  // namespace
}  // namespace ensaio
