#include "simulator/scenario/read_scenario_file.hpp"

#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/grammar/grammar.hpp"
#include "simulator/scenario/library.hpp"

namespace ensaio {

std::optional<Draft> read_scenario_file(const Node& path, const Sources& user, Problems& problems) {
  const std::string file = Library::path_from(user.file, path.text());
  const auto error = [&](Saying saying) {
    problems.push_back(
        problem_at(Severity::Error, Code::BadUse, user.file, path, std::move(saying)));
  };
  const auto text = user.read(file);
  if (!text) {
    error({.message = "cannot read '" + file + "': " + text.error().message,
           .hint = text.error().hint,
           .note = "the path is relative to this file"});
    return std::nullopt;
  }
  const std::vector<Tree> trees = read_yaml(*text, file, problems);
  std::vector<Node> scenarios;
  for (const Tree& tree : trees) {
    if (document_kind(tree.root(), file, problems) == DocumentKind::Scenario) {
      scenarios.push_back(tree.root());
    }
  }
  if (scenarios.size() != 1) {
    const std::string how_many = scenarios.empty() ? "no scenario" : "several scenarios";
    if (!trees.empty()) {
      error({.message = "'" + file + "' holds " + how_many, .note = "a file to play holds one"});
    }
    return std::nullopt;
  }
  check_grammar(scenarios.front(), DocumentKind::Scenario, file, problems);
  return read_scenario(scenarios.front(), {file, user.options, user.read, user.project,
                                           user.project_file, user.headers});
}

}  // namespace ensaio
