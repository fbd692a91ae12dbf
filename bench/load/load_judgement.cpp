#include "bench/load/load_judgement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "simulator/scenario/condition.hpp"

namespace ensaio {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kSaturated{20};
constexpr milliseconds kSuspect{5};
constexpr double kEnoughStarted = 0.99;

double reached(const LoadResult& result) {
  if (result.due == 0) return 1;
  return static_cast<double>(result.conversations.started) / static_cast<double>(result.due);
}

bool judges(const LoadProfile& profile) {
  return std::ranges::any_of(profile.phases, &LoadPhase::judged);
}

/// Where no phase is judged, all are: else nothing could fail.
bool is_judged(const LoadProfile& profile, std::uint32_t phase) {
  return profile.phases[phase].judged || !judges(profile);
}

/// Those callbacks that the condition is about.
LoadFigures figures_for(const Condition& condition, const LoadResult& result,
                        const LoadProfile& profile) {
  return result.totals.sum([&](const LoadGroup& group) {
    const bool in_phase =
        condition.phase ? group.phase == *condition.phase : is_judged(profile, group.phase);
    return in_phase && (!condition.scenario || group.piece == *condition.scenario);
  });
}

LoadCheck check(const Condition& condition, const LoadResult& result, const LoadProfile& profile) {
  if (condition.metric == Metric::Reached) {
    const double measured = reached(result);
    return {condition.text, holds(condition, measured), judged_text(condition, measured)};
  }
  return looked_at(condition, figures_for(condition, result, profile));
}

/// Of what was never sent nobody knows the phase or the scenario: it counts where all are meant.
std::uint64_t unsent_of(const Condition& condition, const LoadResult& result) {
  return condition.phase || condition.scenario ? 0 : result.unsent;
}

LoadCheck check_at_the_end(const Condition& condition, const LoadResult& result,
                           const LoadProfile& profile) {
  if (condition.metric != Metric::Failed) return check(condition, result, profile);
  const LoadRows rows = figures_for(condition, result, profile).rows;
  LostCallbacks lost;
  if (!result.cut_short) {
    lost = {.unanswered = rows.abandoned, .unsent = unsent_of(condition, result)};
  }
  LoadCheck made = counted(condition, rows.failed + lost.sum(), rows.sent() + lost.unsent);
  if (lost.sum() > 0) made.told += ": " + lost_text(lost);
  return made;
}

Condition none_of(Metric metric) {
  return {.text = fmt::format("{} == 0", kMetrics.text(metric)),
          .metric = metric,
          .comparison = Comparison::Equal,
          .measure = Measure::Count};
}

/// pass_when, or what is asked without it.
std::vector<Condition> to_pass(const LoadProfile& profile) {
  if (!profile.pass_when.empty()) return profile.pass_when;
  std::vector<Condition> asked{none_of(Metric::Failed)};
  if (profile.limits.overflow == Overflow::Drop) asked.push_back(none_of(Metric::Dropped));
  return asked;
}

std::vector<LoadCheck> looked_at_the_end(const std::vector<Condition>& conditions,
                                         const LoadResult& result, const LoadProfile& profile) {
  std::vector<LoadCheck> all;
  for (const Condition& condition : conditions) {
    all.push_back(check_at_the_end(condition, result, profile));
  }
  return all;
}

/// What tells whether we kept to the schedule. Of what was held back on purpose nobody is late, and
/// of an unjudged phase nothing is concluded, unless there is no other.
LoadFigures trusted(const LoadResult& result, const LoadProfile& profile) {
  return result.totals.sum([&](const LoadGroup& group) {
    return !profile.phases[group.phase].hold && is_judged(profile, group.phase);
  });
}

bool all_hold(const std::vector<LoadCheck>& checks) {
  return std::ranges::all_of(checks, &LoadCheck::holds);
}

}  // namespace

LostCallbacks lost_callbacks(const LoadResult& result) {
  if (result.cut_short) return {};
  return {.unanswered = result.totals.sum().rows.abandoned, .unsent = result.unsent};
}

std::string lost_text(const LostCallbacks& lost) {
  std::string text;
  if (lost.unanswered > 0) text = fmt::format("{} not answered", lost.unanswered);
  if (lost.unsent > 0) {
    text += fmt::format("{}{} not sent", text.empty() ? "" : " and ", lost.unsent);
  }
  return text.empty() ? text : text + " by the end of the drain";
}

KeptSchedule kept(const Histogram& lag, double begun) {
  if (begun < kEnoughStarted) {
    return {Trust::Saturated,
            fmt::format("{:.1f}% of the conversations that were due began", begun * 100)};
  }
  const Offset late = lag.quantile(0.99);
  if (late <= kSuspect) return {};
  return {late > kSaturated ? Trust::Saturated : Trust::Suspect,
          fmt::format("callbacks left late: lag p99 {:.1f} ms",
                      std::chrono::duration<double, std::milli>(late).count())};
}

std::vector<LoadCheck> looked_at(const std::vector<Condition>& conditions, const LoadResult& result,
                                 const LoadProfile& profile) {
  std::vector<LoadCheck> all;
  for (const Condition& condition : conditions) all.push_back(check(condition, result, profile));
  return all;
}

LoadJudgement judged(const LoadResult& result, const LoadProfile& profile, bool closed_loop) {
  LoadJudgement judgement;
  if (!closed_loop) {
    KeptSchedule schedule = kept(trusted(result, profile).latencies.lag, reached(result));
    judgement.trust = schedule.trust;
    judgement.why = std::move(schedule.why);
  }
  judgement.passes = looked_at_the_end(to_pass(profile), result, profile);
  judgement.valid = looked_at_the_end(profile.valid_when, result, profile);
  const bool failed = !all_hold(judgement.passes);
  const bool invalid =
      profile.valid_when.empty() ? judgement.trust == Trust::Saturated : !all_hold(judgement.valid);
  judgement.verdict = invalid ? Verdict::Inconclusive : failed ? Verdict::Fail : Verdict::Pass;
  if (result.interrupted) judgement.verdict = Verdict::Interrupted;
  return judgement;
}

}  // namespace ensaio
