#include "cli/load_watch.hpp"

#include <fmt/format.h>

#include <chrono>
#include <ostream>
#include <utility>

namespace ensaio {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint64_t kTellEvery = 5;  // Seconds.

double ms(Histogram::Time time) { return static_cast<double>(time.count()) / 1e3; }

}  // namespace

LoadWatch::LoadWatch(const LoadProfile& profile, const AwaitedSignals& signals, Words words)
    : stop_when_(profile),
      signals_(signals),
      words_(words),
      screen_(words.quiet ? nullptr : words.block, {profile, words.closed_loop}) {}

void LoadWatch::second(const LoadSecond& second) {
  const Offset start = seconds(second.number);
  if (words_.log != nullptr) {
    const Latencies& latencies = second.figures.latencies;
    words_.log->add("response", start, seconds(1), latencies.response);
    words_.log->add("service", start, seconds(1), latencies.service);
    words_.log->add("lag", start, seconds(1), latencies.lag);
  }
  if (words_.metrics != nullptr) words_.metrics->add(second);
  screen_.second(second);
  tell(second);
  std::string reason = stop_when_.after(second);
  if (stopped_.empty()) stopped_ = std::move(reason);
}

void LoadWatch::tell(const LoadSecond& second) {
  since_told_ += second.figures.rows;
  if (words_.quiet || screen_.is_shown() || !second.whole) return;
  if ((second.number + 1) % kTellEvery != 0) return;
  const Histogram& response = second.figures.latencies.response;
  words_.err << fmt::format(
                    "{:>4} s  {:>7}/s  {:>6} under way  response p50 {:.1f} ms, p99 {:.1f} ms  "
                    "{} failed\n",
                    second.number + 1, since_told_.sent() / kTellEvery, second.under_way,
                    ms(response.quantile(0.5)), ms(response.quantile(0.99)), since_told_.failed)
             << std::flush;
  since_told_ = {};
}

LoadAudience::Wish LoadWatch::wait(Offset time) {
  const auto came = signals_.came_within(std::chrono::ceil<milliseconds>(time));
  if (came) {
    ended_ = signal_ != 0;
    signal_ = *came;
    screen_.clear();
    if (!ended_) words_.err << "no more begin; what is under way goes on. Again ends it at once\n";
  }
  screen_.look();
  if (ended_) return Wish::EndNow;
  return signal_ != 0 || !stopped_.empty() ? Wish::Stop : Wish::GoOn;
}

}  // namespace ensaio
