#include "cli/load_settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <limits>
#include <utility>

#include "cli/load_stage.hpp"
#include "cli/too_much.hpp"
#include "mock_api/listen_address.hpp"
#include "simulator/document/values.hpp"
#include "simulator/scenario/condition.hpp"
#include "simulator/scenario/under_load.hpp"

namespace ensaio {
namespace {

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

constexpr std::uint64_t kMostThreads = 256;

Result<std::optional<std::uint64_t>> number(const std::string& option, const std::string& word,
                                            std::uint64_t most) {
  if (word.empty()) return std::optional<std::uint64_t>();
  const auto value = parse_unsigned(word);
  if (value && *value > 0 && *value <= most) return std::optional(*value);
  return Error{fmt::format("{}: '{}' is no whole number from 1 to {}", option, word, most), ""};
}

std::optional<Error> read_times(const LoadWords& words, LoadSettings& settings) {
  if (!words.rate.empty()) {
    settings.rate = parse_ramp(words.rate);
    if (!settings.rate) {
      return no_rate("--rate", words.rate, "is no rate",
                     "write 5000/s, 300/m, or 10/s..500/s for a ramp");
    }
  }
  const auto lasts = duration_over_zero("--for", words.lasts);
  if (!lasts) return lasts.error();
  settings.lasts = *lasts;
  return std::nullopt;
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

/// Asks `look` of each condition of `profile` that names a phase.
template <class Look>
void each_of_a_phase(const LoadProfile& profile, Look look) {
  for (const auto* conditions : {&profile.pass_when, &profile.valid_when, &profile.stop_when}) {
    for (const Condition& condition : *conditions) {
      if (condition.phase) look(condition);
    }
  }
}

/// They are about phases that are not played.
void drop_conditions_of_phases(LoadProfile& profile) {
  for (auto* conditions : {&profile.pass_when, &profile.valid_when, &profile.stop_when}) {
    std::erase_if(*conditions,
                  [](const Condition& condition) { return condition.phase.has_value(); });
  }
}

std::optional<Error> set_pace(LoadProfile& profile, const LoadSettings& settings) {
  if (profile.phases.empty() && !settings.rate && !settings.max) {
    return Error{"it is not said how fast",
                 "--rate 50/s for conversations a second, or --max with --connections"};
  }
  const Offset lasts = settings.lasts.value_or(std::chrono::seconds(10));
  if (settings.sets_pace()) drop_conditions_of_phases(profile);
  if (settings.rate) {
    Ramp rate = *settings.rate;
    if (settings.callbacks) {
      const PlannedMix mix = planned_mix(profile);
      rate = {mix.conversations(rate.from), mix.conversations(rate.to)};
    }
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

std::optional<Error> add_conditions(LoadProfile& profile, const LoadSettings& settings) {
  auto pass = conditions_of("--pass", settings.pass, profile);
  if (!pass) return pass.error();
  auto valid = conditions_of("--valid", settings.valid, profile);
  if (!valid) return valid.error();
  std::ranges::move(*pass, std::back_inserter(profile.pass_when));
  std::ranges::move(*valid, std::back_inserter(profile.valid_when));
  return std::nullopt;
}

}  // namespace

void add_size_options(Options& options, LoadSizeWords& words) {
  options.value("--connections", words.connections, "at most so many, else 200");
  options.value("--in-flight", words.in_flight, "callbacks under way at most, else 2000");
  options.value("--threads", words.threads, "players, each on a thread of its own; else 1");
  options.value("--chats", words.chats, "so many chats, each in one conversation at a time");
}

Result<LoadSize> checked(const LoadSizeWords& words) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  const auto connections = number("--connections", words.connections, 1'000'000);
  if (!connections) return connections.error();
  const auto in_flight = number("--in-flight", words.in_flight, kMost);
  if (!in_flight) return in_flight.error();
  const auto chats = number("--chats", words.chats, kMost);
  if (!chats) return chats.error();
  const auto threads = number("--threads", words.threads, kMostThreads);
  if (!threads) return threads.error();
  LoadSize size{.chats = *chats, .threads = static_cast<std::size_t>(threads->value_or(1))};
  if (*connections) size.connections = static_cast<std::uint32_t>(**connections);
  if (*in_flight) size.in_flight = static_cast<std::uint32_t>(**in_flight);
  return size;
}

std::optional<Error> LoadSize::too_many_threads(const LoadProfile& profile) const {
  const LoadLimits& limits = profile.limits;
  if (threads > limits.connections) {
    return Error{
        fmt::format("--threads {}: more than connections ({})", threads, limits.connections),
        "each thread has connections of its own: --connections"};
  }
  if (threads > limits.in_flight) {
    return Error{fmt::format("--threads {}: more than callbacks that may be under way ({})",
                             threads, limits.in_flight),
                 "each thread has some of them to itself: --in-flight"};
  }
  return std::nullopt;
}

void LoadSize::apply(LoadProfile& profile) const {
  if (connections) profile.limits.connections = *connections;
  if (in_flight) profile.limits.in_flight = *in_flight;
  if (chats) profile.chats = {.count = *chats};
}

Result<std::vector<Condition>> conditions_of(const std::string& option,
                                             const std::vector<std::string>& texts,
                                             const LoadProfile& profile) {
  ConditionNames names;
  for (const LoadPhase& phase : profile.phases) {
    names.phases.emplace_back(phase.name);
    if (!phase.judged) names.unjudged.emplace_back(phase.name);
  }
  for (const MixedScenario& mixed : profile.mix) names.scenarios.emplace_back(mixed.scenario.name);
  std::vector<Condition> conditions;
  for (const std::string& text : texts) {
    auto condition = parse_condition(text, names, ConditionUse::AtTheEnd);
    if (!condition) {
      const ConditionMistake& mistake = condition.error();
      return Error{fmt::format("{} '{}': {}", option, text, mistake.message),
                   mistake.hint.empty() ? mistake.note : mistake.hint};
    }
    conditions.push_back(*std::move(condition));
  }
  return conditions;
}

Result<std::optional<Offset>> duration_over_zero(const std::string& option,
                                                 const std::string& word) {
  if (word.empty()) return std::optional<Offset>();
  const auto duration = parse_duration(word);
  if (duration && *duration > Offset::zero()) return duration;
  return no_duration(option, word);
}

Result<LoadProfile> mix_of(Repertoire& repertoire, Problems& problems) {
  if (repertoire.profiles.size() > 1) {
    return Error{"there is more than one load profile", "name one of them"};
  }
  if (repertoire.profiles.empty() && repertoire.pieces.empty()) {
    return Error{"there is neither a load profile nor a scenario", ""};
  }
  if (!repertoire.profiles.empty() && !repertoire.pieces.empty()) {
    return Error{
        fmt::format("one profile, or scenarios: there are {} and {}",
                    repertoire.profiles.front().file, repertoire.pieces.front().scenario.file),
        "a profile is played alone: its mix says which scenarios"};
  }
  if (!repertoire.profiles.empty()) return repertoire.profiles.front();
  return profile_of_scenarios(repertoire, problems);
}

Result<LoadSettings> checked(const LoadWords& words) {
  if (auto wrong = contradiction(words)) return *std::move(wrong);
  LoadSettings settings{
      .callbacks = words.callbacks, .max = words.max, .pass = words.pass, .valid = words.valid};
  if (auto wrong = read_times(words, settings)) return *std::move(wrong);
  if (!words.metrics.empty()) {
    const auto address = parse_listen_address(words.metrics);
    if (!address) return Error{"--metrics: " + address.error().message, address.error().hint};
  }
  auto size = checked(words.size);
  if (!size) return size.error();
  settings.size = *size;
  return settings;
}

std::string not_used_of(const Repertoire& repertoire, const LoadSettings& settings) {
  if (!settings.sets_pace() || repertoire.profiles.empty()) return "";
  const LoadProfile& profile = repertoire.profiles.front();
  if (profile.phases.empty()) return "";
  std::vector<std::string> dropped;
  each_of_a_phase(profile, [&dropped](const Condition& condition) {
    dropped.push_back(fmt::format("'{}'", condition.text));
  });
  return fmt::format(
      "of {} the phases are not used, {} stands in their place{}{}", profile.file,
      settings.max ? "--max" : "--rate",
      dropped.empty() ? "" : "; nor are the conditions that name one: ", fmt::join(dropped, ", "));
}

Result<LoadProfile> profile_of(Repertoire& repertoire, const LoadSettings& settings,
                               Problems& problems) {
  auto mix = mix_of(repertoire, problems);
  if (!mix) return mix.error();
  LoadProfile profile = *std::move(mix);
  if (auto wrong = set_pace(profile, settings)) return *std::move(wrong);
  if (auto wrong = add_conditions(profile, settings)) return *std::move(wrong);
  settings.size.apply(profile);
  if (settings.max) {
    const std::uint32_t at_once = profile.limits.connections;
    profile.limits.in_flight = std::max(profile.limits.in_flight, at_once);
    if (profile.chats.from == LoadChats::From::Count) {
      profile.chats.count = std::max<std::uint64_t>(profile.chats.count, at_once);
    }
  }
  if (auto wrong = settings.size.too_many_threads(profile)) return *std::move(wrong);
  return profile;
}

}  // namespace ensaio
