#include "cli/bench_watch.hpp"

#include <chrono>

namespace ensaio {

void BenchWatch::second(const LoadSecond& second) {
  seconds_.push_back({.number = second.number,
                      .ended = second.figures.rows.sent(),
                      .started = second.started,
                      .under_way = second.under_way,
                      .in_flight = second.in_flight,
                      .idle = second.idle});
  screen_.second(second);
}

// What an interrupted step would show is of no use: it ends at once.
LoadAudience::Wish BenchWatch::wait(Offset time) {
  const auto came = signals_.came_within(std::chrono::ceil<std::chrono::milliseconds>(time));
  if (came) signal_ = *came;
  screen_.look();
  return signal_ != 0 ? Wish::EndNow : Wish::GoOn;
}

}  // namespace ensaio
