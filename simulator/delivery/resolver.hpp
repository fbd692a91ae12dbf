#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "simulator/delivery/address.hpp"
#include "simulator/delivery/socket_options.hpp"

namespace ensaio {

/// Looks names up on a thread of its own, so that a slow name server holds up nothing else. The
/// thread starts with the first name. The destructor does not wait for a look-up under way either:
/// nothing can end one, so its thread is left to itself, and what it finds is forgotten.
class Resolver {
 public:
  /// May still run when the resolver has gone: it must own what it uses.
  using LookUp = std::function<Addresses(const std::string& host)>;

  /// `wake` is called from the resolver's thread after each result, never after the destructor.
  Resolver(LookUp look_up, std::function<void()> wake);
  ~Resolver();
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  /// Its result comes out of take(). Ask again only when it has; so there are never more names in
  /// line than the caller knows.
  void ask(const std::string& host);

  /// The next result, nothing where there is none yet.
  std::optional<FoundName> take();

 private:
  struct Shared;

  std::shared_ptr<Shared> shared_;  // The thread's as well.
  std::thread thread_;
};

/// The way to look up names that the options name, else the system's.
Resolver::LookUp look_up_of(const SocketOptions& options);

}  // namespace ensaio
