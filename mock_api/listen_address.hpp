#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "simulator/base/result.hpp"

namespace ensaio {

/// Where a server listens.
struct ListenAddress {
  std::string host = "127.0.0.1";  ///< An IPv4 or IPv6 address, without brackets.
  std::uint16_t port = 0;          ///< 0: any that is free.

  /// "127.0.0.1:3000", "[::1]:3000".
  std::string text() const;
  /// The same port at an address that this machine can connect to: of 0.0.0.0 it is 127.0.0.1, of
  /// [::] it is [::1]; any other is that already.
  ListenAddress to_connect() const;
  /// Nobody but this machine can connect.
  bool is_loopback() const;
};

/// "127.0.0.1:3000", "[::1]:0", "localhost:3000"; without a host (":3000", "3000") it is loopback.
/// Names are not looked up: another one than localhost is an error.
Result<ListenAddress> parse_listen_address(std::string_view text);

}  // namespace ensaio
