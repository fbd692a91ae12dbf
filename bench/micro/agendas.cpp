// What waits: one more beside many, and the first of them taken out.

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdint>

#include "simulator/delivery/agenda.hpp"
#include "simulator/delivery/timers.hpp"
#include "simulator/delivery/timing_wheel.hpp"

namespace ensaio {
namespace {

using benchmark::State;

/// Times from now on, up to half a minute away, as the waits of stories are; in no order.
class LaterTimes {
 public:
  Offset after(Offset now) {
    drawn_ = drawn_ * 6364136223846793005U + 1442695040888963407U;
    return now + std::chrono::microseconds(1 + (drawn_ >> 33U) % 30'000'000);
  }

 private:
  std::uint64_t drawn_ = 1;
};

/// A callback is sent, and the next one of its conversation waits; so many wait at any time. Of the
/// heap and of the wheel, either of which a player could have.
template <class Waiting>
void fire_and_insert(State& state) {
  Waiting waiting;
  LaterTimes times;
  for (std::int64_t slot = 0; slot < state.range(0); ++slot) {
    waiting.push({.due = times.after({}), .slot = static_cast<std::uint32_t>(slot)});
  }
  for (auto _ : state) {
    Due due = waiting.pop();
    due.due = times.after(due.due);
    waiting.push(due);
  }
  benchmark::DoNotOptimize(waiting.size());
}
BENCHMARK_TEMPLATE(fire_and_insert, Agenda)->RangeMultiplier(10)->Range(1'000, 1'000'000);
BENCHMARK_TEMPLATE(fire_and_insert, TimingWheel)->RangeMultiplier(10)->Range(1'000, 1'000'000);

/// A deadline comes, and another is set.
void timers_fire_and_insert(State& state) {
  Timers timers;
  LaterTimes times;
  for (std::int64_t who = 0; who < state.range(0); ++who) {
    timers.set(static_cast<std::uint32_t>(who), times.after({}));
  }
  for (auto _ : state) {
    const Offset now = timers.next();
    const auto who = timers.expired(now);
    if (who) timers.set(*who, times.after(now));
  }
}
BENCHMARK(timers_fire_and_insert)->RangeMultiplier(10)->Range(1'000, 1'000'000);

/// What happens at every request: the deadline of a connection is put off.
void timers_put_off(State& state) {
  Timers timers;
  Offset now{};
  std::uint32_t who = 0;
  for (auto _ : state) {
    now += std::chrono::microseconds(10);
    timers.set(who, now + std::chrono::seconds(10));
    who = (who + 1) % 64;
    benchmark::DoNotOptimize(timers.expired(now));
  }
}
BENCHMARK(timers_put_off);

}  // namespace
}  // namespace ensaio
