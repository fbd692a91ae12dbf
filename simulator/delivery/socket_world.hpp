#pragma once

#include <memory>
#include <optional>

#include "simulator/delivery/network.hpp"
#include "simulator/delivery/socket_options.hpp"
#include "simulator/delivery/target_rule.hpp"
#include "simulator/delivery/world.hpp"

namespace ensaio {

/// The real world: an event-driven HTTP/1.1 client (edge-triggered epoll, llhttp, keep-alive) and
/// the steady clock. Not thread safe, but for interrupt() and wake().
class SocketWorld : public World {
 public:
  SocketWorld(TargetRule rule, const SocketOptions& options);
  /// The same over another network, which must outlive it: a model for tests.
  SocketWorld(TargetRule rule, const SocketOptions& options, Network& network);
  ~SocketWorld() override;

  Offset now() const override;
  bool has_room() const override;
  void post(Ticket ticket, const Posting& posting) override;
  std::optional<Answer> wait(Offset until) override;
  std::optional<Ticket> take_written() override;
  void give_back(Ending ending) override;
  /// Closes the connection that the request is on.
  void abandon(Ticket ticket) override;
  bool interrupted() const override;

  /// How many connections came to be so far, the handshake of TLS included.
  std::uint64_t opened() const;

  /// Ends wait() soon, and makes interrupted() true. May be called from any thread and from a
  /// signal handler.
  void interrupt();

  /// Ends the wait() under way, or the next, with nothing, unless there is an answer. May be called
  /// from any thread.
  void wake();

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace ensaio
