#include "simulator/delivery/resolver.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

namespace ensaio {

Resolver::LookUp look_up_of(const SocketOptions& options) {
  if (!options.look_up) return look_up;
  return [ask = options.look_up](const std::string& host) -> Addresses {
    std::vector<Address> all;
    for (const std::string& text : ask(host)) {
      const Addresses numeric = numeric_addresses(text);
      if (numeric) all.insert(all.end(), numeric->begin(), numeric->end());
    }
    if (all.empty()) return Error{"name not found: " + host, ""};
    return all;
  };
}

struct Resolver::Shared {
  Shared(LookUp how, std::function<void()> then) : look_up(std::move(how)), wake(std::move(then)) {}

  void work();

  const LookUp look_up;
  std::mutex mutex;  // Guards all below.
  std::function<void()> wake;
  std::deque<std::string> asked;
  std::deque<FoundName> found;
  bool looking = false;
  bool over = false;
  std::condition_variable changed;
};

Resolver::Resolver(LookUp look_up, std::function<void()> wake)
    : shared_(std::make_shared<Shared>(std::move(look_up), std::move(wake))) {}

Resolver::~Resolver() {
  if (!thread_.joinable()) return;
  std::unique_lock lock(shared_->mutex);
  shared_->over = true;
  const bool looking = shared_->looking;
  lock.unlock();
  shared_->changed.notify_one();
  if (looking) {
    thread_.detach();
  } else {
    thread_.join();
  }
}

void Resolver::ask(const std::string& host) {
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->asked.push_back(host);
  }
  shared_->changed.notify_one();
  if (!thread_.joinable()) {
    thread_ = std::thread([shared = shared_] { shared->work(); });
  }
}

std::optional<FoundName> Resolver::take() {
  const std::lock_guard lock(shared_->mutex);
  if (shared_->found.empty()) return std::nullopt;
  std::optional<FoundName> first(std::move(shared_->found.front()));
  shared_->found.pop_front();
  return first;
}

void Resolver::Shared::work() {
  std::unique_lock lock(mutex);
  for (;;) {
    changed.wait(lock, [&] { return over || !asked.empty(); });
    if (over) return;
    const std::string host = std::move(asked.front());
    asked.pop_front();
    looking = true;
    lock.unlock();
    FoundName result{host, look_up(host)};
    lock.lock();
    looking = false;
    if (over) return;
    found.push_back(std::move(result));
    wake();  // With the lock, so that who is to be woken is still there.
  }
}

}  // namespace ensaio
