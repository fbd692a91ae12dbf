#pragma once

#include <cstdint>
#include <mutex>
#include <utility>

#include "bench/load/load_course.hpp"
#include "bench/load/load_report.hpp"
#include "simulator/report/journal.hpp"

namespace ensaio {

/// The journal of a load (docs/JOURNAL.md): a line for each callback when its ending is known, so
/// that what was written is there whatever becomes of this program. A line's `telling` is the
/// number of its conversation, from 1. What was dropped was never sent, and has none.
class LoadJournal {
 public:
  explicit LoadJournal(Journal::Put put) : journal_(std::move(put)) {}

  /// The first line, of a load that is about to be run.
  void begin(const LoadRecord& record);
  /// Any thread. `course`: the one that `told` is of.
  void add(const LoadCourse& course, const EndedCallback& told);
  /// The last line, of one that was run. `exit`: of this program.
  void end(const LoadRecord& record, int exit);

  /// A line could not be written: there comes none after it.
  bool is_broken() const { return journal_.is_broken(); }
  /// Callbacks that had no room.
  std::uint64_t left_out() const { return journal_.left_out(); }

 private:
  std::mutex mutex_;
  Journal journal_;
};

}  // namespace ensaio
