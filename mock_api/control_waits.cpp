#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "mock_api/control_api.hpp"
#include "mock_api/control_replies.hpp"
#include "simulator/document/values.hpp"

// The calls that wait, and those that let time go on.

namespace ensaio {
namespace {

using nlohmann::ordered_json;

/// "quiet:200ms", "finished", "count:status=3".
std::optional<Awaited> awaited(std::string_view word) {
  constexpr std::string_view kQuiet = "quiet:";
  constexpr std::string_view kCount = "count:";
  if (word == "finished") return Awaited{.what = Awaited::What::Finished};
  if (word.starts_with(kQuiet)) {
    const auto quiet = parse_duration(word.substr(kQuiet.size()));
    if (!quiet) return std::nullopt;
    return Awaited{.what = Awaited::What::Quiet, .quiet = *quiet};
  }
  if (!word.starts_with(kCount)) return std::nullopt;
  word.remove_prefix(kCount.size());
  const auto equals = word.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  const auto count = parse_unsigned(word.substr(equals + 1));
  if (!count || !kKinds.parse(word.substr(0, equals))) return std::nullopt;
  return Awaited{
      .what = Awaited::What::Count, .kind = std::string(word.substr(0, equals)), .count = *count};
}

/// What is open; where a manual clock has to go on first, that too: nobody should wait for what
/// cannot come.
ordered_json json_of(const StillOpen& open) {
  ordered_json told{
      {"reached", open.reached}, {"conversations", open.conversations}, {"runs", open.runs}};
  if (!open.next_in) return told;
  const std::string step = duration_text(*open.next_in);
  told["halted"] = open.halted;
  told["next_in"] = step;
  told["detail"] = std::to_string(open.halted) +
                   " of the conversations wait for the clock, which is manual: PUT " +
                   "/_ensaio/clock {\"advance\": \"" + step + "\"} lets the next callback come";
  return told;
}

ordered_json json_of(const std::map<std::string, Offset>& clocks) {
  ordered_json told = ordered_json::object();
  for (const auto& [instance, time] : clocks) told[instance] = duration_text(time);
  return told;
}

/// The duration that the body asks for. Nothing where it is none.
std::optional<Offset> asked_advance(std::string_view text) {
  const ordered_json body = ordered_json::parse(text, nullptr, false);
  if (!body.is_object() || body.size() != 1 || !body.contains("advance")) return std::nullopt;
  if (!body["advance"].is_string()) return std::nullopt;
  return parse_duration(body["advance"].get<std::string>());
}

}  // namespace

Reply ControlApi::await(const Question& question) {
  const auto what = awaited(parameter(question, "until"));
  if (!what) return bad_request("until= is quiet:200ms, finished, or count:status=3");
  const Offset within = wait_of(parameter(question, "timeout")).value_or(kUsualWait);
  const StillOpen open = core_.wait(*what, within, parameter(question, "instance"));
  ordered_json told = json_of(open);
  if (!what->kind.empty()) told[what->kind] = open.told;
  return {.status = open.reached ? 200 : 408, .body = told.dump()};
}

Reply ControlApi::show_clock(const Question& question) {
  const ordered_json told{{"clock", clock_text(core_.clock())},
                          {"clocks", json_of(core_.clocks(parameter(question, "instance")))}};
  return {.body = told.dump()};
}

Reply ControlApi::set_clock(const Question& question) {
  if (!core_.has_manual_clock()) {
    return problem(409, "Conflict",
                   "the clock goes on by itself: start the server with --clock manual to have it "
                   "advanced by hand");
  }
  const auto by = asked_advance(question.body);
  if (!by) return bad_request("the body is {\"advance\": \"10m\"}: a duration with its unit");
  const Offset within = wait_of(parameter(question, "timeout")).value_or(kUsualWait);
  const std::string instance = parameter(question, "instance");
  const StillOpen open = core_.advance(instance, *by, within);
  ordered_json told = json_of(open);
  const auto clocks = core_.clocks(instance);
  if (clocks.size() == 1) told["time"] = duration_text(clocks.begin()->second);
  told["clocks"] = json_of(clocks);
  if (!open.reached) {
    told["detail"] = "not all of it was told in time: the clock stands at what was told last";
  }
  return {.status = open.reached ? 200 : 408, .body = told.dump()};
}

}  // namespace ensaio
