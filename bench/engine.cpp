// What the engine does by itself: Player and SocketWorld, without reports, at a receiver.
//
// Usage: engine closed URL [CALLBACKS [CONNECTIONS]]   as fast as the receiver answers
//        engine open   URL [RATE [SECONDS]]            so many callbacks a second, whatever it does
// Every callback has its own ids, phone and time. Prints one line; ends with 1 where a callback was
// not answered 200.

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "simulator/delivery/player.hpp"
#include "simulator/delivery/socket_world.hpp"
#include "simulator/scenario/load.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {
namespace {

using std::chrono::duration;
using std::chrono::microseconds;

[[noreturn]] void give_up(const std::string& why) {
  fmt::print(stderr, "engine: {}\n", why);
  std::exit(2);
}

Scenario read(const std::string& text) {
  Loaded loaded = load_scenarios(text, "bench", LoadOptions{.target_given = true}, {}, {});
  if (has_errors(loaded.problems)) give_up(loaded.problems.front().message);
  return std::move(loaded.scenarios.front());
}

/// CPU time of this process so far, user and system.
double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Tellings of one scenario, each with a cast of its own, and what came of them.
class Bench {
 public:
  Bench(const std::string& scenario, const std::string& url, std::size_t connections)
      : scenario_(read(scenario)),
        script_(*script(scenario_)),
        endpoint_(*parse_endpoint(url)),
        world_({},
               SocketOptions{
                   .in_flight = 100'000, .connections = connections, .tls = {.insecure = true}}) {}

  void arrive(std::size_t tellings, Offset apart) {
    surroundings_.start =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    for (std::size_t i = 0; i < tellings; ++i) {
      casts_.push_back(cast(scenario_, {.value = 1, .iteration = i}, surroundings_.start));
    }
    const Offset begin = world_.now() + std::chrono::milliseconds(10);
    for (std::size_t i = 0; i < tellings; ++i) {
      arrivals_.push_back({.at = begin + apart * static_cast<Offset::rep>(i),
                           .iteration = i,
                           .staging = std::make_shared<const Staging>(Staging{
                               .script = &script_,
                               .cast = &casts_[i],
                               .surroundings = &surroundings_,
                               .seed = 1,
                               .clock = scenario_.clock,
                               .routes = [this](InstanceIndex, Kind) { return &endpoint_; }})});
    }
  }

  void play() {
    Player player(world_, std::move(arrivals_), [this](std::size_t, const Outcome& outcome) {
      const auto* answered = std::get_if<Answered>(&outcome.ending);
      answered_ += answered != nullptr && answered->status == 200 ? 1 : 0;
      late_.push_back(outcome.sent - outcome.due);
    });
    const double cpu = cpu_seconds();
    const Offset begin = world_.now();
    player.run();
    took_ = world_.now() - begin;
    cpu_ = cpu_seconds() - cpu;
  }

  int told() {
    std::ranges::sort(late_);
    const auto at = [this](double part) {
      const auto index = static_cast<std::size_t>(part * static_cast<double>(late_.size() - 1));
      return duration<double, std::micro>(late_[index]).count();
    };
    const auto count = static_cast<double>(late_.size());
    fmt::print(
        "callbacks {} answered {} rate {:.0f}/s cpu {:.2f} us late p50 {:.0f} us p99 {:.0f} us\n",
        late_.size(), answered_, count / duration<double>(took_).count(), cpu_ * 1e6 / count,
        at(0.5), at(0.99));
    return answered_ == late_.size() ? 0 : 1;
  }

  void expect(std::size_t callbacks) { late_.reserve(callbacks); }

 private:
  const Scenario scenario_;
  const Script script_;
  const Endpoint endpoint_;
  Surroundings surroundings_{};
  std::vector<Cast> casts_{};
  std::vector<Arrival> arrivals_{};
  SocketWorld world_;
  std::vector<Offset> late_{};
  std::size_t answered_ = 0;
  Offset took_{};
  double cpu_ = 0;
};

int closed(const std::string& url, std::size_t callbacks, std::size_t connections) {
  const std::string text = fmt::format(
      "scenario: closed loop\nclock: virtual\nchats: [ana]\nmessages: {{ m1: ana }}\nsteps:\n"
      "  - repeat: {{ times: {}, steps: [{{ sent: m1, intent: load }}] }}\n",
      callbacks / connections);
  Bench bench(text, url, connections);
  bench.expect(callbacks);
  bench.arrive(connections, Offset::zero());
  bench.play();
  return bench.told();
}

int open(const std::string& url, std::size_t rate, std::size_t seconds) {
  Bench bench("scenario: open loop\nchats: [ana]\nmessages: { m1: ana }\nsteps: [{ sent: m1 }]\n",
              url, 200);
  bench.expect(rate * seconds);
  bench.arrive(rate * seconds, Offset(std::chrono::seconds(1)) / static_cast<Offset::rep>(rate));
  bench.play();
  return bench.told();
}

}  // namespace
}  // namespace ensaio

int main(int argc, char** argv) {
  const auto word = [&](int index) { return std::string(index < argc ? argv[index] : ""); };
  const auto number = [&](int index, std::size_t otherwise) {
    return index < argc ? static_cast<std::size_t>(std::strtoull(argv[index], nullptr, 10))
                        : otherwise;
  };
  if (argc < 3 || !ensaio::parse_endpoint(word(2)))
    ensaio::give_up("name closed or open, and a URL");
  if (word(1) == "closed") return ensaio::closed(word(2), number(3, 1'000'000), number(4, 64));
  if (word(1) == "open") return ensaio::open(word(2), number(3, 20'000), number(4, 10));
  ensaio::give_up("name closed or open, and a URL");
}
