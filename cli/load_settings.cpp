#include "cli/load_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include "simulator/document/values.hpp"
#include "simulator/scenario/condition.hpp"
#include "simulator/scenario/under_load.hpp"
#include "simulator/timeline/plan.hpp"

namespace ensaio {
namespace {

constexpr std::uint64_t kMostThreads = 256;

Result<std::optional<std::uint64_t>> number(const std::string& option, const std::string& word,
                                            std::uint64_t most) {
  if (word.empty()) return std::optional<std::uint64_t>();
  const auto value = parse_unsigned(word);
  if (value && *value > 0 && *value <= most) return std::optional(*value);
  return Error{fmt::format("{}: '{}' is no whole number from 1 to {}", option, word, most), ""};
}

/// What may be said one way only.
std::optional<Error> contradiction(const LoadWords& words) {
  if (words.max && !words.rate.empty()) {
    return Error{"--max and --rate exclude each other",
                 "--max is as fast as the receiver answers; --rate is a schedule"};
  }
  if (words.callbacks && words.rate.empty()) {
    return Error{"--callbacks says what --rate counts", "--rate 5000/s --callbacks"};
  }
  return std::nullopt;
}

std::optional<Error> read_times(const LoadWords& words, LoadSettings& settings) {
  if (!words.rate.empty()) {
    settings.rate = parse_ramp(words.rate);
    if (!settings.rate) {
      return Error{fmt::format("--rate: '{}' is no rate", words.rate),
                   "write 5000/s, 300/m, or 10/s..500/s for a ramp"};
    }
  }
  if (words.lasts.empty()) return std::nullopt;
  settings.lasts = parse_duration(words.lasts);
  if (settings.lasts && *settings.lasts > Offset::zero()) return std::nullopt;
  return Error{fmt::format("--for: '{}' is no duration over 0", words.lasts),
               "a duration has a unit: 30s, 5m"};
}

std::uint64_t planned_sends(const MixedScenario& mixed) {
  auto compiled = script(mixed.scenario);
  if (!compiled) return 1;  // Told elsewhere.
  const WallTime start = mixed.scenario.start.value_or(kPlanStart);
  const Seed seed{};
  return std::max<std::uint64_t>(
      1, plan(*compiled, cast(mixed.scenario, seed, start), seed, start, {}).sends);
}

/// So many callbacks a second are how many conversations? Rounded down.
Ramp of_conversations(const Ramp& callbacks, const LoadProfile& profile) {
  std::uint64_t sends = 0;
  std::uint64_t weights = 0;
  for (const MixedScenario& mixed : profile.mix) {
    sends += planned_sends(mixed) * mixed.weight;
    weights += mixed.weight;
  }
  const std::uint64_t each = std::max<std::uint64_t>(1, sends / weights);
  return {callbacks.from.divided_by(each), callbacks.to.divided_by(each)};
}

/// Of the files' scenarios, each as often as the others.
LoadProfile profile_of_scenarios(Repertoire& repertoire, Problems& problems) {
  LoadProfile profile;
  for (Piece& piece : repertoire.pieces) {
    Problems more = put_under_load(piece.scenario, OracleUse::Nobody);
    problems.insert(problems.end(), std::make_move_iterator(more.begin()),
                    std::make_move_iterator(more.end()));
    profile.name += (profile.name.empty() ? "" : ", ") + piece.scenario.name;
    if (!profile.target) profile.target = piece.scenario.target;
    profile.mix.push_back({.scenario = piece.scenario});
  }
  return profile;
}

std::optional<Error> set_pace(LoadProfile& profile, const LoadSettings& settings) {
  if (profile.phases.empty() && !settings.rate && !settings.max) {
    return Error{"it is not said how fast",
                 "--rate 50/s for conversations a second, or --max with --connections"};
  }
  const Offset lasts = settings.lasts.value_or(std::chrono::seconds(10));
  if (settings.rate) {
    const Ramp rate =
        settings.callbacks ? of_conversations(*settings.rate, profile) : *settings.rate;
    if (rate.from.millionths_an_hour == 0 && rate.to.millionths_an_hour == 0) {
      return Error{"--rate: that is none at all", ""};
    }
    profile.phases = {{.name = "load", .lasts = lasts, .rate = rate}};
  } else if (settings.max) {
    profile.phases = {{.name = "load", .lasts = lasts}};
  } else if (settings.lasts) {
    return Error{"--for goes with --rate or --max", "the profile's phases say how long they last"};
  }
  return std::nullopt;
}

/// Adds the conditions that `texts` are.
std::optional<Error> add_conditions(std::vector<Condition>& to, const std::string& option,
                                    const std::vector<std::string>& texts,
                                    const LoadProfile& profile) {
  ConditionNames names;
  for (const LoadPhase& phase : profile.phases) names.phases.emplace_back(phase.name);
  for (const MixedScenario& mixed : profile.mix) names.scenarios.emplace_back(mixed.scenario.name);
  for (const std::string& text : texts) {
    auto condition = parse_condition(text, names, ConditionUse::AtTheEnd);
    if (!condition) {
      const ConditionMistake& mistake = condition.error();
      return Error{fmt::format("{} '{}': {}", option, text, mistake.message),
                   mistake.hint.empty() ? mistake.note : mistake.hint};
    }
    to.push_back(*std::move(condition));
  }
  return std::nullopt;
}

}  // namespace

Result<LoadSettings> checked(const LoadWords& words) {
  if (auto wrong = contradiction(words)) return *std::move(wrong);
  LoadSettings settings{
      .callbacks = words.callbacks, .max = words.max, .pass = words.pass, .valid = words.valid};
  if (auto wrong = read_times(words, settings)) return *std::move(wrong);
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  const auto connections = number("--connections", words.connections, 1'000'000);
  if (!connections) return connections.error();
  const auto in_flight = number("--in-flight", words.in_flight, kMost);
  if (!in_flight) return in_flight.error();
  const auto chats = number("--chats", words.chats, kMost);
  if (!chats) return chats.error();
  const auto threads = number("--threads", words.threads, kMostThreads);
  if (!threads) return threads.error();
  if (*connections) settings.connections = static_cast<std::uint32_t>(**connections);
  if (*in_flight) settings.in_flight = static_cast<std::uint32_t>(**in_flight);
  settings.chats = *chats;
  settings.threads = static_cast<std::size_t>(threads->value_or(1));
  return settings;
}

Result<LoadProfile> profile_of(Repertoire& repertoire, const LoadSettings& settings,
                               Problems& problems) {
  if (repertoire.profiles.size() > 1) {
    return Error{"there is more than one load profile", "name one of them"};
  }
  if (repertoire.profiles.empty() && repertoire.pieces.empty()) {
    return Error{"there is neither a load profile nor a scenario", ""};
  }
  LoadProfile profile = repertoire.profiles.empty() ? profile_of_scenarios(repertoire, problems)
                                                    : repertoire.profiles.front();
  if (auto wrong = set_pace(profile, settings)) return *std::move(wrong);
  if (auto wrong = add_conditions(profile.pass_when, "--pass", settings.pass, profile)) {
    return *std::move(wrong);
  }
  if (auto wrong = add_conditions(profile.valid_when, "--valid", settings.valid, profile)) {
    return *std::move(wrong);
  }
  if (settings.connections) profile.limits.connections = *settings.connections;
  if (settings.in_flight) profile.limits.in_flight = *settings.in_flight;
  if (settings.chats) profile.chats = {.count = *settings.chats};
  if (settings.max) {
    const std::uint32_t at_once = profile.limits.connections;
    profile.limits.in_flight = std::max(profile.limits.in_flight, at_once);
    if (profile.chats.from == LoadChats::From::Count) {
      profile.chats.count = std::max<std::uint64_t>(profile.chats.count, at_once);
    }
  }
  return profile;
}

}  // namespace ensaio
