#include "mock_api/endpoints.hpp"

#include <algorithm>
#include <optional>

#include "mock_api/provider_call.hpp"

namespace ensaio {
namespace {

constexpr auto kZapi = static_cast<std::uint8_t>(PathFamily::Zapi);
constexpr auto kPlugchat = static_cast<std::uint8_t>(PathFamily::Plugchat);
constexpr auto kIntegrations = static_cast<std::uint8_t>(PathFamily::Integrations);
/// The verbs that Plugchat has below /api/whatsapp as Z-API has them below /instances.
constexpr auto kBoth = static_cast<std::uint8_t>(kZapi | kPlugchat);
constexpr auto kObject = BodyForm::Object;
constexpr auto kNone = BodyForm::Ignored;

/// Source: Z-API docs as of 2026-07, the page of each call; Plugchat docs of 2022-02, 2022-04 and
/// 2025-05. Of sends only the members that the docs call required are asked for.
constexpr ProviderEndpoint kEndpoints[] = {
    // Webhooks. Plugchat documents five of them, and update-webhooks later.
    {"PUT", "update-webhook-received", kBoth, kObject, "value", set_webhook},
    {"PUT", "update-webhook-received-delivery", kZapi, kObject, "value", set_webhook},
    {"PUT", "update-webhook-delivery", kBoth, kObject, "value", set_webhook},
    {"PUT", "update-webhook-message-status", kBoth, kObject, "value", set_webhook},
    {"PUT", "update-webhook-chat-presence", kBoth, kObject, "value", set_webhook},
    {"PUT", "update-webhook-connected", kZapi, kObject, "value", set_webhook},
    {"PUT", "update-webhook-disconnected", kBoth, kObject, "value", set_webhook},
    {"PUT", "update-every-webhooks", kZapi, kObject, "value", set_every_webhook},
    {"PUT", "update-proxy-webhook", kZapi, kObject, "value", set_proxy_webhook},
    {"PUT", "update-notify-sent-by-me", kZapi, kObject, "notifySentByMe", set_notify_sent_by_me},
    {"PUT", "update-filters", kZapi, kObject, "", set_filters},
    {"PUT", "update-webhooks", kIntegrations, kObject, "", update_webhooks},

    // The instance.
    {"GET", "me", kBoth, kNone, "", show_me},
    {"GET", "status", kBoth, kNone, "", show_status},
    {"GET", "device", kBoth, kNone, "", show_device},
    {"GET", "qr-code", kBoth, kNone, "", show_qr_code},
    {"GET", "qr-code/image", kBoth, kNone, "", show_qr_code_image},
    {"GET", "phone-code/{phone}", kBoth, kNone, "", show_phone_code},
    {"GET", "restart", kBoth, kNone, "", accept},
    {"GET", "disconnect", kBoth, kNone, "", disconnect},
    {"GET", "restore-session", kBoth, kNone, "", connect},
    {"PUT", "update-name", kBoth, kObject, "value", set_setting},
    {"PUT", "update-auto-read-message", kBoth, kObject, "value", set_setting},
    {"PUT", "update-auto-read-status", kBoth, kObject, "value", set_setting},
    {"PUT", "update-call-reject-auto", kBoth, kObject, "value", set_setting},
    {"PUT", "update-call-reject-message", kBoth, kObject, "value", set_setting},
    {"PUT", "update-queue-settings", kBoth, kObject, "disableEnqueueWhenDisconnected",
     set_queueing},
    // Source of these and of contacts/modify-blocked: clients call them (npm's z-api-sdk 0.0.1).
    // Assumed: the answers.
    {"PUT", "profile-name", kZapi, kObject, "value", accept},
    {"PUT", "profile-picture", kZapi, kObject, "value", accept},
    {"PUT", "profile-description", kZapi, kObject, "value", accept},

    // Messages.
    {"POST", "send-text", kBoth, kObject, "phone message", send_message},
    {"POST", "send-image", kBoth, kObject, "phone image", send_message},
    {"POST", "send-audio", kBoth, kObject, "phone audio", send_message},
    {"POST", "send-video", kBoth, kObject, "phone video", send_message},
    {"POST", "send-document/{ext}", kBoth, kObject, "phone document", send_message},
    {"POST", "send-reaction", kBoth, kObject, "phone reaction messageId", send_message},
    {"POST", "send-remove-reaction", kBoth, kObject, "phone messageId", send_message},
    {"POST", "pin-message", kBoth, kObject, "phone messageId", send_message},
    {"POST", "forward-message", kBoth, kObject, "phone messageId messagePhone", forward_message},
    {"POST", "read-message", kBoth, kObject, "phone messageId", done_without_body},
    {"DELETE", "messages", kBoth, kNone, "", delete_message},
    {"POST", "send-text-status", kZapi, kObject, "message", send_message},
    {"POST", "send-image-status", kZapi, kObject, "image", send_message},
    {"POST", "send-video-status", kZapi, kObject, "video", send_message},
    {"POST", "send-*", kBoth, kObject, "phone", send_message},

    // The queue of what waits for the phone.
    {"GET", "queue", kBoth, kNone, "", show_queue},
    {"POST", "queue", kBoth, kNone, "", show_queue},
    {"DELETE", "queue", kBoth, kNone, "", clear_queue},
    {"GET", "queue/count", kBoth, kNone, "", count_queue},
    {"DELETE", "queue/{zaapId}", kBoth, kNone, "", remove_from_queue},

    // Contacts and chats.
    {"GET", "phone-exists/{phone}", kBoth, kNone, "", phone_exists},
    {"POST", "phone-exists-batch", kBoth, kObject, "phones", phones_exist},
    {"GET", "contacts", kBoth, kNone, "", show_nothing},
    {"POST", "contacts/modify-blocked", kZapi, kObject, "phone action", accept},
    {"POST", "contacts/{phone}/report", kZapi, kNone, "", accept},
    {"GET", "contacts/{phone}", kBoth, kNone, "", show_contact},
    {"GET", "chats", kBoth, kNone, "", show_nothing},
    {"GET", "chats/{phone}", kBoth, kNone, "", show_chat},
    {"GET", "profile-picture", kBoth, kNone, "", show_profile_picture},
    {"POST", "modify-chat", kBoth, kObject, "phone action", accept},
};

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = path.find('/');
    parts.push_back(path.substr(0, end));
    if (end == std::string_view::npos) return parts;
    path.remove_prefix(end + 1);
  }
}

bool part_matches(std::string_view pattern, std::string_view part) {
  if (pattern.starts_with('{')) return !part.empty();
  if (!pattern.ends_with('*')) return pattern == part;
  pattern.remove_suffix(1);
  return part.size() > pattern.size() && part.starts_with(pattern);
}

/// Whether a path needs something behind `verb`: `send-document` alone is no call, and so no other
/// send either.
bool needs_more(std::string_view verb) {
  return std::any_of(std::begin(kEndpoints), std::end(kEndpoints), [&](const auto& endpoint) {
    return endpoint.path.starts_with(verb) && endpoint.path.substr(verb.size()).starts_with("/{");
  });
}

/// What of a match follows from the path; nothing where it is another one's.
std::optional<EndpointMatch> matched(std::string_view path, const std::vector<std::string>& verb) {
  const auto parts = parts_of(path);
  if (!std::equal(parts.begin(), parts.end(), verb.begin(), verb.end(), part_matches)) {
    return std::nullopt;
  }
  if (path.ends_with('*') && needs_more(verb.front())) return std::nullopt;
  EndpointMatch match;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].starts_with('{')) {
      match.value = verb[i];
    } else {
      match.route.append(match.route.empty() ? "" : "/").append(verb[i]);
    }
  }
  return match;
}

bool serves(const ProviderEndpoint& endpoint, PathFamily family) {
  return (endpoint.families & static_cast<std::uint8_t>(family)) != 0;
}

}  // namespace

EndpointMatch find_endpoint(const CallAddress& address, std::string_view method) {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  EndpointMatch found;
  std::string_view path;
  for (const ProviderEndpoint& endpoint : kEndpoints) {
    if (!serves(endpoint, address.family)) continue;
    // The first path that matches is the one: `send-*` adds no methods to send-text's.
    if (!path.empty() && endpoint.path != path) continue;
    auto match = matched(endpoint.path, address.verb);
    if (!match) continue;
    path = endpoint.path;
    match->allow = std::move(found.allow);
    match->allow.append(match->allow.empty() ? "" : ", ").append(endpoint.method);
    found = *std::move(match);
    if (endpoint.method != wanted) continue;
    found.endpoint = &endpoint;
    return found;
  }
  return found;
}

std::vector<std::string_view> known_verbs(PathFamily family) {
  std::vector<std::string_view> verbs;
  for (const ProviderEndpoint& endpoint : kEndpoints) {
    const std::string_view verb = parts_of(endpoint.path).front();
    if (serves(endpoint, family) && !verb.ends_with('*')) verbs.push_back(verb);
  }
  return verbs;
}

}  // namespace ensaio
