#include "cli/repertoire.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "cli/project_file.hpp"
#include "mock_api/rule_scripts.hpp"
#include "simulator/document/codes.hpp"

namespace ensaio {
namespace {

void append(Problems& problems, Problems more) {
  problems.insert(problems.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
}

std::string place_text(const Scenario& scenario) {
  return fmt::format("{}:{}", scenario.file, scenario.place.mark.line);
}

void apply(const Overrides& overrides, Scenario& scenario) {
  if (overrides.clock) scenario.clock = *overrides.clock;
  if (overrides.start) scenario.start = overrides.start;
  if (overrides.start_now) scenario.start.reset();
}

/// What cannot be played yet is not wrong: scenarios may hold it, too.
Problems problems_in(const Rules& rules) {
  Problems problems = rule_problems(rules);
  std::erase_if(problems,
                [](const Problem& problem) { return problem.code == Code::NotYetPlayable; });
  return problems;
}

/// Reads the files of one run.
class Reading {
 public:
  Reading(const Overrides& overrides, Inputs& inputs) : overrides_(overrides) {
    repertoire_.files = inputs.sources.size();
    repertoire_.problems = std::move(inputs.problems);
  }

  void read(Source source) {
    const Result<Project> project = projects_.of(source.folder);
    if (!project) {
      tell_unreadable_project(project.error());
      return;
    }
    keep(source.file, std::move(source.text));
    if (!project->file.empty()) keep(project->file, project->text);
    const auto use = [this](const std::string& path) { return read_used(path); };
    Loaded loaded = load_scenarios(repertoire_.texts.at(source.file), source.file, overrides_.load,
                                   *project, use);
    drop_what_was_overridden(loaded.problems);
    const bool sound = !has_errors(loaded.problems);
    append(repertoire_.problems, std::move(loaded.problems));
    if (sound) append(repertoire_.problems, problems_in(loaded.rules));
    repertoire_.passed_over += loaded.others.size();
    std::ranges::move(loaded.profiles, std::back_inserter(repertoire_.profiles));
    for (Scenario& scenario : loaded.scenarios) {
      add({.scenario = std::move(scenario), .project_file = project->file}, sound);
    }
  }

  Repertoire repertoire() && { return std::move(repertoire_); }

 private:
  void keep(const std::string& file, std::string text) {
    repertoire_.texts.emplace(file, std::move(text));  // Never again: the loader may be reading it.
  }

  Result<std::string> read_used(const std::string& path) {
    Result<std::string> text = read_text(path);
    if (text) keep(path, *text);  // For the problems in it.
    return text;
  }

  void tell_unreadable_project(const Error& error) {
    if (!bad_projects_.insert(error.hint).second) return;
    repertoire_.problems.push_back(
        {.code = Code::Unreadable, .file = error.hint, .message = error.message});
  }

  /// A scenario that takes too long in real time is none under another clock.
  void drop_what_was_overridden(Problems& problems) const {
    if (!overrides_.clock) return;
    std::erase_if(problems,
                  [](const Problem& problem) { return problem.code == Code::LongRealTime; });
  }

  void add(Piece piece, bool sound) {
    const std::string& name = piece.scenario.name;
    const auto [first, is_new] = first_named_.emplace(name, place_text(piece.scenario));
    if (!is_new) {
      repertoire_.problems.push_back({.code = Code::DuplicateName,
                                      .file = piece.scenario.file,
                                      .mark = piece.scenario.place.mark,
                                      .width = piece.scenario.place.width,
                                      .message = fmt::format("a second scenario '{}'", name),
                                      .hint = "the first is at " + first->second});
    }
    apply(overrides_, piece.scenario);
    if (sound && piece.scenario.unplayable.empty()) compile(piece);
    repertoire_.pieces.push_back(std::move(piece));
  }

  void compile(Piece& piece) {
    Result<Script, Problems> compiled = script(piece.scenario);
    if (!compiled) return append(repertoire_.problems, compiled.error());
    piece.script = *std::move(compiled);
    if (!overrides_.timeout) return;
    for (Line& line : piece.script->lines) line.timeout = *overrides_.timeout;
  }

  const Overrides& overrides_;
  Repertoire repertoire_;
  ProjectFiles projects_;
  std::map<std::string, std::string> first_named_;
  std::set<std::string> bad_projects_;
};

}  // namespace

SourceText Repertoire::source() const {
  return [this](const std::string& file) -> std::optional<std::string_view> {
    const auto found = texts.find(file);
    if (found == texts.end()) return std::nullopt;
    return found->second;
  };
}

Repertoire read_repertoire(Inputs inputs, const Overrides& overrides) {
  Reading reading(overrides, inputs);
  for (Source& source : inputs.sources) reading.read(std::move(source));
  return std::move(reading).repertoire();
}

}  // namespace ensaio
