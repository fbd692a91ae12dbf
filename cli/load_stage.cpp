#include "cli/load_stage.hpp"

#include <algorithm>
#include <utility>

#include "bench/load/load_plan.hpp"

namespace ensaio {
namespace {

__extension__ using Wide = __int128;

/// A mix that sends nothing counts as one callback for all its weights: nobody divides by 0.
std::uint64_t at_least_a_little(std::uint64_t sends) {
  return sends == 0 ? kCountedConversations : sends;
}

}  // namespace

Result<LoadStage, Obstacle> LoadStage::of(const LoadProfile& profile, PlaySettings settings,
                                          std::uint64_t seed) {
  if (settings.target.empty()) settings.target = profile.target.value_or("");
  LoadStage stage;
  Obstacles obstacles(settings.rule);
  const Offset timeout = settings.overrides.timeout.value_or(profile.limits.timeout);
  for (const MixedScenario& mixed : profile.mix) {
    auto piece = std::make_unique<Piece>();
    piece->scenario = mixed.scenario;
    auto compiled = script(mixed.scenario);
    if (!compiled) return Obstacle{.error = {.message = compiled.error().front().message}};
    piece->script = *std::move(compiled);
    for (Line& line : piece->script->lines) line.timeout = timeout;
    auto staged = ensaio::stage(*piece, settings, {.seed = seed, .over_files = true});
    if (!staged) return Obstacle{.error = staged.error()};
    for (const Obstacle& obstacle : obstacles.of(**staged)) return obstacle;
    stage.pieces_.push_back(std::move(piece));
    stage.staged_.push_back(*std::move(staged));
  }
  return stage;
}

LoadCourse LoadStage::course(const LoadProfile& profile, const LoadOrder& order) const {
  std::vector<LoadPiece> pieces;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const Piece& piece = *pieces_[i];
    const Staged& staged = *staged_[i];
    pieces.push_back({.scenario = {std::shared_ptr<const void>(), &piece.scenario},
                      .script = {std::shared_ptr<const void>(), &*piece.script},
                      .routes = staged.destinations.routes(),
                      .surroundings = staged.surroundings});
  }
  return course_of(profile, std::move(pieces), order);
}

const std::string& LoadStage::target() const { return staged_.front()->surroundings.target; }

double PlannedMix::callbacks() const {
  return static_cast<double>(at_least_a_little(sends)) / static_cast<double>(weights);
}

Rate PlannedMix::conversations(Rate callbacks) const {
  const Wide whole = Wide{callbacks.millionths_an_hour} * static_cast<std::int64_t>(weights);
  const auto each = static_cast<std::int64_t>(at_least_a_little(sends));
  return {static_cast<std::int64_t>(whole / each)};
}

PlannedMix planned_mix(const LoadProfile& profile) {
  PlannedMix mix;
  for (const MixedScenario& mixed : profile.mix) {
    mix.weights += mixed.weight * kCountedConversations;
    const auto compiled = script(mixed.scenario);
    if (!compiled) continue;  // Told elsewhere.
    const PlannedSends planned = planned_sends(*compiled, mixed.scenario);
    mix.sends += planned.sends * mixed.weight;
    mix.longest = std::max(mix.longest, planned.longest);
  }
  return mix;
}

}  // namespace ensaio
