#include "mock_api/provider.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "mock_api/admission.hpp"
#include "mock_api/endpoints.hpp"
#include "mock_api/near_miss.hpp"
#include "mock_api/provider_call.hpp"
#include "mock_api/request_target.hpp"

namespace ensaio {
namespace {

constexpr std::size_t kRemembered = 10'000;

/// Source: answers reported by clients, most of them with status 200.
Reply unknown_path(int status) {
  return {.status = status,
          .body = R"({"error":"NOT_FOUND",)"
                  R"("message":"Unable to find matching target resource method"})"};
}

/// Nothing where it came whole.
std::optional<Reply> cut_short(const Question& question) {
  const auto broken = not_whole(question);
  if (!broken) return std::nullopt;
  return provider_refusal(broken->status, broken->reason);
}

/// Source of the statuses 405 and 415: every page of Z-API's and Plugchat's docs. Assumed: their
/// bodies, and that a body-less request needs no type.
Reply wrong_method(const Question& question, const EndpointMatch& match) {
  Reply reply = provider_refusal(
      405, fmt::format("{} takes {}, not {}", match.route, match.allow, question.method));
  reply.headers.push_back({"Allow", match.allow});
  return reply;
}

std::optional<Reply> wrong_type(const Question& question) {
  if (question.body.empty()) return std::nullopt;
  std::string_view type = question.header("content-type").value_or("");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
  if (same_name(type, "application/json")) return std::nullopt;
  const std::string had = type.empty() ? "there is none" : fmt::format("it is {}", type);
  return provider_refusal(415, "the Content-Type must be application/json, and " + had);
}

/// Reads the body into `call`. Why it is not what an endpoint takes, empty where it is.
std::string take_body(ProviderCall& call) {
  if (call.question.body.empty()) return "the body is empty";
  auto body = parsed_json(call.question.body);
  if (!body) return "the body is not JSON";
  if (body->form != Json::Form::Object) return "the body is not an object";
  call.body = *std::move(body);
  return "";
}

/// Source: Plugchat docs of 2022-04, update-webhooks: 401 where "the webhook object" is wrong.
int status_of_wrong_body(const ProviderCall& call) {
  const bool webhooks = call.answer.route == "update-webhooks";
  return webhooks && call.instance.dialect == Dialect::Plugchat2024 ? 401 : 400;
}

/// The first of the members that are needed and are not there; empty where all are.
std::string_view missing_member(const ProviderCall& call, std::string_view needs) {
  while (!needs.empty()) {
    const std::string_view name = needs.substr(0, needs.find(' '));
    const Json* const found = call.find(name);
    // A webhook's null unsets it.
    if (found == nullptr || (is_null(*found) && name != "value")) return name;
    needs.remove_prefix(std::min(name.size() + 1, needs.size()));
  }
  return "";
}

Reply acted(ProviderCall& call, const ProviderEndpoint& endpoint) {
  if (endpoint.body == BodyForm::Object) {
    const std::string fault = take_body(call);
    if (!fault.empty()) return provider_refusal(status_of_wrong_body(call), fault);
  }
  const std::string_view missing = missing_member(call, endpoint.needs);
  if (missing.empty()) return endpoint.act(call);
  return provider_refusal(400, fmt::format("the body lacks \"{}\"", missing));
}

/// What can be refused before anybody asks whose call it is.
std::optional<Reply> refused_at_once(const Question& question, const EndpointMatch& match) {
  if (match.endpoint == nullptr) return wrong_method(question, match);
  if (auto reply = cut_short(question)) return reply;
  return match.endpoint->body == BodyForm::Object ? wrong_type(question) : std::nullopt;
}

}  // namespace

Provider::Provider(ProviderSettings settings)
    : settings_(std::move(settings)), instances_(first_instances(settings_)) {}

ProviderAnswer Provider::call(const Question& question, WallTime now, const Refuses& refuses) {
  ProviderAnswer answer;
  // Whose call it was, and which, is not certain then.
  if (question.came == Came::Malformed || question.came == Came::TooSlow) {
    answer.reply = cut_short(question).value();
    answer.near_miss = question.fault;
    return answer;
  }
  const auto segments = path_segments(question.target.empty() ? question.path : question.target);
  const auto address = call_address(segments);
  EndpointMatch match;
  if (address) {
    match = find_endpoint(*address, question.method);
    answer.addressed = address->instance;
  }
  answer.route = match.route;
  if (match.route.empty()) {
    answer.near_miss = path_near_miss(segments);
    answer.reply = cut_short(question).value_or(unknown_path(settings_.unknown_path));
    return answer;
  }
  if (auto reply = refused_at_once(question, match)) {
    answer.reply = *std::move(reply);
    return answer;
  }
  Admission admission = admit(instances_, settings_, *address, question, now);
  answer.near_miss = std::move(admission.near_miss);
  answer.reply = std::move(admission.refusal);
  if (admission.instance == nullptr) return answer;
  answer.instance = admission.instance->id;
  if (disconnected_.erase(answer.instance) > 0) admission.instance->set_connected(false);
  if (const auto before = sends_before_.extract(answer.instance)) {
    admission.instance->sends += before.mapped();
  }
  if (refuses && refuses(answer.instance, answer.route)) {
    answer.reply = {.status = 503};  // Whoever refuses knows better.
    return answer;
  }
  ProviderCall call{question,        now,         settings_, *admission.instance,
                    address->family, match.value, Json(),    answer};
  answer.reply = acted(call, *match.endpoint);
  return answer;
}

const std::string* Provider::webhook(std::string_view instance, Kind kind) const {
  const MockInstance* const found = find(instance);
  return found == nullptr ? nullptr : found->webhook_for(kind);
}

const MockInstance* Provider::find(std::string_view instance) const {
  const auto found = instances_.find(instance);
  return found == instances_.end() ? nullptr : &found->second;
}

std::vector<SentMessage> Provider::set_connected(std::string_view instance, bool connected) {
  const auto found = instances_.find(instance);
  if (found != instances_.end()) return found->second.set_connected(connected);
  if (connected) disconnected_.erase(std::string(instance));
  if (!connected && disconnected_.size() < kRemembered) disconnected_.emplace(instance);
  return {};
}

void Provider::unqueue_last(std::string_view instance) {
  const auto found = instances_.find(instance);
  if (found != instances_.end() && !found->second.queue.empty()) found->second.queue.pop_back();
}

void Provider::remember_sends(const MockInstance& instance) {
  if (instance.sends > 0 && sends_before_.size() < kRemembered) {
    sends_before_[instance.id] = instance.sends;
  }
}

bool Provider::reset(std::string_view instance) {
  disconnected_.erase(std::string(instance));
  const auto found = instances_.find(instance);
  if (found == instances_.end()) return false;
  remember_sends(found->second);
  if (!settings_.accounts) {
    instances_.erase(found);
    return true;
  }
  const auto account = std::find_if(settings_.accounts->begin(), settings_.accounts->end(),
                                    [&](const MockAccount& one) { return one.id == instance; });
  found->second = instance_of(*account, settings_);
  return true;
}

void Provider::reset() {
  for (const auto& [id, instance] : instances_) remember_sends(instance);
  instances_ = first_instances(settings_);
  disconnected_.clear();
}

}  // namespace ensaio
