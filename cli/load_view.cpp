#include "cli/load_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "simulator/report/visible.hpp"

namespace ensaio {
namespace {

using std::chrono::duration;

constexpr std::size_t kNarrowest = 20;
constexpr std::size_t kWidestBar = 30;
constexpr std::size_t kNarrowestBar = 5;

std::string time_text(Histogram::Time time) {
  const auto us = static_cast<double>(time.count());
  if (us < 1000) return fmt::format("{:.0f} us", us);
  return us < 1e6 ? fmt::format("{:.1f} ms", us / 1e3) : fmt::format("{:.2f} s", us / 1e6);
}

std::string rate_shown(double per_second) {
  return per_second >= 100 ? fmt::format("{:.0f}/s", per_second)
                           : fmt::format("{:.3g}/s", per_second);
}

std::string cut(std::string text, std::size_t columns) {
  if (text.size() > columns) text.resize(beginning(text, columns).size());
  return text;
}

/// What belongs together side by side, as much as fits into each line.
void put(std::vector<std::string>& lines, const std::vector<std::string>& words,
         std::size_t columns) {
  std::string line = "  ";
  for (const std::string& word : words) {
    const bool first = line.size() == 2;
    if (!first && line.size() + 3 + word.size() > columns) {
      lines.push_back(cut(std::exchange(line, "  "), columns));
    } else if (!first) {
      line += "   ";
    }
    line += word;
  }
  lines.push_back(cut(std::move(line), columns));
}

std::string progress(const LoadView& view, std::size_t columns) {
  const std::string title = visible(view.title);
  const double passed = std::floor(duration<double>(view.passed).count());
  const double lasts = duration<double>(view.lasts).count();
  if (lasts <= 0) return cut(fmt::format("{}  {:.0f} s", title, passed), columns);
  const std::string time = fmt::format("{:.0f} s of {:.3g} s", passed, lasts);
  const std::size_t taken = title.size() + time.size() + 6;  // Brackets and blanks.
  if (taken + kNarrowestBar > columns) return cut(fmt::format("{}  {}", title, time), columns);
  const std::size_t bar = std::min(kWidestBar, columns - taken);
  const double part =
      std::clamp(duration<double>(view.passed) / duration<double>(view.lasts), 0.0, 1.0);
  const auto full = static_cast<std::size_t>(part * static_cast<double>(bar));
  return fmt::format("{}  [{}{}]  {}", title, std::string(full, '#'), std::string(bar - full, '.'),
                     time);
}

std::vector<std::string> rates(const LoadView& view) {
  return {view.asked.empty() ? "as fast as it answers" : "asked " + view.asked,
          view.measured ? "reached " + rate_shown(static_cast<double>(view.started)) : "reached -",
          fmt::format("{} under way", view.under_way), fmt::format("{} in flight", view.in_flight)};
}

std::vector<std::string> latencies(const LoadView& view) {
  return {"last second: p50 " + (view.answered ? time_text(view.p50) : "-"),
          "p99 " + (view.answered ? time_text(view.p99) : "-")};
}

std::vector<std::string> failures(const LoadRows& rows) {
  std::vector<std::string> words{
      fmt::format("{} sent", rows.sent()),
      rows.failed == 0 ? "none failed" : fmt::format("{} failed:", rows.failed)};
  const std::pair<std::uint64_t, const char*> kinds[] = {{rows.other_status, "answered otherwise"},
                                                         {rows.timed_out, "timed out"},
                                                         {rows.unreachable, "unreachable"},
                                                         {rows.dropped, "dropped"}};
  std::uint64_t told = 0;
  for (const auto& [count, kind] : kinds) {
    if (count > 0) words.push_back(fmt::format("{} {}", count, kind));
    told += count;
  }
  if (rows.failed > told) words.push_back(fmt::format("{} not as expected", rows.failed - told));
  return words;
}

}  // namespace

std::vector<std::string> lines_of(const LoadView& view, std::size_t width) {
  const std::size_t columns = std::max(kNarrowest, width) - 1;
  std::vector<std::string> lines{progress(view, columns)};
  put(lines, rates(view), columns);
  put(lines, latencies(view), columns);
  put(lines, failures(view.rows), columns);
  return lines;
}

void place(LoadView& view, const LoadSetting& setting, Offset now) {
  const std::vector<LoadPhase>& phases = setting.profile.phases;
  Offset begins{};
  std::size_t i = 0;
  while (i < phases.size() && begins + phases[i].lasts <= now) begins += phases[i++].lasts;
  view.passed = now - begins;
  view.asked.clear();
  if (i == phases.size()) {
    view.title = setting.before + "what is under way";
    view.lasts = Offset::zero();
    if (!setting.closed_loop) view.asked = "0/s";
    return;
  }
  const LoadPhase& phase = phases[i];
  view.title = setting.before + phase.name;
  if (phases.size() > 1 && setting.before.empty()) {
    view.title += fmt::format(" ({} of {})", i + 1, phases.size());
  }
  view.lasts = phase.lasts;
  if (setting.closed_loop) return;
  const double part = duration<double>(view.passed) / duration<double>(phase.lasts);
  const double from = phase.rate.from.per_second();
  view.asked = rate_shown(from + (phase.rate.to.per_second() - from) * part);
}

void add(LoadView& view, const LoadSecond& second) {
  view.measured = true;
  view.started = second.started;
  view.under_way = second.under_way;
  view.in_flight = second.in_flight;
  const Histogram& response = second.figures.latencies.response;
  view.answered = response.count() > 0;
  view.p50 = response.quantile(0.5);
  view.p99 = response.quantile(0.99);
  view.rows += second.figures.rows;
}

}  // namespace ensaio
