#include <fmt/format.h>

#include <chrono>
#include <numeric>

#include "bench/load/load_report.hpp"

namespace ensaio {
namespace {

using std::chrono::duration;

std::string time_text(Histogram::Time time) {
  const double us = static_cast<double>(time.count());
  if (us < 1000) return fmt::format("{:.0f} us", us);
  if (us < 1e6) return fmt::format("{:.2f} ms", us / 1e3);
  return fmt::format("{:.2f} s", us / 1e6);
}

std::string line(const char* name, const Histogram& histogram) {
  if (histogram.count() == 0) return fmt::format("  {:<10}{:>11}\n", name, "-");
  std::string text = fmt::format("  {:<10}", name);
  for (const double q : {0.5, 0.9, 0.99, 0.999, 1.0}) {
    text += fmt::format("{:>11}", time_text(histogram.quantile(q)));
  }
  return text + "\n";
}

std::string table(const Latencies& latencies) {
  return fmt::format("  {:<10}{:>11}{:>11}{:>11}{:>11}{:>11}\n", "", "p50", "p90", "p99", "p999",
                     "max") +
         line("response", latencies.response) + line("service", latencies.service) +
         line("lag", latencies.lag);
}

/// "a = b + c": what adds up, with the parts that are not 0.
std::string sum(const char* name, std::uint64_t all,
                const std::vector<std::pair<const char*, std::uint64_t>>& parts) {
  std::string text;
  for (const auto& [part, count] : parts) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : " + ", count, part);
  }
  return fmt::format("  {} {} = {}\n", all, name, text.empty() ? "0" : text);
}

std::string account(const LoadResult& result, const LoadRows& rows) {
  const ConversationCounts& counts = result.conversations;
  return sum("conversations due", result.due,
             {{"finished", counts.finished},
              {"given up at the end", counts.given_up},
              {"not started", result.due - counts.started}}) +
         sum("callbacks", rows.sent() + rows.dropped + result.unsent,
             {{"answered 2xx", rows.ok},
              {"answered otherwise", rows.other_status},
              {"timed out", rows.timed_out},
              {"unreachable", rows.unreachable},
              {"abandoned", rows.abandoned},
              {"dropped", rows.dropped},
              {"not sent", result.unsent}});
}

std::string failures(const LoadTotals& totals) {
  std::string text;
  for (std::size_t status = 0; status < totals.by_status.size(); ++status) {
    const std::uint64_t count = totals.by_status[status];
    if (count > 0 && (status < 200 || status > 299)) {
      text += fmt::format("  {} answered {}\n", count, status);
    }
  }
  for (const auto& [reason, count] : totals.reasons) {
    text += fmt::format("  {} {}\n", count, reason);
  }
  return text;
}

std::string checks(const std::vector<LoadCheck>& checks) {
  std::string text;
  for (const LoadCheck& check : checks) {
    text += fmt::format("  {} {}\n", check.holds ? "ok  " : "FAIL", check.told);
  }
  return text;
}

std::string verdict(const LoadRecord& record) {
  const LoadJudgement& judgement = record.judgement;
  std::string text(kVerdicts.text(judgement.verdict));
  if (!record.closed_loop) text += fmt::format(", {}", kTrusts.text(judgement.trust));
  if (!judgement.why.empty()) text += fmt::format(" ({})", judgement.why);
  if (!record.stopped.empty()) text += fmt::format("; stopped: {}", record.stopped);
  return text + "\n";
}

}  // namespace

std::string load_console(const LoadRecord& record) {
  const LoadResult& result = record.result;
  const LoadFigures all = result.totals.sum();
  const double took = duration<double>(result.took).count();
  const double cpu = std::accumulate(result.cpu_seconds.begin(), result.cpu_seconds.end(), 0.0);
  const auto sent = static_cast<double>(all.rows.sent());
  std::string text =
      fmt::format("\n{} at {}, seed {}\n", record.profile.name, record.target, record.seed);
  if (record.insecure) text += "  no certificate was verified (--insecure)\n";
  text += account(result, all.rows);
  text += fmt::format("  {:.1f} s, {:.0f} callbacks/s, {} connections opened", took,
                      took > 0 ? sent / took : 0.0, result.connections);
  if (sent > 0) text += fmt::format(", {:.1f} us of CPU each", cpu * 1e6 / sent);
  text += "\n" + table(all.latencies);
  if (record.profile.phases.size() > 1) {
    for (std::uint32_t i = 0; i < record.profile.phases.size(); ++i) {
      const LoadFigures phase =
          result.totals.sum([i](const LoadGroup& group) { return group.phase == i; });
      text += fmt::format("{}: {} callbacks, {} failed\n", record.profile.phases[i].name,
                          phase.rows.sent(), phase.rows.failed);
      text += table(phase.latencies);
    }
  }
  text +=
      failures(result.totals) + checks(record.judgement.passes) + checks(record.judgement.valid);
  return text + verdict(record);
}

}  // namespace ensaio
