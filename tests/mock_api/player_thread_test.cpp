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
  }
  void end() {
    const std::lock_guard lock(mutex_);
    ++over_;
    changed_.notify_all();
  }
  void await_over(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return over_ >= count; });
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
};

/// Where a built-in receiver listens.
class Hall {
 public:
  Hall()
      : sink_(*Sink::listen("127.0.0.1:0")), endpoint_(*parse_endpoint(sink_->url() + "/hook")) {}

  PlayOrder order(const Scenario& scenario, Ears& ears) const {
    PlayOrder order;
    order.rendition = std::make_shared<Rendition>();
    order.rendition->script = std::make_shared<const Script>(*script(scenario));
    order.rendition->cast = cast(scenario, {.value = 1}, {});
    order.routes = [this](InstanceIndex, Kind) { return &endpoint_; };
    order.told = [&ears](const Outcome& outcome) { ears.hear(outcome); };
    order.over = [&ears] { ears.end(); };
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

}  // namespace
}  // namespace ensaio
