#include "cli/plan_ids.hpp"

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/load/load_ids.hpp"
#include "bench/load/load_order.hpp"
#include "cli/complaint.hpp"
#include "cli/load_settings.hpp"
#include "cli/problem_report.hpp"

namespace ensaio {
namespace {

/// RFC 4180: quoted where it has to be.
std::string csv(std::string_view value) {
  if (value.find_first_of("\",\r\n") == std::string_view::npos) return std::string(value);
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"') quoted += c;
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

Exit print_load_ids(Repertoire& repertoire, const PlaySettings& settings, Streams& io) {
  const auto profile = profile_of(repertoire, {}, repertoire.problems);
  if (tell_problems(repertoire, io)) return Exit::Refused;
  if (!profile) {
    complain(io.err, {"--ids: name one load profile, with phases", profile.error().message});
    return Exit::Refused;
  }
  const auto seed = settings.seed ? settings.seed : profile->seed;
  if (!seed) {
    complain(io.err, {"--ids: they come from the seed, and neither the profile nor --seed says one",
                      "write seed: 99 into it, and load with the same"});
    return Exit::Refused;
  }
  std::vector<LoadPiece> pieces;
  for (const MixedScenario& mixed : profile->mix) {
    pieces.push_back({.scenario = {std::shared_ptr<const void>(), &mixed.scenario}});
  }
  io.out << "kind,value\n";
  tell_load_ids(course_of(*profile, std::move(pieces), {.seed = *seed}),
                [&io](LoadIdKind kind, std::string_view id) {
                  io.out << (kind == LoadIdKind::Phone ? "phone," : "message,") << csv(id) << '\n';
                });
  return Exit::Passed;
}

}  // namespace ensaio
