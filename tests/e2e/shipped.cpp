#include "tests/e2e/shipped.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace ensaio {

std::vector<ShippedFile> shipped_files() {
  namespace fs = std::filesystem;
  const fs::path root = fs::path(ENSAIO_SOURCE_DIR) / "scenarios";
  std::vector<ShippedFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back({.name = fs::relative(entry.path(), root).generic_string(),
                     .text = std::string(std::istreambuf_iterator<char>(in), {})});
  }
  std::sort(files.begin(), files.end(),
            [](const ShippedFile& a, const ShippedFile& b) { return a.name < b.name; });
  return files;
}

Loaded loaded(const ShippedFile& file) {
  const ReadFile none = [](const std::string&) -> Result<std::string> {
    return Error{.message = "shipped scenarios use no other file"};
  };
  return load_scenarios(file.text, file.name, LoadOptions{.target_given = true}, Project{}, none);
}

std::string text_of(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    text += std::to_string(problem.mark.line) + ":" + std::to_string(problem.mark.column) + " " +
            problem.message + " (" + problem.hint + ")\n";
  }
  return text;
}

std::vector<ShippedStory> shipped_stories() {
  std::vector<ShippedStory> stories;
  for (const ShippedFile& file : shipped_files()) {
    for (Scenario& scenario : loaded(file).scenarios) {
      auto made = script(scenario);
      if (made) stories.push_back({std::move(scenario), *std::move(made)});
    }
  }
  return stories;
}

}  // namespace ensaio
