#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/load/load_course.hpp"
#include "bench/load/load_series.hpp"
#include "bench/load/load_tally.hpp"
#include "bench/load/load_thread.hpp"

namespace ensaio {

/// What came of a load.
struct LoadResult {
  WallTime start{};
  Offset took{};       ///< Until the last thread was over.
  Offset scheduled{};  ///< How long conversations were to begin; less where it was stopped.
  Offset last_sent{};  ///< When the last callback left.
  LoadTotals totals{};
  ConversationCounts conversations{};
  std::uint64_t due = 0;     ///< Conversations that should have begun until it ended.
  std::uint64_t unsent = 0;  ///< Callbacks that were still to be sent when it was ended.
  Offset longest_turn{};
  std::vector<double> cpu_seconds{};  ///< By thread.
  std::uint64_t connections = 0;      ///< Opened, whatever became of them.
  LoadSeries series{};                ///< The same over time.
  bool interrupted = false;           ///< The audience wished it to end before its end.
  /// The same, though it may have been for a reason that is no interruption: what was under way
  /// then was given no chance.
  bool cut_short = false;
};

/// Who looks on while a load runs. Called by the thread that runs it.
class LoadAudience {
 public:
  /// What to do next.
  enum class Wish : std::uint8_t {
    GoOn,
    Stop,    ///< No more begin; what is under way goes on.
    EndNow,  ///< What is under way is abandoned.
  };

  LoadAudience() = default;
  LoadAudience(const LoadAudience&) = delete;
  LoadAudience& operator=(const LoadAudience&) = delete;
  virtual ~LoadAudience() = default;

  /// A second of all threads together. They come in order, without a gap.
  virtual void second(const LoadSecond& second) = 0;
  /// Waits for `time`, or less where there is something to wish for.
  virtual Wish wait(Offset time) = 0;
};

/// Runs `course` on threads of its own until all of it is over.
LoadResult run(const LoadCourse& course, LoadAudience& audience);

}  // namespace ensaio
