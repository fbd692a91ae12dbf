#include "bench/load/load_run.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "simulator/delivery/stopwatch.hpp"
#include "simulator/timeline/span.hpp"

namespace ensaio {
namespace {

using Wish = LoadAudience::Wish;

// How often it is looked whether all is over.
constexpr Offset kLook = std::chrono::milliseconds(20);

/// Adds the seconds of all threads up, and tells each once it is complete.
class Seconds {
 public:
  explicit Seconds(std::size_t threads) : next_(threads) {}

  void add(std::size_t thread, const LoadSecond& part) {
    next_[thread] = part.number + 1;
    std::unique_ptr<LoadSecond>& all = seconds_[part.number];
    if (all == nullptr) {
      all = std::make_unique<LoadSecond>();
      all->number = part.number;
    }
    all->add(part);
  }
  /// It has no more.
  void over(std::size_t thread) { next_[thread] = UINT64_MAX; }

  void tell(LoadAudience& audience, LoadSeries& series) {
    const std::uint64_t complete = *std::ranges::min_element(next_);
    while (!seconds_.empty() && seconds_.begin()->first < complete) {
      audience.second(*seconds_.begin()->second);
      series.add(*seconds_.begin()->second);
      seconds_.erase(seconds_.begin());
    }
  }

 private:
  std::vector<std::uint64_t> next_;  ///< By thread: the first that has not come.
  std::map<std::uint64_t, std::unique_ptr<LoadSecond>> seconds_{};
};

class LoadRun {
 public:
  LoadRun(const LoadCourse& course, LoadAudience& audience)
      : course_(course), audience_(audience), seconds_(course.threads) {
    for (std::size_t i = 0; i < course.threads; ++i) {
      threads_.push_back(std::make_unique<LoadThread>(course, i));
    }
  }

  LoadResult result() {
    begin();
    while (!over()) {
      obey(audience_.wait(kLook));
      if (watch_.elapsed() > ends_by_) interrupt();
      look();
    }
    look();
    add_up();
    return std::move(result_);
  }

 private:
  void begin() {
    result_.start = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    watch_ = Stopwatch();
    ends_by_ = later(course_.lasts(), later(course_.story, course_.drain));
    for (const auto& thread : threads_) thread->begin(result_.start);
  }

  bool over() const {
    return std::ranges::all_of(threads_, [](const auto& thread) { return thread->over(); });
  }

  void obey(Wish wish) {
    if (wish == Wish::GoOn) return;
    result_.interrupted = result_.cut_short = true;
    if (wish == Wish::EndNow) return interrupt();
    for (const auto& thread : threads_) thread->stop();
    if (!stopped_) stopped_ = watch_.elapsed();
    ends_by_ = std::min(ends_by_, *stopped_ + course_.drain);
  }

  void interrupt() {
    if (!stopped_) stopped_ = watch_.elapsed();
    for (const auto& thread : threads_) thread->interrupt();
  }

  void look() {
    for (std::size_t i = 0; i < threads_.size(); ++i) {
      const bool over = threads_[i]->over();  // First: what it still publishes comes then too.
      for (const auto& second : threads_[i]->take_seconds()) seconds_.add(i, *second);
      if (over) seconds_.over(i);
    }
    seconds_.tell(audience_, result_.series);
  }

  void add_up() {
    for (const auto& thread : threads_) {
      LoadThread::End end = thread->end();
      result_.totals.add(end.totals);
      result_.conversations += end.conversations;
      result_.unsent += end.unsent;
      result_.longest_turn = std::max(result_.longest_turn, end.longest_turn);
      result_.cpu_seconds.push_back(end.cpu_seconds);
      result_.connections += end.connections;
      result_.took = std::max(result_.took, end.took);
      result_.last_sent = std::max(result_.last_sent, end.last_sent);
    }
    result_.series.end(result_.took);
    result_.scheduled = std::min(course_.lasts(), stopped_.value_or(Offset::max()));
    result_.due = course_.is_closed_loop()
                      ? result_.conversations.started
                      : std::max(result_.conversations.started,
                                 course_.due(stopped_.value_or(Offset::max())));
  }

  const LoadCourse& course_;
  LoadAudience& audience_;
  std::vector<std::unique_ptr<LoadThread>> threads_{};
  Seconds seconds_;
  Stopwatch watch_{};
  Offset ends_by_{};
  std::optional<Offset> stopped_{};  ///< When no more were to begin.
  LoadResult result_{};
};

}  // namespace

LoadResult run(const LoadCourse& course, LoadAudience& audience) {
  return LoadRun(course, audience).result();
}

}  // namespace ensaio
