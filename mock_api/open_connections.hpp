#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <set>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// The connections of a server while they are open, so that all of them can be cut off from
/// another thread. Every member function may be called from any thread.
class OpenConnections {
 public:
  /// One of them, for as long as it lives.
  class Entry {
   public:
    /// `socket` must be open. What is kept is a duplicate, because the connection closes it when
    /// it likes, and its number may then be another file's.
    Entry(OpenConnections& all, int socket);
    ~Entry();
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

    /// From now on reading may take so long, all of it together. After that nothing more comes, as
    /// though the client had ended; see end_late().
    void read_within(Offset time);
    /// Nothing is read, or it may take any time.
    void take_time();
    /// Whether reading was ended because it took too long.
    bool is_late() const { return late_; }

   private:
    friend class OpenConnections;
    OpenConnections& all_;
    int duplicate_ = -1;
    std::atomic<std::int64_t> end_;  ///< In the steady clock's ticks.
    std::atomic<bool> late_ = false;
  };

  /// How many there are.
  std::size_t count();

  /// Ends the reading of those that are late. To be called now and then.
  void end_late();

  /// Ends all of them and every pause, now and from now on.
  void cut_off();

  bool is_cut_off();

  /// Waits. False where it was cut off.
  bool pause(Offset time);

 private:
  std::mutex mutex_;
  std::condition_variable cut_;
  std::set<Entry*> entries_;
  bool is_cut_ = false;
};

}  // namespace ensaio
