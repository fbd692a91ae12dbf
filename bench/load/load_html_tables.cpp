#include "bench/load/load_html_tables.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>
#include <vector>

#include "bench/load/html_text.hpp"

namespace ensaio {
namespace {

std::string check_rows(const std::vector<LoadCheck>& checks, std::string_view what) {
  std::string text;
  for (const LoadCheck& check : checks) {
    text += fmt::format(
        "<tr><td class=\"{}\">{}</td><td>{}</td><td><code>{}</code></td><td>{}</td></tr>\n",
        check.holds ? "good" : "bad", check.holds ? "holds" : "does not hold", what,
        html_text(check.condition), html_text(check.told));
  }
  return text;
}

HtmlTable::Row counted(const char* name, std::uint64_t count, std::uint64_t all) {
  return {name, grouped(count), percent(count, all)};
}

HtmlTable::Row sum_row(const char* name, std::uint64_t all) {
  return {name, grouped(all), all == 0 ? "-" : percent(all, all)};
}

HtmlTable::Row figures_row(const std::string& name, const LoadFigures& figures) {
  const Latencies& latencies = figures.latencies;
  return {html_text(name),
          grouped(figures.rows.sent()),
          grouped(figures.rows.failed),
          quantile_text(latencies.response, 0.5),
          quantile_text(latencies.response, 0.9),
          quantile_text(latencies.response, 0.99),
          quantile_text(latencies.response, 1),
          quantile_text(latencies.service, 0.5),
          quantile_text(latencies.service, 0.99),
          quantile_text(latencies.lag, 0.5),
          quantile_text(latencies.lag, 0.99)};
}

HtmlTable figures_table(std::string caption) {
  return {.caption = std::move(caption),
          .head = {"", "callbacks", "failed", "response p50", "p90", "p99", "max", "service p50",
                   "p99", "lag p50", "p99"}};
}

HtmlTable::Row latency_row(const char* name, const char* means, const Histogram& histogram) {
  HtmlTable::Row row{fmt::format("{} <small>{}</small>", name, means)};
  for (const double quantile : {0.5, 0.9, 0.99, 0.999, 1.0}) {
    row.push_back(quantile_text(histogram, quantile));
  }
  const auto mean = std::chrono::duration_cast<Histogram::Time>(histogram.mean());
  row.push_back(histogram.count() == 0 ? "-" : short_time(mean));
  row.push_back(grouped(histogram.count()));
  return row;
}

std::string by_phase(const LoadRecord& record) {
  if (record.profile.phases.size() < 2) return {};
  HtmlTable table = figures_table("By phase");
  for (std::uint32_t i = 0; i < record.profile.phases.size(); ++i) {
    table.rows.push_back(figures_row(
        record.profile.phases[i].name,
        record.result.totals.sum([i](const LoadGroup& group) { return group.phase == i; })));
  }
  return table.html();
}

std::string by_scenario(const LoadRecord& record) {
  if (record.profile.mix.size() < 2) return {};
  HtmlTable table = figures_table("By scenario");
  for (std::uint32_t i = 0; i < record.profile.mix.size(); ++i) {
    table.rows.push_back(figures_row(
        record.profile.mix[i].scenario.name,
        record.result.totals.sum([i](const LoadGroup& group) { return group.piece == i; })));
  }
  return table.html();
}

std::string by_kind(const LoadRecord& record) {
  HtmlTable table = figures_table("By kind of callback");
  for (const auto& [kind, name] : kKinds) {
    const LoadFigures figures =
        record.result.totals.sum([k = kind](const LoadGroup& group) { return group.kind == k; });
    if (figures.rows.sent() + figures.rows.dropped == 0) continue;
    table.rows.push_back(figures_row(std::string(name), figures));
  }
  return table.html();
}

}  // namespace

std::string conditions_html(const LoadRecord& record) {
  const LoadJudgement& judgement = record.judgement;
  std::string rows =
      check_rows(judgement.passes, "to pass") + check_rows(judgement.valid, "to be valid");
  std::string text;
  if (record.profile.pass_when.empty()) {
    text += "<p>No condition to pass was given. What is asked without one stands here.</p>\n";
  }
  if (rows.empty()) return text;
  return text +
         "<div class=\"scroll\"><table class=\"conditions\">\n<thead><tr><th scope=\"col\"></th>"
         "<th scope=\"col\"></th><th scope=\"col\">condition</th><th scope=\"col\">measured</th>"
         "</tr></thead>\n<tbody>\n" +
         rows + "</tbody></table></div>\n";
}

std::string account_html(const LoadRecord& record) {
  const LoadResult& result = record.result;
  const ConversationCounts& counts = result.conversations;
  const LoadRows rows = result.totals.sum().rows;
  const std::uint64_t planned = rows.sent() + rows.dropped + result.unsent;
  const HtmlTable conversations{
      .caption = "Conversations",
      .rows = {counted("finished", counts.finished, result.due),
               counted("given up at the end", counts.given_up, result.due),
               counted("not started", result.due - counts.started, result.due),
               sum_row("due", result.due)},
      .sum = true};
  const HtmlTable sent{
      .caption = "Callbacks",
      .rows = {counted("answered 2xx", rows.ok, planned),
               counted("answered otherwise", rows.other_status, planned),
               counted("timed out", rows.timed_out, planned),
               counted("unreachable", rows.unreachable, planned),
               counted("abandoned at the end", rows.abandoned, planned),
               counted("dropped, never sent", rows.dropped, planned),
               counted("not sent at the end", result.unsent, planned), sum_row("planned", planned)},
      .sum = true};
  const LostCallbacks lost = lost_callbacks(result);
  return "<div class=\"beside\">\n" + conversations.html() + sent.html() + "</div>\n" +
         fmt::format(
             "<p>{} of the {} callbacks that were sent failed: their answer was not what "
             "the scenario expects.{}</p>\n",
             grouped(rows.failed), grouped(rows.sent()),
             lost.sum() == 0 ? "" : " " + lost_text(lost) + " count as failed too.");
}

std::string latencies_html(const LoadRecord& record) {
  const LoadFigures all = record.result.totals.sum();
  HtmlTable table{.caption = "All callbacks",
                  .head = {"", "p50", "p90", "p99", "p99.9", "max", "mean", "count"}};
  const Latencies& latencies = all.latencies;
  table.rows = {latency_row("response", "answered \u2212 due", latencies.response),
                latency_row("service", "answered \u2212 sent", latencies.service),
                latency_row("lag", "sent \u2212 due", latencies.lag)};
  return table.html() + by_phase(record) + by_scenario(record) + by_kind(record);
}

std::string answers_html(const LoadRecord& record) {
  const LoadTotals& totals = record.result.totals;
  HtmlTable statuses{.caption = "Answers by status", .head = {"status", "callbacks"}};
  for (std::size_t status = 0; status < totals.by_status.size(); ++status) {
    if (totals.by_status[status] == 0) continue;
    statuses.rows.push_back({std::to_string(status), grouped(totals.by_status[status])});
  }
  HtmlTable reasons{.caption = "Why there was no answer", .head = {"reason", "callbacks"}};
  for (const auto& [reason, count] : totals.reasons) {
    reasons.rows.push_back({html_text(reason), grouped(count)});
  }
  std::string text = "<div class=\"beside\">\n";
  text += statuses.rows.empty() ? "<p>Nothing was answered.</p>\n" : statuses.html();
  text +=
      reasons.rows.empty() ? "<p>Every callback that was sent was answered.</p>\n" : reasons.html();
  return text + "</div>\n";
}

}  // namespace ensaio
