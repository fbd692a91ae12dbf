#include <nlohmann/json.hpp>

#include <chrono>

#include "bench/load/bench_report.hpp"

namespace ensaio {
namespace {

using nlohmann::ordered_json;
using std::chrono::duration;

double seconds(Offset time) { return duration<double>(time).count(); }

ordered_json rates(const BenchRecord& record, Rate rate) {
  return {{"conversations_per_s", rate.per_second()},
          {"callbacks_per_s", rate.per_second() * record.plan.callbacks}};
}

ordered_json rates(const BenchRecord& record, std::optional<Rate> rate) {
  return rate ? rates(record, *rate) : ordered_json();
}

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

ordered_json checks(const BenchStep& step) {
  ordered_json all = ordered_json::array();
  for (const LoadCheck& check : step.checks) {
    all.push_back({{"condition", check.condition}, {"holds", check.holds}, {"told", check.told}});
  }
  return all;
}

ordered_json step_json(const BenchRecord& record, const BenchStep& step) {
  const LoadRows& rows = step.figures.rows;
  const Latencies& latencies = step.figures.latencies;
  return {{"asked", rates(record, step.rate)},
          {"repeated", step.repeated},
          {"outcome", kStepOutcomes.text(step.outcome)},
          {"why", step.why},
          {"trust", kTrusts.text(step.trust)},
          {"answered_per_s", step.answered},
          {"callbacks",
           {{"sent", rows.sent()},
            {"ok", rows.ok},
            {"other_status", rows.other_status},
            {"timed_out", rows.timed_out},
            {"unreachable", rows.unreachable},
            {"abandoned", rows.abandoned},
            {"dropped", rows.dropped},
            {"failed", rows.failed},
            {"unanswered", step.unanswered}}},
          {"response_us", microseconds(latencies.response)},
          {"service_us", microseconds(latencies.service)},
          {"lag_us", microseconds(latencies.lag)},
          {"generator_busy", step.busy},
          {"connections_in_use", step.taken},
          {"connections_all_in_use", step.full},
          {"until", checks(step)}};
}

}  // namespace

std::string bench_json(const BenchRecord& record) {
  ordered_json until = ordered_json::array();
  for (const Condition& condition : record.until) until.push_back(condition.text);
  ordered_json told{{"schema", "ensaio.bench/1"},
                    {"ensaio", record.version},
                    {"bench", record.profile.name},
                    {"target", record.target},
                    {"insecure", record.insecure},
                    {"until", std::move(until)},
                    {"answer", kBenchAnswers.text(record.answer)},
                    {"interrupted", record.interrupted},
                    {"held", rates(record, record.held)},
                    {"not_held", rates(record, record.not_held)},
                    {"precision", record.precision},
                    {"seed", record.seed},
                    {"threads", record.plan.threads},
                    {"connections", record.profile.limits.connections},
                    {"in_flight", record.profile.limits.in_flight},
                    {"callbacks_per_conversation", record.plan.callbacks},
                    {"warm_up_s", seconds(record.plan.warm_up)},
                    {"step_s", seconds(record.plan.lasts)},
                    {"machine",
                     {{"cpu", record.machine.cpu},
                      {"cores", record.machine.cores},
                      {"memory_kib", record.machine.memory_kib},
                      {"kernel", record.machine.kernel}}}};
  ordered_json steps = ordered_json::array();
  for (const BenchStep& step : record.steps) steps.push_back(step_json(record, step));
  told["steps"] = std::move(steps);
  return told.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace ensaio
