#include "cli/play_settings.hpp"

#include <fmt/format.h>

#include <random>
#include <string_view>
#include <utility>

#include "cli/complaint.hpp"
#include "simulator/delivery/endpoint.hpp"
#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

/// Nothing where all is well.
using Complaint = std::optional<Error>;

Complaint check_target(const PlayWords& words, PlaySettings& settings) {
  settings.target = words.target;
  settings.overrides.load.target_given = !words.target.empty();
  if (words.target.empty()) return std::nullopt;
  const Result<Endpoint> endpoint = parse_endpoint(words.target);
  if (endpoint) return std::nullopt;
  return Error{fmt::format("--target {}: {}", words.target, endpoint.error().message),
               endpoint.error().hint};
}

Complaint check_instance(const PlayWords& words, PlaySettings& settings) {
  if (words.instance.empty()) return std::nullopt;
  std::vector<std::string> parts;
  std::string_view rest = words.instance;
  while (true) {
    const auto colon = rest.find(':');
    parts.emplace_back(rest.substr(0, colon));
    if (colon == std::string_view::npos) break;
    rest.remove_prefix(colon + 1);
  }
  if (parts.size() < 2 || parts.size() > 3 || parts[0].empty() || parts[1].empty()) {
    return Error{"--instance: this is not ID:TOKEN or ID:TOKEN:CLIENT_TOKEN", ""};
  }
  parts.resize(3);
  settings.overrides.load.instance =
      Instance{.id = parts[0], .token = parts[1], .client_token = parts[2]};
  return std::nullopt;
}

Complaint check_dialect(const PlayWords& words, PlaySettings& settings) {
  if (words.dialect.empty()) return std::nullopt;
  settings.overrides.load.dialect = kDialects.parse(words.dialect);
  if (settings.overrides.load.dialect) return std::nullopt;
  std::vector<std::string_view> names;
  std::string all;
  for (const auto& row : kDialects) {
    names.push_back(row.text);
    all += fmt::format(" {}", row.text);
  }
  return Error{fmt::format("--dialect: unknown dialect '{}'{}", words.dialect,
                           or_perhaps(words.dialect, names)),
               "there are:" + all};
}

Complaint check_seed(const PlayWords& words, PlaySettings& settings) {
  if (words.seed.empty()) return std::nullopt;
  settings.seed = parse_unsigned(words.seed);
  if (settings.seed) return std::nullopt;
  return Error{
      fmt::format("--seed: '{}' is no whole number from 0 to 18446744073709551615", words.seed),
      ""};
}

Complaint check_ids(const PlayWords& words, PlaySettings& settings) {
  if (words.ids.empty() || words.ids == "seeded") return std::nullopt;
  if (words.ids != "fresh") {
    return Error{fmt::format("--ids: '{}' is neither 'seeded' nor 'fresh'", words.ids), ""};
  }
  settings.ids = Ids::Fresh;
  return std::nullopt;
}

Complaint check_times(const PlayWords& words, PlaySettings& settings) {
  Overrides& overrides = settings.overrides;
  if (words.clock == "manual") {
    return Error{"--clock manual: a run has nobody who lets its clock go on",
                 "'ensaio serve --clock manual' has: PUT /_ensaio/clock; here write real, virtual "
                 "or x10"};
  }
  if (!words.clock.empty()) {
    overrides.clock = parse_clock(words.clock);
    if (!overrides.clock) {
      return Error{fmt::format("--clock: '{}' is no clock", words.clock),
                   "write real, virtual or a factor such as x10"};
    }
  }
  overrides.start_now = words.start == "now";
  if (!words.start.empty() && !overrides.start_now) {
    overrides.start = parse_time(words.start);
    if (!overrides.start) {
      return Error{fmt::format("--start: '{}' is no time", words.start),
                   "write now, or a time such as 2026-01-01T00:00:00Z"};
    }
  }
  if (!words.timeout.empty()) {
    overrides.timeout = parse_duration(words.timeout);
    if (!overrides.timeout || *overrides.timeout == Offset{}) {
      return Error{fmt::format("--timeout: '{}' is no duration over 0", words.timeout),
                   "a duration has a unit: 250ms, 1.5s, 2m"};
    }
  }
  return std::nullopt;
}

Complaint check_allowed(const PlayWords& words, PlaySettings& settings) {
  for (const std::string& allowed : words.allow_target) {
    const Result<bool> taken = settings.rule.allow(allowed);
    if (!taken) {
      return Error{fmt::format("--allow-target {}: {}", allowed, taken.error().message),
                   taken.error().hint};
    }
  }
  return std::nullopt;
}

Complaint check_tls(const PlayWords& words, PlaySettings& settings) {
  settings.tls = words.tls;
  return tls_problem(words.tls);
}

}  // namespace

void add_target_options(Options& options, PlayWords& words) {
  options.value("--target", words.target, "URL of the receiver: http://127.0.0.1:3000/hook");
  options.value("--timeout", words.timeout, "how long to wait for an answer, else 10s");
  options.values("--allow-target", words.allow_target,
                 "HOST or CIDR outside this machine and private networks");
  options.value("--ca", words.tls.ca_file, "PEM file of authorities to trust beside the system's");
  options.flag("--insecure", words.tls.insecure, "trust any certificate; reports will say so");
  options.value("--cert", words.tls.certificate_file,
                "PEM file: our certificate, if one is wanted");
  options.value("--key", words.tls.key_file, "PEM file: the key of that certificate");
}

void add_story_options(Options& options, PlayWords& words) {
  options.value("--dialect", words.dialect, "zapi, plugchat, ... instead of the file's");
  options.value("--instance", words.instance, "ID:TOKEN[:CLIENT_TOKEN] of the instance");
  options.value("--seed", words.seed, "number that repeats a run; drawn where not given");
}

Result<PlaySettings> checked(const PlayWords& words) {
  PlaySettings settings;
  for (const auto check : {check_target, check_instance, check_dialect, check_seed, check_ids,
                           check_times, check_allowed, check_tls}) {
    if (const Complaint complaint = check(words, settings)) return *complaint;
  }
  return settings;
}

std::uint64_t drawn_seed() {
  constexpr std::uint64_t kDigits = 1'000'000'000;
  std::random_device device;
  return ((std::uint64_t{device()} << 32U) | device()) % kDigits;
}

}  // namespace ensaio
