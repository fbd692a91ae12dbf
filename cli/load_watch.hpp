#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "bench/load/load_metrics.hpp"
#include "bench/load/load_run.hpp"
#include "bench/load/load_stop.hpp"
#include "cli/awaited_signals.hpp"
#include "cli/load_screen.hpp"
#include "simulator/report/histogram_log.hpp"
#include "simulator/scenario/load_profile.hpp"

namespace ensaio {

/// Looks on while a load runs: says how far it has come, keeps the histogram log, stops it where
/// stop_when or a signal says so. One thread.
class LoadWatch : public LoadAudience {
 public:
  struct Words {
    std::ostream& err;
    bool quiet = false;
    HistogramLog* log = nullptr;     ///< Null: none is kept.
    LiveBlock* block = nullptr;      ///< Null: it says a line now and then instead.
    LoadMetrics* metrics = nullptr;  ///< Null: nobody asks for them.
    bool closed_loop = false;
  };

  /// All must outlive it.
  LoadWatch(const LoadProfile& profile, const AwaitedSignals& signals, Words words);

  void second(const LoadSecond& second) override;
  Wish wait(Offset time) override;

  /// Nothing more comes: what is on the screen goes, so that others may write there.
  void over() { screen_.clear(); }

  /// The last signal that came; 0 for none.
  int signal() const { return signal_; }
  /// What stop_when found; empty where it stopped nothing.
  const std::string& stopped() const { return stopped_; }

 private:
  void tell(const LoadSecond& second);

  StopConditions stop_when_;
  const AwaitedSignals& signals_;
  const Words words_;
  LoadScreen screen_;
  LoadRows since_told_{};
  int signal_ = 0;
  bool ended_ = false;  ///< A second signal came.
  std::string stopped_{};
};

}  // namespace ensaio
