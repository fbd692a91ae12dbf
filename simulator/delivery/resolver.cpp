#include "simulator/delivery/resolver.hpp"

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

Resolver::Resolver(LookUp look_up, std::function<void()> wake)
    : look_up_(std::move(look_up)), wake_(std::move(wake)) {}

void Resolver::ask(const std::string& host) {
  {
    const std::lock_guard lock(mutex_);
    asked_.push_back(host);
  }
  changed_.notify_one();
  if (!thread_.joinable()) {
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
  }
}

std::optional<FoundName> Resolver::take() {
  const std::lock_guard lock(mutex_);
  if (found_.empty()) return std::nullopt;
  std::optional<FoundName> first(std::move(found_.front()));
  found_.pop_front();
  return first;
}

void Resolver::work(const std::stop_token& stop) {
  for (;;) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait(lock, stop, [&] { return !asked_.empty(); }) || stop.stop_requested()) {
      return;
    }
    const std::string host = std::move(asked_.front());
    asked_.pop_front();
    lock.unlock();
    FoundName found{host, look_up_(host)};
    lock.lock();
    found_.push_back(std::move(found));
    lock.unlock();
    wake_();
  }
}

}  // namespace ensaio
