#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/base/enum_table.hpp"
#include "simulator/base/offset.hpp"
#include "simulator/base/result.hpp"
#include "simulator/document/codes.hpp"
#include "simulator/scenario/place.hpp"

namespace ensaio {

/// What a load run measures and conditions are about.
enum class Metric : std::uint8_t {
  Response,     ///< answered - due, of callbacks.
  Service,      ///< answered - sent.
  Lag,          ///< sent - due.
  Failed,       ///< Callbacks whose last attempt failed: a part of those sent, or how many.
  Reached,      ///< What was begun, as a part of what was asked.
  Dropped,      ///< Callbacks dropped beyond in_flight: a part of those planned, or how many.
  OracleWrong,  ///< Conversations that an oracle found wrong: a part of the sample, or how many.
};

inline constexpr auto kMetrics = enum_table<Metric>({
    {Metric::Response, "response"},
    {Metric::Service, "service"},
    {Metric::Lag, "lag"},
    {Metric::Failed, "failed"},
    {Metric::Reached, "reached"},
    {Metric::Dropped, "dropped"},
    {Metric::OracleWrong, "oracle.wrong"},
});

/// Which number of a distribution of times.
enum class Statistic : std::uint8_t { P50, P90, P99, P999, Max, Mean };

inline constexpr auto kStatistics = enum_table<Statistic>({
    {Statistic::P50, "p50"},
    {Statistic::P90, "p90"},
    {Statistic::P99, "p99"},
    {Statistic::P999, "p999"},
    {Statistic::Max, "max"},
    {Statistic::Mean, "mean"},
});

enum class Comparison : std::uint8_t { Less, LessOrEqual, Greater, GreaterOrEqual, Equal };

inline constexpr auto kComparisons = enum_table<Comparison>({
    {Comparison::Less, "<"},
    {Comparison::LessOrEqual, "<="},
    {Comparison::Greater, ">"},
    {Comparison::GreaterOrEqual, ">="},
    {Comparison::Equal, "=="},
});

/// What a condition's value is, and so what must be measured for it.
enum class Measure : std::uint8_t {
  Time,   ///< Condition::time.
  Part,   ///< Condition::number, 0.001 for 0.1%.
  Count,  ///< Condition::number, a whole one.
};

/// "response.p99 < 300ms during steady", read and checked.
struct Condition {
  Place place{};
  std::string text{};  ///< As written.
  Metric metric = Metric::Failed;
  Statistic statistic = Statistic::P99;  ///< Where the metric is a time.
  Comparison comparison = Comparison::Equal;
  Measure measure = Measure::Count;
  Offset time{};
  double number = 0;
  std::optional<std::uint32_t> phase{};     ///< `during`: into the profile's phases.
  std::optional<std::uint32_t> scenario{};  ///< `of`: into the profile's mix.
  std::optional<Offset> lasts{};            ///< `for`: so long it must hold, over 0.
};

/// Whether what was measured is as asked. The first requires Measure::Time; the second is a part
/// or a count, as the condition's measure says.
bool holds(const Condition& condition, Offset measured);
bool holds(const Condition& condition, double measured);

/// "response.p99 was 312ms, asked < 300ms during steady". Three digits, or as many as it takes to
/// see why it holds or does not.
std::string judged_text(const Condition& condition, Offset measured);
std::string judged_text(const Condition& condition, double measured);

/// Whom a condition may name.
struct ConditionNames {
  std::vector<std::string_view> phases{};
  std::vector<std::string_view> unjudged{};  ///< Those of the phases that nothing judges.
  std::vector<std::string_view> scenarios{};
  /// Some scenarios could not be read: an unknown one may be among them, and is told of already.
  bool incomplete = false;
};

/// Whether it may say `for`: in stop_when, which is asked again and again.
enum class ConditionUse : std::uint8_t { AtTheEnd, Ongoing };

/// Why a text is no condition, and which part of it.
struct ConditionMistake {
  Code code{};
  std::size_t at = 0;     ///< In bytes, from the text's start.
  std::size_t width = 1;  ///< In bytes, over 0.
  std::string message{};
  std::string hint{};
  std::string note{};
};

/// One condition; its place is left as it is. Never throws.
Result<Condition, ConditionMistake> parse_condition(std::string_view text,
                                                    const ConditionNames& names, ConditionUse use);

}  // namespace ensaio
