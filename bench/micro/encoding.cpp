// A callback of each kind, from its line in the script to the bytes that are written.

#include <benchmark/benchmark.h>

#include <string>
#include <utility>
#include <vector>

#include "bench/load/load_cast.hpp"
#include "bench/micro/one_story.hpp"
#include "simulator/delivery/request_text.hpp"

namespace ensaio {
namespace {

using benchmark::State;

constexpr const char* kHead =
    "scenario: one\nchats: { ana: '5544999999999' }\nmessages: { m1: ana, q1: ana }\nsteps:\n  - ";

/// What the only line of `story` says.
Send first_send(const OneStory& story) {
  std::vector<Send> sends;
  Conversation(*story.script, {.value = 1}).begin({}, sends);
  return sends.front();
}

/// The cast is made once: what it costs to put another one together is LoadCast's.
void encode(State& state, const char* step) {
  const OneStory story(std::string(kHead) + step + "\n");
  const Cast who = cast(*story.scenario, {.value = 1}, WallTime());
  const Surroundings surroundings;
  const Rendering rendering(*story.script, who, surroundings);
  const Endpoint endpoint = *parse_endpoint("http://127.0.0.1:3000/hook");
  const Send send = first_send(story);
  const Line& line = story.script->lines[send.line];
  std::string body;
  std::string request;
  for (auto _ : state) {
    body.clear();
    request.clear();
    rendering.append(body, line.body, send);
    benchmark::DoNotOptimize(append_request(request, {rendering, line, send, endpoint, body}));
    benchmark::DoNotOptimize(request.data());
  }
  state.counters["bytes"] = static_cast<double>(request.size());
}

BENCHMARK_CAPTURE(encode, presence, "composing: ana");
BENCHMARK_CAPTURE(encode, status, "sent: m1");
BENCHMARK_CAPTURE(encode, delivery, "delivery: m1");
BENCHMARK_CAPTURE(encode, received, "incoming: q1");
BENCHMARK_CAPTURE(encode, connected, "connected");
BENCHMARK_CAPTURE(encode, disconnected, "disconnected");

/// Who is who in one more conversation of a load.
void load_cast(State& state) {
  const OneStory story(std::string("scenario: one\nchats: [ana]\nmessages: { m1: ana }\n") +
                       "steps: [{ sent: m1 }]\n");
  const LoadNumbers numbers;
  LoadCast other(*story.scenario, 1, numbers, {});
  std::uint64_t conversation = 0;
  for (auto _ : state) {
    other.be({.conversation = conversation, .people = conversation % 10'000});
    ++conversation;
    benchmark::DoNotOptimize(other.cast().chats.data());
  }
}
BENCHMARK(load_cast);

}  // namespace
}  // namespace ensaio
