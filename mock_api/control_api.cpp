#include "mock_api/control_api.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "mock_api/admission.hpp"
#include "mock_api/control_replies.hpp"
#include "mock_api/control_words.hpp"
#include "mock_api/read_rules.hpp"
#include "simulator/base/nearest.hpp"
#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

using nlohmann::ordered_json;
using Direction = CallJournal::Wanted::Direction;

constexpr std::string_view kRoot = "/_ensaio";
constexpr std::string_view kHealth = "health";

/// A HEAD is answered like a GET; the server leaves the body out.
std::string_view asked_method(const Question& question) {
  return question.method == "HEAD" ? "GET" : question.method;
}

/// The path below the root: "", "runs", "runs/7".
std::string_view below_root(const Question& question) {
  std::string_view path = question.path.substr(kRoot.size());
  while (path.starts_with('/')) path.remove_prefix(1);
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

/// What the query, which has no fault, asks of the journal.
CallJournal::Wanted wanted(const Question& question) {
  const auto unmatched = question.parameter("unmatched");
  CallJournal::Wanted wanted{.since = parse_unsigned(parameter(question, "since")).value_or(0),
                             .unmatched = unmatched && *unmatched != "0",
                             .instance = parameter(question, "instance"),
                             .route = parameter(question, "route"),
                             .phone = parameter(question, "phone")};
  const std::string direction = parameter(question, "direction");
  if (direction == "in") wanted.direction = Direction::In;
  if (direction == "out") wanted.direction = Direction::Out;
  return wanted;
}

/// What POST /runs asks for: a scenario's text, or the name of one.
struct AskedRun {
  std::string yaml{};
  std::string name{};
  std::optional<std::uint64_t> seed{};
  std::string instance{};
};

Result<AskedRun> asked_by_json(const Question& question, AskedRun asked) {
  constexpr std::string_view kMembers[] = {"scenario", "seed", "instance"};
  const ordered_json body = ordered_json::parse(question.body, nullptr, false);
  for (const auto& [name, value] : body.items()) {
    const bool known = !body.is_object() || std::ranges::find(kMembers, name) != std::end(kMembers);
    if (!known) return Error{.message = means_nothing(name, kMembers)};
  }
  if (!body.is_object() || !body.contains("scenario") || !body["scenario"].is_string()) {
    return Error{.message = "the body is no JSON object with a \"scenario\""};
  }
  asked.name = body["scenario"].get<std::string>();
  if (asked.name.empty()) return Error{.message = "\"scenario\" is empty: name one"};
  if (body.contains("instance")) {
    if (body["instance"].is_string()) asked.instance = body["instance"].get<std::string>();
    if (!body["instance"].is_string() || !is_instance_name(asked.instance)) {
      return Error{.message = "\"instance\" is not the id of one"};
    }
  }
  if (body.contains("seed")) {
    if (!body["seed"].is_number_unsigned()) {
      return Error{.message = "\"seed\" is no whole number from 0"};
    }
    asked.seed = body["seed"].get<std::uint64_t>();
  }
  return asked;
}

/// Requires a query without a fault.
Result<AskedRun> asked_run(const Question& question) {
  AskedRun asked{.seed = parse_unsigned(parameter(question, "seed")),
                 .instance = parameter(question, "instance")};
  if (same_name(media_type(question), "application/json")) return asked_by_json(question, asked);
  asked.yaml = std::string(question.body);
  return asked;
}

Reply unreadable(const NotWhole& broken) {
  const char* const title = broken.status == 413   ? "Content Too Large"
                            : broken.status == 408 ? "Request Timeout"
                                                   : "Bad Request";
  return problem(broken.status, title, std::string(broken.reason));
}

}  // namespace

struct ControlApi::Call {
  std::string_view method;
  std::string_view path;
  std::string_view query;  ///< The words that it takes there: "instance wait".
  Reply (*answer)(ControlApi& api, const Question& question);

  static const std::vector<Call>& all();
};

const std::vector<ControlApi::Call>& ControlApi::Call::all() {
  static const std::vector<Call> calls{
      {"GET", kHealth, "",
       [](ControlApi&, const Question&) { return Reply{.body = R"({"status":"ready"})"}; }},
      {"GET", "webhooks", "instance",
       [](ControlApi& api, const Question& question) {
         return Reply{.body = api.core_.webhooks_json(parameter(question, "instance"))};
       }},
      {"POST", "runs", "wait seed instance",
       [](ControlApi& api, const Question& question) { return api.begin_run(question); }},
      {"GET", "runs", "instance",
       [](ControlApi& api, const Question& question) {
         return Reply{.body = api.core_.runs_json(parameter(question, "instance"))};
       }},
      {"GET", "calls", "route phone since instance",
       [](ControlApi& api, const Question& question) {
         return Reply{.body = api.core_.calls_json(wanted(question))};
       }},
      {"GET", "journal", "since direction unmatched route phone instance",
       [](ControlApi& api, const Question& question) {
         return Reply{.body = api.core_.journal_json(wanted(question))};
       }},
      {"POST", "fire", "wait instance",
       [](ControlApi& api, const Question& question) { return api.fire(question); }},
      {"GET", "clock", "instance",
       [](ControlApi& api, const Question& question) { return api.show_clock(question); }},
      {"PUT", "clock", "timeout instance",
       [](ControlApi& api, const Question& question) { return api.set_clock(question); }},
      {"GET", "await", "until timeout instance",
       [](ControlApi& api, const Question& question) { return api.await(question); }},
      {"PUT", "rules", "instance",
       [](ControlApi& api, const Question& question) { return api.set_rules(question); }},
      {"POST", "reset", "instance",
       [](ControlApi& api, const Question& question) {
         api.core_.reset(parameter(question, "instance"));
         return Reply{.body = R"({"reset":true})"};
       }},
  };
  return calls;
}

Reply ControlApi::no_such_call(std::string_view path) {
  std::vector<std::string_view> paths;
  for (const Call& call : Call::all()) paths.push_back(call.path);
  const auto near = nearest(path, paths);
  return problem(404, "Not Found",
                 "there is no call /_ensaio/" + std::string(path) +
                     (near ? "; did you mean /_ensaio/" + std::string(*near) + "?" : ""));
}

bool ControlApi::is_for(const Question& question) {
  return question.path == kRoot ||
         (question.path.starts_with(kRoot) && question.path.substr(kRoot.size()).starts_with('/'));
}

/// Whether the caller may ask that. Who only wants to know whether it is ready, as a container's
/// health check does, needs no token.
bool ControlApi::is_let_in(const Question& question) const {
  return settings_.token.empty() || below_root(question) == kHealth ||
         question.header("authorization").value_or("") == "Bearer " + settings_.token;
}

Reply ControlApi::answer(const Question& question) {
  if (!is_let_in(question)) {
    return problem(401, "Unauthorized", "send Authorization: Bearer and the control token");
  }
  if (const auto broken = not_whole(question)) return unreadable(*broken);
  const std::string_view path = below_root(question);
  constexpr std::string_view kRun = "runs/";
  if (path.starts_with(kRun)) return one_run(question, path.substr(kRun.size()));
  std::string allowed;
  for (const Call& call : Call::all()) {
    if (call.path != path) continue;
    if (call.method == asked_method(question)) {
      const auto fault = query_fault(question, call.query);
      return fault ? bad_request(*fault) : call.answer(*this, question);
    }
    allowed += (allowed.empty() ? "" : ", ") + std::string(call.method);
  }
  if (allowed.empty()) return no_such_call(path);
  return not_allowed(allowed);
}

Reply ControlApi::begin_run(const Question& question) {
  const auto asked = asked_run(question);
  if (!asked) return bad_request(asked.error().message);
  const bool named = !asked->name.empty();
  std::shared_ptr<const Story> story = named ? known_story(asked->name) : nullptr;
  if (!story) {
    const auto text = named ? pack_text(asked->name) : Result<std::string>(asked->yaml);
    if (!text) return problem(404, "Not Found", text.error().message);
    auto read = read_story(*text, named ? asked->name : "body");
    if (!read) return refusal("the scenario cannot be played", read.error());
    story = *std::move(read);
  }
  const Runs::Begun begun =
      core_.begin({.story = story, .seed = asked->seed, .instance = asked->instance});
  return run(question, begun.id, /*created=*/true);
}

std::shared_ptr<const Story> ControlApi::known_story(const std::string& name) const {
  const auto known = settings_.stories.find(name);
  return known == settings_.stories.end() ? nullptr : known->second;
}

/// The text of a scenario that is none of the known ones. Error: there is none of that name.
Result<std::string> ControlApi::pack_text(const std::string& name) const {
  constexpr std::string_view kPack = "pack:";
  const bool of_pack = name.starts_with(kPack);
  if (settings_.other_story && of_pack) return settings_.other_story(name);
  const std::string missing = "there is no scenario '" + name + "'";
  const std::string in_packs = std::string(kPack) + name;
  if (settings_.other_story && !of_pack && settings_.other_story(in_packs)) {
    return Error{.message = missing + "; did you mean '" + in_packs + "'?"};
  }
  std::vector<std::string_view> names;
  for (const auto& story : settings_.stories) names.push_back(story.first);
  const auto near = nearest(name, names);
  return Error{.message = missing + (near ? "; did you mean '" + std::string(*near) + "'?" : "")};
}

Reply ControlApi::one_run(const Question& question, std::string_view written_id) {
  const bool ends = question.method == "DELETE";
  if (!ends && asked_method(question) != "GET") return not_allowed("GET, DELETE");
  if (const auto fault = query_fault(question, "wait")) return bad_request(*fault);
  const auto id = parse_unsigned(written_id);
  if (!id) return problem(404, "Not Found", "a run's id is a number");
  if (ends && core_.cancel(*id) == Cancelling::WasOver) {
    return problem(409, "Conflict", "the run is over: there is nothing to cancel");
  }
  return run(question, *id, /*created=*/false);
}

Reply ControlApi::run(const Question& question, std::uint64_t id, bool created) {
  if (const auto within = wait_of(parameter(question, "wait"))) {
    core_.wait_for_run(id, *within);
    created = false;
  }
  const auto told = core_.run_json(id);
  if (!told) return problem(404, "Not Found", "there is no such run");
  return {.status = created ? 201 : 200, .body = *told};
}

Reply ControlApi::set_rules(const Question& question) {
  const auto none = [](const std::string& path) -> Result<std::string> {
    return Error{.message = "no other files are read here: " + path};
  };
  auto rules = read_rule_file(question.body, "body", none);
  if (!rules) return refusal("the rules cannot be used", rules.error());
  core_.set_rules(parameter(question, "instance"), *std::move(rules));
  return {.body = R"({"rules":true})"};
}

}  // namespace ensaio
