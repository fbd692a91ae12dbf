#include "cli/stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

namespace ensaio {
namespace {

WallTime now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

bool is_in_a_header(const Script& script, std::size_t variable) {
  return std::ranges::any_of(script.header_sets, [&](const HeaderSet& headers) {
    const auto* first = script.fragments.data() + headers.text.first;
    return std::any_of(first, first + headers.text.count, [variable](const Fragment& fragment) {
      return fragment.slot == Slot::Env && fragment.index == variable;
    });
  });
}

/// The values of the environment variables that the script's templates use.
Result<std::vector<std::optional<std::string>>> environment(const Script& script) {
  std::vector<std::optional<std::string>> values;
  for (const std::string& name : script.env) {
    const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): one thread.
    if (value == nullptr) {
      return Error{.message = fmt::format("the environment variable {} is not set", name),
                   .hint = "a scenario's templates use it: {{ env." + name + " }}"};
    }
    values.emplace_back(value);
    if (std::string_view(value).find_first_of("\r\n") == std::string_view::npos) continue;
    if (is_in_a_header(script, values.size() - 1)) {
      return Error{.message = fmt::format("the environment variable {} holds a line break", name),
                   .hint = "a header's value is one line"};
    }
  }
  return values;
}

Result<Surroundings> surroundings_of(const Piece& piece, const PlaySettings& settings) {
  Surroundings around{.start = piece.scenario.start.value_or(now())};
  around.target = settings.target.empty() ? piece.scenario.target.value_or("") : settings.target;
  if (!around.target.empty()) {
    const Result<Endpoint> endpoint = parse_endpoint(around.target);
    if (!endpoint) return endpoint.error();
    around.target_origin = endpoint->origin();
  }
  auto env = environment(*piece.script);
  if (!env) return env.error();
  around.env = *std::move(env);
  around.saved.resize(piece.script->saved.size());
  return around;
}

/// Never 0, which would mean seeded ids.
std::uint64_t fresh_ids(Ids ids) { return ids == Ids::Fresh ? drawn_seed() + 1 : 0; }

}  // namespace

Seed seed_of(const Scenario& scenario, const Casting& casting) {
  const bool own = scenario.seed && !casting.over_files;
  return {.value = own ? *scenario.seed : casting.seed, .iteration = casting.iteration};
}

Plan plan_of(const Piece& piece, Seed seed,
             const std::function<void(const Send&, const std::string& json_line)>& told) {
  const WallTime start = piece.scenario.start.value_or(kPlanStart);
  return plan(*piece.script, cast(piece.scenario, seed, start), seed, start, told);
}

Result<std::unique_ptr<Staged>> stage(const Piece& piece, const PlaySettings& settings,
                                      const Casting& casting) {
  auto staged = std::make_unique<Staged>();
  staged->piece = &piece;
  staged->seed = seed_of(piece.scenario, casting);
  Result<Surroundings> surroundings = surroundings_of(piece, settings);
  if (!surroundings) return surroundings.error();
  staged->surroundings = *std::move(surroundings);
  staged->cast =
      cast(piece.scenario, staged->seed, staged->surroundings.start, fresh_ids(settings.ids));
  Result<Destinations> found = destinations(staged->showing());
  if (!found) return found.error();
  staged->destinations = *std::move(found);
  staged->plan = plan_of(piece, staged->seed, {});
  return staged;
}

std::vector<Obstacle> Obstacles::of(const Staged& staged) {
  std::vector<Obstacle> found;
  const auto ask = [&](const Endpoint& endpoint) {
    if (!asked_.insert(endpoint.host).second) return;
    if (auto in_the_way = obstacle(endpoint, rule_)) found.push_back(*std::move(in_the_way));
  };
  for (const auto& endpoint : staged.destinations.by_kind) {
    if (endpoint) ask(*endpoint);
  }
  for (const Endpoint& endpoint : staged.destinations.called) ask(endpoint);
  return found;
}

}  // namespace ensaio
