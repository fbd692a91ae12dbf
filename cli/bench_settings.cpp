#include "cli/bench_settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include "cli/load_stage.hpp"
#include "cli/too_much.hpp"
#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

using std::chrono::seconds;

constexpr std::string_view kJson = "json=";
constexpr Rate kFrom{std::int64_t{50} * 3'600'000'000};
// Longer than that nobody waits for each step without having been asked.
constexpr Offset kLongestWarmUp = seconds(30);
// Of chats that are made there may be many: a conversation that waits for one would look like a
// receiver that is slow.
constexpr std::uint64_t kChats = 1'000'000;

Result<std::optional<Rate>> rate_of(const std::string& option, const std::string& word) {
  if (word.empty()) return std::optional<Rate>();
  const auto rate = parse_exact_rate(word);
  if (rate && *rate > Rate{}) return rate;
  return no_rate(option, word, "is no rate over 0", "write 5000/s or 300/m");
}

Result<double> precision_of(const std::string& word) {
  if (word.empty()) return 0.05;
  const auto part = parse_percent(word);
  if (part && *part >= 0.001 && *part <= 1) return *part;
  return Error{fmt::format("--precision: '{}' is no percentage from 0.1% to 100%", word),
               "--precision 5%"};
}

/// The words, as they were typed, that only a search has a use for.
std::vector<std::string_view> of_search(const BenchWords& words) {
  const PlayWords& play = words.play;
  const std::pair<std::string_view, bool> all[] = {
      {"FILE", !words.files.empty()},
      {"--until", !words.until.empty()},
      {"--from", !words.from.empty()},
      {"--to", !words.to.empty()},
      {"--callbacks", words.callbacks},
      {"--warm-up", !words.warm_up.empty()},
      {"--precision", !words.precision.empty()},
      {"--chats", !words.size.chats.empty()},
      {"--in-flight", !words.size.in_flight.empty()},
      {"--target", !play.target.empty()},
      {"--timeout", !play.timeout.empty()},
      {"--allow-target", !play.allow_target.empty()},
      {"--ca", !play.tls.ca_file.empty()},
      {"--insecure", play.tls.insecure},
      {"--cert", !play.tls.certificate_file.empty()},
      {"--key", !play.tls.key_file.empty()},
      {"--dialect", !play.dialect.empty()},
      {"--instance", !play.instance.empty()},
      {"--seed", !play.seed.empty()},
  };
  std::vector<std::string_view> given;
  for (const auto& [name, is_given] : all) {
    if (is_given) given.push_back(name);
  }
  return given;
}

/// What has no meaning for the other of the two benches.
std::optional<Error> misplaced(const BenchWords& words) {
  if (!words.self) {
    if (words.repeat.empty()) return std::nullopt;
    return Error{"--repeat goes with --self", "a search repeats what did not hold by itself"};
  }
  const std::vector<std::string_view> useless = of_search(words);
  if (useless.empty()) return std::nullopt;
  return Error{fmt::format("--self measures this program at a receiver of its own, without {}",
                           fmt::join(useless, ", ")),
               "with it go --for, --repeat, --connections, --threads, --report and --quiet"};
}

std::optional<Error> misreported(const BenchWords& words) {
  if (words.reports.size() > 1) return Error{"--report: one is enough", ""};
  for (const std::string& word : words.reports) {
    if (word.starts_with(kJson) && word.size() > kJson.size()) continue;
    return Error{fmt::format("--report: '{}' is not json=FILE", word), ""};
  }
  return std::nullopt;
}

std::optional<Error> incomplete(const BenchWords& words) {
  if (words.self) return std::nullopt;
  if (words.files.empty()) {
    return Error{"name a scenario or a load profile", "or measure this program: --self"};
  }
  if (words.until.empty()) {
    return Error{"it is not said what must hold", "--until 'response.p99 < 250ms'"};
  }
  return std::nullopt;
}

}  // namespace

void define(Options& options, BenchWords& words) {
  options.words("FILE", words.files, "scenarios, or one load profile, whose mix is used");
  add_target_options(options, words.play);
  add_story_options(options, words.play);
  options.values("--until", words.until, "what must hold: 'response.p99 < 250ms'");
  options.value("--from", words.from, "the first rate, in conversations a second; else 50/s");
  options.value("--to", words.to, "no higher rate is tried; else there is no bound");
  options.flag("--callbacks", words.callbacks, "rates count callbacks, not conversations");
  options.value("--for", words.lasts, "how long each step is judged; else 5s, with --self 2s");
  options.value("--warm-up", words.warm_up,
                "how long before; else 1s, or as long as the longest conversation");
  options.value("--precision", words.precision, "how near to the limit is enough; else 5%");
  add_size_options(options, words.size);
  options.flag("--self", words.self, "what this program can do on this machine, at no receiver");
  options.value("--repeat", words.repeat, "with --self: how many times; else 5");
  options.values("--report", words.reports, "json=FILE; json=- for standard output; one only");
  options.flag("--quiet", words.quiet, "say nothing while it runs");
}

Result<BenchSettings> checked(const BenchWords& words) {
  if (auto wrong = misplaced(words)) return *std::move(wrong);
  if (auto wrong = incomplete(words)) return *std::move(wrong);
  if (auto wrong = misreported(words)) return *std::move(wrong);
  const auto from = rate_of("--from", words.from);
  if (!from) return from.error();
  const auto to = rate_of("--to", words.to);
  if (!to) return to.error();
  const auto lasts = duration_over_zero("--for", words.lasts);
  if (!lasts) return lasts.error();
  const auto warm_up = duration_over_zero("--warm-up", words.warm_up);
  if (!warm_up) return warm_up.error();
  const auto precision = precision_of(words.precision);
  if (!precision) return precision.error();
  const auto size = checked(words.size);
  if (!size) return size.error();
  BenchSettings settings{.from = from->value_or(kFrom),
                         .to = *to,
                         .unit = words.callbacks ? RateUnit::Callbacks : RateUnit::Conversations,
                         .lasts = *lasts,
                         .warm_up = *warm_up,
                         .precision = *precision,
                         .size = *size};
  if (settings.to && *settings.to < settings.from) {
    if (*from) return Error{"--to is below --from", ""};
    settings.from = *settings.to;
  }
  return settings;
}

Result<std::unique_ptr<ReportFile>> report_file(const BenchWords& words, std::ostream& out) {
  if (words.reports.empty()) return std::unique_ptr<ReportFile>();
  return ReportFile::open(words.reports.front().substr(kJson.size()), out);
}

bool reports_to_standard_output(const BenchWords& words) {
  return !words.reports.empty() && words.reports.front() == "json=-";
}

Result<std::size_t> repetitions(const BenchWords& words) {
  if (words.repeat.empty()) return std::size_t{5};
  const auto times = parse_unsigned(words.repeat);
  if (times && *times > 0 && *times <= 1000) return static_cast<std::size_t>(*times);
  return Error{fmt::format("--repeat: '{}' is no whole number from 1 to 1000", words.repeat), ""};
}

Result<BenchRecord> record_of(const LoadProfile& profile, const BenchWords& words,
                              const BenchSettings& settings) {
  LoadProfile mix = profile;
  mix.phases.clear();  // No condition may name one.
  auto until = conditions_of("--until", words.until, mix);
  if (!until) return until.error();
  const PlannedMix planned = planned_mix(profile);
  BenchRecord record{.version = ENSAIO_VERSION,
                     .profile = std::move(mix),
                     .until = *std::move(until),
                     .unit = settings.unit,
                     .precision = settings.precision,
                     .insecure = words.play.tls.insecure,
                     .machine = machine_facts()};
  settings.size.apply(record.profile);
  if (auto wrong = settings.size.too_many_threads(record.profile)) return *std::move(wrong);
  if (profile.file.empty() && !settings.size.chats) record.profile.chats.count = kChats;
  StepPlan& plan = record.plan;
  plan.story = planned.longest;
  plan.callbacks = planned.callbacks();
  plan.threads = settings.size.threads;
  plan.lasts = settings.lasts.value_or(plan.lasts);
  const Offset round = std::chrono::ceil<seconds>(std::max(plan.warm_up, plan.story));
  plan.warm_up = settings.warm_up.value_or(std::min(round, kLongestWarmUp));
  return record;
}

Result<BenchSearch::Bounds> bounds_of(const LoadProfile& profile, const BenchSettings& settings) {
  BenchSearch::Bounds bounds{
      .from = settings.from, .to = settings.to, .precision = settings.precision};
  if (settings.unit == RateUnit::Callbacks) {
    const PlannedMix mix = planned_mix(profile);
    bounds.from = mix.conversations(bounds.from);
    if (bounds.to) bounds.to = mix.conversations(*bounds.to);
  }
  if (bounds.from > Rate{}) return bounds;
  return Error{"--from: that is none at all", ""};
}

}  // namespace ensaio
