#include "mock_api/control_api.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "mock_api/control_replies.hpp"
#include "mock_api/read_rules.hpp"
#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

using nlohmann::ordered_json;
using Direction = CallJournal::Wanted::Direction;

constexpr std::string_view kRoot = "/_ensaio";
/// The path below the root: "", "runs", "runs/7".
std::string_view below_root(const Question& question) {
  std::string_view path = question.path.substr(kRoot.size());
  while (path.starts_with('/')) path.remove_prefix(1);
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

/// What the query asks of the journal; nothing where a word of it means nothing.
std::optional<CallJournal::Wanted> wanted(const Question& question) {
  CallJournal::Wanted wanted{.instance = parameter(question, "instance"),
                             .route = parameter(question, "route"),
                             .phone = parameter(question, "phone")};
  if (const auto since = question.parameter("since")) {
    const auto number = parse_unsigned(*since);
    if (!number) return std::nullopt;
    wanted.since = *number;
  }
  const std::string direction = parameter(question, "direction");
  if (direction == "in") wanted.direction = Direction::In;
  if (direction == "out") wanted.direction = Direction::Out;
  if (!direction.empty() && wanted.direction == Direction::Both) return std::nullopt;
  const auto unmatched = question.parameter("unmatched");
  wanted.unmatched = unmatched && *unmatched != "0";
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
  const ordered_json body = ordered_json::parse(question.body, nullptr, false);
  if (!body.is_object() || !body.contains("scenario") || !body["scenario"].is_string()) {
    return Error{.message = "the body is no JSON object with a \"scenario\""};
  }
  asked.name = body["scenario"].get<std::string>();
  if (body.contains("instance") && body["instance"].is_string()) {
    asked.instance = body["instance"].get<std::string>();
  }
  if (body.contains("seed")) {
    if (!body["seed"].is_number_unsigned()) {
      return Error{.message = "\"seed\" is no whole number from 0"};
    }
    asked.seed = body["seed"].get<std::uint64_t>();
  }
  return asked;
}

Result<AskedRun> asked_run(const Question& question) {
  AskedRun asked{.instance = parameter(question, "instance")};
  if (const auto seed = question.parameter("seed")) {
    asked.seed = parse_unsigned(*seed);
    if (!asked.seed) return Error{.message = "seed= is no whole number from 0"};
  }
  const std::string_view type = question.header("content-type").value_or("");
  if (type.starts_with("application/json")) return asked_by_json(question, asked);
  asked.yaml = std::string(question.body);
  return asked;
}

/// Null where there is none of that name.
std::shared_ptr<const Story> named_story(const ControlSettings& settings, const std::string& name) {
  const auto known = settings.stories.find(name);
  if (known != settings.stories.end()) return known->second;
  const auto text = settings.other_story ? settings.other_story(name) : std::nullopt;
  const auto read = text ? read_story(*text, name) : Problems{};
  return read ? *read : nullptr;
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
  Reply (*answer)(ControlApi& api, const Question& question);

  static const std::vector<Call>& all();
};

const std::vector<ControlApi::Call>& ControlApi::Call::all() {
  static const std::vector<Call> calls{
      {"GET", "health",
       [](ControlApi&, const Question&) { return Reply{.body = R"({"status":"ready"})"}; }},
      {"GET", "webhooks",
       [](ControlApi& api, const Question& question) {
         return Reply{.body = api.core_.webhooks_json(parameter(question, "instance"))};
       }},
      {"POST", "runs",
       [](ControlApi& api, const Question& question) { return api.begin_run(question); }},
      {"GET", "runs",
       [](ControlApi& api, const Question& question) {
         return Reply{.body = api.core_.runs_json(parameter(question, "instance"))};
       }},
      {"GET", "calls",
       [](ControlApi& api, const Question& question) {
         const auto asked = wanted(question);
         return asked ? Reply{.body = api.core_.calls_json(*asked)}
                      : bad_request("since= is a number");
       }},
      {"GET", "journal",
       [](ControlApi& api, const Question& question) {
         const auto asked = wanted(question);
         return asked ? Reply{.body = api.core_.journal_json(*asked)}
                      : bad_request("since= is a number, direction= is in or out");
       }},
      {"POST", "fire",
       [](ControlApi& api, const Question& question) { return api.fire(question); }},
      {"GET", "clock",
       [](ControlApi& api, const Question& question) { return api.show_clock(question); }},
      {"PUT", "clock",
       [](ControlApi& api, const Question& question) { return api.set_clock(question); }},
      {"GET", "await",
       [](ControlApi& api, const Question& question) { return api.await(question); }},
      {"PUT", "rules",
       [](ControlApi& api, const Question& question) { return api.set_rules(question); }},
      {"POST", "reset",
       [](ControlApi& api, const Question& question) {
         api.core_.reset(parameter(question, "instance"));
         return Reply{.body = R"({"reset":true})"};
       }},
  };
  return calls;
}

bool ControlApi::is_for(const Question& question) {
  return question.path == kRoot ||
         (question.path.starts_with(kRoot) && question.path.substr(kRoot.size()).starts_with('/'));
}

Reply ControlApi::answer(const Question& question) {
  if (!settings_.token.empty() &&
      question.header("authorization").value_or("") != "Bearer " + settings_.token) {
    return problem(401, "Unauthorized", "send Authorization: Bearer and the control token");
  }
  if (const auto broken = not_whole(question)) return unreadable(*broken);
  const std::string_view path = below_root(question);
  constexpr std::string_view kRun = "runs/";
  if (path.starts_with(kRun)) return one_run(question, path.substr(kRun.size()));
  std::string allowed;
  for (const Call& call : Call::all()) {
    if (call.path != path) continue;
    if (call.method == question.method) return call.answer(*this, question);
    allowed += (allowed.empty() ? "" : ", ") + std::string(call.method);
  }
  if (allowed.empty()) {
    return problem(404, "Not Found", "there is no call /_ensaio/" + std::string(path));
  }
  return not_allowed(allowed);
}

Reply ControlApi::begin_run(const Question& question) {
  const auto asked = asked_run(question);
  if (!asked) return bad_request(asked.error().message);
  std::shared_ptr<const Story> story;
  if (!asked->name.empty()) {
    story = named_story(settings_, asked->name);
    if (story == nullptr) {
      return problem(404, "Not Found", "there is no scenario '" + asked->name + "'");
    }
  } else {
    auto read = read_story(asked->yaml, "body");
    if (!read) return refusal("the scenario cannot be played", read.error());
    story = *std::move(read);
  }
  const Runs::Begun begun =
      core_.begin({.story = story, .seed = asked->seed, .instance = asked->instance});
  return run(question, begun.id, /*created=*/true);
}

Reply ControlApi::one_run(const Question& question, std::string_view written_id) {
  const bool ends = question.method == "DELETE";
  if (!ends && question.method != "GET") return not_allowed("GET, DELETE");
  const auto id = parse_unsigned(written_id);
  if (!id) return problem(404, "Not Found", "a run's id is a number");
  if (ends && core_.cancel(*id) == Cancelling::WasOver) {
    return problem(409, "Conflict", "the run is over: there is nothing to cancel");
  }
  return run(question, *id, /*created=*/false);
}

Reply ControlApi::run(const Question& question, std::uint64_t id, bool created) {
  if (const auto word = question.parameter("wait")) {
    const auto within = wait_of(*word);
    if (!within) return bad_request("wait= is a duration: 10s");
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
