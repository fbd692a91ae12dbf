#pragma once

#include <cstddef>
#include <memory>

#include "simulator/delivery/target_rule.hpp"
#include "simulator/delivery/world.hpp"

namespace ensaio {

/// How the sockets behave.
struct SocketOptions {
  std::size_t in_flight = 2000;   ///< Posts under way at once, at most.
  std::size_t connections = 200;  ///< Per endpoint's origin, at most; more posts wait for one.
  Offset stall_timeout =
      std::chrono::seconds(10);          ///< Without progress while connecting or sending.
  std::size_t answer_bytes = 1U << 20U;  ///< Kept of an answer's body; the rest is drained.
};

/// The real world: an event-driven HTTP/1.1 client (edge-triggered epoll, llhttp, keep-alive) and
/// the steady clock. Not thread safe, but for interrupt().
class SocketWorld : public World {
 public:
  SocketWorld(TargetRule rule, const SocketOptions& options);
  ~SocketWorld() override;

  Offset now() const override;
  bool has_room() const override;
  void post(Ticket ticket, const Posting& posting) override;
  std::optional<Answer> wait(Offset until) override;
  bool interrupted() const override;

  /// Ends wait() soon, and makes interrupted() true. May be called from any thread and from a
  /// signal handler.
  void interrupt();

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace ensaio
