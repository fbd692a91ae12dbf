#include "tests/simulation/simulation.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

#include "simulator/delivery/player.hpp"
#include "simulator/delivery/socket_world.hpp"
#include "tests/simulation/last_words.hpp"
#include "tests/simulation/scene.hpp"
#include "tests/simulation/simulated_network.hpp"
#include "tests/simulation/stamped_world.hpp"
#include "tests/simulation/told_stories.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;

/// No story of ours lasts nearly as long, whatever the network does.
constexpr Offset kEndOfTime = 1h;

template <class T, std::size_t N>
T one_of(Random& random, const std::array<T, N>& all) {
  return all[random.below(N)];
}

SocketOptions drawn_options(Random& random, const Temper& temper) {
  SocketOptions options;
  options.in_flight = one_of<std::size_t, 4>(random, {2000, 1, 2, 5});
  options.connections = one_of<std::size_t, 4>(random, {200, 1, 2, 3});
  options.stall_timeout = temper.calm ? 10s : one_of<Offset, 3>(random, {10s, 1s, 60ms});
  options.answer_bytes = one_of<std::size_t, 4>(random, {1U << 20U, 1U << 20U, 20, 0});
  return options;
}

/// At some moment of one simulation in five the user stops it.
void plan_interruption(Scene& scene, SocketWorld& world) {
  if (!happens(scene.random, 200)) return;
  scene.time.after(drawn_offset(scene.random, happens(scene.random, 500) ? 20ms : 3s), [&] {
    if (scene.truth.traced()) scene.truth.note(scene.time.now(), "the user stops the run");
    world.interrupt();
  });
}

/// Listed arrivals that can be cancelled.
class CancellableArrivals : public ListedArrivals {
 public:
  using ListedArrivals::ListedArrivals;
  void cancel(std::uint64_t number) { cancelled_.push_back(number); }
  std::optional<Instruction> instruction() override {
    if (cancelled_.empty()) return std::nullopt;
    const Instruction next{.number = cancelled_.back()};
    cancelled_.pop_back();
    return next;
  }

 private:
  std::vector<std::uint64_t> cancelled_;
};

struct Stage {
  explicit Stage(Scene& s)
      : scene(s),
        options(drawn_options(s.random, s.temper)),
        network(s),
        sockets(TargetRule(), options, network),
        world(sockets, s, {options.in_flight, options.answer_bytes, options.stall_timeout}),
        stories(s),
        arrivals(stories.arrivals()) {}

  void play();
  void judge();
  void plan_cancellation();

  Scene& scene;
  const SocketOptions options;
  SimulatedNetwork network;
  SocketWorld sockets;
  StampedWorld world;
  ToldStories stories;
  CancellableArrivals arrivals;
};

/// At some moment of one simulation in five somebody cancels one of its stories.
void Stage::plan_cancellation() {
  if (!happens(scene.random, 200)) return;
  const std::size_t number = scene.random.below(stories.size());
  const Offset at = drawn_offset(scene.random, happens(scene.random, 500) ? 20ms : 3s);
  scene.time.after(at, [this, number] {
    if (scene.truth.traced()) scene.truth.note(scene.time.now(), "a story is cancelled");
    stories.cancel(number);
    arrivals.cancel(number);
    world.woken();
    sockets.wake();
  });
}

void Stage::play() {
  plan_interruption(scene, sockets);
  plan_cancellation();
  try {
    Player(world, arrivals, [this](std::size_t arrival, const Outcome& outcome) {
      stories.hear(arrival, outcome);
    }).run();
  } catch (const Stuck& stuck) {
    scene.truth.wrong(scene.time.now(), stuck.what);
  }
}

void Stage::judge() {
  const Offset now = scene.time.now();
  const bool interrupted = world.interrupted();
  if (interrupted) world.judge_abandoned();
  stories.judge(interrupted ? Stop::Interrupted : Stop::AtItsEnd);
  if (!interrupted && world.under_way() > 0) scene.truth.wrong(now, "a post was forgotten");
  if (world.under_way() + world.abandoned() != stories.count(EndingName::Abandoned)) {
    scene.truth.wrong(now, "abandoned is something else than was under way");
  }
  if (now > kEndOfTime) scene.truth.wrong(now, "it took for ever");
  // The stories go to four origins at most, calls to a fifth.
  if (scene.truth.most_open > 5 * options.connections) {
    scene.truth.wrong(now, "more connections were open than allowed");
  }
}

}  // namespace

SimulationResult& operator+=(SimulationResult& sum, const SimulationResult& one) {
  sum.requests += one.requests;
  sum.answered += one.answered;
  sum.timed_out += one.timed_out;
  sum.unreachable += one.unreachable;
  sum.abandoned += one.abandoned;
  sum.resent += one.resent;
  sum.confusable += one.confusable;
  sum.connections += one.connections;
  return sum;
}

SimulationResult simulated(std::uint64_t seed, bool traced) {
  prepare_last_words(seed);
  Scene scene(mixed(mixed(0, "simulation"), seed), traced);
  scene.temper = drawn_temper(scene.random);
  SimulationResult result;
  {
    Stage stage(scene);
    stage.play();
    stage.judge();
    result.connections = stage.network.opened();
    result.answered = stage.stories.count(EndingName::Answered);
    result.timed_out = stage.stories.count(EndingName::TimedOut);
    result.unreachable = stage.stories.count(EndingName::Unreachable);
    result.abandoned = stage.stories.count(EndingName::Abandoned);
  }
  result.requests = scene.truth.requests.size();
  for (const RequestTruth& request : scene.truth.requests) {
    result.confusable += request.confusable ? 1 : 0;
    result.resent += request.tries > 1 ? 1 : 0;
  }
  result.wrongs = std::move(scene.truth.wrongs);
  result.trace = std::move(scene.truth.trace);
  return result;
}

std::string failure_text(std::uint64_t seed) {
  const SimulationResult again = simulated(seed, true);
  std::string text = fmt::format("seed {} went wrong:\n", seed);
  for (const std::string& wrong : again.wrongs) text += "  " + wrong + "\n";
  text += again.trace;
  return text + fmt::format("again: ./dev simulate --seed {}\n", seed);
}

}  // namespace ensaio
