#include "tests/mock_api/told.hpp"

#include "simulator/delivery/player.hpp"
#include "simulator/wire/callback.hpp"
#include "tests/support/virtual_world.hpp"

namespace ensaio {

std::vector<ToldCallback> performed(const Sequel& sequel) {
  const Endpoint endpoint = *parse_endpoint("http://127.0.0.1:3000/hook");
  Surroundings surroundings{.saved = sequel.saved};
  Arrival arrival{.script = sequel.script.get(),
                  .cast = &sequel.cast,
                  .surroundings = &surroundings,
                  .seed = sequel.seed,
                  .routes = [&](InstanceIndex, Kind) { return &endpoint; }};
  VirtualWorld world;
  std::vector<ToldCallback> all;
  std::vector<Arrival> arrivals{arrival};
  Player(world, std::move(arrivals), [&](std::uint64_t, const Outcome& outcome) {
    all.push_back(
        {outcome.sent, sequel.script->lines[outcome.send.line].callback, outcome.request});
  }).run();
  return all;
}

std::string told(const Following& following) {
  if (!following.sequel) return "silence";
  std::string text;
  for (const ToldCallback& one : performed(*following.sequel)) {
    if (!text.empty()) text += ", ";
    text += std::to_string(one.at / std::chrono::milliseconds(1)) + ' ' + one.callback;
  }
  return text;
}

SentMessage sent_message(std::string route, Dialect dialect) {
  return {.instance = "INSTANCE",
          .dialect = dialect,
          .route = std::move(route),
          .phone = "5544999990123",
          .text = "Qual o horário?",
          .message_id = "3A00000000000000AAAA",
          .zaap_id = "019D000000000000000000000000BBBB"};
}

CallContext call_context(std::uint64_t number, Offset now) {
  return {.instance = {.id = "INSTANCE", .token = "TOKEN", .phone = "5511888880000"},
          .seed = {.value = 7, .iteration = number},
          .now = now};
}

Following lived(const SentMessage& message, const CallContext& context) {
  RuleCounts counts;
  return RuleBook().after_send(message, context, counts);
}

}  // namespace ensaio
