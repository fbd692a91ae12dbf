#include "mock_api/player_thread.hpp"

#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "simulator/delivery/player.hpp"
#include "simulator/delivery/socket_world.hpp"

namespace ensaio {
namespace {

/// What was ordered and has not begun: put in by any thread, taken out by the player's.
class Orders {
 public:
  struct Numbered {
    std::uint64_t number = 0;
    PlayOrder order{};
  };

  void put(std::uint64_t number, PlayOrder order) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({number, std::move(order)});
  }

  bool any() const {
    const std::lock_guard lock(mutex_);
    return !waiting_.empty();
  }

  /// Requires any().
  Numbered take() {
    const std::lock_guard lock(mutex_);
    Numbered first = std::move(waiting_.front());
    waiting_.pop_front();
    return first;
  }

 private:
  mutable std::mutex mutex_;
  std::deque<Numbered> waiting_;
};

/// Orders as the player sees them: without end.
class OrderedArrivals : public Arrivals {
 public:
  explicit OrderedArrivals(Orders& orders) : orders_(orders) {}

  std::optional<Offset> next() override { return orders_.any() ? Offset::zero() : Offset::max(); }

  Arrival take(Offset now) override {
    Orders::Numbered first = orders_.take();
    PlayOrder& order = under_way_.try_emplace(first.number, std::move(first.order)).first->second;
    return {.at = now,
            .number = first.number,
            .script = order.script.get(),
            .cast = &order.cast,
            .surroundings = &order.surroundings,
            .seed = order.seed,
            .clock = order.clock,
            .routes = order.routes};
  }

  void tell(std::uint64_t number, const Outcome& outcome) const {
    const PlayOrder& order = under_way_.at(number);
    if (order.told) order.told(number, outcome);
  }

  void over(std::uint64_t number) override {
    auto ended = under_way_.extract(number);
    if (ended.mapped().over) ended.mapped().over(number);
  }

  void forget_the_rest() {
    while (orders_.any()) {
      const Orders::Numbered one = orders_.take();
      if (one.order.over) one.order.over(one.number);
    }
  }

 private:
  Orders& orders_;
  std::map<std::uint64_t, PlayOrder> under_way_;
};

}  // namespace

class PlayerThread::Parts {
 public:
  Parts(const TargetRule& rule, const SocketOptions& options)
      : world_(rule, options), thread_([this] { run(); }) {}

  ~Parts() {
    world_.interrupt();
    thread_.join();
  }

  std::uint64_t next_number() { return ++last_number_; }

  void play(std::uint64_t number, PlayOrder order) {
    orders_.put(number, std::move(order));
    world_.wake();
  }

  Offset now() const { return world_.now(); }

 private:
  void run() {
    OrderedArrivals arrivals(orders_);
    Player(world_, arrivals, [&arrivals](std::uint64_t number, const Outcome& outcome) {
      arrivals.tell(number, outcome);
    }).run();
    arrivals.forget_the_rest();
  }

  SocketWorld world_;
  Orders orders_;
  std::atomic<std::uint64_t> last_number_ = 0;
  std::thread thread_;  // Last: it uses all the others.
};

PlayerThread::PlayerThread(const TargetRule& rule, const SocketOptions& options)
    : parts_(std::make_unique<Parts>(rule, options)) {}

PlayerThread::~PlayerThread() = default;

std::uint64_t PlayerThread::next_number() { return parts_->next_number(); }

void PlayerThread::play(std::uint64_t number, PlayOrder order) {
  parts_->play(number, std::move(order));
}

Offset PlayerThread::now() const { return parts_->now(); }

}  // namespace ensaio
