#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <numeric>
#include <string_view>

#include "bench/load/html_text.hpp"
#include "bench/load/load_html_tables.hpp"
#include "bench/load/load_rates.hpp"
#include "simulator/report/visible.hpp"

namespace ensaio {
namespace {

std::string rate_a_second(double rate) {
  if (rate >= 100) return grouped(static_cast<std::uint64_t>(rate + 0.5)) + "/s";
  return fmt::format("{:.{}f}/s", rate, rate < 10 ? 2 : 1);
}

/// A figure with a name and a remark, all HTML.
std::string highlight(std::string_view name, const std::string& value, const std::string& remark) {
  return fmt::format("<div><dt>{}</dt><dd>{}</dd><dd class=\"remark\">{}</dd></div>\n", name, value,
                     remark);
}

/// A name and a value, which is HTML.
HtmlTable::Row fact(const char* name, const std::string& value) { return {name, value}; }

std::string code(const std::string& text) {
  return text.empty() ? "-" : "<code>" + html_text(text) + "</code>";
}

std::string memory_text(std::uint64_t kib) {
  if (kib == 0) return "unknown";
  return fmt::format("{:.1f} GiB", static_cast<double>(kib) / (1024 * 1024));
}

/// "1.2 s (38 us a callback), 54 MiB at most".
std::string costs(const LoadRecord& record) {
  const LoadResult& result = record.result;
  const double cpu = std::accumulate(result.cpu_seconds.begin(), result.cpu_seconds.end(), 0.0);
  const auto sent = static_cast<double>(result.totals.sum().rows.sent());
  std::string text = fmt::format("{:.1f} s", cpu);
  if (sent > 0) text += fmt::format(" ({:.1f} \u00b5s a callback)", cpu * 1e6 / sent);
  return text + fmt::format(", memory {} MiB at most", record.peak_rss_kib / 1024);
}

std::string limits(const LoadRecord& record) {
  const LoadLimits& limits = record.profile.limits;
  return fmt::format(
      "{} callbacks in flight ({} beyond), {} connections, {} for an answer, "
      "{} to drain once all should be over",
      grouped(limits.in_flight), limits.overflow == Overflow::Drop ? "dropped" : "they wait",
      grouped(record.connections), html_text(human_time(limits.timeout)),
      html_text(human_time(limits.drain)));
}

}  // namespace

std::string verdict_html(const LoadRecord& record) {
  const LoadJudgement& judgement = record.judgement;
  std::string text =
      fmt::format("<p class=\"verdict {0}\">{0}</p>\n", kVerdicts.text(judgement.verdict));
  if (record.closed_loop) {
    text += "<p class=\"trust\">closed loop: no rate was asked for</p>\n";
  } else {
    text += fmt::format("<p class=\"trust {0}\">{0}</p>\n", kTrusts.text(judgement.trust));
  }
  if (!judgement.why.empty()) text += fmt::format("<p>{}</p>\n", html_text(judgement.why));
  if (!record.stopped.empty()) {
    text += fmt::format("<p>stopped: {}</p>\n", html_text(record.stopped));
  }
  if (record.insecure) text += "<p>no certificate was verified (<code>--insecure</code>)</p>\n";
  return text;
}

std::string highlights_html(const LoadRecord& record) {
  const LoadRates rates = rates_of(record);
  const LoadFigures all = record.result.totals.sum();
  const Latencies& latencies = all.latencies;
  const LostCallbacks lost = lost_callbacks(record.result);
  const std::uint64_t failed = all.rows.failed + lost.sum();
  const std::string asked =
      rates.callbacks_asked ? "asked " + rate_a_second(*rates.callbacks_asked) : "closed loop";
  return "<dl class=\"highlights\">\n" +
         highlight("callback rate", rate_a_second(rates.callbacks), asked) +
         highlight("callbacks sent", grouped(all.rows.sent()),
                   fmt::format("in {}", html_text(human_time(record.result.took)))) +
         highlight("failed", grouped(failed), percent(failed, all.rows.sent() + lost.unsent)) +
         highlight("response p50", quantile_text(latencies.response, 0.5),
                   "p90 " + quantile_text(latencies.response, 0.9)) +
         highlight("response p99", quantile_text(latencies.response, 0.99),
                   "max " + quantile_text(latencies.response, 1)) +
         highlight("our own lag p99", quantile_text(latencies.lag, 0.99),
                   "max " + quantile_text(latencies.lag, 1)) +
         "</dl>\n";
}

std::string profile_html(const LoadRecord& record) {
  const LoadProfile& profile = record.profile;
  HtmlTable phases{.caption = "Phases",
                   .head = {"phase", "lasts", "conversations a second", "arrivals", "judged"}};
  for (const LoadPhase& phase : profile.phases) {
    const std::string rate = phase.rate.from == phase.rate.to
                                 ? rate_text(phase.rate.from)
                                 : rate_text(phase.rate.from) + " to " + rate_text(phase.rate.to);
    phases.rows.push_back(
        {html_text(phase.name), html_text(human_time(phase.lasts)),
         record.closed_loop ? "as fast as it answers" : rate,
         std::string(kArrivalPatterns.text(phase.arrivals)) + (phase.hold ? ", held" : ""),
         phase.judged ? "yes" : "no"});
  }
  HtmlTable mix{.caption = "Mix", .head = {"scenario", "weight"}};
  for (const MixedScenario& mixed : profile.mix) {
    mix.rows.push_back({html_text(mixed.scenario.name), grouped(mixed.weight)});
  }
  return "<div class=\"beside\">\n" + phases.html() + mix.html() + "</div>\n";
}

std::string machine_html(const LoadRecord& record) {
  const MachineFacts& machine = record.machine;
  const auto started = std::chrono::system_clock::to_time_t(record.result.start);
  const HtmlTable table{
      .rows = {fact("command", code(record.command)), fact("target", code(record.target)),
               fact("profile", code(record.profile.file)),
               fact("seed", code(std::to_string(record.seed))),
               fact("plan", code(record.plan.hash)), fact("limits", limits(record)),
               fact("started", fmt::format("{:%Y-%m-%d %H:%M:%S} UTC", fmt::gmtime(started))),
               fact("ensaio", html_text(record.version)),
               fact("CPU", fmt::format("{}, {} cores",
                                       html_text(machine.cpu.empty() ? "unknown" : machine.cpu),
                                       machine.cores)),
               fact("memory", memory_text(machine.memory_kib)),
               fact("kernel", html_text(machine.kernel)), fact("threads", grouped(record.threads)),
               fact("connections opened", grouped(record.result.connections)),
               fact("CPU time", costs(record)),
               fact("longest turn", html_text(human_time(record.result.longest_turn)))}};
  return "<div class=\"facts\">" + table.html() + "</div>\n";
}

}  // namespace ensaio
