#include "bench/load/load_plan.hpp"

#include <nlohmann/json.hpp>

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

Plan plan_of_story(const Scenario& scenario, std::uint64_t number) {
  const auto compiled = script(scenario);
  if (!compiled) return {};  // Told where the load was read.
  const Seed seed{.value = number};
  const WallTime start = scenario.start.value_or(kPlanStart);
  return plan(*compiled, cast(scenario, seed, start), seed, start, {});
}

}  // namespace

LoadPlan load_plan(const LoadProfile& profile, std::uint64_t seed, LoadLoop loop) {
  LoadPlan planned;
  Sha256 hash;
  add_line(hash, who(profile, seed));
  double sends = 0;
  double weights = 0;
  for (const MixedScenario& mixed : profile.mix) {
    const Plan story = plan_of_story(mixed.scenario, seed);
    add_line(hash, {{"plan", story.hash}, {"weight", mixed.weight}});
    sends += static_cast<double>(story.sends) * mixed.weight;
    weights += mixed.weight;
  }
  for (const LoadPhase& phase : profile.phases) {
    if (loop == LoadLoop::Closed) {
      add_line(hash, {{"lasts_ns", phase.lasts.count()}, {"closed", true}});
    } else {
      add_line(hash, schedule(phase));
    }
  }
  planned.sends = weights > 0 ? sends / weights : 0;
  planned.hash = hash.hex();
  return planned;
}

}  // namespace ensaio
