#pragma once

#include <utility>
#include <vector>

#include "bench/load/bench_step.hpp"
#include "bench/load/load_run.hpp"
#include "cli/awaited_signals.hpp"
#include "cli/load_screen.hpp"

namespace ensaio {

/// Looks on while a step of a search runs: keeps its seconds, and ends it where a signal says so.
/// One thread.
class BenchWatch : public LoadAudience {
 public:
  /// `signals` and what is on the screen must outlive it.
  BenchWatch(const AwaitedSignals& signals, LiveBlock* block, LoadSetting setting)
      : signals_(signals), screen_(block, std::move(setting)) {}

  void second(const LoadSecond& second) override;
  Wish wait(Offset time) override;

  const std::vector<StepSecond>& seconds() const { return seconds_; }
  /// The signal that came; 0 for none.
  int signal() const { return signal_; }

 private:
  const AwaitedSignals& signals_;
  LoadScreen screen_;
  std::vector<StepSecond> seconds_{};
  int signal_ = 0;
};

}  // namespace ensaio
