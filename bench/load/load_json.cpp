#include <fmt/chrono.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <ctime>
#include <numeric>

#include "bench/load/load_rates.hpp"
#include "bench/load/load_report.hpp"

namespace ensaio {
namespace {

using nlohmann::ordered_json;

std::tm gmtime_of(WallTime time) { return fmt::gmtime(std::chrono::system_clock::to_time_t(time)); }

double seconds(Offset time) { return std::chrono::duration<double>(time).count(); }

ordered_json microseconds(const Histogram& histogram) {
  return {{"count", histogram.count()},
          {"p50", histogram.quantile(0.5).count()},
          {"p90", histogram.quantile(0.9).count()},
          {"p99", histogram.quantile(0.99).count()},
          {"p999", histogram.quantile(0.999).count()},
          {"max", histogram.max().count()},
          {"mean", histogram.mean().count()},
          {"clamped", histogram.clamped()}};
}

/// A callback is tried once, so that attempts are as many as callbacks.
ordered_json json_of(const LoadRows& rows) {
  return {{"sent", rows.sent()},
          {"ok", rows.ok},
          {"other_status", rows.other_status},
          {"timed_out", rows.timed_out},
          {"unreachable", rows.unreachable},
          {"abandoned", rows.abandoned},
          {"dropped", rows.dropped},
          {"failed", rows.failed},
          {"retries", 0}};
}

/// Of what was not sent at the end nobody knows to which group it would belong.
ordered_json json_of_all(const LoadRows& rows, std::uint64_t unsent) {
  ordered_json all{{"planned", rows.sent() + rows.dropped + unsent}};
  all.update(json_of(rows));
  all["not_sent"] = rows.dropped + unsent;
  return all;
}

void add_figures(ordered_json& to, const LoadFigures& figures) {
  to["response_us"] = microseconds(figures.latencies.response);
  to["service_us"] = microseconds(figures.latencies.service);
  to["lag_us"] = microseconds(figures.latencies.lag);
}

ordered_json json_of(const std::string& name, const LoadFigures& figures) {
  ordered_json one{{"name", name}, {"callbacks", json_of(figures.rows)}};
  add_figures(one, figures);
  return one;
}

ordered_json by_phase(const LoadRecord& record) {
  ordered_json all = ordered_json::array();
  for (std::uint32_t i = 0; i < record.profile.phases.size(); ++i) {
    all.push_back(json_of(
        record.profile.phases[i].name,
        record.result.totals.sum([i](const LoadGroup& group) { return group.phase == i; })));
  }
  return all;
}

ordered_json by_scenario(const LoadRecord& record) {
  ordered_json all = ordered_json::array();
  for (std::uint32_t i = 0; i < record.profile.mix.size(); ++i) {
    all.push_back(json_of(
        record.profile.mix[i].scenario.name,
        record.result.totals.sum([i](const LoadGroup& group) { return group.piece == i; })));
  }
  return all;
}

ordered_json by_kind(const LoadRecord& record) {
  ordered_json all = ordered_json::array();
  for (const auto& [kind, name] : kKinds) {
    const LoadFigures figures =
        record.result.totals.sum([k = kind](const LoadGroup& group) { return group.kind == k; });
    if (figures.rows.sent() + figures.rows.dropped == 0) continue;
    all.push_back(json_of(std::string(name), figures));
  }
  return all;
}

ordered_json json_of(const std::vector<LoadCheck>& checks) {
  ordered_json all = ordered_json::array();
  for (const LoadCheck& check : checks) {
    all.push_back({{"condition", check.condition}, {"holds", check.holds}, {"told", check.told}});
  }
  return all;
}

ordered_json json_of(const ConversationCounts& counts, std::uint64_t due) {
  return {{"due", due},
          {"started", counts.started},
          {"finished", counts.finished},
          {"given_up", counts.given_up},
          {"not_started", due - counts.started}};
}

ordered_json json_of(const MachineFacts& machine) {
  return {{"cpu", machine.cpu},
          {"cores", machine.cores},
          {"memory_kib", machine.memory_kib},
          {"kernel", machine.kernel}};
}

ordered_json json_of(const std::optional<double>& number) {
  return number ? ordered_json(*number) : ordered_json(nullptr);
}

ordered_json json_of(const LoadRates& rates) {
  return {{"asked_per_s", json_of(rates.callbacks_asked)},
          {"reached_per_s", rates.callbacks},
          {"conversations_asked_per_s", json_of(rates.conversations_asked)},
          {"conversations_per_s", rates.conversations}};
}

ordered_json by_status(const LoadTotals& totals) {
  ordered_json all = ordered_json::object();
  for (std::size_t status = 0; status < totals.by_status.size(); ++status) {
    const std::uint64_t count = totals.by_status[status];
    if (count > 0) all[std::to_string(status)] = count;
  }
  return all;
}

/// What run it was.
ordered_json beginning(const LoadRecord& record) {
  const LoadJudgement& judgement = record.judgement;
  return {{"schema", "ensaio.load/1"},
          {"ensaio", record.version},
          {"load", record.profile.name},
          {"target", record.target},
          {"insecure", record.insecure},
          {"verdict", kVerdicts.text(judgement.verdict)},
          {"trust", kTrusts.text(judgement.trust)},
          {"trust_reason", judgement.why},
          {"stopped", record.stopped},
          {"seed", record.seed},
          {"plan_hash", record.plan.hash},
          {"started", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", gmtime_of(record.result.start))},
          {"duration_s", seconds(record.result.took)},
          {"threads", record.threads},
          {"connections", record.connections},
          {"closed_loop", record.closed_loop},
          {"command", record.command},
          {"machine", json_of(record.machine)}};
}

/// What it cost us.
void add_costs(ordered_json& told, const LoadResult& result, std::uint64_t sent) {
  const double cpu = std::accumulate(result.cpu_seconds.begin(), result.cpu_seconds.end(), 0.0);
  told["longest_turn_us"] =
      std::chrono::floor<std::chrono::microseconds>(result.longest_turn).count();
  told["cpu_s"] = cpu;
  told["cpu_us_per_callback"] = sent > 0 ? cpu * 1e6 / static_cast<double>(sent) : 0.0;
}

}  // namespace

std::string load_json(const LoadRecord& record) {
  const LoadResult& result = record.result;
  const LoadFigures all = result.totals.sum();
  ordered_json told = beginning(record);
  told["conversations"] = json_of(result.conversations, result.due);
  told["callbacks"] = json_of_all(all.rows, result.unsent);
  told["rate"] = json_of(rates_of(record));
  add_figures(told, all);
  add_costs(told, result, all.rows.sent());
  told["peak_rss_kib"] = record.peak_rss_kib;
  told["connections_opened"] = result.connections;
  told["by_status"] = by_status(result.totals);
  told["unanswered"] = result.totals.reasons;
  told["pass_when"] = json_of(record.judgement.passes);
  told["valid_when"] = json_of(record.judgement.valid);
  told["by_phase"] = by_phase(record);
  told["by_scenario"] = by_scenario(record);
  told["by_kind"] = by_kind(record);
  return told.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace ensaio
