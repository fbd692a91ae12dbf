#include "bench/load/load_plan.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "simulator/base/enum_table.hpp"
#include "simulator/base/sha256.hpp"
#include "simulator/timeline/plan.hpp"

namespace ensaio {
namespace {

using nlohmann::ordered_json;

constexpr auto kSources = enum_table<LoadChats::From>({
    {LoadChats::From::Count, "count"},
    {LoadChats::From::File, "file"},
    {LoadChats::From::AsWritten, "as-written"},
});

void add_line(Sha256& hash, const ordered_json& line) {
  hash.add(line.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
  hash.add("\n");
}

ordered_json who(const LoadProfile& profile, std::uint64_t seed) {
  const LoadChats& chats = profile.chats;
  const bool written = chats.from == LoadChats::From::AsWritten;
  return {{"seed", seed},
          {"chats", kSources.text(chats.from)},
          {"count", written ? 0 : chats.count},
          {"phones", chats.phones},
          {"messages", profile.message_ids}};
}

/// Whole numbers only, so that it is the same everywhere.
ordered_json schedule(const LoadPhase& phase) {
  return {{"lasts_ns", phase.lasts.count()},
          {"from_millionths_an_hour", phase.rate.from.millionths_an_hour},
          {"to_millionths_an_hour", phase.rate.to.millionths_an_hour},
          {"arrivals", kArrivalPatterns.text(phase.arrivals)},
          {"hold", phase.hold}};
}

std::string hash_of_story(const Script& script, const Scenario& scenario, Seed seed) {
  const WallTime start = scenario.start.value_or(kPlanStart);
  return plan(script, cast(scenario, seed, start), seed, start, {}).hash;
}

/// About so many sends are planned at most, or loading would take long.
constexpr std::uint64_t kCountedSends = 10'000;

}  // namespace

PlannedSends planned_sends(const Script& script, const Scenario& scenario) {
  const WallTime start = scenario.start.value_or(kPlanStart);
  const Cast people = cast(scenario, Seed{}, start);
  std::uint64_t told = kCountedConversations;
  PlannedSends planned;
  for (std::uint64_t i = 0; i < told; ++i) {
    const Plan one = plan(script, people, Seed{.iteration = i}, start, {});
    // Long ones draw often enough by themselves.
    while (i == 0 && told > 1 && told * one.sends > kCountedSends) told /= 2;
    planned.sends += one.sends * (kCountedConversations / told);
    planned.longest = std::max(planned.longest, one.ends);
  }
  return planned;
}

LoadPlan load_plan(const LoadProfile& profile, std::uint64_t seed, LoadLoop loop) {
  LoadPlan planned;
  Sha256 hash;
  add_line(hash, who(profile, seed));
  std::uint64_t sends = 0;
  std::uint64_t conversations = 0;
  for (const MixedScenario& mixed : profile.mix) {
    const auto compiled = script(mixed.scenario);
    const std::string story =
        compiled ? hash_of_story(*compiled, mixed.scenario, {.value = seed}) : "";
    add_line(hash, {{"plan", story}, {"weight", mixed.weight}});
    conversations += mixed.weight * kCountedConversations;
    if (!compiled) continue;  // Told where the load was read.
    const PlannedSends counted = planned_sends(*compiled, mixed.scenario);
    sends += counted.sends * mixed.weight;
    planned.longest = std::max(planned.longest, counted.longest);
    planned.story = std::max(planned.story, latest_end(*compiled, 0, Offset::zero()));
  }
  for (const LoadPhase& phase : profile.phases) {
    if (loop == LoadLoop::Closed) {
      add_line(hash, {{"lasts_ns", phase.lasts.count()}, {"closed", true}});
    } else {
      add_line(hash, schedule(phase));
    }
  }
  if (conversations > 0) {
    planned.sends = static_cast<double>(sends) / static_cast<double>(conversations);
  }
  planned.hash = hash.hex();
  return planned;
}

}  // namespace ensaio
