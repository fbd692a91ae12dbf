#pragma once

#include <condition_variable>
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

   private:
    OpenConnections& all_;
    int duplicate_ = -1;
  };

  /// Ends all of them and every pause, now and from now on.
  void cut_off();

  bool is_cut_off();

  /// Waits. False where it was cut off.
  bool pause(Offset time);

 private:
  std::mutex mutex_;
  std::condition_variable cut_;
  std::set<int> sockets_;
  bool is_cut_ = false;
};

}  // namespace ensaio
