#include "cli/bill.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

#include "cli/complaint.hpp"
#include "cli/lineup.hpp"

namespace ensaio {

Exit Bill::prepare(Repertoire& repertoire, const Selection& selection, Streams& io) {
  const auto meant = playable(repertoire, selection, io);
  if (!meant) return Exit::Refused;
  meant_ = *meant;
  casting_.over_files = settings_.seed.has_value();
  casting_.seed = settings_.seed.value_or(drawn_seed());
  Exit exit = Exit::Passed;
  for (const Piece* piece : meant_) exit = graver(exit, add(*piece, io));
  if (exit == Exit::Passed) exit = find_obstacles(io);
  if (exit != Exit::Passed) io.err << "Nothing was sent.\n";
  return exit;
}

Exit Bill::add(const Piece& piece, Streams& io) {
  Result<std::unique_ptr<Staged>> staged = stage(piece, settings_, casting_);
  if (staged) {
    staged_.push_back(*std::move(staged));
    return Exit::Passed;
  }
  // The same lack of a target in twenty files is one mistake.
  if (!std::exchange(complained_, true)) complain(io.err, staged.error());
  return Exit::Refused;
}

Exit Bill::find_obstacles(Streams& io) const {
  Exit exit = Exit::Passed;
  Obstacles obstacles(settings_.rule);
  for (const auto& staged : staged_) {
    for (const Obstacle& found : obstacles.of(*staged)) {
      complain(io.err, found.error);
      exit = graver(exit, found.exit);
    }
  }
  return exit;
}

std::string Bill::project_files() const {
  std::string files;
  for (const Piece* piece : meant_) {
    const std::string& file = piece->project_file;
    if (file.empty() || files.find(file) != std::string::npos) continue;
    files += (files.empty() ? "" : ", ") + file;
  }
  return files;
}

std::vector<Endpoint> Bill::receivers() const {
  std::vector<Endpoint> all;
  for (const auto& staged : staged_) {
    for (const auto& endpoint : staged->destinations.by_kind) {
      if (endpoint) all.push_back(*endpoint);
    }
    const auto& called = staged->destinations.called;
    all.insert(all.end(), called.begin(), called.end());
  }
  return all;
}

std::vector<std::set<std::string>> Bill::written() const {
  std::vector<std::set<std::string>> names;
  for (const Piece* piece : meant_) {
    names.push_back(written_names(piece->scenario));
    if (piece->script->listens()) names.back().merge(heard_instances(piece->scenario));
  }
  return names;
}

bool Bill::needs_api() const {
  return std::any_of(meant_.begin(), meant_.end(), [](const Piece* piece) {
    return piece->script->listens() || piece->script->names_api();
  });
}

void Bill::api_at(const std::string& url) {
  api_ = url;
  for (const auto& staged : staged_) staged->surroundings.api = url;
}

// Those of the first round are ready; the others differ from them only in what is drawn.
std::unique_ptr<Staged> Bill::take(std::uint64_t number) {
  const std::size_t which = number % meant_.size();
  casting_.iteration = number / meant_.size();
  if (casting_.iteration == 0) return std::move(staged_[which]);
  auto staged = *stage(*meant_[which], settings_, casting_);
  staged->surroundings.api = api_;
  return staged;
}

}  // namespace ensaio
