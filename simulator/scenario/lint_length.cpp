#include "simulator/scenario/lint_length.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "simulator/base/overloaded.hpp"
#include "simulator/document/codes.hpp"

namespace ensaio {
namespace {

double seconds(Offset offset) { return std::chrono::duration<double>(offset).count(); }

/// The middle of what may be drawn.
double middle(const Span& span) {
  return std::visit(
      Overloaded{
          [](Offset exactly) { return seconds(exactly); },
          [](Uniform range) { return (seconds(range.low) + seconds(range.high)) / 2; },
          [](LogNormal drawn) { return seconds(drawn.p50); },
      },
      span);
}

double length(const Steps& steps, double begin);

double length(const ChooseStep& choose) {
  double sum = 0;
  double weights = 0;
  for (const Option& option : choose.options) {
    sum += length(option.steps, 0) * option.weight;
    weights += option.weight;
  }
  return weights > 0 ? sum / weights : 0;
}

double length(const ParallelStep& parallel) {
  double longest = 0;
  for (const Branch& branch : parallel.branches) {
    longest = std::max(longest, length(branch.steps, 0));
  }
  return longest;
}

double length(const RepeatStep& repeat) {
  const double once = length(repeat.steps, 0);
  return once + std::max(once, seconds(repeat.every)) * (repeat.times - 1.0);
}

double length(const Step& step) {
  if (!step.intent.empty()) return 0;
  double sum = std::visit(Overloaded{
                              [](const WaitStep& wait) { return middle(wait.span); },
                              [](const GroupStep& group) {
                                return std::max(length(group.steps, 0), seconds(group.lasts));
                              },
                              [](const ParallelStep& parallel) { return length(parallel); },
                              [](const ShuffleStep& shuffle) { return length(shuffle.steps, 0); },
                              [](const ChooseStep& choose) { return length(choose); },
                              [](const RepeatStep& repeat) { return length(repeat); },
                              [](const auto&) { return 0.0; },
                          },
                          step.action);
  if (step.modifiers && step.modifiers->copies > 1) {
    sum += seconds(step.modifiers->copies_gap) * (step.modifiers->copies - 1.0);
  }
  return sum;
}

double length(const Steps& steps, double begin) {
  double now = begin;
  for (const Step& step : steps) {
    if (step.modifiers && step.modifiers->at) now = std::max(now, seconds(*step.modifiers->at));
    now += length(step);
  }
  return now - begin;
}

std::string in_words(double seconds) {
  if (seconds < 120) return std::to_string(std::lround(seconds)) + " s";
  if (seconds < 7200) return std::to_string(std::lround(seconds / 60)) + " min";
  return std::to_string(std::lround(seconds / 3600)) + " h";
}

}  // namespace

void lint_length(const Scenario& scenario, Problems& problems) {
  constexpr double kPatience = 60;
  if (scenario.clock.mode == Clock::Mode::Virtual) return;
  const double factor = scenario.clock.mode == Clock::Mode::Fast ? scenario.clock.factor : 1;
  const double real = length(scenario.steps, 0) / factor;
  if (real <= kPatience) return;
  const Place& place = scenario.place;
  problems.push_back({Code::LongRealTime, Severity::Warning, scenario.files[place.file], place.mark,
                      place.width, "this takes about " + in_words(real) + " of real time",
                      "use clock: virtual"});
}

}  // namespace ensaio
