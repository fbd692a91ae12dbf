#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "simulator/delivery/network.hpp"
#include "simulator/delivery/poller.hpp"
#include "simulator/delivery/resolver.hpp"
#include "simulator/delivery/socket_options.hpp"
#include "simulator/delivery/stopwatch.hpp"

namespace ensaio {

/// The system's sockets, epoll, steady clock and name service.
class SystemNetwork : public Network {
 public:
  explicit SystemNetwork(const SocketOptions& options);

  Offset now() const override { return watch_.elapsed(); }
  std::unique_ptr<Stream> open(const Address& address, std::uint64_t key, int& error) override;
  std::span<const SocketEvent> poll(Offset timeout) override { return poller_.poll(timeout); }
  void wake() noexcept override { poller_.wake(); }
  void look_up(const std::string& host) override { resolver_.ask(host); }
  std::optional<FoundName> take_found() override { return resolver_.take(); }

 private:
  const Stopwatch watch_;
  Poller poller_;
  Resolver resolver_;  // Last: its thread is gone before what it wakes.
};

}  // namespace ensaio
