#pragma once

#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "bench/load/load_thread.hpp"

namespace ensaio {

/// What came of a load so far, as Prometheus reads it. Up to the last whole second. Any thread.
class LoadMetrics {
 public:
  /// `scenarios`: the names of the mix, in its order.
  explicit LoadMetrics(std::vector<std::string> scenarios) : scenarios_(std::move(scenarios)) {}

  void add(const LoadSecond& second);

  /// Source: Prometheus docs, "Exposition formats", text format 0.0.4.
  std::string text() const;
  static constexpr const char* kContentType = "text/plain; version=0.0.4; charset=utf-8";

 private:
  const std::vector<std::string> scenarios_;
  mutable std::mutex mutex_;  // Guards what comes next.
  LoadSecond all_{};          ///< All seconds added up; what is under way is that of the last.
};

}  // namespace ensaio
