#include "bench/load/load_order.hpp"

#include <algorithm>
#include <cassert>
#include <memory>
#include <utility>

#include "simulator/delivery/endpoint.hpp"
#include "simulator/timeline/mixing.hpp"
#include "simulator/timeline/pacing.hpp"

namespace ensaio {
namespace {

/// What every thread asks when conversations begin, and which.
struct Timetable {
  Timetable(const LoadProfile& profile, std::uint64_t seed)
      : pacing(profile.phases, seed), mixing(weights_of(profile), seed) {}

  static std::vector<std::uint64_t> weights_of(const LoadProfile& profile) {
    std::vector<std::uint64_t> weights;
    for (const MixedScenario& mixed : profile.mix) weights.push_back(mixed.weight);
    return weights;
  }

  const Pacing pacing;
  const Mixing mixing;
};

using Shared = std::shared_ptr<const Timetable>;

/// Without end, and always due.
LoadMoments always(const Shared& timetable, std::size_t index, std::size_t threads) {
  return [timetable, next = std::uint64_t{index}, threads]() mutable {
    const std::uint64_t number = std::exchange(next, next + threads);
    return std::optional(LoadMoment{{}, timetable->mixing.of(number), number});
  };
}

LoadMoments paced(const Shared& timetable, std::size_t index, std::size_t threads) {
  const Shard shard{static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(threads)};
  return [timetable, moments = PacedMoments(timetable->pacing, shard)]() mutable {
    const auto moment = moments.next();
    if (!moment) return std::optional<LoadMoment>();
    return std::optional(
        LoadMoment{moment->due, timetable->mixing.of(moment->number), moment->number});
  };
}

std::uint64_t due_before(const Pacing& pacing, Offset until) {
  if (until >= pacing.end()) return pacing.count();
  PacedMoments moments(pacing);
  std::uint64_t due = 0;
  for (auto moment = moments.next(); moment && moment->due < until; moment = moments.next()) ++due;
  return due;
}

/// Whether any of it goes to an https URL.
bool goes_over_tls(const LoadPiece& piece) {
  if (!piece.routes) return false;  // Nothing of it is to be sent.
  return std::ranges::any_of(piece.script->lines, [&piece](const Line& line) {
    const Endpoint* to = line.kind ? piece.routes(line.instance, *line.kind) : nullptr;
    return to != nullptr && to->scheme == "https";
  });
}

/// As many sets of people as can be told apart; never more than can be counted in 32 bits, which is
/// all that a conversation under way has for that.
std::uint64_t people_of(const LoadProfile& profile, const std::vector<LoadPiece>& pieces) {
  if (profile.chats.from == LoadChats::From::AsWritten) return UINT32_MAX;
  std::vector<const Scenario*> scenarios;
  for (const LoadPiece& piece : pieces) scenarios.push_back(piece.scenario.get());
  return std::clamp<std::uint64_t>(profile.chats.count / roles_of(scenarios), 1, UINT32_MAX);
}

}  // namespace

LoadCourse course_of(const LoadProfile& profile, std::vector<LoadPiece> pieces,
                     const LoadOrder& order) {
  assert(!profile.phases.empty() && pieces.size() == profile.mix.size());
  const auto timetable = std::make_shared<const Timetable>(profile, order.seed);
  const Pacing& pacing = timetable->pacing;
  LoadCourse course{.seed = order.seed, .threads = order.threads, .at_once = order.at_once};
  course.people = people_of(profile, pieces);
  course.pieces = std::move(pieces);
  course.numbers = {.as_written = profile.chats.from == LoadChats::From::AsWritten,
                    .phones = profile.chats.phones,
                    .messages = profile.message_ids};
  course.moments = [timetable, closed = order.at_once.has_value()](std::size_t index,
                                                                   std::size_t threads) {
    return closed ? always(timetable, index, threads) : paced(timetable, index, threads);
  };
  course.due = [timetable](Offset until) { return due_before(timetable->pacing, until); };
  for (std::size_t i = 0; i < pacing.phases(); ++i) {
    course.ends.push_back(pacing.end(i));
    if (profile.phases[i].hold) course.holds.push_back({pacing.begin(i), pacing.end(i)});
  }
  course.drops = profile.limits.overflow == Overflow::Drop;
  if (!order.at_once) course.story = order.story;
  course.drain = profile.limits.drain;
  course.rule = order.rule;
  course.sockets = {.in_flight = profile.limits.in_flight,
                    .connections = profile.limits.connections,
                    .tls = order.tls,
                    .tls_at_once = std::ranges::any_of(course.pieces, goes_over_tls)};
  return course;
}

}  // namespace ensaio
