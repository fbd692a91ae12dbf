#include <nlohmann/json.hpp>

#include <ostream>
#include <sstream>
#include <string>

#include "simulator/report/attempt_json.hpp"
#include "simulator/report/reports.hpp"

namespace ensaio {
namespace {

using nlohmann::ordered_json;

std::string text(const ordered_json& json) {
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

ordered_json json_of(const Account& account) {
  return {{"planned", account.planned},         {"sent", account.sent},
          {"answered", account.answered},       {"timed_out", account.timed_out},
          {"unreachable", account.unreachable}, {"abandoned", account.abandoned},
          {"not_sent", account.not_sent},       {"retries", account.retries},
          {"resent", account.resent},           {"not_judged", account.not_judged}};
}

ordered_json json_of(const Check& check) {
  return {{"what", check.what},
          {"step", check.step},
          {"verdict", kVerdicts.text(check.verdict)},
          {"message", check.message}};
}

ordered_json json_of(const Attempt& attempt) {
  return {{"at_us", attempt.at_us},
          {"step", attempt.step},
          {"label", attempt.label},
          {"kind", attempt.kind},
          {"callback", attempt.callback},
          {"url", attempt.url},
          {"attempt", attempt.attempt},
          {"due_us", attempt.due_us},
          {"sent_us", attempt.sent_us},
          {"answered_us", attempt.answered_us},
          {"ending", kEndingNames.text(attempt.ending)},
          {"status", attempt.status},
          {"reason", attempt.reason},
          {"request", attempt.request},
          {"answer", attempt.answer}};
}

ordered_json json_of(const AwaitedCall& await) {
  ordered_json json{{"at_us", await.at_us},
                    {"step", await.step},
                    {"label", await.label},
                    {"await", await.await},
                    {"since_us", await.since_us},
                    {"ended_us", await.ended_us},
                    {"outcome", kAwaitOutcomes.text(await.outcome)},
                    {"call", nullptr}};
  if (await.number == 0) return json;
  json["call"] = {{"number", await.number}, {"came_us", await.came_us},
                  {"route", await.route},   {"instance", await.instance},
                  {"phone", await.phone},   {"message_id", await.message_id},
                  {"body", await.body}};
  return json;
}

ordered_json json_of(const LeftOut& left) {
  ordered_json json{{"checks", left.checks},
                    {"attempts_before", left.attempts_before},
                    {"attempts_after", left.attempts_after}};
  if (left.awaits > 0) json["awaits"] = left.awaits;
  return json;
}

/// Writes a list one item a line, so that a long run is never held as a whole a second time.
template <class Items>
void print_list(const char* key, const Items& items, std::ostream& out) {
  out << "\"" << key << "\": [";
  const char* between = "\n      ";
  for (const auto& item : items) {
    out << between << text(json_of(item));
    between = ",\n      ";
  }
  out << "]";
}

void print_scenario_json(const ScenarioRecord& scenario, std::ostream& out) {
  const ordered_json head{{"name", scenario.name},
                          {"file", scenario.file},
                          {"verdict", kVerdicts.text(scenario.verdict)},
                          {"plan_hash", scenario.plan_hash},
                          {"seed", scenario.seed}};
  std::string open = text(head);
  open.pop_back();  // The object goes on.
  out << open << ",\n    ";
  if (const LeftOut& left = scenario.left_out; left.any()) {
    out << "\"left_out\": " << text(json_of(left)) << ",\n    ";
  }
  print_list("checks", scenario.checks, out);
  out << ",\n    ";
  print_list("attempts", scenario.attempts, out);
  if (!scenario.awaits.empty()) {
    out << ",\n    ";
    print_list("awaits", scenario.awaits, out);
  }
  out << "}";
}

}  // namespace

std::string scenario_json(const ScenarioRecord& scenario) {
  std::ostringstream out;
  print_scenario_json(scenario, out);
  return out.str();
}

std::string attempt_json(const Attempt& attempt) { return text(json_of(attempt)); }

std::string await_json(const AwaitedCall& await) { return text(json_of(await)); }

std::string account_json(const Account& account) { return text(json_of(account)); }

void print_json(const RunRecord& run, std::ostream& out) {
  ordered_json head{{"schema", "ensaio.run/1"},
                    {"verdict", kVerdicts.text(run.verdict)},
                    {"exit", run.exit},
                    {"seed", run.seed},
                    {"version", run.version},
                    {"asides", run.asides},
                    {"account", json_of(run.account)}};
  if (!run.trouble.empty()) head["trouble"] = run.trouble;
  std::string open = text(head);
  open.pop_back();
  out << open << ",\n  \"scenarios\": [";
  const char* between = "\n    ";
  for (const ScenarioRecord& scenario : run.scenarios) {
    out << between;
    print_scenario_json(scenario, out);
    between = ",\n    ";
  }
  out << "]}\n";
}

}  // namespace ensaio
