#include "simulator/delivery/poller.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <system_error>

namespace ensaio {
namespace {

constexpr std::uint64_t kWakerKey = ~std::uint64_t{0};
constexpr std::size_t kEventsAtOnce = 256;

std::optional<timespec> as_timespec(Offset timeout) {
  if (timeout == Offset::max()) return std::nullopt;
  if (timeout <= Offset::zero()) return timespec{};
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(timeout);
  return timespec{.tv_sec = seconds.count(), .tv_nsec = (timeout - seconds).count()};
}

int checked(int descriptor, const char* what) {
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), what);
  return descriptor;
}

}  // namespace

Poller::Poller(PreciseWait precise_wait)
    : precise_wait_(precise_wait != nullptr ? precise_wait : epoll_pwait2),
      epoll_(checked(epoll_create1(EPOLL_CLOEXEC), "epoll")),
      waker_(checked(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "eventfd")),
      raw_(kEventsAtOnce) {
  events_.reserve(kEventsAtOnce);
  add(waker_, kWakerKey);
}

Poller::~Poller() {
  close(waker_);
  close(epoll_);
}

int Poller::add(int descriptor, std::uint64_t key) {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  if (descriptor == waker_) event.events = EPOLLIN;
  event.data.u64 = key;
  return epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event) == 0 ? 0 : errno;
}

std::span<const SocketEvent> Poller::poll(Offset timeout) {
  events_.clear();
  const int count = wait(as_timespec(timeout));
  for (int i = 0; i < count; ++i) {
    const epoll_event& raw = raw_[static_cast<std::size_t>(i)];
    if (raw.data.u64 == kWakerKey) {
      std::uint64_t calls = 0;
      [[maybe_unused]] const auto read_bytes = read(waker_, &calls, sizeof calls);
      continue;
    }
    const std::uint32_t what = raw.events;
    events_.push_back(SocketEvent{.key = raw.data.u64,
                                  .readable = (what & EPOLLIN) != 0,
                                  .writable = (what & EPOLLOUT) != 0,
                                  .closed = (what & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0});
  }
  return events_;
}

int Poller::wait(const std::optional<timespec>& timeout) {
  if (precise_wait_ != nullptr) {
    const int count = precise_wait_(epoll_, raw_.data(), static_cast<int>(raw_.size()),
                                    timeout ? &*timeout : nullptr, nullptr);
    // Before Linux 5.11, under valgrind 3.19, and EPERM in sandboxes that do not know the call.
    if (count >= 0 || (errno != ENOSYS && errno != EPERM)) return count;
    precise_wait_ = nullptr;
  }
  return wait_in_two(timeout);
}

// epoll_wait() knows milliseconds only. But the epoll itself can be waited for, and ppoll() knows
// nanoseconds.
int Poller::wait_in_two(const std::optional<timespec>& timeout) {
  pollfd whole{.fd = epoll_, .events = POLLIN, .revents = 0};
  const int ready = ppoll(&whole, 1, timeout ? &*timeout : nullptr, nullptr);
  if (ready <= 0) return ready;
  return epoll_wait(epoll_, raw_.data(), static_cast<int>(raw_.size()), 0);
}

void Poller::wake() noexcept {
  const int before = errno;  // A signal handler must not change it.
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(waker_, &one, sizeof one);
  errno = before;
}

}  // namespace ensaio
