#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "mock_api/provider_call.hpp"
#include "simulator/base/nearest.hpp"
#include "simulator/delivery/endpoint.hpp"

// The calls that say where callbacks go, and which.

namespace ensaio {
namespace {

constexpr std::string_view kWebhookCall = "update-webhook-";

/// What stands in a body for a URL. Assumed: "" and null unset it.
struct GivenUrl {
  std::string url{};  ///< Empty: unset.
  std::optional<Reply> refusal{};
};

/// Why a webhook cannot be at `url`, empty where it can. Source: "Z-API does not accept webhooks
/// that aren't HTTPS", every page of a webhook; how it refuses is nowhere said.
std::string url_fault(ProviderCall& call, std::string_view name, const std::string& url) {
  const auto parts = parse_endpoint(url);
  if (!parts) return fmt::format("\"{}\" is not a URL: {}", name, parts.error().message);
  if (parts->scheme == "https" || call.settings.https == HttpsRule::Any) return "";
  if (call.settings.https == HttpsRule::Strict) {
    return fmt::format("\"{}\" must be an HTTPS URL", name);
  }
  call.answer.warning = fmt::format(
      "{} is not HTTPS: the real provider takes no such webhook (--https any to hide this)", url);
  return "";
}

GivenUrl given_url(ProviderCall& call, std::string_view name, const Json& value) {
  if (is_null(value) || (value.form == Json::Form::Text && value.text.empty())) return {};
  if (value.form != Json::Form::Text) {
    return {"", provider_refusal(400, fmt::format("\"{}\" is not a URL: it is no text", name))};
  }
  const std::string fault = url_fault(call, name, value.text);
  if (!fault.empty()) return {"", provider_refusal(400, fault)};
  return {value.text, std::nullopt};
}

void set_url(ProviderCall& call, Webhook webhook, const std::string& url) {
  call.instance.set_url(webhook, url, call.answer.route, call.now);
  const auto kind = kind_of(webhook);
  auto& registered = call.answer.registered;
  if (!kind || url.empty()) return;
  if (std::find(registered.begin(), registered.end(), *kind) == registered.end()) {
    registered.push_back(*kind);
  }
}

/// What an account speaks follows from how it registered, where nothing says it outright. The
/// calls of 2022 say nothing more once `update-webhooks` was called: only they set the URL of
/// presences, which newer accounts may want too.
void speak(MockInstance& instance, Dialect dialect) {
  const auto newer = [](const Registration& one) { return one.route == "update-webhooks"; };
  const bool older = dialect == Dialect::Plugchat2022 &&
                     std::any_of(instance.history.begin(), instance.history.end(), newer);
  if (!instance.dialect_given && !older) instance.dialect = dialect;
}

Dialect dialect_of(PathFamily family) {
  return family == PathFamily::Zapi ? Dialect::Zapi : Dialect::Plugchat2022;
}

/// All that the instance's dialect has a webhook for.
/// Source: Z-API docs, webhooks/update-every-webhooks; Plugchat docs of 2025-05.
void set_every_url(ProviderCall& call, const std::string& url) {
  for (const auto& row : kWebhooks) {
    const auto kind = kind_of(row.value);
    const bool zapi = call.family == PathFamily::Zapi;
    if (!kind || (row.value == Webhook::ReceivedDelivery && !zapi)) continue;
    if (has_webhook(call.instance.dialect, *kind)) set_url(call, row.value, url);
  }
}

/// The optional `notifySentByMe`; why it cannot be taken where it is no truth value.
std::optional<Reply> take_notify(ProviderCall& call) {
  const Json* const notify = call.find("notifySentByMe");
  if (notify == nullptr) return std::nullopt;
  if (!is_boolean(*notify)) return provider_refusal(400, "\"notifySentByMe\" is not true or false");
  call.instance.notify_sent_by_me = notify->text == "true";
  return std::nullopt;
}

/// One of the lists of `update-filters`.
struct FilterList {
  const char* name = nullptr;
  std::set<std::string> MockInstance::*kept = nullptr;
  std::vector<std::string_view> (*words)() = nullptr;
};
constexpr FilterList kFilterLists[] = {
    {"messageFilters", &MockInstance::message_filters, message_filter_words},
    {"callbackTypeFilters", &MockInstance::callback_filters, callback_filter_words},
};

/// The words of a list. Assumed: unknown ones are kept and do nothing.
std::optional<std::set<std::string>> filters(ProviderCall& call, const Json& list,
                                             const std::vector<std::string_view>& known) {
  if (list.form != Json::Form::List) return std::nullopt;
  std::set<std::string> words;
  for (const JsonMember& one : list.inside) {
    const std::string& word = one.value.text;
    if (one.value.form != Json::Form::Text) return std::nullopt;
    words.insert(word);
    if (std::find(known.begin(), known.end(), word) != known.end()) continue;
    const auto meant = nearest(word, known);
    call.answer.near_miss = meant ? fmt::format("did you mean {}?", *meant)
                                  : fmt::format("there is no filter {}", word);
  }
  return words;
}

// -- Plugchat's update-webhooks ---------------------------------------------------------------

struct NewUrl {
  Webhook webhook{};
  std::string url{};
};

/// "An Authorization token that is missing or invalid, or a wrong webhook object" is 401 in
/// Plugchat's docs of 2022-04 (update-webhooks). Assumed: 400 in the newer ones.
Reply wrong_object(Dialect dialect, const std::string& reason) {
  return provider_refusal(dialect == Dialect::Plugchat2024 ? 401 : 400, reason);
}

std::string unknown_key(std::string_view key) {
  const auto meant = nearest(key, webhook_keys());
  return fmt::format("unknown webhook \"{}\"{}", key,
                     meant ? fmt::format(": did you mean \"{}\"?", *meant) : "");
}

/// The webhooks of a flat or nested object, all or none. Keys that it does not name stay as they
/// are: assumed.
Reply set_named(ProviderCall& call, const Json& object, Dialect dialect) {
  std::vector<NewUrl> changes;
  for (const JsonMember& one : object.inside) {
    const auto webhook = webhook_of_key(one.name);
    if (!webhook) return wrong_object(dialect, unknown_key(one.name));
    GivenUrl given = given_url(call, one.name, one.value);
    if (given.refusal) return *given.refusal;
    changes.push_back({*webhook, std::move(given.url)});
  }
  if (changes.empty()) {
    return wrong_object(
        dialect, fmt::format("no webhook is named; there are {}", fmt::join(webhook_keys(), ", ")));
  }
  speak(call.instance, dialect);
  for (const NewUrl& change : changes) set_url(call, change.webhook, change.url);
  return value_true();
}

}  // namespace

Reply set_webhook(ProviderCall& call) {
  const GivenUrl given = given_url(call, "value", *call.find("value"));
  if (given.refusal) return *given.refusal;
  const std::string_view route = call.answer.route;
  const auto webhook = webhook_named(route.substr(kWebhookCall.size()));
  speak(call.instance, dialect_of(call.family));
  set_url(call, *webhook, given.url);
  // Its URL means "received, with those sent by me". Source: Z-API docs, webhooks/on-message-
  // received-and-delivery; update-notify-sent-by-me reverts it.
  if (webhook == Webhook::ReceivedDelivery && !given.url.empty()) {
    call.instance.notify_sent_by_me = true;
  }
  return value_true();
}

Reply set_every_webhook(ProviderCall& call) {
  const GivenUrl given = given_url(call, "value", *call.find("value"));
  if (given.refusal) return *given.refusal;
  if (auto refusal = take_notify(call)) return *refusal;
  speak(call.instance, Dialect::Zapi);
  set_every_url(call, given.url);
  return value_true();
}

Reply set_proxy_webhook(ProviderCall& call) {
  const GivenUrl given = given_url(call, "value", *call.find("value"));
  if (given.refusal) return *given.refusal;
  set_url(call, Webhook::Proxy, given.url);
  return value_true();
}

Reply set_notify_sent_by_me(ProviderCall& call) { return take_notify(call).value_or(value_true()); }

Reply set_filters(ProviderCall& call) {
  MockInstance changed = call.instance;
  bool named = false;
  for (const FilterList& one : kFilterLists) {
    const Json* const list = call.find(one.name);
    if (list == nullptr) continue;
    auto words = filters(call, *list, one.words());
    if (!words) {
      return provider_refusal(400, fmt::format("\"{}\" is not a list of texts", one.name));
    }
    changed.*one.kept = *std::move(words);  // Replaces those of an earlier call: assumed.
    named = true;
  }
  if (!named) {
    return provider_refusal(400, "the body lacks \"messageFilters\" or \"callbackTypeFilters\"");
  }
  call.instance = std::move(changed);
  return value_true();
}

Reply update_webhooks(ProviderCall& call) {
  const Json* const value = call.find("value");
  if (value == nullptr) return set_named(call, call.body, Dialect::Plugchat2024);
  if (value->form == Json::Form::Object) return set_named(call, *value, Dialect::Plugchat);
  // One URL for all, as the docs of 2025-05 have it on their page of all webhooks.
  const GivenUrl given = given_url(call, "value", *value);
  if (given.refusal) return *given.refusal;
  if (auto refusal = take_notify(call)) return *refusal;
  speak(call.instance, Dialect::Plugchat);
  set_every_url(call, given.url);
  return value_true();
}

}  // namespace ensaio
