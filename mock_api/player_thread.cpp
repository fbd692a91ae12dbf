#include "mock_api/player_thread.hpp"

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "simulator/delivery/call_inbox.hpp"
#include "simulator/delivery/player.hpp"
#include "simulator/delivery/socket_world.hpp"

namespace ensaio {
namespace {

/// What was asked of an order, whether it has begun or not.
struct Wish {
  bool cancel = false;
  Offset until{};
};

/// What was ordered and has not begun, and what is asked of orders: put in by any thread, taken out
/// by the player's.
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

  /// The first, where there is any.
  std::optional<PlayOrder> take() {
    const std::lock_guard lock(mutex_);
    return taken();
  }

  /// The first, where it has been cancelled.
  std::optional<PlayOrder> take_cancelled() {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty()) return std::nullopt;
    const auto wish = wishes_.find(waiting_.front().key);
    return wish != wishes_.end() && wish->second.cancel ? taken() : std::nullopt;
  }

  void cancel(OrderKey order) {
    const std::lock_guard lock(mutex_);
    wishes_[order].cancel = true;
  }
  void advance(OrderKey order, Offset until) {
    const std::lock_guard lock(mutex_);
    wishes_[order].until = until;
  }

  /// What is asked of one of `under_way`, once.
  std::optional<std::pair<OrderKey, Wish>> wish(
      const std::map<OrderKey, std::uint64_t>& under_way) {
    const std::lock_guard lock(mutex_);
    for (auto wish = wishes_.begin(); wish != wishes_.end(); ++wish) {
      if (under_way.find(wish->first) == under_way.end()) continue;
      const std::pair<OrderKey, Wish> found = *wish;
      wishes_.erase(wish);
      return found;
    }
    return std::nullopt;
  }
  void forget_wishes(OrderKey order) {
    const std::lock_guard lock(mutex_);
    wishes_.erase(order);
  }

 private:
  std::optional<PlayOrder> taken() {
    if (waiting_.empty()) return std::nullopt;
    std::optional<PlayOrder> first(std::move(waiting_.front()));
    waiting_.pop_front();
    return first;
  }

  mutable std::mutex mutex_;  // Guards all below.
  std::deque<PlayOrder> waiting_;
  std::map<OrderKey, Wish> wishes_;
};

void end(const PlayOrder& order, Stop stop) {
  if (order.over) order.over(stop);
}

/// Orders as the player sees them: without end.
class OrderedArrivals : public Arrivals {
 public:
  /// Both must outlive it.
  OrderedArrivals(Orders& orders, const SocketWorld& world) : orders_(orders), world_(world) {}

  std::optional<Offset> next() override {
    while (const auto unwanted = orders_.take_cancelled()) drop(*unwanted);
    return orders_.any() ? Offset::zero() : Offset::max();
  }

  /// One that was cancelled since next() begins, and is told to end at once.
  Arrival take(Offset now) override {
    const PlayOrder& order = under_way_.try_emplace(++last_, *orders_.take()).first->second;
    numbers_.emplace(order.key, last_);
    Rendition& rendition = *order.rendition;
    return {
        .at = now,
        .number = last_,
        .iteration = rendition.seed.iteration,
        .staging = std::make_shared<const Staging>(Staging{.script = rendition.script.get(),
                                                           .cast = &rendition.cast,
                                                           .surroundings = &rendition.surroundings,
                                                           .seed = rendition.seed.value,
                                                           .clock = rendition.clock,
                                                           .routes = order.routes})};
  }

  std::optional<Instruction> instruction() override {
    const auto wish = orders_.wish(numbers_);
    if (!wish) return std::nullopt;
    const std::uint64_t number = numbers_.at(wish->first);
    if (!wish->second.cancel) {
      return Instruction{
          .number = number, .what = Instruction::Do::Advance, .until = wish->second.until};
    }
    cancelled_.insert(number);
    return Instruction{.number = number, .what = Instruction::Do::Cancel};
  }

  void tell(std::uint64_t number, const Outcome& outcome) const {
    const PlayOrder& order = under_way_.at(number);
    if (order.told) order.told(outcome);
  }

  void tell(std::uint64_t number, const CallNews& news) const {
    const PlayOrder& order = under_way_.at(number);
    if (order.heard) order.heard(news);
  }

  void halted(std::uint64_t number, Offset next) override {
    const PlayOrder& order = under_way_.at(number);
    if (order.halted) order.halted(next);
  }

  void over(std::uint64_t number) override {
    const auto ended = under_way_.extract(number);
    const PlayOrder& order = ended.mapped();
    numbers_.erase(order.key);
    const bool cancelled = cancelled_.erase(number) > 0;
    end(order, cancelled || world_.interrupted() ? Stop::Interrupted : Stop::AtItsEnd);
    orders_.forget_wishes(order.key);
  }

  void forget_the_rest() {
    while (const auto order = orders_.take()) drop(*order);
  }

 private:
  void drop(const PlayOrder& order) {
    end(order, Stop::Interrupted);
    orders_.forget_wishes(order.key);
  }

  Orders& orders_;
  const SocketWorld& world_;
  std::map<std::uint64_t, PlayOrder> under_way_;
  std::map<OrderKey, std::uint64_t> numbers_;
  std::set<std::uint64_t> cancelled_;
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

  void cancel(OrderKey order) {
    orders_.cancel(order);
    world_.wake();
  }

  void advance(OrderKey order, Offset until) {
    orders_.advance(order, until);
    world_.wake();
  }

  std::shared_ptr<void> hear(IncomingCall call) {
    auto answer = std::make_shared<CallInbox::Answer>(calls_.put(std::move(call)));
    answer->await_leave();
    return answer;
  }

  Offset now() const { return world_.now(); }

 private:
  void run() {
    OrderedArrivals arrivals(orders_, world_);
    const auto told = [&arrivals](std::uint64_t number, const Outcome& outcome) {
      arrivals.tell(number, outcome);
    };
    const auto heard = [&arrivals](std::uint64_t number, const CallNews& news) {
      arrivals.tell(number, news);
    };
    Player(world_, arrivals, told, Player::Hearing{&calls_, heard}).run();
    arrivals.forget_the_rest();
  }

  SocketWorld world_;
  Orders orders_;
  CallInbox calls_{[this] { world_.wake(); }};
  std::thread thread_;  // Last: it uses all the others.
};

PlayerThread::PlayerThread(const TargetRule& rule, const SocketOptions& options)
    : parts_(std::make_unique<Parts>(rule, options)) {}

PlayerThread::~PlayerThread() = default;

void PlayerThread::play(PlayOrder order) { parts_->play(std::move(order)); }

void PlayerThread::cancel(OrderKey order) { parts_->cancel(order); }

void PlayerThread::advance(OrderKey order, Offset until) { parts_->advance(order, until); }

std::shared_ptr<void> PlayerThread::hear(IncomingCall call) {
  return parts_->hear(std::move(call));
}

Offset PlayerThread::now() const { return parts_->now(); }

}  // namespace ensaio
