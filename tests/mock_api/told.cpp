#include "tests/mock_api/told.hpp"

#include <gtest/gtest.h>

#include "simulator/delivery/player.hpp"
#include "simulator/scenario/load.hpp"
#include "simulator/wire/callback.hpp"
#include "tests/support/virtual_world.hpp"

namespace ensaio {

std::vector<ToldCallback> performed(const Sequel& sequel) {
  const Endpoint endpoint = *parse_endpoint("http://127.0.0.1:3000/hook");
  Surroundings surroundings{.saved = sequel.saved};
  Cast cast = sequel.cast;
  const Staging staging{.script = sequel.script.get(),
                        .cast = &cast,
                        .surroundings = &surroundings,
                        .seed = sequel.seed.value,
                        .routes = [&](InstanceIndex, Kind) { return &endpoint; }};
  const Arrival arrival{.iteration = sequel.seed.iteration,
                        .staging = std::make_shared<const Staging>(staging)};
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

Rules rules_of(const std::string& text, const TextFiles& files) {
  const ReadFile read = [&](const std::string& path) -> Result<std::string> {
    const auto found = files.find(path);
    if (found == files.end()) return Error{"no such file"};
    return found->second;
  };
  LoadedRules loaded = load_rules(text, "rules.yaml", read);
  Problems problems = std::move(loaded.problems);
  if (!has_errors(problems)) problems = rule_problems(loaded.rules);
  for (const Problem& problem : problems) ADD_FAILURE() << problem.message << "\n" << text;
  return std::move(loaded.rules);
}

std::string fault_text(const std::optional<AnswerFault>& fault) {
  if (!fault) return "";
  std::string text;
  const auto add = [&](const std::string& word) { text += (text.empty() ? "" : " ") + word; };
  if (fault->status != 0) add(std::to_string(fault->status));
  if (fault->delay > Offset::zero()) {
    add("after " + std::to_string(fault->delay / std::chrono::milliseconds(1)) + " ms");
  }
  if (fault->throughput != 0) add(std::to_string(fault->throughput) + " B/s");
  if (fault->body == AnswerFault::Body::Empty) add("empty");
  if (fault->body == AnswerFault::Body::Garbage) add("garbage");
  if (fault->reset) add("reset");
  return text;
}

}  // namespace ensaio
