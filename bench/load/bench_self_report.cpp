#include "bench/load/bench_self_report.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

namespace ensaio {
namespace {

using nlohmann::ordered_json;
using std::chrono::duration;

struct Measured {
  const char* name;
  double SelfFigure::*value;
  bool of_a_schedule = false;
};

constexpr Measured kMeasured[] = {{"callbacks_per_s", &SelfFigure::callbacks_per_s},
                                  {"cpu_us_per_callback", &SelfFigure::cpu_us_per_callback},
                                  {"lag_p50_us", &SelfFigure::lag_p50_us, true},
                                  {"lag_p99_us", &SelfFigure::lag_p99_us, true},
                                  {"response_p50_us", &SelfFigure::response_p50_us},
                                  {"response_p99_us", &SelfFigure::response_p99_us}};

Spread spread_in(const SelfKind& kind, double SelfFigure::*value) {
  std::vector<double> figures;
  for (const SelfFigure& figure : kind.runs) figures.push_back(figure.*value);
  return spread_of(std::move(figures));
}

std::uint64_t failed(const SelfKind& kind) {
  std::uint64_t all = 0;
  for (const SelfFigure& figure : kind.runs) all += figure.failed;
  return all;
}

/// Else nothing is ever late.
bool is_open(const SelfKind& kind) { return kind.asked_callbacks_per_s > 0; }

ordered_json kind_json(const SelfKind& kind) {
  const bool open = is_open(kind);
  ordered_json one{
      {"name", kind.name},
      {"asked_callbacks_per_s", open ? ordered_json(kind.asked_callbacks_per_s) : ordered_json()},
      {"runs", kind.runs.size()},
      {"failed", failed(kind)}};
  for (const Measured& measured : kMeasured) {
    if (kind.runs.empty() || (measured.of_a_schedule && !open)) {
      one[measured.name] = nullptr;
      continue;
    }
    const Spread spread = spread_in(kind, measured.value);
    one[measured.name] = {
        {"median", spread.median}, {"lowest", spread.lowest}, {"highest", spread.highest}};
  }
  return one;
}

std::string us_text(double us) {
  return us < 1000 ? fmt::format("{:.1f} us", us) : fmt::format("{:.2f} ms", us / 1000);
}

double us(Histogram::Time time) { return static_cast<double>(time.count()); }

}  // namespace

Spread spread_of(std::vector<double> figures) {
  if (figures.empty()) return {};
  std::ranges::sort(figures);
  const std::size_t half = figures.size() / 2;
  const double median =
      figures.size() % 2 == 1 ? figures[half] : (figures[half - 1] + figures[half]) / 2;
  return {.median = median, .lowest = figures.front(), .highest = figures.back()};
}

SelfFigure self_figure(const LoadResult& result) {
  const LoadFigures all = result.totals.sum();
  const double took = duration<double>(result.took).count();
  const double cpu = std::accumulate(result.cpu_seconds.begin(), result.cpu_seconds.end(), 0.0);
  const auto sent = static_cast<double>(all.rows.sent());
  const Latencies& latencies = all.latencies;
  return {.callbacks_per_s = took > 0 ? sent / took : 0,
          .cpu_us_per_callback = sent > 0 ? cpu * 1e6 / sent : 0,
          .lag_p50_us = us(latencies.lag.quantile(0.5)),
          .lag_p99_us = us(latencies.lag.quantile(0.99)),
          .response_p50_us = us(latencies.response.quantile(0.5)),
          .response_p99_us = us(latencies.response.quantile(0.99)),
          .failed = all.rows.failed};
}

std::string self_json(const SelfRecord& record) {
  ordered_json told{{"schema", "ensaio.bench-self/1"},
                    {"ensaio", record.version},
                    {"interrupted", record.interrupted},
                    {"machine",
                     {{"cpu", record.machine.cpu},
                      {"cores", record.machine.cores},
                      {"memory_kib", record.machine.memory_kib},
                      {"kernel", record.machine.kernel},
                      {"governor", record.governor}}},
                    {"run_s", duration<double>(record.lasts).count()},
                    {"connections", record.connections},
                    {"threads", record.threads}};
  ordered_json kinds = ordered_json::array();
  for (const SelfKind& kind : record.kinds) kinds.push_back(kind_json(kind));
  told["kinds"] = std::move(kinds);
  return told.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string self_console(const SelfRecord& record) {
  std::string text = fmt::format(
      "this program on {}, {} cores{}, {}\n  {} connections, {} thread{}, {:.3g} s a run; medians, "
      "and the lowest and highest\n",
      record.machine.cpu.empty() ? "an unknown processor" : record.machine.cpu,
      record.machine.cores, record.governor.empty() ? "" : " (" + record.governor + ")",
      record.machine.kernel, record.connections, record.threads, record.threads == 1 ? "" : "s",
      duration<double>(record.lasts).count());
  text += fmt::format("  {:<26}{:>12}{:>18}{:>11}{:>11}{:>11}{:>14}\n", "", "callbacks/s", "",
                      "CPU each", "lag p50", "lag p99", "response p99");
  for (const SelfKind& kind : record.kinds) {
    if (kind.runs.empty()) continue;
    const Spread rate = spread_in(kind, &SelfFigure::callbacks_per_s);
    const bool open = is_open(kind);
    const auto median = [&kind](double SelfFigure::*value) {
      return us_text(spread_in(kind, value).median);
    };
    text += fmt::format(
        "  {:<26}{:>12.0f}{:>18}{:>11}{:>11}{:>11}{:>14}", kind.title, rate.median,
        fmt::format("({:.0f}..{:.0f})", rate.lowest, rate.highest),
        median(&SelfFigure::cpu_us_per_callback), open ? median(&SelfFigure::lag_p50_us) : "-",
        open ? median(&SelfFigure::lag_p99_us) : "-", median(&SelfFigure::response_p99_us));
    text += failed(kind) > 0 ? fmt::format("  {} failed\n", failed(kind)) : "\n";
  }
  return text;
}

}  // namespace ensaio
