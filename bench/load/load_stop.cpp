#include "bench/load/load_stop.hpp"

#include <chrono>
#include <cstddef>
#include <utility>

#include "bench/load/load_check.hpp"

namespace ensaio {
namespace {

using std::chrono::seconds;

constexpr Offset kSecond = seconds(1);

/// For how many seconds a condition must hold: there are whole ones only.
std::uint64_t seconds_of(const Condition& condition) {
  const Offset lasts = condition.lasts.value_or(kSecond);
  return static_cast<std::uint64_t>(std::chrono::ceil<seconds>(lasts).count());
}

/// Whether the second that begins then lies wholly in that phase.
bool lies_in(const LoadProfile& profile, std::uint32_t index, Offset begins) {
  Offset from{};
  for (std::size_t i = 0; i < profile.phases.size(); ++i) {
    const Offset until = from + profile.phases[i].lasts;
    if (i == index) return begins >= from && begins + kSecond <= until;
    from = until;
  }
  return false;
}

/// Whether no part of that second is of a phase that nothing judges.
bool is_judged(const LoadProfile& profile, Offset begins) {
  Offset from{};
  for (std::size_t i = 0; i < profile.phases.size(); ++i) {
    const Offset until = from + profile.phases[i].lasts;
    const bool last = i + 1 == profile.phases.size();
    const bool touched = from < begins + kSecond && (last || begins < until);
    if (touched && !profile.phases[i].judged) return false;
    from = until;
  }
  return true;
}

LoadRows rows_of(std::uint32_t piece, const LoadSecond& second) {
  LoadRows rows;
  for (std::size_t kind = 0; kind < kKinds.size(); ++kind) {
    const std::size_t at = piece * kKinds.size() + kind;
    if (at < second.rows_by_kind.size()) rows += second.rows_by_kind[at];
  }
  return rows;
}

LoadCheck check(const Condition& condition, const LoadSecond& second) {
  if (!condition.scenario) return looked_at(condition, second.figures);
  return looked_at(condition, rows_of(*condition.scenario, second));
}

}  // namespace

StopConditions::StopConditions(const LoadProfile& profile)
    : profile_(profile), held_(profile.stop_when.size()) {}

std::string StopConditions::after(const LoadSecond& second) {
  if (!second.whole) return "";  // All is over.
  const Offset begins = seconds(second.number);
  std::string found;
  for (std::size_t i = 0; i < held_.size(); ++i) {
    const Condition& condition = profile_.stop_when[i];
    const bool looks =
        condition.phase ? lies_in(profile_, *condition.phase, begins) : is_judged(profile_, begins);
    LoadCheck made = looks ? check(condition, second) : LoadCheck{};
    held_[i] = made.holds ? held_[i] + 1 : 0;
    if (found.empty() && held_[i] >= seconds_of(condition)) found = std::move(made.told);
  }
  return found;
}

}  // namespace ensaio
