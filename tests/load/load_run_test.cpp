#include "bench/load/load_run.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "tests/load/load_story.hpp"
#include "tests/support/scripted_receiver.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

constexpr const char* kOk = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
constexpr const char* kBroken = "HTTP/1.1 500 Broken\r\ncontent-length: 0\r\n\r\n";

/// So many of something, of several threads.
class Count {
 public:
  void add() {
    const std::lock_guard lock(mutex_);
    ++count_;
    changed_.notify_all();
  }
  /// Whether it comes to `count` within `time`.
  bool comes_to(std::uint64_t count, Offset time) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, time, [&] { return count_ >= count; });
  }
  std::uint64_t now() const {
    const std::lock_guard lock(mutex_);
    return count_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t count_ = 0;
};

/// Adds the seconds up; wishes for an end once the receiver has heard enough.
class Onlooker : public LoadAudience {
 public:
  Onlooker() = default;
  Onlooker(Count& heard, std::uint64_t enough, Wish wish)
      : heard_(&heard), enough_(enough), wish_(wish) {}

  void second(const LoadSecond& second) override {
    EXPECT_EQ(second.number, seconds++) << "in order, without a gap";
    EXPECT_TRUE(whole) << "all but the last";
    whole = second.whole;
    figures.add(second.figures);
    started += second.started;
    under_way = second.under_way;
    in_flight = second.in_flight;
    idle += second.idle;
    for (const LoadRows& rows : second.rows_by_kind) by_kind += rows;
  }
  Wish wait(Offset time) override {
    if (heard_ != nullptr) return heard_->comes_to(enough_, time) ? wish_ : Wish::GoOn;
    never_.comes_to(1, time);
    return Wish::GoOn;
  }

  std::uint64_t seconds = 0;
  bool whole = true;  ///< The last that came.
  LoadFigures figures{};
  std::uint64_t started = 0;
  std::uint64_t under_way = 0;
  std::uint64_t in_flight = 0;
  Offset idle{};
  LoadRows by_kind{};

 private:
  Count never_{};
  Count* heard_ = nullptr;
  std::uint64_t enough_ = 0;
  Wish wish_ = Wish::GoOn;
};

/// `conversations` on two threads, each of a SENT and a READ, eight at once.
LoadCourse course_to(const ScriptedReceiver& receiver, std::uint64_t conversations) {
  LoadCourse course;
  course.pieces = {piece(scenario("s", {sent(), read()}), receiver.url())};
  course.seed = 7;
  course.threads = 2;
  course.moments = [conversations](std::size_t index, std::size_t threads) {
    return every(0ms, conversations, index, threads);
  };
  course.due = [conversations](Offset) { return conversations; };
  course.at_once = 8;
  course.ends = {1h};
  course.sockets.connections = 8;
  return course;
}

/// What holds of every run, however it ended.
void expect_to_add_up(const LoadResult& result, const Onlooker& onlooker) {
  const LoadFigures all = result.totals.sum();
  EXPECT_EQ(onlooker.figures.rows, all.rows);
  EXPECT_TRUE(onlooker.figures.latencies.response == all.latencies.response);
  EXPECT_TRUE(onlooker.figures.latencies.lag == all.latencies.lag);
  EXPECT_EQ(onlooker.started, result.conversations.started);
  EXPECT_EQ(onlooker.under_way, 0U);
  EXPECT_EQ(onlooker.in_flight, 0U);
  EXPECT_GT(onlooker.idle, 0ns);
  EXPECT_EQ(onlooker.by_kind, all.rows);
  EXPECT_EQ(result.conversations.started,
            result.conversations.finished + result.conversations.given_up);
  EXPECT_EQ(all.latencies.lag.count(), all.rows.sent());
  LoadRows over_time;
  std::uint64_t started = 0;
  for (const LoadPoint& point : result.series.points()) {
    over_time += point.rows;
    started += point.started;
  }
  EXPECT_EQ(over_time, all.rows);
  EXPECT_EQ(started, result.conversations.started);
  EXPECT_LE(result.last_sent, result.took);
}

TEST(LoadRun, CountsEachCallbackOfEachThreadOnce) {
  Count heard;
  ScriptedReceiver receiver({[&heard](Peer& peer) {
    while (!peer.hear_request().empty()) {
      heard.add();
      peer.say(kOk);
    }
  }});
  Onlooker onlooker;
  const LoadResult result = run(course_to(receiver, 1'000), onlooker);
  receiver.take_down();
  EXPECT_EQ(heard.now(), 2'000U);
  EXPECT_EQ(result.totals.sum().rows, (LoadRows{.ok = 2'000}));
  EXPECT_EQ(result.totals.by_status[200], 2'000U);
  EXPECT_EQ(result.conversations.finished, 1'000U);
  EXPECT_EQ(result.due, 1'000U);
  EXPECT_EQ(result.unsent, 0U);
  EXPECT_EQ(result.connections, receiver.connections());
  EXPECT_LE(result.connections, 8U);
  EXPECT_EQ(result.cpu_seconds.size(), 2U);
  EXPECT_FALSE(result.interrupted);
  EXPECT_GT(result.took, 0ns);
  expect_to_add_up(result, onlooker);
}

/// By turns of its requests: what an unreliable receiver did with them.
struct Unreliable {
  std::atomic<std::uint64_t> connections = 0;
  std::atomic<std::uint64_t> ok = 0;
  std::atomic<std::uint64_t> broken = 0;
  std::atomic<std::uint64_t> resets = 0;

  /// Each third connection is reset upon its first request, the others after their fortieth; each
  /// fifth request is answered 500.
  void serve(Peer& peer) {
    const bool dead = ++connections % 3 == 0;
    for (int number = 1; !peer.hear_request().empty(); ++number) {
      if (dead || number > 40) {
        ++resets;
        return peer.reset();
      }
      ++(number % 5 == 0 ? broken : ok);
      peer.say(number % 5 == 0 ? kBroken : kOk);
    }
  }
};

TEST(LoadRun, PutsEachCallbackToAnUnreliableReceiverInOneRow) {
  Unreliable unreliable;
  ScriptedReceiver receiver({[&unreliable](Peer& peer) { unreliable.serve(peer); }});
  Onlooker onlooker;
  const LoadResult result = run(course_to(receiver, 1'000), onlooker);
  receiver.take_down();
  const LoadRows rows = result.totals.sum().rows;
  EXPECT_EQ(rows.sent(), 2'000U);
  EXPECT_EQ(rows.ok, unreliable.ok);
  EXPECT_EQ(rows.other_status, unreliable.broken);
  EXPECT_GT(rows.unreachable, 0U);
  EXPECT_LE(rows.unreachable, unreliable.resets) << "some were sent again, unheard, and answered";
  EXPECT_EQ(rows.failed, rows.other_status + rows.unreachable);
  EXPECT_EQ(rows.dropped + rows.timed_out + rows.abandoned, 0U);
  EXPECT_EQ(result.totals.by_status[500], rows.other_status);
  EXPECT_EQ(result.conversations.finished, 1'000U);
  EXPECT_EQ(result.unsent, 0U);
  std::uint64_t explained = 0;
  for (const auto& [reason, times] : result.totals.reasons) explained += times;
  EXPECT_EQ(explained, rows.unreachable);
  expect_to_add_up(result, onlooker);
}

TEST(LoadRun, LetsWhatIsUnderWayEndWhenItIsStopped) {
  Count heard;
  ScriptedReceiver receiver({[&heard](Peer& peer) {
    while (!peer.hear_request().empty()) {
      heard.add();
      peer.say(kOk);
    }
  }});
  Onlooker onlooker(heard, 200, LoadAudience::Wish::Stop);
  const LoadResult result = run(course_to(receiver, UINT64_MAX / 2), onlooker);
  receiver.take_down();
  EXPECT_TRUE(result.interrupted);
  EXPECT_GE(heard.now(), 200U);
  EXPECT_EQ(result.totals.sum().rows, (LoadRows{.ok = heard.now()}));
  EXPECT_EQ(result.conversations.given_up, 0U);
  EXPECT_EQ(result.unsent, 0U);
  EXPECT_EQ(result.due, result.conversations.started);
  EXPECT_EQ(2 * result.conversations.started, heard.now());
  expect_to_add_up(result, onlooker);
}

TEST(LoadRun, EndsAClosedLoopWhenItsTimeIsOver) {
  ScriptedReceiver receiver({always(kOk)});
  LoadCourse course = course_to(receiver, UINT64_MAX / 2);
  course.at_once = 2;
  course.ends = {300ms, 1100ms};
  Onlooker onlooker;
  const LoadResult result = run(course, onlooker);
  EXPECT_GE(result.took, 1100ms);
  EXPECT_GE(onlooker.seconds, 2U);
  EXPECT_FALSE(result.interrupted);
  EXPECT_EQ(result.conversations.given_up, 0U);
  EXPECT_EQ(result.due, result.conversations.started);
  EXPECT_EQ(result.totals.sum().rows, (LoadRows{.ok = 2 * result.conversations.finished}));
  expect_to_add_up(result, onlooker);
}

/// Hears requests and never answers.
ScriptedReceiver::Script silent(Count& heard) {
  return [&heard](Peer& peer) {
    if (!peer.hear_request().empty()) heard.add();
    peer.hear_end();
  };
}

TEST(LoadRun, AbandonsWhatIsUnderWayWhenItIsToEndNow) {
  Count heard;
  ScriptedReceiver receiver({silent(heard)});
  Onlooker onlooker(heard, 8, LoadAudience::Wish::EndNow);
  const LoadResult result = run(course_to(receiver, UINT64_MAX / 2), onlooker);
  receiver.take_down();
  EXPECT_TRUE(result.interrupted);
  EXPECT_EQ(result.totals.sum().rows, (LoadRows{.abandoned = 8}));
  EXPECT_EQ(result.conversations.given_up, 8U);
  EXPECT_EQ(result.totals.sum().latencies.response.count(), 0U);
  expect_to_add_up(result, onlooker);
}

TEST(LoadRun, WaitsNoLongerThanItsDrainForWhatIsUnderWay) {
  Count heard;
  ScriptedReceiver receiver({silent(heard)});
  LoadCourse course = course_to(receiver, 20);
  course.at_once.reset();
  course.ends = {1ms};
  course.drain = 0ms;
  Onlooker onlooker;
  const LoadResult result = run(course, onlooker);
  receiver.take_down();
  const LoadRows rows = result.totals.sum().rows;
  EXPECT_EQ(rows.ok, 0U);
  EXPECT_EQ(rows.sent(), rows.abandoned);
  EXPECT_EQ(rows.abandoned + result.unsent, result.conversations.started);
  EXPECT_EQ(result.conversations.given_up, result.conversations.started);
  EXPECT_EQ(result.due, 20U);
  expect_to_add_up(result, onlooker);
}

TEST(LoadRun, LetsEveryConversationEndByItsWaitsBeforeItDrains) {
  ScriptedReceiver receiver({always(kOk)});
  LoadCourse course = course_to(receiver, 20);
  course.pieces = {piece(scenario("s", {sent(), wait(50ms), read()}), receiver.url())};
  course.at_once.reset();
  course.ends = {1ms};
  course.story = 1h;
  course.drain = 0ms;
  Onlooker onlooker;
  const LoadResult result = run(course, onlooker);
  receiver.take_down();
  EXPECT_EQ(result.totals.sum().rows, (LoadRows{.ok = 40}));
  EXPECT_EQ(result.conversations.finished, 20U);
  expect_to_add_up(result, onlooker);
}

TEST(LoadRun, TellsOfAReceiverThatIsNotThere) {
  ScriptedReceiver receiver({[](Peer&) {}});
  LoadCourse course = course_to(receiver, 10);
  course.pieces = {piece(scenario("s", {sent(), read()}),
                         "http://127.0.0.1:" + std::to_string(closed_port()) + "/hook")};
  Onlooker onlooker;
  const LoadResult result = run(course, onlooker);
  EXPECT_EQ(result.totals.sum().rows, (LoadRows{.unreachable = 20, .failed = 20}));
  ASSERT_EQ(result.totals.reasons.size(), 1U);
  EXPECT_EQ(result.totals.reasons.begin()->first, "connection refused");
  EXPECT_EQ(receiver.connections(), 0U);
  expect_to_add_up(result, onlooker);
}

}  // namespace
}  // namespace ensaio
