#include "cli/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "cli/complaint.hpp"
#include "cli/problem_report.hpp"

namespace ensaio {
namespace {

bool has_any(const std::vector<std::string>& words, const std::vector<std::string>& of) {
  return std::any_of(words.begin(), words.end(), [&of](const std::string& word) {
    return std::find(of.begin(), of.end(), word) != of.end();
  });
}

bool is_meant(const Scenario& scenario, const Selection& selection) {
  if (!selection.only.empty() && !has_any({scenario.name}, selection.only)) return false;
  if (!selection.tags.empty() && !has_any(scenario.tags, selection.tags)) return false;
  return !has_any(scenario.tags, selection.skip);
}

}  // namespace

Result<std::vector<const Piece*>> selected(const Repertoire& repertoire,
                                           const Selection& selection) {
  std::vector<std::string_view> names;
  std::vector<const Piece*> meant;
  for (const Piece& piece : repertoire.pieces) {
    names.push_back(piece.scenario.name);
    if (is_meant(piece.scenario, selection)) meant.push_back(&piece);
  }
  for (const std::string& name : selection.only) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    return Error{.message =
                     fmt::format("there is no scenario '{}'{}", name, or_perhaps(name, names))};
  }
  if (names.empty()) {
    return Error{.message = "there are no scenarios in what was named",
                 .hint = repertoire.profiles.empty() ? "" : "a load profile is for ensaio load"};
  }
  if (meant.empty()) {
    return Error{
        .message = "no scenario matched",
        .hint = fmt::format("of {} none has what --only, --tag and --skip ask for", names.size())};
  }
  return meant;
}

std::optional<std::vector<const Piece*>> playable(Repertoire& repertoire,
                                                  const Selection& selection, Streams& io) {
  if (tell_problems(repertoire, io)) return std::nullopt;
  auto meant = selected(repertoire, selection);
  if (!meant) {
    complain(io.err, meant.error());
    return std::nullopt;
  }
  repertoire.problems.clear();  // Warnings, and they have been told.
  for (const Piece* piece : *meant) {
    Problems more = not_yet_playable(piece->scenario);
    repertoire.problems.insert(repertoire.problems.end(), std::make_move_iterator(more.begin()),
                               std::make_move_iterator(more.end()));
  }
  if (tell_problems(repertoire, io)) return std::nullopt;
  return *std::move(meant);
}

}  // namespace ensaio
