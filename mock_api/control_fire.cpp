#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

#include "mock_api/admission.hpp"
#include "mock_api/control_api.hpp"
#include "mock_api/control_replies.hpp"
#include "mock_api/fire_call.hpp"
#include "simulator/document/codes.hpp"
#include "simulator/document/problem_text.hpp"

// One callback, now.

namespace ensaio {
namespace {

using nlohmann::ordered_json;

Reply cannot_be_fired(const ordered_json& problems) {
  return problem(400, "the callback cannot be fired", "",
                 problems.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
}

/// What is wrong, without its place: nobody wrote the text that it stands in.
Reply cannot_be_fired(const Problems& problems) {
  ordered_json told = ordered_json::array();
  for (const Problem& problem : problems) {
    if (problem.severity != Severity::Error) continue;
    // What to write into a file instead is no help here.
    const bool for_files = problem.code == Code::BadEdit;
    const std::string hint = for_files ? "" : problem.hint.empty() ? problem.note : problem.hint;
    told.push_back({{"code", code_text(problem.code)}, {"message", problem.message}});
    if (!hint.empty()) told.back()["hint"] = hint;
  }
  return cannot_be_fired(told);
}

Reply cannot_be_fired(const Error& error) {
  ordered_json one{{"message", error.message}};
  if (!error.hint.empty()) one["hint"] = error.hint;
  return cannot_be_fired(ordered_json::array({one}));
}

}  // namespace

/// Whose callback it is: the only instance there is, where none is named.
Result<std::string> ControlApi::fired_by(const std::string& named) const {
  if (!named.empty()) return named;
  const std::vector<std::string> known = core_.instances();
  if (known.size() == 1) return known.front();
  if (known.empty()) return Error{.message = "say of which instance: instance="};
  return Error{.message = fmt::format("say of which instance: instance={} or another of {}",
                                      known.front(), known.size())};
}

Reply ControlApi::fire(const Question& question) {
  auto read = read_fire_call(question.body);
  if (!read) return bad_request(read.error().message);
  FireCall call = *std::move(read);
  if (!call.instance.empty() && !is_instance_name(call.instance)) {
    return bad_request("\"instance\" is not the id of one");
  }
  const auto instance =
      fired_by(call.instance.empty() ? parameter(question, "instance") : call.instance);
  if (!instance) return bad_request(instance.error().message);
  RunRequest request{.seed = call.seed, .instance = *instance, .at_once = true};
  // What the application sent is known by each of its ids.
  for (std::string& id : call.words.ids) {
    const auto sent = core_.sent(*instance, id);
    request.zaap_ids.push_back(sent ? sent->zaap_id : "");
    if (!sent) continue;
    id = sent->message_id;
    if (call.words.phone.empty()) call.words.phone = sent->phone;
  }
  auto text = fire_text(call.words, fire_call_names());
  if (!text) return cannot_be_fired(text.error());
  if (call.words.phone.empty() && needs_chat(call.words.verb)) {
    return cannot_be_fired(
        Error{.message = "\"phone\" is missing: the chat that it is about",
              .hint = "or \"message\": the messageId or zaapId of what this instance has sent"});
  }
  auto story = read_story(*text, "body", core_.dialect(*instance));
  if (!story) return cannot_be_fired(story.error());
  request.story = *std::move(story);
  return run(question, core_.begin(request).id, /*created=*/true);
}

}  // namespace ensaio
