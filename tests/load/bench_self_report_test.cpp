#include "bench/load/bench_self_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

TEST(BenchSelfReport, TakesMedians) {
  struct Row {
    std::vector<double> figures;
    double median;
    double lowest;
    double highest;
  };
  const Row rows[] = {{{}, 0, 0, 0}, {{5}, 5, 5, 5}, {{9, 1, 4}, 4, 1, 9}, {{9, 1, 4, 6}, 5, 1, 9}};
  for (const Row& row : rows) {
    const Spread spread = spread_of(row.figures);
    EXPECT_EQ(spread.median, row.median);
    EXPECT_EQ(spread.lowest, row.lowest);
    EXPECT_EQ(spread.highest, row.highest);
  }
}

TEST(BenchSelfReport, MeasuresARun) {
  LoadResult result{.took = 2s, .cpu_seconds = {0.5, 0.3}};
  auto figures = std::make_unique<LoadFigures>();
  figures->rows = {.ok = 790, .unreachable = 10, .failed = 10};
  for (int i = 0; i < 800; ++i) {
    figures->latencies.lag.record(40us);
    figures->latencies.response.record(i < 400 ? 100us : 300us);
  }
  result.totals.groups[{0, 0, Kind::Status}] = std::move(figures);
  const SelfFigure figure = self_figure(result);
  EXPECT_DOUBLE_EQ(figure.callbacks_per_s, 400);
  EXPECT_DOUBLE_EQ(figure.cpu_us_per_callback, 1000);
  EXPECT_DOUBLE_EQ(figure.lag_p99_us, 40);
  EXPECT_DOUBLE_EQ(figure.response_p50_us, 100);
  EXPECT_DOUBLE_EQ(figure.response_p99_us, 300);
  EXPECT_EQ(figure.failed, 10U);
  EXPECT_EQ(self_figure({}).callbacks_per_s, 0);
}

SelfRecord record() {
  SelfRecord made{.version = "1.2.3", .lasts = 2s, .connections = 64, .threads = 1};
  made.machine = {"a cpu", 2, 1024, "Linux 6"};
  made.kinds = {{.name = "closed", .title = "closed loop"},
                {.name = "open_50", .title = "open loop, 50%", .asked_callbacks_per_s = 500},
                {.name = "tls", .title = "TLS"}};
  for (const double rate : {900.0, 1000.0, 1200.0}) {
    const SelfFigure figure{
        .callbacks_per_s = rate, .lag_p50_us = 12, .lag_p99_us = 1500, .failed = 1};
    made.kinds[0].runs.push_back(figure);
    made.kinds[1].runs.push_back(figure);
  }
  return made;
}

TEST(BenchSelfReport, IsATable) {
  const std::string text = self_console(record());
  EXPECT_THAT(text, HasSubstr("on a cpu, 2 cores, Linux 6\n  64 connections, 1 thread, 2 s a run"));
  EXPECT_THAT(text, HasSubstr("1000       (900..1200)"));
  EXPECT_THAT(text, HasSubstr("    12.0 us    1.50 ms"));
  EXPECT_THAT(text, HasSubstr("3 failed\n"));
  EXPECT_THAT(text, Not(HasSubstr("TLS"))) << "It was never run.";
  SelfRecord governed = record();
  governed.governor = "performance";
  EXPECT_THAT(self_console(governed), HasSubstr("2 cores (performance), Linux"));
}

TEST(BenchSelfReport, IsJsonToo) {
  const auto told = nlohmann::json::parse(self_json(record()));
  EXPECT_EQ(told.at("schema"), "ensaio.bench-self/1");
  EXPECT_EQ(told.at("machine").at("cpu"), "a cpu");
  ASSERT_EQ(told.at("kinds").size(), 3U);
  const auto& open = told.at("kinds").at(1);
  EXPECT_EQ(open.at("name"), "open_50");
  EXPECT_EQ(open.at("runs"), 3);
  EXPECT_EQ(open.at("callbacks_per_s").at("median"), 1000);
  EXPECT_EQ(open.at("callbacks_per_s").at("highest"), 1200);
  EXPECT_EQ(open.at("failed"), 3);
  EXPECT_EQ(open.at("asked_callbacks_per_s"), 500);
  EXPECT_EQ(open.at("lag_p99_us").at("median"), 1500);
}

TEST(BenchSelfReport, HasNoLagWhereNothingIsAskedFor) {
  const auto told = nlohmann::json::parse(self_json(record()));
  const auto& closed = told.at("kinds").at(0);
  EXPECT_TRUE(closed.at("asked_callbacks_per_s").is_null());
  EXPECT_TRUE(closed.at("lag_p50_us").is_null());
  EXPECT_TRUE(closed.at("lag_p99_us").is_null());
  EXPECT_EQ(closed.at("callbacks_per_s").at("median"), 1000);
  EXPECT_TRUE(told.at("kinds").at(2).at("callbacks_per_s").is_null()) << "It was never run.";
}

}  // namespace
}  // namespace ensaio
