#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "bench/load/load_course.hpp"
#include "bench/load/load_tally.hpp"
#include "simulator/delivery/socket_world.hpp"

namespace ensaio {

/// What came of one second of a load: of the callbacks whose endings were known in it.
struct LoadSecond {
  std::uint64_t number = 0;  ///< Of the run; the first is 0.
  LoadFigures figures{};
  std::uint64_t started = 0;    ///< Conversations that began in it.
  std::uint64_t under_way = 0;  ///< Conversations, at its end.
  std::uint64_t in_flight = 0;  ///< Callbacks, at its end.
  Offset idle{};                ///< How long the threads had nothing to do, added up.
  bool whole = false;           ///< The load went on until its end.
  /// What came in it, see LoadTally::take_rows_by_kind().
  std::vector<LoadRows> rows_by_kind{};

  /// Another thread's part of the same second.
  void add(const LoadSecond& other);
};

/// One player of a load on a thread of its own, with its own world, connections and counts. Its
/// functions are called by the thread that made it, unless they say otherwise.
class LoadThread {
 public:
  /// `course` must outlive it. `index`: which of the course's threads it is.
  LoadThread(const LoadCourse& course, std::size_t index);
  /// Interrupts it where it is not over.
  ~LoadThread();
  LoadThread(const LoadThread&) = delete;
  LoadThread& operator=(const LoadThread&) = delete;

  /// Now is offset zero of the course, and its wall time is `start`. Once, and before the next
  /// ones.
  void begin(WallTime start);
  /// No more conversations begin.
  void stop();
  /// What is under way is abandoned.
  void interrupt();
  bool over() const { return over_.load(std::memory_order_acquire); }

  /// Those seconds that were complete since it was asked last, in order and without a gap; when it
  /// is over, also the last, which was cut short.
  std::vector<std::unique_ptr<LoadSecond>> take_seconds();

  /// What came of it, once it is over.
  struct End {
    LoadTotals totals{};
    ConversationCounts conversations{};
    std::uint64_t unsent = 0;  ///< Callbacks that were due, or were to be, when it was interrupted.
    Offset longest_turn{};
    double cpu_seconds = 0;
    std::uint64_t connections = 0;
    Offset took{};
    Offset last_sent{};  ///< When the last callback left.
  };
  End end();

 private:
  struct Playing;
  void play(Playing& playing);
  Offset tick(Offset now);
  void publish(bool whole);

  const LoadCourse& course_;
  const std::size_t index_;
  SocketWorld world_;
  Offset zero_{};
  std::unique_ptr<Playing> playing_{};  ///< From begin() on.
  std::uint64_t second_ = 0;            ///< Under way. The playing thread's, as what comes next.
  End end_{};
  std::mutex mutex_;  // Guards what comes next.
  std::vector<std::unique_ptr<LoadSecond>> seconds_{};
  std::atomic<bool> over_ = false;
  std::thread thread_{};
};

}  // namespace ensaio
