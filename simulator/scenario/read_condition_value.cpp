#include <fmt/format.h>

#include <utility>

#include "simulator/document/values.hpp"
#include "simulator/grammar/scalar_form.hpp"
#include "simulator/scenario/condition_reader.hpp"

// The value of a condition.

namespace ensaio {

std::optional<ConditionMistake> ConditionReader::read_value() {
  if (next_ == words_.size() || is_clause(next_)) {
    const bool time = made_.measure == Measure::Time;
    return missing("no value follows", time ? "such as 300ms" : "such as 0.1% or 0");
  }
  const ConditionWord& word = words_[next_++];
  return made_.measure == Measure::Time ? read_time(word) : read_number(word);
}

std::optional<ConditionMistake> ConditionReader::read_time(const ConditionWord& word) {
  // "300 ms": put together they are one.
  if (next_ < words_.size() && !is_clause(next_)) {
    const ConditionWord& unit = words_[next_];
    const std::string joined = std::string(word.text) + std::string(unit.text);
    if (!parse_duration(word.text) && parse_duration(joined)) {
      return wrong({.at = word.at, .width = unit.at + unit.width - word.at},
                   {.message = "a duration is one word", .hint = "write " + joined},
                   Code::BadDuration);
    }
  }
  if (const auto time = parse_duration(word.text)) {
    made_.time = *time;
    return std::nullopt;
  }
  auto finding = scalar_finding(shapes::kDuration, {word.text, ScalarType::Text, false});
  if (!finding) finding = Finding{Code::BadDuration, "no duration", "", ""};
  return wrong(word, {std::move(finding->message), std::move(finding->hint), ""}, finding->code);
}

std::optional<ConditionMistake> ConditionReader::read_number(const ConditionWord& word) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 53U;  // Beyond, not every double is whole.
  const std::string_view metric = kMetrics.text(made_.metric);
  if (const auto part = parse_percent(word.text)) {
    made_.measure = Measure::Part;
    made_.number = *part;
    return std::nullopt;
  }
  const auto count = parse_unsigned(word.text);
  const bool reached = made_.metric == Metric::Reached;
  if (count && *count <= kMost && !reached) {
    made_.measure = Measure::Count;
    made_.number = static_cast<double>(*count);
    return std::nullopt;
  }
  const std::string percent = std::string(word.text) + "%";
  const bool lacks_sign = parse_percent(percent).has_value();
  return wrong(word,
               {.message = fmt::format("'{}' is no {}", word.text,
                                       reached ? "percentage" : "percentage or whole number"),
                .hint = lacks_sign ? "write " + percent : "",
                .note = reached ? "reached is a part of what was asked: reached >= 99%"
                                : fmt::format("such as {0} < 0.1% or {0} == 0", metric)},
               Code::BadPercent);
}

/// Nothing is below nothing.
std::optional<ConditionMistake> ConditionReader::check_sense() const {
  const bool zero =
      made_.measure == Measure::Time ? made_.time == Offset::zero() : made_.number == 0;
  const bool never = made_.comparison == Comparison::Less;
  const bool always = made_.comparison == Comparison::GreaterOrEqual;
  if (!zero || (!never && !always)) return std::nullopt;
  const ConditionWord& comparison = words_[1];
  return wrong(comparison, {.message = never ? "nothing can be below 0"
                                             : "nothing is below 0, so "
                                               "this always holds",
                            .hint = never ? "did you mean =="
                                            "?"
                                          : "did you mean >?"});
}

}  // namespace ensaio
