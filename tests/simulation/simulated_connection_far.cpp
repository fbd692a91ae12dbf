#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "tests/simulation/simulated_connection.hpp"

// The receiver's system, and the way to and from it.

namespace ensaio {

void SimulatedConnection::to_receiver(std::function<void()> what) {
  const Offset now = scene_.time.now();
  next_at_receiver_ =
      std::max(next_at_receiver_, now + drawn_offset(scene_.random, scene_.temper.latency));
  scene_.time.after(next_at_receiver_ - now, std::move(what));
}

void SimulatedConnection::to_client(std::function<void()> what) {
  const Offset now = scene_.time.now();
  next_at_client_ =
      std::max(next_at_client_, now + drawn_offset(scene_.random, scene_.temper.latency));
  scene_.time.after(next_at_client_ - now, std::move(what));
}

void SimulatedConnection::accept() {
  if (scene_.truth.traced()) note("accepted");
  established_ = true;
  wake();
}

void SimulatedConnection::fail(int error) {
  if (scene_.truth.traced()) note(fmt::format("not connected, errno {}", error));
  failed_ = true;
  error_ = error;
  wake();
}

void SimulatedConnection::arrive(std::string_view bytes) {
  if (ended()) return send_reset();
  unread_ += bytes;
  received_ += bytes.size();
  if (!heard_) return;
  // Small answers carry the acknowledgement along; else it may be held back.
  scene_.time.after(drawn_offset(scene_.random, scene_.temper.ack_delay), [this, upto = received_] {
    if (!reset_sent_) to_client([this, upto] { acknowledge(upto); });
  });
  heard_();
}

void SimulatedConnection::take(std::size_t count) {
  unread_.erase(0, count);
  taken_ += count;
  to_client([this] {
    if (!dead_) pump();
  });
}

void SimulatedConnection::say(std::string_view bytes, std::function<void()> arrived) {
  if (ended()) return;
  said_ += bytes.size();
  if (scene_.truth.traced()) note(fmt::format("the receiver says {} bytes", bytes.size()));
  to_client([this, said = std::string(bytes), upto = received_, arrived = std::move(arrived)] {
    if (dropped_) {
      receiver_dead_ = true;  // Nobody is there any more: a reset comes back.
      return;
    }
    if (dead_) return;
    in_ += said;
    acknowledge(upto);
    wake();
    if (arrived) arrived();
  });
}

void SimulatedConnection::end(std::function<void()> arrived) {
  if (ended()) return;
  receiver_closed_ = true;
  if (!unread_.empty()) return send_reset();
  if (scene_.truth.traced()) note("the receiver closes");
  to_client([this, upto = received_, arrived = std::move(arrived)] {
    if (dead_) return;
    acknowledge(upto);
    end_come_ = true;
    wake();
    if (arrived) arrived();
  });
}

void SimulatedConnection::reset() {
  if (ended()) return;
  receiver_closed_ = true;
  send_reset();
}

/// What it acknowledges is not looked at by who gets it; so it is in Linux.
void SimulatedConnection::send_reset() {
  if (std::exchange(reset_sent_, true)) return;
  if (scene_.truth.traced()) note("the receiver's system resets");
  to_client([this] {
    if (dead_) return;
    dead_ = true;
    error_ = end_come_ ? EPIPE : ECONNRESET;
    out_.clear();
    transmitted_ = written_;
    wake();
  });
}

}  // namespace ensaio
