#include "tests/load/load_record_sample.hpp"

#include <chrono>
#include <memory>
#include <string>

#include "tests/support/story.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

LoadRecord record_of(const std::string& name, std::vector<LoadPhase> phases) {
  LoadRecord record{.version = "1.2.3", .target = "http://127.0.0.1:3000/" + name};
  record.profile = {.file = name, .name = name, .about = name, .phases = std::move(phases)};
  record.profile.mix = {{.scenario = scenario(name, {sent(), read()}), .weight = 3},
                        {.scenario = scenario("typing", {composing()})}};
  record.seed = 7;
  record.connections = 4;
  record.command = "ensaio load " + name;
  record.machine = {
      .cpu = "Some <CPU>", .cores = 2, .memory_kib = 2'097'152, .kernel = "Linux 6.1"};
  record.peak_rss_kib = 4096;
  record.result.start = WallTime(1'767'225'600'000ms);
  record.result.cpu_seconds = {0.25, 0.25};
  return record;
}

void add(LoadRecord& record, const LoadGroup& group, const LoadRows& rows) {
  auto figures = std::make_unique<LoadFigures>();
  figures->rows = rows;
  const std::uint64_t answered = rows.ok + rows.other_status + rows.timed_out;
  for (std::uint64_t i = 0; i < rows.sent(); ++i) figures->latencies.lag.record(1ms);
  for (std::uint64_t i = 0; i < answered; ++i) {
    figures->latencies.service.record(20ms + 1ms * i);
    figures->latencies.response.record(21ms + 1ms * i);
  }
  record.result.totals.groups[group] = std::move(figures);
}

/// Seconds that come to the totals, one for each group.
void add_series(LoadRecord& record) {
  std::uint64_t number = 0;
  for (const auto& [group, figures] : record.result.totals.groups) {
    LoadSecond second{.number = number, .started = 10, .under_way = 3 - number};
    second.figures.add(*figures);
    record.result.series.add(second);
    ++number;
  }
  record.result.series.end(record.result.took);
}

}  // namespace

LoadRecord sample_record() {
  LoadRecord record = record_of(
      kHostile, {{.name = "warm-up", .lasts = 1s, .rate = {{}, *parse_exact_rate("40/s")}},
                 {.name = kHostile,
                  .lasts = 1s,
                  .rate = {*parse_exact_rate("20/s"), *parse_exact_rate("20/s")},
                  .judged = false,
                  .hold = true}});
  LoadResult& result = record.result;
  result.took = 2500ms;
  result.scheduled = 2s;
  result.last_sent = 2500ms;
  result.conversations = {.started = 30, .finished = 28, .given_up = 2};
  result.due = 40;
  result.unsent = 4;
  add(record, {0, 0, Kind::Status}, {.ok = 20, .other_status = 4, .timed_out = 2, .failed = 6});
  add(record, {1, 0, Kind::Status}, {.ok = 9, .unreachable = 3, .dropped = 5, .failed = 3});
  add(record, {1, 1, Kind::Presence}, {.ok = 10, .abandoned = 2});
  result.totals.by_status[200] = 39;
  result.totals.by_status[503] = 4;
  result.totals.reasons = {{kHostile, 5}};
  add_series(record);
  record.plan = load_plan(record.profile, record.seed, LoadLoop::Open);
  record.judgement = {.verdict = Verdict::Fail, .trust = Trust::Suspect, .why = "late <b>"};
  record.judgement.passes = {{"failed < 1%", false, "failed was 9%"},
                             {std::string("reached >= 1% during ") + kHostile, true, "100%"}};
  record.judgement.valid = {{"lag.p99 < 20ms", true, "lag.p99 was 1ms"}};
  record.stopped = "failed was <9%>";
  record.insecure = true;
  return record;
}

LoadRecord closed_loop_record() {
  LoadRecord record = record_of("fast", {{.name = "load", .lasts = 2s}});
  record.profile.mix.pop_back();
  record.closed_loop = true;
  record.result.took = 2s;
  record.result.scheduled = 2s;
  record.result.conversations = {.started = 50, .finished = 50};
  record.result.due = 50;
  add(record, {0, 0, Kind::Status}, {.ok = 100});
  record.result.totals.by_status[204] = 100;
  add_series(record);
  record.plan = load_plan(record.profile, record.seed, LoadLoop::Closed);
  return record;
}

LoadRecord empty_record() {
  LoadRecord record = record_of("empty", {{.name = "load", .lasts = 1s}});
  record.plan = load_plan(record.profile, record.seed, LoadLoop::Open);
  record.judgement.verdict = Verdict::Interrupted;
  return record;
}

}  // namespace ensaio
