#include <fmt/format.h>

#include <chrono>
#include <map>

#include "bench/load/bench_report.hpp"
#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

std::string time_text(const Histogram& histogram, double quantile) {
  if (histogram.count() == 0) return "-";
  const double us = static_cast<double>(histogram.quantile(quantile).count());
  if (us < 1000) return fmt::format("{:.0f} us", us);
  if (us < 1e6) return fmt::format("{:.2f} ms", us / 1e3);
  return fmt::format("{:.2f} s", us / 1e6);
}

/// Three digits are as many as a search has.
std::string number_text(double rate) {
  return rate >= 100 ? fmt::format("{:.0f}", rate) : fmt::format("{:.3g}", rate);
}

const char* unit_text(const BenchRecord& record) {
  return record.unit == RateUnit::Callbacks ? "callbacks" : "conversations";
}

/// How many of the unit that the search is in.
double in_unit(const BenchRecord& record, double conversations) {
  return record.unit == RateUnit::Callbacks ? conversations * record.plan.callbacks : conversations;
}

std::string rate_in_unit(const BenchRecord& record, Rate rate) {
  return fmt::format("{} {}/s", number_text(in_unit(record, rate.per_second())), unit_text(record));
}

std::string both_units(const BenchRecord& record, Rate rate) {
  const double conversations = rate.per_second();
  const double callbacks = conversations * record.plan.callbacks;
  if (record.unit == RateUnit::Callbacks) {
    return fmt::format("{} callbacks/s ({} conversations/s)", number_text(callbacks),
                       number_text(conversations));
  }
  return fmt::format("{} conversations/s ({} callbacks/s)", number_text(conversations),
                     number_text(callbacks));
}

const BenchStep* step_at(const BenchRecord& record, std::optional<Rate> rate) {
  const BenchStep* last = nullptr;
  for (const BenchStep& step : record.steps) {
    if (rate && step.rate == *rate) last = &step;
  }
  return last;
}

std::string answer_text(const BenchRecord& record) {
  const std::string held = record.held ? both_units(record, *record.held) : "";
  const std::string beyond = record.not_held ? rate_in_unit(record, *record.not_held) : "";
  const BenchStep* broke = step_at(record, record.not_held);
  const std::string why = broke == nullptr ? "" : broke->why;
  switch (record.answer) {
    case BenchAnswer::Found:
      return fmt::format("the highest rate that held: {}\n  at {}: {}\n", held, beyond, why);
    case BenchAnswer::HeldAll:
      return fmt::format("it held at the highest rate that was asked for: {}\n", held);
    case BenchAnswer::OurLimit:
      if (held.empty()) return fmt::format("inconclusive: at {}: {}\n", beyond, why);
      return fmt::format(
          "inconclusive: it held at {}, and its limit is higher\n  at {}: {}\n"
          "  more may be possible with --threads, or from a machine of its own\n",
          held, beyond, why);
    case BenchAnswer::NoneHeld:
      return fmt::format("no rate held\n  at {}: {}\n", beyond, why);
    default:
      break;
  }
  if (held.empty()) return "not finished, and no rate had held\n";
  if (beyond.empty()) return fmt::format("not finished: it held at {}\n", held);
  return fmt::format("not finished: it held at {}, and not at {}\n", held, beyond);
}

}  // namespace

std::string bench_table_head() {
  return fmt::format("{:>10}{:>12}{:>11}{:>11}{:>9}  {:<12} {}\n", "asked/s", "answered/s", "p50",
                     "p99", "failed", "trust", "");
}

std::string bench_head(const BenchRecord& record) {
  std::string text =
      fmt::format("{} at {}, seed {}\n", record.profile.name, record.target, record.seed);
  if (record.insecure) text += "  no certificate was verified (--insecure)\n";
  for (const Condition& condition : record.until) text += "  until " + condition.text + "\n";
  text += fmt::format("  {} of warm-up and {} a step, {} connections, rates count {}\n",
                      duration_text(record.plan.warm_up), duration_text(record.plan.lasts),
                      std::min(record.profile.limits.connections, record.profile.limits.in_flight),
                      unit_text(record));
  return text;
}

std::string bench_row(const BenchRecord& record, const BenchStep& step) {
  const LoadRows& rows = step.figures.rows;
  const double sent = static_cast<double>(rows.sent());
  const double answered =
      record.unit == RateUnit::Callbacks ? step.answered : step.answered / record.plan.callbacks;
  const Histogram& response = step.figures.latencies.response;
  const std::string failed =
      rows.failed == 0
          ? "-"
          : fmt::format("{:.3g}%", 100 * static_cast<double>(rows.failed) /
                                       std::max(sent, static_cast<double>(rows.failed)));
  return fmt::format("{:>10}{:>12}{:>11}{:>11}{:>9}  {:<12} {}\n",
                     number_text(in_unit(record, step.rate.per_second())), number_text(answered),
                     time_text(response, 0.5), time_text(response, 0.99), failed,
                     kTrusts.text(step.trust),
                     step.outcome == StepOutcome::Held ? "held" : step.why);
}

std::string bench_end(const BenchRecord& record) {
  std::map<Rate, const BenchStep*> curve;  // Of one that was repeated the second counts.
  for (const BenchStep& step : record.steps) curve[step.rate] = &step;
  std::string text = "\nlatency over rate\n" + bench_table_head();
  for (const auto& [rate, step] : curve) text += bench_row(record, *step);
  return (curve.empty() ? "" : text) + "\n" + answer_text(record);
}

}  // namespace ensaio
