#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "simulator/delivery/address.hpp"
#include "simulator/delivery/socket_options.hpp"

namespace ensaio {

/// Looks names up on a thread of its own, so that a slow name server holds up nothing else. The
/// thread starts with the first name. The destructor waits for a look-up under way.
class Resolver {
 public:
  using LookUp = std::function<Addresses(const std::string& host)>;

  /// `wake` is called from the resolver's thread after each result.
  Resolver(LookUp look_up, std::function<void()> wake);

  /// Its result comes out of take(). Ask again only when it has; so there are never more names in
  /// line than the caller knows.
  void ask(const std::string& host);

  /// The next result, nothing where there is none yet.
  std::optional<FoundName> take();

 private:
  void work(const std::stop_token& stop);

  const LookUp look_up_;
  const std::function<void()> wake_;
  std::mutex mutex_;  // Guards the two below.
  std::deque<std::string> asked_;
  std::deque<FoundName> found_;
  std::condition_variable_any changed_;
  std::jthread thread_;  // Last: gone before what it uses.
};

/// The way to look up names that the options name, else the system's.
Resolver::LookUp look_up_of(const SocketOptions& options);

}  // namespace ensaio
