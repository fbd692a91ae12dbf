#include "bench/load/load_metrics.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <string_view>
#include <utility>

namespace ensaio {
namespace {

struct EndingOfRow {
  const char* name;
  std::uint64_t LoadRows::*count;
};

constexpr std::array<EndingOfRow, 6> kEndings{{
    {"ok", &LoadRows::ok},
    {"other_status", &LoadRows::other_status},
    {"timed_out", &LoadRows::timed_out},
    {"unreachable", &LoadRows::unreachable},
    {"abandoned", &LoadRows::abandoned},
    {"dropped", &LoadRows::dropped},
}};

std::string escaped(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '\\' || c == '"') text += '\\';
    text += c == '\n' ? "\\n" : std::string(1, c);
  }
  return text;
}

void head(std::string& text, const char* name, const char* type, const char* help) {
  text +=
      fmt::format("# HELP ensaio_load_{} {}\n# TYPE ensaio_load_{} {}\n", name, help, name, type);
}

void number(std::string& text, const char* name, const char* type, const char* help,
            std::uint64_t value) {
  head(text, name, type, help);
  text += fmt::format("ensaio_load_{} {}\n", name, value);
}

void summary(std::string& text, const char* name, const char* help, const Histogram& histogram) {
  using Seconds = std::chrono::duration<double>;
  head(text, name, "summary", help);
  for (const double q : {0.5, 0.9, 0.99, 0.999}) {
    const double value = histogram.count() == 0 ? 0 : Seconds(histogram.quantile(q)).count();
    text += fmt::format("ensaio_load_{}{{quantile=\"{}\"}} {}\n", name, q, value);
  }
  const double sum = Seconds(histogram.mean()).count() * static_cast<double>(histogram.count());
  text += fmt::format("ensaio_load_{}_sum {}\nensaio_load_{}_count {}\n", name, sum, name,
                      histogram.count());
}

/// What stands of a kind of callbacks; those that no scenario sends have nothing.
void rows_of(std::string& endings, std::string& failed, const std::string& labels,
             const LoadRows& rows) {
  if (rows.sent() + rows.dropped == 0) return;
  for (const EndingOfRow& ending : kEndings) {
    endings += fmt::format("ensaio_load_callbacks_total{{{},ending=\"{}\"}} {}\n", labels,
                           ending.name, rows.*ending.count);
  }
  failed += fmt::format("ensaio_load_callbacks_failed_total{{{}}} {}\n", labels, rows.failed);
}

}  // namespace

void LoadMetrics::add(const LoadSecond& second) {
  const std::lock_guard lock(mutex_);
  all_.add(second);
  all_.under_way = second.under_way;
  all_.in_flight = second.in_flight;
}

std::string LoadMetrics::text() const {
  const std::lock_guard lock(mutex_);
  std::string endings;
  std::string failed;
  for (std::size_t i = 0; i < all_.rows_by_kind.size(); ++i) {
    const auto kind = static_cast<Kind>(i % kKinds.size());
    const std::string labels =
        fmt::format("scenario=\"{}\",kind=\"{}\"", escaped(scenarios_.at(i / kKinds.size())),
                    kKinds.text(kind));
    rows_of(endings, failed, labels, all_.rows_by_kind[i]);
  }
  std::string text;
  number(text, "conversations_started_total", "counter", "Conversations that began.", all_.started);
  number(text, "conversations_under_way", "gauge", "Conversations under way.", all_.under_way);
  number(text, "callbacks_in_flight", "gauge", "Callbacks sent and not answered yet.",
         all_.in_flight);
  head(text, "callbacks_total", "counter", "Callbacks by scenario, kind and how they ended.");
  text += endings;
  head(text, "callbacks_failed_total", "counter", "Callbacks that were not answered as expected.");
  text += failed;
  const Latencies& latencies = all_.figures.latencies;
  summary(text, "response_seconds", "Answered - due, since the load began.", latencies.response);
  summary(text, "service_seconds", "Answered - sent, since the load began.", latencies.service);
  summary(text, "lag_seconds", "Sent - due, since the load began.", latencies.lag);
  return text;
}

}  // namespace ensaio
