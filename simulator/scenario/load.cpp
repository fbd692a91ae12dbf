#include "simulator/scenario/load.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <tuple>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/document/tree.hpp"
#include "simulator/grammar/grammar.hpp"
#include "simulator/scenario/lint.hpp"
#include "simulator/scenario/read_load_profile.hpp"
#include "simulator/scenario/read_rules.hpp"
#include "simulator/scenario/read_scenario.hpp"

namespace ensaio {
namespace {

/// A project file is known by its name: none of its keys says what it is.
bool is_project(const std::string& file) {
  return std::filesystem::path(file).filename() == "ensaio.yaml";
}

/// The project's document, checked. It may hold several keys, but is one document.
std::optional<Node> project_document(const std::vector<Tree>& trees, const Project& project,
                                     Problems& problems) {
  if (trees.empty()) return std::nullopt;
  const Node document = trees.front().root();
  check_grammar(document, DocumentKind::Project, project.file, problems);
  return document.is(NodeKind::Map) ? std::optional(document) : std::nullopt;
}

void append(Problems& problems, Problems more) {
  problems.insert(problems.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
}

/// Names are unique within a file; the program checks those of all its files.
void check_name(const std::vector<Scenario>& scenarios, const Scenario& scenario,
                Problems& problems) {
  const auto same = std::find_if(scenarios.begin(), scenarios.end(), [&](const Scenario& other) {
    return other.name == scenario.name;
  });
  if (scenario.name.empty() || same == scenarios.end()) return;
  problems.push_back({Code::DuplicateName, Severity::Error, scenario.file, scenario.place.mark,
                      scenario.place.width, "a second scenario is called '" + scenario.name + "'",
                      "", "the first is in line " + std::to_string(same->place.mark.line)});
}

/// By file, in order of their first problem but for `first`; within each by place. What a file says
/// that is used twice is told once.
void put_in_order(Problems& problems, const std::string& first) {
  std::map<std::string, std::size_t> rank{{first, 0}};
  for (const Problem& problem : problems) rank.emplace(problem.file, rank.size());
  const auto key = [&](const Problem& problem) {
    return std::tuple(rank.at(problem.file), problem.mark.line, problem.mark.column);
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Problem& a, const Problem& b) { return key(a) < key(b); });
  const auto same = [&](const Problem& a, const Problem& b) {
    return key(a) == key(b) && a.code == b.code && a.message == b.message;
  };
  problems.erase(std::unique(problems.begin(), problems.end(), same), problems.end());
}

void load_scenario(const Node& document, const Sources& sources, Loaded& loaded) {
  Problems problems;
  check_grammar(document, DocumentKind::Scenario, sources.file, problems);
  Draft draft = read_scenario(document, sources);
  append(problems, std::move(draft.problems));
  check_name(loaded.scenarios, draft.scenario, problems);
  if (!has_errors(problems)) append(problems, order_lint(draft.scenario));
  append(loaded.problems, std::move(problems));
  loaded.scenarios.push_back(std::move(draft.scenario));
}

}  // namespace

Loaded load_scenarios(std::string_view text, const std::string& file, const LoadOptions& options,
                      const Project& project, const ReadFile& read) {
  Loaded loaded;
  Sources sources{file, options, read};
  std::vector<Tree> project_trees;
  if (!project.file.empty()) {
    project_trees = read_yaml(project.text, project.file, loaded.problems);
    sources.project = project_document(project_trees, project, loaded.problems);
    sources.project_file = project.file;
  }
  for (const Tree& tree : read_yaml(text, file, loaded.problems)) {
    const Node document = tree.root();
    const auto kind = is_project(file) ? std::optional(DocumentKind::Project)
                                       : document_kind(document, file, loaded.problems);
    if (!kind) continue;
    if (*kind == DocumentKind::Scenario) {
      load_scenario(document, sources, loaded);
    } else {
      check_grammar(document, *kind, file, loaded.problems);
      if (*kind == DocumentKind::Rules)
        read_rules(document, sources, loaded.rules, loaded.problems);
      if (*kind == DocumentKind::Load) {
        loaded.profiles.push_back(read_load_profile(document, sources, loaded.problems));
      }
      loaded.others.emplace_back(kDocumentKinds.text(*kind));
    }
  }
  put_in_order(loaded.problems, file);
  return loaded;
}

LoadedRules load_rules(std::string_view text, const std::string& file, const ReadFile& read) {
  Loaded loaded = load_scenarios(text, file, LoadOptions{.target_given = true}, {}, read);
  const auto& kinds = loaded.others;
  const bool some = std::find(kinds.begin(), kinds.end(), "rules") != kinds.end();
  if (!some && !has_errors(loaded.problems)) {
    loaded.problems.push_back({.code = Code::UnknownDocument,
                               .file = file,
                               .mark = {1, 1},
                               .message = "there are no rules in this file",
                               .hint = "a document of rules has the key rules"});
  }
  return {std::move(loaded.rules), std::move(loaded.problems)};
}

LoadedProfile load_profile(std::string_view text, const std::string& file,
                           const LoadOptions& options, const Project& project,
                           const ReadFile& read) {
  Loaded loaded = load_scenarios(text, file, options, project, read);
  auto& profiles = loaded.profiles;
  if (profiles.size() != 1 && !has_errors(loaded.problems)) {
    loaded.problems.push_back({.code = Code::UnknownDocument,
                               .file = file,
                               .mark = {1, 1},
                               .message = profiles.empty() ? "there is no load profile in this file"
                                                           : "there are several load profiles in "
                                                             "this file",
                               .hint = profiles.empty() ? "a load profile has the key load"
                                                        : "put each into a file of its own"});
  }
  LoadedProfile made{.problems = std::move(loaded.problems)};
  if (!profiles.empty()) made.profile = std::move(profiles.front());
  return made;
}

}  // namespace ensaio
