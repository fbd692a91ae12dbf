#include "bench/load/load_metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

std::size_t index_of(std::size_t piece, Kind kind) {
  return piece * kKinds.size() + static_cast<std::size_t>(kind);
}

LoadSecond second_with(std::uint64_t ok, std::uint64_t broken) {
  LoadSecond second{.started = 10, .under_way = 3, .in_flight = 2};
  second.figures.rows = {.ok = ok, .other_status = broken, .failed = broken};
  for (std::uint64_t i = 0; i < ok + broken; ++i) second.figures.latencies.response.record(20ms);
  second.rows_by_kind.resize(2 * kKinds.size());
  return second;
}

TEST(LoadMetrics, CountsByScenarioKindAndEnding) {
  LoadMetrics metrics({"ticks", "a \"quoted\\ name"});
  LoadSecond first = second_with(4, 1);
  first.rows_by_kind[index_of(0, Kind::Status)] = {.ok = 4};
  metrics.add(first);
  LoadSecond next = second_with(6, 2);
  next.rows_by_kind[index_of(0, Kind::Status)] = {.ok = 5, .timed_out = 1, .failed = 1};
  next.rows_by_kind[index_of(1, Kind::Presence)] = {.other_status = 3, .failed = 3};
  metrics.add(next);
  const std::string text = metrics.text();
  for (const char* line : {
           "# TYPE ensaio_load_callbacks_total counter\n",
           "ensaio_load_callbacks_total{scenario=\"ticks\",kind=\"status\",ending=\"ok\"} 9\n",
           "ensaio_load_callbacks_total{scenario=\"ticks\",kind=\"status\",ending=\"timed_out\"} "
           "1\n",
           "ensaio_load_callbacks_failed_total{scenario=\"ticks\",kind=\"status\"} 1\n",
           "{scenario=\"a \\\"quoted\\\\ name\",kind=\"presence\",ending=\"other_status\"} 3\n",
           "ensaio_load_conversations_started_total 20\n",
           "ensaio_load_conversations_under_way 3\n",
           "ensaio_load_callbacks_in_flight 2\n",
           "# TYPE ensaio_load_response_seconds summary\n",
           "ensaio_load_response_seconds{quantile=\"0.99\"} 0.02",
           "ensaio_load_response_seconds_count 13\n",
           "ensaio_load_lag_seconds_count 0\n",
       }) {
    EXPECT_THAT(text, HasSubstr(line));
  }
  EXPECT_THAT(text, Not(HasSubstr("kind=\"received\""))) << "Nobody sends such.";
}

/// Of the answered ones of the first scenario; 0 where there is none.
std::uint64_t ok_in(const std::string& text) {
  const std::string line = "{scenario=\"ticks\",kind=\"status\",ending=\"ok\"} ";
  const std::size_t at = text.find(line);
  return at == std::string::npos ? 0 : std::stoull(text.substr(at + line.size()));
}

TEST(LoadMetrics, CountsUpwardsThoughThreadsEndAtDifferentTimes) {
  struct Row {
    const char* what;
    std::vector<std::uint64_t> ok_by_thread;
    std::uint64_t all;
  };
  const Row rows[] = {
      {"three threads", {5, 7, 1}, 13},    {"the second is over", {5, 2}, 20},
      {"the third too", {4}, 24},          {"nothing came", {0}, 24},
      {"nobody had a part in it", {}, 24},
  };
  LoadMetrics metrics({"ticks"});
  for (const Row& row : rows) {
    LoadSecond all;
    for (const std::uint64_t ok : row.ok_by_thread) {
      LoadSecond part;
      part.rows_by_kind.resize(kKinds.size());
      part.rows_by_kind[index_of(0, Kind::Status)] = {.ok = ok};
      all.add(part);
    }
    metrics.add(all);
    EXPECT_EQ(ok_in(metrics.text()), row.all) << row.what;
  }
}

TEST(LoadMetrics, IsReadableBeforeAnythingHappened) {
  const std::string text = LoadMetrics({"ticks"}).text();
  EXPECT_THAT(text, HasSubstr("ensaio_load_conversations_started_total 0\n"));
  EXPECT_THAT(text, Not(HasSubstr("nan")));
  EXPECT_EQ(text.back(), '\n');
}

}  // namespace
}  // namespace ensaio
