#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "simulator/scenario/condition_reader.hpp"

// A condition, word by word: a metric, a comparison, a value, then perhaps during, of and for.

namespace ensaio {
namespace {

constexpr std::string_view kMetricsNote =
    "response, service, lag with .p50 .p90 .p99 .p999 .max .mean; failed, reached, dropped";

/// What a word stands for here that people know from elsewhere; empty where it is none.
std::string_view known_as(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kOthers{{
      {"latency", "response.p99"},
      {"response_time", "response.p99"},
      {"duration", "response.p99"},
      {"http_req_duration", "response.p99"},
      {"p50", "response.p50"},
      {"p90", "response.p90"},
      {"p99", "response.p99"},
      {"p999", "response.p999"},
      {"errors", "failed"},
      {"error", "failed"},
      {"error_rate", "failed"},
      {"failures", "failed"},
      {"http_req_failed", "failed"},
      {"rate", "reached"},
      {"throughput", "reached"},
      {"lateness", "lag.p99"},
      {"median", "response.p50"},
      {"mean", "response.mean"},
  }};
  const auto found = std::ranges::find(kOthers, word, &decltype(kOthers)::value_type::first);
  return found == kOthers.end() ? "" : found->second;
}

bool is_time(Metric metric) { return metric <= Metric::Lag; }

template <class Table>
std::vector<std::string_view> texts_of(const Table& table) {
  std::vector<std::string_view> texts;
  for (const auto& row : table) texts.push_back(row.text);
  return texts;
}

/// Those that can be measured.
std::vector<std::string_view> metric_texts() {
  auto texts = texts_of(kMetrics);
  std::erase(texts, kMetrics.text(Metric::OracleWrong));
  return texts;
}

bool is_sign(const ConditionWord& word) {
  return !word.quoted && word.text.find_first_of("<>=!") == 0;
}

}  // namespace

std::optional<ConditionMistake> ConditionReader::read() {
  if (auto mistake = read_metric()) return mistake;
  if (auto mistake = read_comparison()) return mistake;
  if (auto mistake = read_value()) return mistake;
  if (auto mistake = check_sense()) return mistake;
  while (next_ < words_.size()) {
    if (auto mistake = read_clause()) return mistake;
  }
  return std::nullopt;
}

std::optional<ConditionMistake> ConditionReader::wrong(const ConditionWord& word, Saying saying,
                                                       Code code) {
  return ConditionMistake{code,
                          word.at,
                          word.width,
                          std::move(saying.message),
                          std::move(saying.hint),
                          std::move(saying.note)};
}

std::optional<ConditionMistake> ConditionReader::missing(std::string message,
                                                         std::string hint) const {
  const bool nothing = words_.empty() || next_ == 0;
  const ConditionWord at = nothing ? ConditionWord{.width = 1} : words_[next_ - 1];
  return wrong(at, {.message = std::move(message), .hint = std::move(hint)});
}

std::optional<ConditionMistake> ConditionReader::read_metric() {
  if (words_.empty()) return missing("nothing is asked", "write response.p99 < 300ms");
  const ConditionWord& word = words_[next_++];
  if (is_sign(word)) {
    return wrong(word, {.message = fmt::format("no metric stands before '{}'", word.text),
                        .hint = fmt::format("write response.p99 {}", word.text),
                        .note = std::string(kMetricsNote)});
  }
  const std::size_t dot = std::min(word.text.find('.'), word.text.size());
  if (word.text.substr(0, dot) == "oracle") {
    return wrong(word, {.message = "oracle.wrong is not yet available in this version"});
  }
  const auto whole = kMetrics.parse(word.text);
  const auto metric = whole ? whole : kMetrics.parse(word.text.substr(0, dot));
  if (!metric) {
    const std::string_view known = known_as(word.text.substr(0, dot));
    return wrong(word, {.message = fmt::format("unknown metric '{}'", word.text),
                        .hint = known.empty() ? did_you_mean(word.text, metric_texts())
                                              : fmt::format("did you mean '{}'?", known),
                        .note = std::string(kMetricsNote)});
  }
  made_.metric = *metric;
  if (*metric == Metric::Reached && use_ == ConditionUse::Ongoing) {
    return wrong(word, {.message = "reached is known at the end, and stops nothing",
                        .hint = "write it in pass_when or valid_when"});
  }
  if (is_time(*metric)) {
    made_.measure = Measure::Time;
    return read_statistic(word, word.text.substr(std::min(dot + 1, word.text.size())));
  }
  if (whole) return std::nullopt;
  return wrong(word, {.message = fmt::format("{} is no time, and has no '{}'",
                                             kMetrics.text(*metric), word.text.substr(dot)),
                      .hint = fmt::format("write {}", kMetrics.text(*metric))});
}

std::optional<ConditionMistake> ConditionReader::read_statistic(const ConditionWord& word,
                                                                std::string_view statistic) {
  const std::string_view metric = kMetrics.text(made_.metric);
  if (const auto known = kStatistics.parse(statistic)) {
    made_.statistic = *known;
    return std::nullopt;
  }
  const auto all = texts_of(kStatistics);
  Saying saying{.note = fmt::format("of {} there are {}", metric, listed(all))};
  if (statistic.empty()) {
    saying.message = fmt::format("which number of {} is meant?", metric);
    saying.hint = fmt::format("write {}.p99", metric);
  } else {
    const std::string_view means = statistic == "avg" || statistic == "average" ? "mean"
                                   : statistic == "median"                      ? "p50"
                                   : statistic == "p95"                         ? "p99"
                                                                                : "";
    saying.message = fmt::format("unknown number '{}' of {}", statistic, metric);
    saying.hint =
        means.empty() ? did_you_mean(statistic, all) : fmt::format("did you mean '{}'?", means);
  }
  return wrong(word, std::move(saying));
}

std::optional<ConditionMistake> ConditionReader::read_comparison() {
  if (next_ == words_.size()) return missing("no comparison follows", "one of < <= > >= ==");
  const ConditionWord& word = words_[next_++];
  const auto comparison = kComparisons.parse(word.text);
  if (comparison && !word.quoted) {
    made_.comparison = *comparison;
    return std::nullopt;
  }
  std::string hint;
  if (word.text == "=") hint = "write ==";
  if (word.text == "=<") hint = "write <=";
  if (word.text == "=>") hint = "write >=";
  return wrong(word, {.message = fmt::format("'{}' is no comparison", word.text),
                      .hint = std::move(hint),
                      .note = "one of < <= > >= =="});
}

Result<Condition, ConditionMistake> parse_condition(std::string_view text,
                                                    const ConditionNames& names, ConditionUse use) {
  ConditionReader reader(text, names, use);
  if (auto mistake = reader.read()) return *std::move(mistake);
  return std::move(reader.made());
}

}  // namespace ensaio
