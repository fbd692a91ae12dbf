#include "mock_api/control_api.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

#include "mock_api/read_rules.hpp"
#include "simulator/document/problem_text.hpp"
#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

using nlohmann::ordered_json;
using Direction = CallJournal::Wanted::Direction;

constexpr std::string_view kRoot = "/_ensaio";
constexpr Offset kLongestWait = std::chrono::minutes(10);
constexpr Offset kUsualWait = std::chrono::seconds(10);

std::string text(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

Reply problem(int status, const std::string& title, const std::string& detail,
              const ordered_json& more = {}) {
  ordered_json told{{"type", "about:blank"}, {"title", title}, {"status", status}};
  if (!detail.empty()) told["detail"] = detail;
  if (more.is_object()) told.update(more);
  return {.status = status,
          .body = text(told),
          .headers = {{"Content-Type", "application/problem+json"}}};
}

Reply bad_request(const std::string& detail) { return problem(400, "Bad Request", detail); }

Reply refusal(const std::string& title, const Problems& problems) {
  std::ostringstream list;
  print_problems_json(problems, list);
  return problem(400, title, "", {{"problems", ordered_json::parse(list.str())}});
}

std::string parameter(const Question& question, std::string_view name) {
  return question.parameter(name).value_or("");
}

/// The path below the root: "", "runs", "runs/7".
std::string_view below_root(const Question& question) {
  std::string_view path = question.path.substr(kRoot.size());
  while (path.starts_with('/')) path.remove_prefix(1);
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

/// `wait=` and `timeout=`: at most ten minutes. Nothing where it is none.
std::optional<Offset> wait_of(const std::string& word) {
  const auto duration = parse_duration(word);
  return duration ? std::optional(std::min(*duration, kLongestWait)) : std::nullopt;
}

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

Reply unreadable(Came came) {
  return came == Came::TooLong ? problem(413, "Content Too Large", "the body is over 1 MiB")
                               : bad_request("the body is shorter than its length says");
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
  if (question.came != Came::Whole) return unreadable(question.came);
  const std::string_view path = below_root(question);
  constexpr std::string_view kRun = "runs/";
  if (path.starts_with(kRun) && question.method == "GET") {
    const auto id = parse_unsigned(path.substr(kRun.size()));
    if (!id) return problem(404, "Not Found", "a run's id is a number");
    return run(question, *id, /*created=*/false);
  }
  std::string allowed;
  for (const Call& call : Call::all()) {
    if (call.path != path) continue;
    if (call.method == question.method) return call.answer(*this, question);
    allowed += (allowed.empty() ? "" : ", ") + std::string(call.method);
  }
  if (allowed.empty()) {
    return problem(404, "Not Found", "there is no call /_ensaio/" + std::string(path));
  }
  Reply reply = problem(405, "Method Not Allowed", "allowed here: " + allowed);
  reply.headers.push_back({"Allow", allowed});
  return reply;
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
  const Runs::Begun begun = core_.begin(story, asked->seed, asked->instance);
  return run(question, begun.id, /*created=*/true);
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

Reply ControlApi::await(const Question& question) {
  const auto what = awaited(parameter(question, "until"));
  if (!what) return bad_request("until= is quiet:200ms, finished, or count:status=3");
  const auto word = question.parameter("timeout");
  const auto within = word ? wait_of(*word) : kUsualWait;
  if (!within) return bad_request("timeout= is a duration: 10s");
  const StillOpen open = core_.wait(*what, *within, parameter(question, "instance"));
  ordered_json told{
      {"reached", open.reached}, {"conversations", open.conversations}, {"runs", open.runs}};
  if (!what->kind.empty()) told[what->kind] = open.told;
  return {.status = open.reached ? 200 : 408, .body = text(told)};
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
