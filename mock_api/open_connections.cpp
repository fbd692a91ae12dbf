#include "mock_api/open_connections.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <limits>

namespace ensaio {
namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

std::int64_t now() { return std::chrono::steady_clock::now().time_since_epoch().count(); }

}  // namespace

OpenConnections::Entry::Entry(OpenConnections& all, int socket)
    : all_(all), duplicate_(fcntl(socket, F_DUPFD_CLOEXEC, 0)), end_(kNever) {
  const std::lock_guard lock(all_.mutex_);
  // Where no duplicate is to be had, such a connection can be cut off only by its peer.
  if (duplicate_ < 0) return;
  all_.entries_.insert(this);
  if (all_.is_cut_) shutdown(duplicate_, SHUT_RDWR);
}

OpenConnections::Entry::~Entry() {
  const std::lock_guard lock(all_.mutex_);
  all_.entries_.erase(this);
  if (duplicate_ >= 0) close(duplicate_);
}

void OpenConnections::Entry::read_within(Offset time) {
  end_ = now() + std::chrono::steady_clock::duration(time).count();
}

void OpenConnections::Entry::take_time() { end_ = kNever; }

void OpenConnections::end_late() {
  const std::lock_guard lock(mutex_);
  for (Entry* entry : entries_) {
    if (entry->end_ > now()) continue;
    entry->late_ = true;
    shutdown(entry->duplicate_, SHUT_RD);
  }
}

std::size_t OpenConnections::count() {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

void OpenConnections::cut_off() {
  const std::lock_guard lock(mutex_);
  is_cut_ = true;
  cut_.notify_all();
  for (const Entry* entry : entries_) shutdown(entry->duplicate_, SHUT_RDWR);
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
