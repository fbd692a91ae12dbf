#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <queue>
#include <string>
#include <utility>
#include <vector>

#include "bench/load/bench_search.hpp"
#include "bench/load/bench_step.hpp"

// The search as a whole, at a receiver whose limit is known, in virtual time.

namespace ensaio {
namespace {

using namespace std::chrono_literals;

/// One worker behind so many connections: who finds none free waits for one, and is late.
struct PlantedReceiver {
  double per_second = 600;
  Offset latency = 2ms;  ///< Beside the worker's time.
  std::size_t connections = 200;
};

/// Callbacks of a step at a planted receiver.
class PlantedStep {
 public:
  PlantedStep(const PlantedReceiver& receiver, const StepPlan& plan, double per_second)
      : receiver_(receiver), plan_(plan), end_(plan.warm_up + plan.lasts) {
    const Offset gap = in_time(1 / per_second);
    for (Offset due = 0s; due < end_; due += gap) play(due);
    for (std::uint64_t i = 0; seconds(i + 1) <= end_ + plan.patience; ++i) tell_second(i);
  }

  BenchStep judged(const LoadProfile& profile) {
    LoadResult result{.took = end_, .conversations = {.started = ends_.size()}};
    result.due = ends_.size();
    result.unsent = unsent_;
    result.totals.groups[{0, 0, Kind::Status}] = std::move(warm_up_);
    result.totals.groups[{kJudgedPhase, 0, Kind::Status}] = std::move(figures_);
    return judged_step(std::move(result), profile, plan_, seconds_);
  }

 private:
  struct Ended {
    Offset due{};
    Offset answered{};
  };

  static Offset in_time(double seconds) {
    return std::chrono::duration_cast<Offset>(std::chrono::duration<double>(seconds));
  }
  static Offset seconds(std::uint64_t count) { return 1s * static_cast<Offset::rep>(count); }

  void play(Offset due) {
    Offset sent = due;
    if (busy_.size() == receiver_.connections) {
      sent = std::max(due, busy_.top());
      busy_.pop();
    }
    free_ = std::max(free_, sent) + in_time(1 / receiver_.per_second);
    const Offset answered = free_ + receiver_.latency;
    busy_.push(answered);
    ends_.push_back({due, answered});
    LoadFigures& figures = due < plan_.warm_up ? *warm_up_ : *figures_;
    const Offset last = end_ + plan_.patience;
    if (sent > last) {
      ++unsent_;
    } else if (answered > last) {
      ++figures.rows.abandoned;
    } else {
      ++figures.rows.ok;
      figures.latencies.lag.record(sent - due);
      figures.latencies.service.record(answered - sent);
      figures.latencies.response.record(answered - due);
    }
  }

  void tell_second(std::uint64_t number) {
    StepSecond second{.number = number, .idle = 900ms};
    for (const Ended& one : ends_) {
      second.ended += one.answered >= seconds(number) && one.answered < seconds(number + 1) ? 1 : 0;
      second.started += one.due >= seconds(number) && one.due < seconds(number + 1) ? 1 : 0;
      second.under_way += one.due < seconds(number + 1) && one.answered >= seconds(number + 1);
    }
    second.in_flight = std::min<std::uint64_t>(second.under_way, 2000);
    seconds_.push_back(second);
  }

  const PlantedReceiver receiver_;
  const StepPlan plan_;
  const Offset end_;
  std::priority_queue<Offset, std::vector<Offset>, std::greater<>> busy_{};
  Offset free_{};
  std::vector<Ended> ends_{};
  std::uint64_t unsent_ = 0;
  std::unique_ptr<LoadFigures> warm_up_ = std::make_unique<LoadFigures>();
  std::unique_ptr<LoadFigures> figures_ = std::make_unique<LoadFigures>();
  std::vector<StepSecond> seconds_{};
};

BenchSearch searched(const PlantedReceiver& receiver, const std::string& until) {
  const Condition condition = *parse_condition(until, {}, ConditionUse::AtTheEnd);
  LoadProfile profile;
  profile.limits.connections = static_cast<std::uint32_t>(receiver.connections);
  StepPlan plan;
  plan.patience = patience({condition}, profile.limits.timeout);
  BenchSearch search({.from = Rate{std::int64_t{50} * 3'600'000'000}});
  while (const auto rate = search.next()) {
    PlantedStep step(receiver, plan, rate->per_second());
    search.tell(step.judged(profile_of_step(profile, {condition}, *rate, plan)).outcome);
  }
  return search;
}

TEST(BenchLimit, IsFoundWithinFiveInAHundredWhateverIsAsked) {
  struct Row {
    const char* what;
    PlantedReceiver receiver;
    const char* until;
  };
  const Row rows[] = {
      {"answers in time", {}, "response.p99 < 250ms"},
      {"the median alone", {}, "response.p50 < 250ms"},
      {"a receiver that may take long: its queue grows all the same", {}, "response.p99 < 5s"},
      {"no failures, so that only the queue tells", {}, "failed == 0"},
      {"few connections, so that callbacks wait for them", {600, 2ms, 8}, "failed == 0"},
      {"a quick one", {4700, 300us}, "response.p99 < 100ms"},
      {"a slow one", {63, 50ms}, "response.p99 < 1s"},
      {"one below the first rate", {17, 5ms}, "response.p99 < 250ms"},
  };
  for (const Row& row : rows) {
    const BenchSearch search = searched(row.receiver, row.until);
    EXPECT_EQ(kBenchAnswers.text(search.answer()), "found") << row.what;
    ASSERT_TRUE(search.held()) << row.what;
    EXPECT_NEAR(search.held()->per_second(), row.receiver.per_second,
                row.receiver.per_second * 0.05)
        << row.what;
  }
}

}  // namespace
}  // namespace ensaio
