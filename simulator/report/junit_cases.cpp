#include "simulator/report/junit_cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "simulator/report/failure_text.hpp"

namespace ensaio {
namespace {

/// "scenarios/late.yaml" as Jenkins groups by folder: "scenarios.late".
std::string class_name(const std::string& file) {
  if (file == "-") return "standard-input";
  std::string_view path = file;
  for (const std::string_view ending : {".yaml", ".yml"}) {
    if (path.size() > ending.size() && path.ends_with(ending)) path.remove_suffix(ending.size());
  }
  path.remove_prefix(std::min(path.find_first_not_of("./"), path.size()));
  std::string name(path);
  std::replace(name.begin(), name.end(), '.', '_');
  std::replace(name.begin(), name.end(), '/', '.');
  return name.empty() ? "scenarios" : name;
}

std::optional<RedCase> red_case(const ScenarioRecord& scenario) {
  if (scenario.verdict == Verdict::Pass) return std::nullopt;
  RedCase red{.type = std::string(kVerdicts.text(scenario.verdict))};
  if (scenario.verdict != Verdict::Fail) red.element = "error";
  const auto first =
      std::find_if(scenario.checks.begin(), scenario.checks.end(),
                   [&scenario](const Check& check) { return check.verdict == scenario.verdict; });
  if (first != scenario.checks.end()) {
    red.message = first->message;
    if (scenario.verdict == Verdict::Fail) red.type = first->what;
  }
  if (red.message.empty()) {
    red.message = fmt::format("{}: {} of {} callbacks were sent", kVerdicts.text(scenario.verdict),
                              scenario.account.sent, scenario.account.planned);
  }
  std::ostringstream text;
  text << '\n';
  print_failure(scenario, {}, text);
  print_again(scenario, {}, text);
  red.text = text.str();
  return red;
}

/// Makes the cases of a run, each name once.
class JunitCases {
 public:
  explicit JunitCases(const RunRecord& run) : run_(run) {}

  JunitCase next(const ScenarioRecord& scenario) {
    const std::size_t told = ++tellings_[scenario.name];
    JunitCase one{.class_name = class_name(scenario.file),
                  .name = scenario.name,
                  .file = scenario.file == "-" ? "" : scenario.file,
                  .took = scenario.took,
                  .properties = {{"seed", std::to_string(scenario.seed)},
                                 {"plan", scenario.plan_hash},
                                 {"dialect", scenario.dialect},
                                 {"clock", scenario.clock},
                                 {"version", run_.version},
                                 {"target", run_.target}},
                  .red = red_case(scenario)};
    for (const std::string& aside : run_.asides) one.properties.emplace_back("note", aside);
    if (told > 1) one.name += fmt::format(" ({})", told);
    return one;
  }

 private:
  const RunRecord& run_;
  std::map<std::string, std::size_t> tellings_;
};

// Exit codes as in the README.
constexpr int kPassed = 0;
constexpr int kFailed = 1;
constexpr int kInconclusive = 4;
constexpr int kBug = 5;

bool is_told_by_its_cases(const RunRecord& run) {
  if (run.exit == kPassed) return true;
  return (run.exit == kFailed || run.exit == kInconclusive) &&
         std::any_of(run.scenarios.begin(), run.scenarios.end(),
                     [](const auto& scenario) { return scenario.verdict != Verdict::Pass; });
}

RedCase run_trouble(const RunRecord& run) {
  const auto named = [&run](const char* element, const char* type, const char* what) {
    return RedCase{.element = element,
                   .type = type,
                   .message = fmt::format("the run {} (exit code {})", what, run.exit)};
  };
  if (!run.trouble.empty()) {
    return RedCase{.element = "error", .type = "environment", .message = run.trouble};
  }
  if (run.exit == kBug) return named("error", "bug", "met a bug in ensaio");
  if (run.exit == kFailed) return named("failure", "fail", "failed");
  if (run.exit == kInconclusive) return named("error", "inconclusive", "was inconclusive");
  if (run.verdict == Verdict::Interrupted) return named("error", "interrupted", "was interrupted");
  return named("error", "environment", "could not be completed");
}

}  // namespace

std::size_t each_junit_case(const RunRecord& run,
                            const std::function<void(const JunitCase& one)>& tell) {
  const auto red = static_cast<std::size_t>(
      std::count_if(run.scenarios.begin(), run.scenarios.end(),
                    [](const auto& scenario) { return scenario.verdict != Verdict::Pass; }));
  std::size_t red_left = std::min(red, kMostJunitCases);
  std::size_t green_left = kMostJunitCases - red_left;
  std::size_t left_out = 0;
  JunitCases cases(run);
  for (const ScenarioRecord& scenario : run.scenarios) {
    std::size_t& left = scenario.verdict == Verdict::Pass ? green_left : red_left;
    const JunitCase one = cases.next(scenario);
    if (left == 0) {
      ++left_out;
      continue;
    }
    --left;
    tell(one);
  }
  return left_out;
}

std::optional<JunitCase> junit_case_of(const RunRecord& run, std::size_t left_out) {
  const bool told = is_told_by_its_cases(run);
  if (told && left_out == 0) return std::nullopt;
  JunitCase whole{.class_name = "ensaio", .name = "the whole run"};
  std::string text;
  if (left_out > 0) {
    text = fmt::format("{} more scenarios were left out of this file, which holds {}\n", left_out,
                       kMostJunitCases);
  }
  for (const std::string& aside : run.asides) text += aside + '\n';
  if (told) {
    whole.properties.emplace_back("note", text);
    return whole;
  }
  whole.red = run_trouble(run);
  whole.red->text = text;
  return whole;
}

}  // namespace ensaio
