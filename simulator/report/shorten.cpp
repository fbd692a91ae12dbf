#include "simulator/report/shorten.hpp"

#include <algorithm>
#include <optional>

namespace ensaio {
namespace {

constexpr std::size_t kLeastOfAFailure = 20;  // What the console shows, and some more.

void keep_checks(std::vector<Check>& checks, std::size_t most, LeftOut& left_out) {
  if (checks.size() <= most) return;
  const auto passed = [](const Check& check) { return check.verdict == Verdict::Pass; };
  const auto red = static_cast<std::size_t>(
      std::count_if(checks.begin(), checks.end(), [&](const Check& c) { return !passed(c); }));
  std::size_t red_left = std::min(red, most);
  std::size_t green_left = most - red_left;
  const auto has_no_room = [&](const Check& check) {
    std::size_t& left = passed(check) ? green_left : red_left;
    if (left == 0) return true;
    --left;
    return false;
  };
  const std::size_t all = checks.size();
  // One pass from the front, which std::remove_if does not promise.
  std::vector<Check> kept;
  for (Check& check : checks) {
    if (!has_no_room(check)) kept.push_back(std::move(check));
  }
  checks = std::move(kept);
  left_out.checks += all - checks.size();
}

/// The attempt that the reader wants to see.
std::size_t first_red_attempt(const std::vector<Check>& checks) {
  for (const Check& check : checks) {
    if (check.verdict != Verdict::Pass && check.attempt) return *check.attempt;
  }
  return 0;
}

void keep_attempts(ScenarioRecord& scenario, std::size_t most) {
  std::vector<Attempt>& attempts = scenario.attempts;
  if (attempts.size() <= most) return;
  const std::size_t wanted = first_red_attempt(scenario.checks);
  const std::size_t first = wanted < most ? 0 : std::min(wanted - most / 2, attempts.size() - most);
  const auto begin = attempts.begin() + static_cast<std::ptrdiff_t>(first);
  scenario.left_out.attempts_before += first;
  scenario.left_out.attempts_after += attempts.size() - first - most;
  attempts = std::vector<Attempt>(begin, begin + static_cast<std::ptrdiff_t>(most));
  for (Check& check : scenario.checks) {
    const bool kept = check.attempt && *check.attempt >= first && *check.attempt < first + most;
    check.attempt = kept ? std::optional(*check.attempt - first) : std::nullopt;
  }
}

/// The last ones: one that was missed is among them.
void keep_awaits(ScenarioRecord& scenario, std::size_t most) {
  auto& awaits = scenario.awaits;
  if (awaits.size() <= most) return;
  scenario.left_out.awaits = awaits.size() - most;
  awaits.erase(awaits.begin(), awaits.end() - static_cast<std::ptrdiff_t>(most));
}

}  // namespace

void shorten(ScenarioRecord& scenario, std::size_t most) {
  const std::size_t least = scenario.verdict == Verdict::Pass ? 0 : kLeastOfAFailure;
  keep_checks(scenario.checks, std::max(most, least), scenario.left_out);
  keep_attempts(scenario, std::max(most, least));
  keep_awaits(scenario, std::max(most, least));
}

}  // namespace ensaio
