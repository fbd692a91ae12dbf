#include "simulator/scenario/condition.hpp"

#include <fmt/format.h>

#include <cassert>
#include <charconv>
#include <cmath>

#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

template <class T>
bool compared(T measured, Comparison comparison, T asked) {
  switch (comparison) {
    case Comparison::Less:
      return measured < asked;
    case Comparison::LessOrEqual:
      return measured <= asked;
    case Comparison::Greater:
      return measured > asked;
    case Comparison::GreaterOrEqual:
      return measured >= asked;
    case Comparison::Equal:
      return measured == asked;
  }
  return false;
}

/// To so many digits that count.
Offset rounded(Offset time, int digits) {
  const double whole = static_cast<double>(time.count());
  if (time <= Offset::zero()) return time;
  const int place = static_cast<int>(std::floor(std::log10(whole))) + 1 - digits;
  if (place <= 0) return time;
  std::int64_t step = 1;
  for (int i = 0; i < place; ++i) step *= 10;
  return Offset((time.count() + step / 2) / step * step);
}

/// In as few digits as still say what the comparison says.
std::string shown_measured(const Condition& condition, Offset measured) {
  constexpr int kFewest = 3;
  constexpr int kAll = 19;
  const auto misleads = [&](Offset shown) {
    return holds(condition, shown) != holds(condition, measured) ||
           (shown == condition.time) != (measured == condition.time);
  };
  int digits = kFewest;
  while (digits < kAll && misleads(rounded(measured, digits))) ++digits;
  return duration_text(rounded(measured, digits));
}

double number_of(std::string_view text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string part_text(double part, int digits) {
  return fmt::format("{:.{}g}", part * 100, digits);
}

std::string shown_measured(const Condition& condition, double measured) {
  if (condition.measure == Measure::Count) return fmt::format("{:.0f}", measured);
  constexpr int kFewest = 3;
  constexpr int kAll = 17;
  const auto misleads = [&](double shown) {
    return holds(condition, shown) != holds(condition, measured) ||
           (shown == condition.number) != (measured == condition.number);
  };
  int digits = kFewest;
  while (digits < kAll && misleads(number_of(part_text(measured, digits)) / 100)) ++digits;
  return part_text(measured, digits) + "%";
}

std::string metric_text(const Condition& condition) {
  std::string text(kMetrics.text(condition.metric));
  if (condition.measure == Measure::Time) {
    text.append(".").append(kStatistics.text(condition.statistic));
  }
  return text;
}

/// What stands in the text behind the metric.
std::string asked_text(const Condition& condition) {
  const std::size_t comparison = condition.text.find_first_of("<>=");
  return comparison == std::string::npos ? "" : condition.text.substr(comparison);
}

template <class T>
std::string told_as(const Condition& condition, T measured) {
  return fmt::format("{} was {}, asked {}", metric_text(condition),
                     shown_measured(condition, measured), asked_text(condition));
}

}  // namespace

bool holds(const Condition& condition, Offset measured) {
  assert(condition.measure == Measure::Time);
  return compared(measured, condition.comparison, condition.time);
}

bool holds(const Condition& condition, double measured) {
  assert(condition.measure != Measure::Time);
  return compared(measured, condition.comparison, condition.number);
}

std::string judged_text(const Condition& condition, Offset measured) {
  return told_as(condition, measured);
}

std::string judged_text(const Condition& condition, double measured) {
  return told_as(condition, measured);
}

}  // namespace ensaio
