#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/load.hpp"

// What the tests of the loader share: files that are only texts.

namespace ensaio {

/// Files by their names, and the project file if there is one.
struct Folder {
  std::map<std::string, std::string> files{};
  LoadOptions options{};
  Project project{};

  Loaded load(const std::string& file) const {
    const ReadFile read = [this](const std::string& path) -> Result<std::string> {
      const auto found = files.find(path);
      if (found == files.end()) return Error{"no such file", ""};
      return found->second;
    };
    return load_scenarios(files.at(file), file, options, project, read);
  }
};

inline Loaded load_text(const std::string& text, const LoadOptions& options = {}) {
  return Folder{{{"story.yaml", text}}, options, {}}.load("story.yaml");
}

/// "S050 3:12 unknown chat 'anna' | did you mean 'ana'?", one per problem.
inline std::vector<std::string> told(const Problems& problems) {
  std::vector<std::string> lines;
  for (const Problem& problem : problems) {
    std::string line = problem.file == "story.yaml" ? "" : problem.file + " ";
    const std::string code = std::to_string(1000 + static_cast<int>(problem.code));
    line += "S" + code.substr(1) + " " + std::to_string(problem.mark.line) + ":" +
            std::to_string(problem.mark.column) + " " + problem.message;
    if (!problem.hint.empty()) line += " | " + problem.hint;
    lines.push_back(std::move(line));
  }
  return lines;
}

inline std::string all_told(const Problems& problems) {
  std::string text;
  for (const std::string& line : told(problems)) text += line + "\n";
  return text;
}

/// A scenario around `steps`, each a line of YAML without its dash.
inline std::string story_of(std::string_view head, const std::vector<std::string>& steps) {
  std::string text = "scenario: story\n" + std::string(head) + "steps:\n";
  for (const std::string& step : steps) {
    text += "  - ";
    for (const char c : step) text += c == '\n' ? std::string("\n    ") : std::string(1, c);
    text += "\n";
  }
  return text;
}

/// Two chats, a group, messages of each. Two lines.
inline constexpr std::string_view kCast =
    "chats: { ana: \"5544999999999\", bia: \"5544988888888\", turma: \"5544999999999-group\" }\n"
    "messages: { m1: ana, m2: ana, m3: bia, g1: turma, v1: { chat: ana, type: audio } }\n";

}  // namespace ensaio
