#include "simulator/report/failure_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "simulator/report/paint.hpp"
#include "simulator/report/visible.hpp"

namespace ensaio {
namespace {

constexpr std::size_t kBefore = 5;  // Attempts shown before the first failure,
constexpr std::size_t kAfter = 3;   // and after it.
constexpr std::size_t kOthers = 5;  // Further failures told one by one.
constexpr std::size_t kAnswerShown = 200;

/// The checks that made the scenario what it is.
std::vector<const Check*> failures_of(const ScenarioRecord& scenario) {
  std::vector<const Check*> failures;
  if (scenario.verdict == Verdict::Pass) return failures;
  for (const Check& check : scenario.checks) {
    if (check.verdict == scenario.verdict) failures.push_back(&check);
  }
  return failures;
}

/// Where the step of `failure` is written; null where that is not known.
const WrittenAt* place_of(const ScenarioRecord& scenario, const Check& failure) {
  const auto found = std::find_if(scenario.steps.begin(), scenario.steps.end(),
                                  [&](const WrittenAt& at) { return at.step == failure.step; });
  return found == scenario.steps.end() ? nullptr : &*found;
}

void print_place(const ScenarioRecord& scenario, const Check& failure, std::ostream& out) {
  const WrittenAt* at = place_of(scenario, failure);
  if (at == nullptr) return;
  out << fmt::format("  {}:{}", visible(at->file), at->line);
  if (!at->text.empty()) out << "  " << visible(at->text);
  if (!at->intent.empty()) out << fmt::format("   (intent: {})", visible(at->intent));
  out << '\n';
}

void print_answer(const Attempt& attempt, std::ostream& out) {
  const bool refused = attempt.ending == EndingName::Answered && attempt.status / 100 != 2;
  const std::string said = refused ? said_text(attempt) : std::string();
  if (!said.empty()) out << "  " << said << '\n';
}

/// What failed of attempt `index`, for the end of its line.
std::string failed_words(const std::vector<const Check*>& failures, std::size_t index) {
  std::string words;
  for (const Check* failure : failures) {
    if (failure->attempt != index) continue;
    words += words.empty() ? "   <-- " : ", ";
    // What is interrupted or inconclusive may hold all the same.
    words += failure->verdict == Verdict::Fail ? "not " + visible(failure->what)
                                               : visible(failure->what) + " not known";
  }
  return words;
}

void print_timeline(const ScenarioRecord& scenario, const std::vector<const Check*>& failures,
                    const ConsoleStyle& style, std::ostream& out) {
  const std::size_t all = scenario.attempts.size();
  const std::size_t at = std::min(failures.front()->attempt.value_or(all), all);
  const std::size_t first = at > kBefore ? at - kBefore : 0;
  const std::size_t last = std::min(all, at + kAfter + 1);
  std::size_t width = 0;
  for (std::size_t i = first; i < last; ++i) {
    width = std::max(width, scenario.attempts[i].callback.size());
  }
  out << '\n';
  const std::uint64_t before = first + scenario.left_out.attempts_before;
  const std::uint64_t after = all - last + scenario.left_out.attempts_after;
  if (before > 0) out << fmt::format("  ... {} before\n", before);
  for (std::size_t i = first; i < last; ++i) {
    out << "  " << attempt_line(scenario.attempts[i], width)
        << painted(failed_words(failures, i), Paint::Bad, style) << '\n';
  }
  if (after > 0) out << fmt::format("  ... {} after\n", after);
}

void print_others(const ScenarioRecord& scenario, const std::vector<const Check*>& failures,
                  std::ostream& out) {
  if (failures.size() < 2) return;
  out << '\n';
  const std::size_t last = std::min(failures.size(), kOthers + 1);
  for (std::size_t i = 1; i < last; ++i) {
    const Check& check = *failures[i];
    const WrittenAt* at = place_of(scenario, check);
    const std::string place = at != nullptr ? fmt::format("{}:{}", visible(at->file), at->line)
                              : check.step.empty() ? "in the end"
                                                   : "step " + visible(check.step);
    out << fmt::format("  also {}, {}: {}\n", place, visible(check.what), visible(check.message));
  }
  if (last < failures.size()) {
    out << fmt::format("  and {} more failed checks\n", failures.size() - last);
  }
}

}  // namespace

std::string said_text(const Attempt& attempt) {
  if (attempt.answer.empty()) return {};
  const std::string_view shown = beginning(attempt.answer, kAnswerShown);
  return "it said: " + visible(shown) + (shown.size() < attempt.answer.size() ? " ..." : "");
}

std::string attempt_line(const Attempt& attempt, std::size_t width) {
  const auto time = [](std::int64_t us) { return human_time(std::chrono::microseconds(us)); };
  std::string ending;
  switch (attempt.ending) {
    case EndingName::Answered:
      ending = std::to_string(attempt.status);
      break;
    case EndingName::TimedOut:
      ending = "timed out " + attempt.reason;
      break;
    case EndingName::Unreachable:
      ending = "unreachable, " + attempt.reason;
      break;
    case EndingName::Abandoned:
      ending = "abandoned";
      break;
  }
  const std::string again = attempt.attempt > 1 ? fmt::format(" attempt {}", attempt.attempt) : "";
  return fmt::format("t={:<10} {:<{}}{} -> {} ({})",
                     attempt.at_us == 0 ? "0 ms" : time(attempt.at_us), visible(attempt.callback),
                     width, again, visible(ending), time(attempt.answered_us - attempt.sent_us));
}

void print_failure(const ScenarioRecord& scenario, const ConsoleStyle& style, std::ostream& out) {
  const std::vector<const Check*> failures = failures_of(scenario);
  if (failures.empty()) return;
  const Check& first = *failures.front();
  print_place(scenario, first, out);
  out << "  " << visible(first.message) << '\n';
  if (first.attempt && *first.attempt < scenario.attempts.size()) {
    print_answer(scenario.attempts[*first.attempt], out);
    print_timeline(scenario, failures, style, out);
  } else if (!scenario.awaits.empty() && !scenario.attempts.empty()) {
    print_timeline(scenario, failures, style, out);  // What led up to the call that did not come.
  }
  print_others(scenario, failures, out);
}

void print_again(const ScenarioRecord& scenario, const ConsoleStyle& style, std::ostream& out) {
  if (scenario.again.empty()) return;
  out << fmt::format("\n  {}  {}\n", painted("again:", Paint::Strong, style),
                     visible(scenario.again));
}

}  // namespace ensaio
