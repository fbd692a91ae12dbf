// One turn of the player for each callback: settled, the next one due, rendered, posted; without
// sockets. With the casts, counts and histograms of a load, and without.

#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "bench/load/load_tally.hpp"
#include "bench/load/load_world.hpp"
#include "bench/micro/one_story.hpp"
#include "simulator/delivery/player.hpp"

namespace ensaio {
namespace {

using benchmark::State;

constexpr std::size_t kAtOnce = 64;

/// Answers at once, in no time, until it is interrupted after so many answers.
class ImmediateWorld : public World {
 public:
  explicit ImmediateWorld(State& state) : state_(state) {}
  Offset now() const override { return now_; }
  bool has_room() const override { return posted_ - answered_ < tickets_.size(); }
  void post(Ticket ticket, const Posting& posting) override {
    benchmark::DoNotOptimize(posting.request.data());
    tickets_[posted_++ % tickets_.size()] = ticket;
  }
  std::optional<Answer> wait(Offset until) override {
    if (posted_ == answered_) {
      now_ = until;
      return std::nullopt;
    }
    // An answer is what the library counts as one round.
    if (!interrupted_ && !state_.KeepRunning()) interrupted_ = true;
    return Answer{tickets_[answered_++ % tickets_.size()], now_, now_, Answered{.status = 200}};
  }
  bool interrupted() const override { return interrupted_; }

 private:
  State& state_;
  Offset now_{};
  std::array<Ticket, kAtOnce> tickets_{};
  std::size_t posted_ = 0;
  std::size_t answered_ = 0;
  bool interrupted_ = false;
};

constexpr const char* kOne =
    "scenario: one\nchats: [ana]\nmessages: { m1: ana }\nsteps: [{ sent: m1 }]\n";
constexpr const char* kLong =
    "scenario: long\nchats: [ana]\nmessages: { m1: ana }\nsteps:\n"
    "  - repeat: { times: 100000, steps: [{ sent: m1, intent: load }] }\n";

/// Conversations of a load without an end, kAtOnce at a time.
void player_turn(State& state, const char* text) {
  const OneStory story(text);
  const Endpoint endpoint = *parse_endpoint("http://127.0.0.1:3000/hook");
  const std::vector<LoadPiece> pieces{{.scenario = story.scenario,
                                       .script = story.script,
                                       .routes = [&](InstanceIndex, Kind) { return &endpoint; }}};
  const LoadNumbers numbers;
  ImmediateWorld world(state);
  LoadWorld busy(world, {});
  LoadTally tally(pieces, {std::chrono::hours(1)});
  std::uint64_t conversation = 0;
  LoadArrivals arrivals({.world = busy,
                         .pieces = pieces,
                         .seed = 1,
                         .numbers = numbers,
                         .people = People(10'000, 0, 1),
                         .clock = {.mode = Clock::Mode::Virtual},
                         .at_once = kAtOnce},
                        [&] { return std::optional(LoadMoment{.conversation = conversation++}); });
  Player player(busy, arrivals, [&](std::uint64_t number, const Outcome& outcome) {
    tally.told(arrivals.piece_of(number), outcome);
  });
  player.run();
  benchmark::DoNotOptimize(tally.interval().rows.ok);
}

BENCHMARK_CAPTURE(player_turn, a_conversation_each, kOne);
BENCHMARK_CAPTURE(player_turn, long_conversations, kLong);

}  // namespace
}  // namespace ensaio
