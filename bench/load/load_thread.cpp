#include "bench/load/load_thread.hpp"

#include <algorithm>
#include <ctime>
#include <utility>

#include "simulator/delivery/player.hpp"

namespace ensaio {
namespace {

constexpr Offset kSecond = std::chrono::seconds(1);
// Who could not begin in time for so long after the last was due does not begin any more.
constexpr Offset kLastCall = std::chrono::seconds(1);

std::size_t share(std::size_t all, std::size_t index, std::size_t threads) {
  return all / threads + (index < all % threads ? 1 : 0);
}

/// The part of one of the course's threads.
SocketOptions share_of(const LoadCourse& course, std::size_t index) {
  SocketOptions options = course.sockets;
  options.in_flight = std::max<std::size_t>(1, share(options.in_flight, index, course.threads));
  options.connections = std::max<std::size_t>(1, share(options.connections, index, course.threads));
  return options;
}

double cpu_seconds_of_this_thread() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// The same, later by `zero`.
std::vector<Offset> shifted(std::vector<Offset> ends, Offset zero) {
  for (Offset& end : ends) end += zero;
  return ends;
}

std::vector<Hold> shifted(std::vector<Hold> holds, Offset zero) {
  for (Hold& hold : holds) hold = {hold.from + zero, hold.until + zero};
  return holds;
}

LoadMoments shifted(LoadMoments moments, Offset zero) {
  return [moments = std::move(moments), zero] {
    auto moment = moments();
    if (moment) moment->due += zero;
    return moment;
  };
}

}  // namespace

void LoadSecond::add(const LoadSecond& other) {
  figures.add(other.figures);
  started += other.started;
  under_way += other.under_way;
  in_flight += other.in_flight;
  idle += other.idle;
  whole = whole || other.whole;  // A thread may be over before the others.
  rows_by_kind.resize(std::max(rows_by_kind.size(), other.rows_by_kind.size()));
  for (std::size_t i = 0; i < other.rows_by_kind.size(); ++i) {
    rows_by_kind[i] += other.rows_by_kind[i];
  }
}

/// What is made when it begins, since only then it is known when offset zero is.
struct LoadThread::Playing {
  Playing(const LoadCourse& course, LoadArrivals::Parts parts, LoadMoments moments, World& world,
          Offset zero, LoadWorld::Tick tick)
      : arrivals(std::move(parts), shifted(std::move(moments), zero)),
        tally(course.pieces, shifted(course.ends, zero)),
        busy(world, {shifted(course.holds, zero), course.drops, std::move(tick)}) {}

  LoadArrivals arrivals;
  LoadTally tally;
  LoadWorld busy;
  std::uint64_t started = 0;  ///< Before the second under way; so is the next.
  Offset idle{};
};

LoadThread::LoadThread(const LoadCourse& course, std::size_t index)
    : course_(course), index_(index), world_(course.rule, share_of(course, index)) {}

LoadThread::~LoadThread() {
  world_.interrupt();
  if (thread_.joinable()) thread_.join();
}

void LoadThread::begin(WallTime start) {
  zero_ = world_.now();
  LoadArrivals::Parts parts{.world = world_,
                            .pieces = course_.pieces,
                            .seed = course_.seed,
                            .numbers = course_.numbers,
                            .people = People(course_.people, index_, course_.threads),
                            .start = start - std::chrono::floor<std::chrono::milliseconds>(zero_)};
  if (course_.at_once) {
    parts.clock.mode = Clock::Mode::Virtual;
    parts.at_once = share(*course_.at_once, index_, course_.threads);
  }
  playing_ =
      std::make_unique<Playing>(course_, std::move(parts), course_.moments(index_, course_.threads),
                                world_, zero_, [this](Offset now) { return tick(now); });
  thread_ = std::thread([this] { play(*playing_); });
}

void LoadThread::stop() {
  playing_->arrivals.stop();
  world_.wake();
}

void LoadThread::interrupt() { world_.interrupt(); }

void LoadThread::play(Playing& playing) {
  Player player(
      playing.busy, playing.arrivals,
      [this, &playing](std::uint64_t arrival, const Outcome& outcome) {
        const std::uint32_t piece = playing.arrivals.piece_of(arrival);
        playing.tally.told(piece, outcome);
        if (!course_.listener) return;
        course_.listener({piece, playing.arrivals.conversation_of(arrival), zero_, outcome});
      });
  player.run();
  end_.took = world_.now() - zero_;
  end_.last_sent = std::max(Offset::zero(), playing.tally.last_sent() - zero_);
  end_.conversations = playing.arrivals.counts();
  end_.unsent = player.unsent();
  end_.longest_turn = playing.busy.longest_turn();
  end_.connections = world_.opened();
  end_.totals.add(playing.tally.totals());
  end_.cpu_seconds = cpu_seconds_of_this_thread();
  publish(false);
  over_.store(true, std::memory_order_release);
}

Offset LoadThread::tick(Offset now) {
  const Offset since = now - zero_;
  const Offset last_call = course_.lasts() + (course_.at_once ? Offset::zero() : kLastCall);
  if (since >= last_call) playing_->arrivals.stop();
  while (since >= kSecond * static_cast<Offset::rep>(second_ + 1)) publish(true);
  const Offset next_second = kSecond * static_cast<Offset::rep>(second_ + 1);
  return zero_ + (since < last_call ? std::min(next_second, last_call) : next_second);
}

/// The second under way is over.
void LoadThread::publish(bool whole) {
  const ConversationCounts& counts = playing_->arrivals.counts();
  auto done = std::make_unique<LoadSecond>();
  done->number = second_++;
  done->whole = whole;
  done->figures.add(playing_->tally.interval());
  playing_->tally.interval().clear();
  done->started = counts.started - std::exchange(playing_->started, counts.started);
  done->under_way = counts.started - counts.finished - counts.given_up;
  // What was abandoned never came out of the world.
  done->in_flight = done->under_way == 0 ? 0 : playing_->busy.in_flight();
  done->idle = playing_->busy.idle() - std::exchange(playing_->idle, playing_->busy.idle());
  done->rows_by_kind = playing_->tally.take_rows_by_kind();
  const std::lock_guard lock(mutex_);
  seconds_.push_back(std::move(done));
}

std::vector<std::unique_ptr<LoadSecond>> LoadThread::take_seconds() {
  const std::lock_guard lock(mutex_);
  return std::exchange(seconds_, {});
}

LoadThread::End LoadThread::end() {
  thread_.join();
  return std::move(end_);
}

}  // namespace ensaio
