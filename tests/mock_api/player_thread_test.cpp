#include "mock_api/player_thread.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include "mock_api/sink.hpp"
#include "tests/support/story.hpp"

namespace ensaio {
namespace {

using namespace story;
using std::chrono::hours;

/// What the orders of a test told, and a way to wait for it.
class Ears {
 public:
  void hear(const Outcome& outcome) {
    const std::lock_guard lock(mutex_);
    outcomes_.push_back(outcome);
    changed_.notify_all();
  }
  void end(Stop stop) {
    const std::lock_guard lock(mutex_);
    ++over_;
    interrupted_ += stop == Stop::Interrupted ? 1 : 0;
    changed_.notify_all();
  }
  void await_over(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return over_ >= count; });
  }
  void halt(Offset next) {
    const std::lock_guard lock(mutex_);
    next_ = next;
    changed_.notify_all();
  }
  void await_halt(Offset next) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return next_ == next; });
  }
  void await_outcomes(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return outcomes_.size() >= count; });
  }
  int interrupted() {
    const std::lock_guard lock(mutex_);
    return interrupted_;
  }
  std::vector<Outcome> outcomes() {
    const std::lock_guard lock(mutex_);
    return outcomes_;
  }
  int over() {
    const std::lock_guard lock(mutex_);
    return over_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Outcome> outcomes_;
  int over_ = 0;
  int interrupted_ = 0;
  Offset next_{};
};

/// Where a built-in receiver listens.
class Hall {
 public:
  Hall()
      : sink_(*Sink::listen("127.0.0.1:0")), endpoint_(*parse_endpoint(sink_->url() + "/hook")) {}

  PlayOrder order(const Scenario& scenario, Ears& ears, OrderKey key = 0) const {
    PlayOrder order{.key = key};
    order.rendition = std::make_shared<Rendition>();
    order.rendition->script = std::make_shared<const Script>(*script(scenario));
    order.rendition->cast = cast(scenario, {.value = 1}, {});
    order.routes = [this](InstanceIndex, Kind) { return &endpoint_; };
    order.told = [&ears](const Outcome& outcome) { ears.hear(outcome); };
    order.over = [&ears](Stop stop) { ears.end(stop); };
    order.halted = [&ears](Offset next) { ears.halt(next); };
    return order;
  }
  const Sink& sink() const { return *sink_; }

 private:
  std::unique_ptr<Sink> sink_;
  Endpoint endpoint_;
};

TEST(PlayerThread, PlaysWhatIsOrderedFromAnyThread) {
  const Hall hall;
  Ears ears;
  PlayerThread player({}, {});
  const auto play = [&] { player.play(hall.order(scenario("s", {sent(), read()}), ears)); };
  std::thread other([&] {
    for (int i = 0; i < 10; ++i) play();
  });
  for (int i = 0; i < 10; ++i) play();
  other.join();
  ears.await_over(20);
  EXPECT_EQ(ears.outcomes().size(), 40U);
  for (const Outcome& outcome : ears.outcomes()) {
    EXPECT_TRUE(std::holds_alternative<Answered>(outcome.ending));
  }
  EXPECT_EQ(hall.sink().hearsay().all(), 40U);
}

TEST(PlayerThread, StopsInTheMiddleAndSaysThatItIsOver) {
  const Hall hall;
  Ears ears;
  {
    PlayerThread player({}, {});
    player.play(hall.order(scenario("s", {sent(), wait(hours(1)), read()}), ears));
    EXPECT_EQ(ears.over(), 0);
  }
  EXPECT_EQ(ears.over(), 1);
  EXPECT_LE(ears.outcomes().size(), 1U);
}

TEST(PlayerThread, CancelsOneOrderAndPlaysTheOther) {
  const Hall hall;
  Ears cancelled;
  Ears other;
  PlayerThread player({}, {});
  player.play(hall.order(scenario("s", {sent(), wait(hours(1)), read()}), cancelled, 1));
  cancelled.await_outcomes(1);
  player.cancel(1);
  cancelled.await_over(1);
  EXPECT_EQ(cancelled.interrupted(), 1);
  EXPECT_EQ(cancelled.outcomes().size(), 1U);
  player.play(hall.order(scenario("s", {sent(), read()}), other, 2));
  other.await_over(1);
  EXPECT_EQ(other.interrupted(), 0);
}

TEST(PlayerThread, NeverBeginsWhatWasCancelledBeforeItWasOrdered) {
  const Hall hall;
  Ears ears;
  PlayerThread player({}, {});
  player.cancel(1);
  player.play(hall.order(scenario("s", {sent()}), ears, 1));
  ears.await_over(1);
  EXPECT_EQ(ears.interrupted(), 1);
  EXPECT_EQ(ears.outcomes().size(), 0U);
}

TEST(PlayerThread, LetsAManualClockGoOn) {
  const Hall hall;
  Ears ears;
  PlayerThread player({}, {});
  PlayOrder order = hall.order(scenario("s", {sent(), wait(hours(1)), read()}), ears, 1);
  order.rendition->clock.mode = Clock::Mode::Manual;
  player.play(std::move(order));
  ears.await_halt(hours(1));
  EXPECT_EQ(ears.outcomes().size(), 1U);
  player.advance(1, hours(1));
  ears.await_over(1);
  EXPECT_EQ(ears.outcomes().size(), 2U);
  EXPECT_EQ(ears.interrupted(), 0);
}

}  // namespace
}  // namespace ensaio
