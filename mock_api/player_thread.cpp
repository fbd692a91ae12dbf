#include "mock_api/player_thread.hpp"

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
  void put(PlayOrder order) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(order));
  }

  bool any() const {
    const std::lock_guard lock(mutex_);
    return !waiting_.empty();
  }

  /// Requires any().
  PlayOrder take() {
    const std::lock_guard lock(mutex_);
    PlayOrder first = std::move(waiting_.front());
    waiting_.pop_front();
    return first;
  }

 private:
  mutable std::mutex mutex_;
  std::deque<PlayOrder> waiting_;
};

/// Orders as the player sees them: without end.
class OrderedArrivals : public Arrivals {
 public:
  explicit OrderedArrivals(Orders& orders) : orders_(orders) {}

  std::optional<Offset> next() override { return orders_.any() ? Offset::zero() : Offset::max(); }

  Arrival take(Offset now) override {
    const PlayOrder& order = under_way_.try_emplace(++last_, orders_.take()).first->second;
    Rendition& rendition = *order.rendition;
    return {.at = now,
            .number = last_,
            .script = rendition.script.get(),
            .cast = &rendition.cast,
            .surroundings = &rendition.surroundings,
            .seed = rendition.seed,
            .clock = rendition.clock,
            .routes = order.routes};
  }

  void tell(std::uint64_t number, const Outcome& outcome) const {
    const PlayOrder& order = under_way_.at(number);
    if (order.told) order.told(outcome);
  }

  void over(std::uint64_t number) override {
    const auto ended = under_way_.extract(number);
    if (ended.mapped().over) ended.mapped().over();
  }

  void forget_the_rest() {
    while (orders_.any()) {
      const PlayOrder order = orders_.take();
      if (order.over) order.over();
    }
  }

 private:
  Orders& orders_;
  std::map<std::uint64_t, PlayOrder> under_way_;
  std::uint64_t last_ = 0;
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

  void play(PlayOrder order) {
    orders_.put(std::move(order));
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
  std::thread thread_;  // Last: it uses all the others.
};

PlayerThread::PlayerThread(const TargetRule& rule, const SocketOptions& options)
    : parts_(std::make_unique<Parts>(rule, options)) {}

PlayerThread::~PlayerThread() = default;

void PlayerThread::play(PlayOrder order) { parts_->play(std::move(order)); }

Offset PlayerThread::now() const { return parts_->now(); }

}  // namespace ensaio
