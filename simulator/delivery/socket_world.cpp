#include "simulator/delivery/socket_world.hpp"

#include <atomic>
#include <cassert>
#include <utility>

#include "simulator/delivery/client.hpp"
#include "simulator/delivery/system_network.hpp"

namespace ensaio {

class SocketWorld::Loop {
 public:
  /// `own`: the network where nobody else owns it.
  Loop(TargetRule rule, const SocketOptions& options, Network& network,
       std::unique_ptr<Network> own = nullptr)
      : limit_(options.in_flight),
        own_(std::move(own)),
        network_(network),
        client_(std::move(rule), options, network_) {}

  Offset now() const { return network_.now(); }
  bool has_room() const { return client_.under_way() < limit_; }
  void post(Ticket ticket, const Posting& posting) { client_.post(ticket, posting); }
  std::optional<Answer> wait(Offset until);

  bool interrupted() const { return interrupted_.load(std::memory_order_relaxed); }
  std::optional<Ticket> take_written() { return client_.take_written(); }
  void give_back(Ending ending) { client_.give_back(std::move(ending)); }
  std::uint64_t opened() const { return client_.opened(); }
  void abandon(Ticket ticket) { client_.abandon(ticket); }
  void wake() {
    woken_.store(true, std::memory_order_release);
    network_.wake();
  }
  void interrupt() {
    interrupted_.store(true, std::memory_order_relaxed);
    network_.wake();
  }

 private:
  // What a signal handler may write.
  static_assert(std::atomic<bool>::is_always_lock_free);

  const std::size_t limit_;
  std::atomic<bool> interrupted_ = false;
  std::atomic<bool> woken_ = false;
  const std::unique_ptr<Network> own_;
  Network& network_;
  Client client_;
};

// Answers that are there are told before more is begun, and each begin looks at the sockets first;
// so a busy loop looks once for many posts.
std::optional<Answer> SocketWorld::Loop::wait(Offset until) {
  for (;;) {
    if (auto answer = client_.take_answer()) return answer;
    if (interrupted()) {
      client_.look(Offset::zero());
      return client_.take_answer();
    }
    if (client_.has_posted()) {
      client_.look(Offset::zero());
      client_.start();
    } else {
      client_.look(until == Offset::max() ? until : until - now());
    }
    if (auto answer = client_.take_answer()) return answer;
    if (client_.has_written()) return std::nullopt;
    if (woken_.exchange(false, std::memory_order_acquire) || now() >= until) return std::nullopt;
  }
}

SocketWorld::SocketWorld(TargetRule rule, const SocketOptions& options) {
  auto own = std::make_unique<SystemNetwork>(options);
  Network& network = *own;
  loop_ = std::make_unique<Loop>(std::move(rule), options, network, std::move(own));
}

SocketWorld::SocketWorld(TargetRule rule, const SocketOptions& options, Network& network)
    : loop_(std::make_unique<Loop>(std::move(rule), options, network)) {}

SocketWorld::~SocketWorld() = default;

Offset SocketWorld::now() const { return loop_->now(); }

bool SocketWorld::has_room() const { return loop_->has_room(); }

void SocketWorld::post(Ticket ticket, const Posting& posting) {
  assert(has_room());
  loop_->post(ticket, posting);
}

std::optional<Answer> SocketWorld::wait(Offset until) { return loop_->wait(until); }

bool SocketWorld::interrupted() const { return loop_->interrupted(); }

std::optional<Ticket> SocketWorld::take_written() { return loop_->take_written(); }

void SocketWorld::give_back(Ending ending) { loop_->give_back(std::move(ending)); }

std::uint64_t SocketWorld::opened() const { return loop_->opened(); }

void SocketWorld::abandon(Ticket ticket) { loop_->abandon(ticket); }

void SocketWorld::interrupt() { loop_->interrupt(); }

void SocketWorld::wake() { loop_->wake(); }

}  // namespace ensaio
