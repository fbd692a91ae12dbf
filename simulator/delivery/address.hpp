#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <string>
#include <vector>

#include "simulator/base/result.hpp"

namespace ensaio {

/// Where a socket connects to: an IPv4 or IPv6 address with its port.
struct Address {
  sockaddr_storage storage{};
  socklen_t length = 0;

  const sockaddr* get() const;
  int family() const { return storage.ss_family; }
  /// Without port and zone: "127.0.0.1", "::1".
  std::string text() const;
  void set_port(std::uint16_t port);
};

/// The addresses of `host` with port 0, in the order in which they are to be tried. Error, in
/// words: "name not found: foo.test".
using Addresses = Result<std::vector<Address>>;

/// What came of looking a name up.
struct FoundName {
  std::string host{};
  Addresses addresses;
};

/// Only where `host` is an address in any notation that the system reads (also 0x7f.1, or 1 for
/// 0.0.0.1); never asks anybody. Error: it is a name.
Addresses numeric_addresses(const std::string& host);

/// Asks the system, which may take long.
Addresses look_up(const std::string& host);

}  // namespace ensaio
