#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <span>
#include <vector>

#include "bench/load/html_text.hpp"
#include "bench/load/load_html_tables.hpp"
#include "bench/load/load_report.hpp"
#include "simulator/base/embedded_file.hpp"

namespace ensaio {

std::span<const EmbeddedFile> load_page_files();
std::span<const EmbeddedFile> chart_js_files();

namespace {

using nlohmann::ordered_json;

// Of the percentile curve, as HdrHistogram's: so many points each time the rest is halved.
constexpr int kPointsAHalf = 5;

double seconds(Offset time) { return std::chrono::duration<double>(time).count(); }

std::string_view page_file(std::string_view name) {
  for (const EmbeddedFile& file : load_page_files()) {
    if (file.name == name) return file.text;
  }
  return {};
}

/// `of` of each point.
template <class Of>
ordered_json column(const LoadSeries& series, Of of) {
  ordered_json all = ordered_json::array();
  for (const LoadPoint& point : series.points()) all.push_back(of(point));
  return all;
}

/// Null where nothing was measured, which a chart leaves open.
ordered_json quantiles(const LoadSeries& series, LoadQuantiles LoadPoint::*of) {
  ordered_json all = ordered_json::object();
  const auto add = [&](const char* name, Histogram::Time LoadQuantiles::*quantile) {
    all[name] = column(series, [&](const LoadPoint& point) {
      const LoadQuantiles& measured = point.*of;
      return measured.count == 0 ? ordered_json(nullptr)
                                 : ordered_json((measured.*quantile).count());
    });
  };
  add("p50", &LoadQuantiles::p50);
  add("p90", &LoadQuantiles::p90);
  add("p99", &LoadQuantiles::p99);
  add("max", &LoadQuantiles::max);
  return all;
}

ordered_json rows(const LoadSeries& series, std::uint64_t LoadRows::*row) {
  return column(series, [row](const LoadPoint& point) { return point.rows.*row; });
}

ordered_json series_of(const LoadSeries& series) {
  return {{"from_s", column(series, [](const LoadPoint& point) { return seconds(point.from); })},
          {"lasts_s", column(series, [](const LoadPoint& point) { return seconds(point.lasts); })},
          {"started", column(series, [](const LoadPoint& point) { return point.started; })},
          {"under_way", column(series, [](const LoadPoint& point) { return point.under_way; })},
          {"ended", column(series, [](const LoadPoint& point) { return point.rows.sent(); })},
          {"failed", rows(series, &LoadRows::failed)},
          {"other_status", rows(series, &LoadRows::other_status)},
          {"timed_out", rows(series, &LoadRows::timed_out)},
          {"unreachable", rows(series, &LoadRows::unreachable)},
          {"abandoned", rows(series, &LoadRows::abandoned)},
          {"dropped", rows(series, &LoadRows::dropped)},
          {"response_us", quantiles(series, &LoadPoint::response)},
          {"lag_us", quantiles(series, &LoadPoint::lag)}};
}

/// [[1 / (1 - q), us], …], from q = 0 up to all but one.
ordered_json curve(const Histogram& histogram) {
  ordered_json all = ordered_json::array();
  const auto count = static_cast<double>(histogram.count());
  for (double rest = 1; rest * count >= 1; rest /= 2) {
    for (int i = 0; i < kPointsAHalf; ++i) {
      const double left = rest * (1 - 0.5 * i / kPointsAHalf);
      if (left * count < 1) break;
      all.push_back({1 / left, histogram.quantile(1 - left).count()});
    }
  }
  if (count > 0) all.push_back({count, histogram.max().count()});
  return all;
}

ordered_json phases(const LoadProfile& profile) {
  ordered_json all = ordered_json::array();
  Offset from{};
  for (const LoadPhase& phase : profile.phases) {
    all.push_back({{"name", phase.name},
                   {"from_s", seconds(from)},
                   {"to_s", seconds(from + phase.lasts)},
                   {"rate_from", phase.rate.from.per_second()},
                   {"rate_to", phase.rate.to.per_second()}});
    from += phase.lasts;
  }
  return all;
}

/// What the charts are drawn from.
std::string data_of(const LoadRecord& record) {
  const LoadFigures all = record.result.totals.sum();
  const ordered_json charts{{"duration_s", seconds(record.result.took)},
                            {"closed_loop", record.closed_loop},
                            {"phases", phases(record.profile)},
                            {"series", series_of(record.result.series)},
                            {"curves",
                             {{"response", curve(all.latencies.response)},
                              {"service", curve(all.latencies.service)},
                              {"lag", curve(all.latencies.lag)}}}};
  return "{\"charts\": " + charts.dump(-1, ' ', false, ordered_json::error_handler_t::replace) +
         ",\n\"report\": " + load_json(record) + "}";
}

/// An empty chart says less than a sentence. What was not sent is in no second of a chart.
std::string failures_html(const LoadRecord& record) {
  const LoadRows rows = record.result.totals.sum().rows;
  const std::uint64_t bad = rows.failed + rows.other_status + rows.timed_out + rows.unreachable +
                            rows.abandoned + rows.dropped;
  if (bad == 0) {
    const std::uint64_t unsent = record.result.unsent;
    const bool fails = record.judgement.verdict == Verdict::Fail;
    return fmt::format("<p class=\"none\">{}</p>\n",
                       unsent > 0 ? fmt::format("Each callback that was sent was answered 2xx; {} "
                                                "could not be sent before the end.",
                                                grouped(unsent))
                       : fails    ? "Each callback was answered 2xx, as its scenario expects."
                                  : "No callback failed, and each was answered 2xx.");
  }
  return "<div class=\"chart\"><canvas id=\"failures\" role=\"img\" aria-label=\"Callbacks a "
         "second that failed, by kind, over time\"></canvas></div>\n";
}

}  // namespace

std::string load_html(const LoadRecord& record) {
  return filled_page(page_file("report.html"),
                     {{"title", html_text(record.profile.name)},
                      {"about", html_text(record.profile.about)},
                      {"target", html_text(record.target)},
                      {"style", std::string(page_file("report.css"))},
                      {"verdict", verdict_html(record)},
                      {"highlights", highlights_html(record)},
                      {"conditions", conditions_html(record)},
                      {"failures", failures_html(record)},
                      {"account", account_html(record)},
                      {"latencies", latencies_html(record)},
                      {"answers", answers_html(record)},
                      {"profile", profile_html(record)},
                      {"machine", machine_html(record)},
                      {"data", json_in_html(data_of(record))},
                      {"chart_js", std::string(chart_js_files().front().text)},
                      {"script", std::string(page_file("report.js"))}});
}

std::string_view load_json_schema() { return page_file("ensaio.load.schema.json"); }

}  // namespace ensaio
