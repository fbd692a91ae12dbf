#include "bench/load/bench_step.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <numeric>
#include <utility>

namespace ensaio {
namespace {

using std::chrono::duration;
using std::chrono::seconds;

constexpr double kBusy = 0.9;
constexpr double kFull = 0.8;
constexpr double kFewFail = 0.01;
constexpr double kEnoughBegun = 0.99;
constexpr Offset kLate = std::chrono::milliseconds(20);  // As kept() has it.
constexpr int kLatest = 50;                              // Parts of a step.

double in_seconds(Offset time) { return duration<double>(time).count(); }

/// The whole seconds in the time that is judged.
std::vector<StepSecond> judged_seconds(const std::vector<StepSecond>& all, const StepPlan& plan) {
  std::vector<StepSecond> judged;
  for (const StepSecond& second : all) {
    const Offset begins = seconds(second.number);
    if (begins >= plan.warm_up && begins + seconds(1) <= plan.warm_up + plan.lasts) {
      judged.push_back(second);
    }
  }
  return judged;
}

/// How many of those there are, also where the last callback was answered before they were over.
std::int64_t whole_seconds(const StepPlan& plan) {
  return std::chrono::floor<seconds>(plan.warm_up + plan.lasts).count() -
         std::chrono::ceil<seconds>(plan.warm_up).count();
}

double answered_a_second(const std::vector<StepSecond>& judged, const LoadResult& result,
                         const StepPlan& plan) {
  const std::int64_t whole = whole_seconds(plan);
  if (whole <= 0) {  // So short a step is looked at with its warm-up.
    const double took = in_seconds(std::max(result.took, plan.warm_up + plan.lasts));
    return took > 0 ? static_cast<double>(result.totals.sum().rows.sent()) / took : 0;
  }
  std::uint64_t ended = 0;
  for (const StepSecond& second : judged) ended += second.ended;
  return static_cast<double>(ended) / static_cast<double>(whole);
}

double busy(const std::vector<StepSecond>& judged, const LoadResult& result, const StepPlan& plan) {
  const auto threads = static_cast<double>(plan.threads);
  if (judged.empty()) {
    const double took = in_seconds(result.took);
    const double cpu = std::accumulate(result.cpu_seconds.begin(), result.cpu_seconds.end(), 0.0);
    return took > 0 ? cpu / (threads * took) : 0;
  }
  Offset idle{};
  for (const StepSecond& second : judged) idle += second.idle;
  // What came after the last ending, and before the end of what is judged, is in no second.
  const auto whole = static_cast<double>(whole_seconds(plan));
  const Offset until = seconds(judged.front().number) + seconds(whole_seconds(plan));
  const double after = threads * std::max(0.0, in_seconds(until - result.took));
  const double part = 1 - (in_seconds(idle) + after) / (threads * whole);
  return std::clamp(part, 0.0, 1.0);  // A wait may have begun in the second before.
}

/// How many more conversations are under way at the end than chance can explain.
std::uint64_t growth(const std::vector<StepSecond>& judged, const StepPlan& plan) {
  if (judged.size() < 2 || plan.warm_up < plan.story) return 0;
  const double before = static_cast<double>(judged.front().under_way);
  const double after = static_cast<double>(judged.back().under_way);
  double started = 0;
  for (std::size_t i = 1; i < judged.size(); ++i) started += static_cast<double>(judged[i].started);
  const double chance = 1 + started / 100 + 3 * std::sqrt(std::max(before, after));
  return after - before > chance ? static_cast<std::uint64_t>(after - before) : 0;
}

/// Callbacks that were due in the time that is judged, and have no ending yet. What was not sent at
/// all is among them only where nothing more could be sent: else it was due later.
std::uint64_t count_unanswered(const LoadResult& result, const LoadProfile& profile) {
  std::uint64_t abandoned = 0;
  std::uint64_t judged = 0;
  for (const auto& [group, figures] : result.totals.groups) {
    abandoned += figures->rows.abandoned;
    if (group.phase == kJudgedPhase) judged += figures->rows.abandoned;
  }
  const bool full = static_cast<double>(abandoned) >= kFull * profile.limits.in_flight;
  return judged + (full ? result.unsent : 0);
}

/// Those are the slowest of all.
void count_as_slow(LoadTotals& totals, std::uint64_t unanswered, Offset waited) {
  LoadFigures* most = nullptr;
  std::uint64_t unsent = unanswered;
  for (const auto& [group, figures] : totals.groups) {
    if (group.phase != kJudgedPhase) continue;
    figures->rows.failed += figures->rows.abandoned;
    for (std::uint64_t i = 0; i < figures->rows.abandoned; ++i) {
      figures->latencies.response.record(waited);
    }
    unsent -= figures->rows.abandoned;
    if (most == nullptr || most->rows.sent() < figures->rows.sent()) most = figures.get();
  }
  if (unsent == 0) return;
  if (most == nullptr) {
    auto& none = totals.groups[{kJudgedPhase, 0, Kind::Status}];
    none = std::make_unique<LoadFigures>();
    most = none.get();
  }
  most->rows.failed += unsent;  // Nobody knows of which kind they are.
  most->rows.abandoned += unsent;
  for (std::uint64_t i = 0; i < unsent; ++i) most->latencies.response.record(waited);
}

bool asks_of(const std::vector<Condition>& until, Metric metric) {
  return std::ranges::any_of(
      until, [metric](const Condition& condition) { return condition.metric == metric; });
}

double part(std::uint64_t some, std::uint64_t all) {
  return all == 0 ? 0 : static_cast<double>(some) / static_cast<double>(all);
}

double begun(const LoadResult& result) {
  return result.due == 0 ? 1 : part(result.conversations.started, result.due);
}

/// Of a step whose callbacks were not even sent.
KeptSchedule kept_by_none(std::uint64_t unanswered) {
  return {Trust::Saturated,
          fmt::format("none of {} callbacks that were due was answered", unanswered)};
}

/// What broke, of the receiver; empty where nothing did.
std::string broken(const BenchStep& step, const LoadProfile& profile, std::uint64_t grown) {
  const LoadRows& rows = step.figures.rows;
  for (const LoadCheck& check : step.checks) {
    if (!check.holds) return check.told;
  }
  if (rows.sent() == 0) return "nothing was due in its time";
  if (!asks_of(profile.pass_when, Metric::Failed)) {
    const double failed = part(rows.failed, rows.sent());
    if (failed >= kFewFail) return fmt::format("{:.1f}% failed", failed * 100);
  }
  if (!asks_of(profile.pass_when, Metric::Dropped)) {
    const double dropped = part(rows.dropped, rows.sent() + rows.dropped);
    if (dropped >= kFewFail) return fmt::format("{:.1f}% were dropped", dropped * 100);
  }
  if (grown > 0) return fmt::format("the queue grew: {} more conversations under way", grown);
  return "";
}

/// Whether so much less was sent in its time than was asked for that it says nothing of that rate.
bool is_another_rate(const LoadResult& result, const Histogram& lag, const StepPlan& plan) {
  const Offset late = lag.quantile(0.99);
  return begun(result) < kEnoughBegun || (late > kLate && late > plan.lasts / kLatest);
}

std::uint32_t places(const LoadProfile& profile) {
  return std::min(profile.limits.connections, profile.limits.in_flight);
}

bool were_full(const BenchStep& step, const std::vector<StepSecond>& judged,
               std::uint32_t all_places) {
  const double in_use = std::max(step.taken, static_cast<double>(step.unanswered));
  return in_use >= kFull * all_places ||
         std::ranges::any_of(judged, [all_places](const StepSecond& second) {
           return second.in_flight >= all_places;
         });
}

/// Whose fault it is that a step did not hold. `stuck`: nothing that was due was sent.
void tell_apart(BenchStep& step, bool stuck, const KeptSchedule& schedule,
                std::uint32_t all_places) {
  const bool saturated = step.trust == Trust::Saturated;
  const bool late = step.trust != Trust::Trustworthy;
  const bool busy = step.busy >= kBusy;
  step.outcome = StepOutcome::Broke;
  if (late && (busy || (saturated && !step.full))) {
    step.outcome = StepOutcome::Late;
    step.why = fmt::format("we were late ({}), {}", schedule.why,
                           busy ? fmt::format("busy {:.0f}% of the time", step.busy * 100)
                                : "though not busy: the machine is");
  } else if (saturated && !stuck) {
    step.why = fmt::format("all {} connections were in use, the rest waited", all_places);
  }
}

}  // namespace

LoadProfile profile_of_step(LoadProfile profile, std::vector<Condition> until, Rate rate,
                            const StepPlan& plan) {
  constexpr Offset kAfter = std::chrono::milliseconds(1);  // What is due later belongs here too.
  profile.phases = {
      {.name = "warm-up", .lasts = plan.warm_up, .rate = {rate, rate}, .judged = false},
      {.name = "step", .lasts = plan.lasts, .rate = {rate, rate}},
      {.name = "after", .lasts = kAfter, .judged = false}};
  profile.limits.drain = plan.patience;
  profile.pass_when = std::move(until);
  profile.valid_when.clear();
  profile.stop_when.clear();
  return profile;
}

Offset patience(const std::vector<Condition>& until, Offset timeout) {
  Offset longest = seconds(1);
  for (const Condition& condition : until) {
    if (condition.measure == Measure::Time) longest = std::max(longest, condition.time);
  }
  return std::min(longest * 2, timeout);
}

BenchStep judged_step(LoadResult result, const LoadProfile& profile, const StepPlan& plan,
                      const std::vector<StepSecond>& seconds) {
  const auto in_step = [](const LoadGroup& group) { return group.phase == kJudgedPhase; };
  const std::vector<StepSecond> judged = judged_seconds(seconds, plan);
  BenchStep step{.rate = profile.phases[kJudgedPhase].rate.from};
  step.answered = answered_a_second(judged, result, plan);
  step.busy = busy(judged, result, plan);
  const LoadFigures seen = result.totals.sum(in_step);
  const Histogram& service = seen.latencies.service;
  step.taken = duration<double>(service.mean()).count() * static_cast<double>(service.count()) /
               in_seconds(plan.lasts);
  step.unanswered = count_unanswered(result, profile);
  count_as_slow(result.totals, step.unanswered, plan.patience);
  step.figures = result.totals.sum(in_step);
  step.checks = looked_at(profile.pass_when, result, profile);
  const bool stuck = seen.rows.sent() == 0 && step.unanswered > 0;
  const KeptSchedule schedule =
      stuck ? kept_by_none(step.unanswered) : kept(step.figures.latencies.lag, begun(result));
  step.trust = schedule.trust;
  step.full = stuck || were_full(step, judged, places(profile));
  step.why = stuck ? schedule.why : broken(step, profile, growth(judged, plan));
  if (!step.why.empty() || is_another_rate(result, step.figures.latencies.lag, plan)) {
    tell_apart(step, stuck, schedule, places(profile));
  }
  return step;
}

}  // namespace ensaio
