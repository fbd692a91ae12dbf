#include "mock_api/open_connections.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ensaio {

OpenConnections::Entry::Entry(OpenConnections& all, int socket)
    : all_(all), duplicate_(fcntl(socket, F_DUPFD_CLOEXEC, 0)) {
  const std::lock_guard lock(all_.mutex_);
  // Where no duplicate is to be had, such a connection can be cut off only by its peer.
  if (duplicate_ < 0) return;
  all_.sockets_.insert(duplicate_);
  if (all_.is_cut_) shutdown(duplicate_, SHUT_RDWR);
}

OpenConnections::Entry::~Entry() {
  const std::lock_guard lock(all_.mutex_);
  all_.sockets_.erase(duplicate_);
  if (duplicate_ >= 0) close(duplicate_);
}

void OpenConnections::cut_off() {
  const std::lock_guard lock(mutex_);
  is_cut_ = true;
  cut_.notify_all();
  for (const int socket : sockets_) shutdown(socket, SHUT_RDWR);
}

bool OpenConnections::is_cut_off() {
  const std::lock_guard lock(mutex_);
  return is_cut_;
}

bool OpenConnections::pause(Offset time) {
  if (time == Offset::zero()) return !is_cut_off();
  std::unique_lock lock(mutex_);
  return !cut_.wait_for(lock, time, [this] { return is_cut_; });
}

}  // namespace ensaio
