#pragma once

#include <vector>

#include "bench/load/bench_step.hpp"
#include "bench/load/load_run.hpp"
#include "cli/awaited_signals.hpp"

namespace ensaio {

/// Looks on while a step of a search runs: keeps its seconds, and ends it where a signal says so.
/// One thread.
class BenchWatch : public LoadAudience {
 public:
  /// `signals` must outlive it.
  explicit BenchWatch(const AwaitedSignals& signals) : signals_(signals) {}

  void second(const LoadSecond& second) override;
  Wish wait(Offset time) override;

  const std::vector<StepSecond>& seconds() const { return seconds_; }
  /// The signal that came; 0 for none.
  int signal() const { return signal_; }

 private:
  const AwaitedSignals& signals_;
  std::vector<StepSecond> seconds_{};
  int signal_ = 0;
};

}  // namespace ensaio
