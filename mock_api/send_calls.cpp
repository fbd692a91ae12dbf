#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

#include "mock_api/near_miss.hpp"
#include "mock_api/provider_call.hpp"
#include "simulator/base/random.hpp"
#include "simulator/wire/ids.hpp"

// The calls that send messages or say what becomes of them.

namespace ensaio {
namespace {

using nlohmann::ordered_json;

// Source: Z-API docs, message-queue: "up to 1000 messages".
constexpr std::size_t kQueued = 1000;

bool digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Digits, "<id>-group" (the id of older groups has a hyphen itself), "<id>@lid",
/// "<id>@newsletter", "status@broadcast". Source: Z-API docs, tips/lid, tips/id-group.
bool is_phone(std::string_view phone) {
  if (phone == "status@broadcast") return true;
  for (const std::string_view end : {"-group", "@lid", "@newsletter"}) {
    if (!phone.ends_with(end)) continue;
    phone.remove_suffix(end.size());
    break;
  }
  const std::size_t hyphen = phone.find('-');
  if (hyphen == std::string_view::npos) return digits(phone);
  return digits(phone.substr(0, hyphen)) && digits(phone.substr(hyphen + 1));
}

bool is_group(std::string_view phone) { return phone.find('-') != std::string_view::npos; }

/// Whether the call publishes a status, which everybody sees: send-text-status.
bool publishes(const ProviderCall& call) {
  return call.family == PathFamily::Zapi && call.answer.route.ends_with("-status");
}

/// Source: clients name no phone (npm's z-api-sdk 0.0.1); that of a status's callbacks is observed.
std::string recipient(const ProviderCall& call) {
  return publishes(call) ? "status@broadcast" : call.text("phone");
}

/// Assumed: the text of a phone that can be none, which the docs have on another page.
std::optional<Reply> refused_send(const ProviderCall& call) {
  if (!is_phone(recipient(call))) return provider_refusal(400, "Invalid phone");
  const Json* const message = call.find("message");
  const bool structured = message != nullptr && (message->form == Json::Form::List ||
                                                 message->form == Json::Form::Object);
  if (structured && call.answer.route == "send-text") {
    return provider_refusal(400, "\"message\" is not a text");
  }
  const Json* const all = call.find("mentionAll");
  if (all != nullptr && all->text == "true" && !is_group(call.text("phone"))) {
    return provider_refusal(400, "mentionAll can only be used in groups");
  }
  // Assumed: how a send is refused while there is no phone.
  if (call.instance.connected) return std::nullopt;
  if (!call.instance.enqueues) return provider_refusal(400, "You are not connected");
  if (call.instance.queue.size() < kQueued) return std::nullopt;
  return provider_refusal(400, "the queue is full: 1000 messages wait for the phone");
}

/// Noncharacters mark gaps in the bodies of callbacks (slot.hpp), and must not come from outside.
std::string without_marks(std::string text) {
  constexpr std::string_view kMarks = "\xEF\xB7";  // U+FDC0 to U+FDFF in UTF-8, and one more byte.
  for (auto at = text.find(kMarks); at != std::string::npos; at = text.find(kMarks, at + 3)) {
    const auto last = static_cast<unsigned char>(text[at + 2]);
    if (last >= 0x90 && last <= 0xAF) text.replace(at, 3, "\xEF\xBF\xBD");
  }
  return text;
}

/// The message that the call sends, with ids of its own: the same for the same seed, instance and
/// number of sends before it.
SentMessage made_message(ProviderCall& call) {
  Random random(mixed(mixed(call.settings.seed, call.instance.id), call.instance.sends++));
  SentMessage message{.instance = call.instance.id,
                      .dialect = call.instance.dialect,
                      .route = call.answer.route,
                      .phone = recipient(call)};
  message.text = without_marks(call.text(call.find("message") != nullptr ? "message" : "caption"));
  message.message_id = message_id(random);
  message.zaap_id = zaap_id(random, call.now);
  return message;
}

void send_out(ProviderCall& call, SentMessage message) {
  call.answer.queued = !call.instance.connected;
  if (call.answer.queued) {
    call.instance.queue.push_back({std::move(message), call.now});
  } else {
    call.answer.sent = std::move(message);
  }
}

}  // namespace

/// Source: Z-API docs, any page of a send: zaapId, messageId, and id, which equals messageId and is
/// there for Zapier. Plugchat's and older docs have no `id`, nor has the answer to a status.
Reply send_message(ProviderCall& call) {
  if (call.answer.near_miss.empty()) call.answer.near_miss = send_near_miss(call.answer.route);
  if (auto refusal = refused_send(call)) return *refusal;
  SentMessage message = made_message(call);
  ordered_json answer{{"zaapId", message.zaap_id}, {"messageId", message.message_id}};
  if (message.dialect == Dialect::Zapi && !publishes(call)) answer["id"] = message.message_id;
  send_out(call, std::move(message));
  return {.body = answer.dump()};
}

/// Source: Z-API docs, message/forward-message: zaapId alone.
Reply forward_message(ProviderCall& call) {
  if (auto refusal = refused_send(call)) return *refusal;
  SentMessage message = made_message(call);
  const ordered_json answer{{"zaapId", message.zaap_id}};
  send_out(call, std::move(message));
  return {.body = answer.dump()};
}

/// Source: Z-API docs, message/read-message: 204.
Reply done_without_body(ProviderCall&) { return {.status = 204}; }

/// Source: Z-API docs, message/delete-message: the message is named in the query; 204.
Reply delete_message(ProviderCall& call) {
  for (const char* const name : {"messageId", "phone", "owner"}) {
    if (call.question.parameter(name).value_or("").empty()) {
      return provider_refusal(400, fmt::format("the query lacks \"{}\"", name));
    }
  }
  return {.status = 204};
}

}  // namespace ensaio
