// write_log FILE: writes a histogram log of values that read.test.js knows too, and tells on
// standard output what our histograms say of them: a JSON object by tag.

#include <nlohmann/json.hpp>

#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "simulator/report/histogram_log.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;

constexpr WallTime kStarted{std::chrono::milliseconds(1'700'000'000'123)};

Histogram even() {
  Histogram histogram;
  for (auto duration = 1us; duration <= 10'000us; ++duration) histogram.record(duration);
  return histogram;
}

/// 20 000 from 0 to a minute, as often small as large, by a generator that JavaScript's numbers
/// follow without loss (Park and Miller's "minimal standard").
Histogram wide() {
  Histogram histogram;
  std::int64_t x = 4711;
  const auto next = [&x] { return x = x * 48'271 % 2'147'483'647; };
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t bound = std::int64_t{1} << (next() % 26);
    histogram.record(std::chrono::microseconds(next() % bound));
  }
  histogram.record(60s);
  return histogram;
}

/// 2^40 times 1500 us.
Histogram many() {
  Histogram histogram;
  histogram.record(1500us);
  for (int i = 0; i < 40; ++i) histogram.add(histogram);
  return histogram;
}

Histogram late() {
  Histogram histogram;
  histogram.record(61s);
  histogram.record(1h);
  return histogram;
}

nlohmann::json told(const Histogram& histogram) {
  nlohmann::json json{{"count", histogram.count()},
                      {"min", histogram.min().count()},
                      {"max", histogram.max().count()},
                      {"mean", histogram.mean().count()}};
  for (const char* q : {"0.5", "0.9", "0.99", "0.999", "1"}) {
    json["quantiles"][q] = histogram.quantile(std::stod(q)).count();
  }
  return json;
}

int write(const char* path) {
  std::ofstream file(path, std::ios::binary);
  HistogramLog log([&file](std::string_view lines) { return bool(file << lines << std::flush); });
  log.begin(kStarted);
  const std::map<std::string, Histogram> histograms{{"", Histogram()},
                                                    {"even", even()},
                                                    {"late", late()},
                                                    {"many times", many()},
                                                    {"wide", wide()}};
  nlohmann::json all;
  Offset start = 0s;
  for (const auto& [tag, histogram] : histograms) {
    log.add(tag, start, 1s, histogram);
    all[tag] = told(histogram);
    start += 1s;
  }
  std::cout << all.dump() << '\n';
  return log.is_broken() ? 1 : 0;
}

}  // namespace
}  // namespace ensaio

int main(int argc, char** argv) { return argc == 2 ? ensaio::write(argv[1]) : 2; }
