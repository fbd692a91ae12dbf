#include "simulator/scenario/rule_routes.hpp"

#include <algorithm>

#include "simulator/base/nearest.hpp"
#include "simulator/base/wildcard.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kSend = "send-";
constexpr std::string_view kUpdate = "update-";

/// Source: Z-API docs, the pages of messages, webhooks and instance; Plugchat docs, integrations.
constexpr std::string_view kRoutes[] = {
    "send-text",
    "send-image",
    "send-audio",
    "send-video",
    "send-document",
    "send-link",
    "send-location",
    "send-contact",
    "send-contacts",
    "send-sticker",
    "send-gif",
    "send-ptv",
    "send-reaction",
    "send-remove-reaction",
    "send-poll",
    "send-poll-vote",
    "send-button-list",
    "send-option-list",
    "send-button-actions",
    "forward-message",
    "pin-message",
    "read-message",
    "messages",
    "update-webhook-received",
    "update-webhook-received-delivery",
    "update-webhook-delivery",
    "update-webhook-message-status",
    "update-webhook-chat-presence",
    "update-webhook-connected",
    "update-webhook-disconnected",
    "update-every-webhooks",
    "update-proxy-webhook",
    "update-notify-sent-by-me",
    "update-filters",
    "update-webhooks",
    "update-name",
    "update-auto-read-message",
    "update-auto-read-status",
    "update-call-reject-auto",
    "update-call-reject-message",
    "update-queue-settings",
    "me",
    "status",
    "device",
    "qr-code",
    "phone-code",
    "restart",
    "disconnect",
    "restore-session",
    "queue",
    "phone-exists",
    "phone-exists-batch",
    "contacts",
    "chats",
    "modify-chat",
    "profile-picture",
};

/// Whether a pattern may mean something that begins with `begin`.
bool may_begin_with(std::string_view pattern, std::string_view begin) {
  const std::string_view fixed = pattern.substr(0, pattern.find('*'));
  if (fixed.starts_with(begin)) return true;
  return fixed.size() < pattern.size() && begin.starts_with(fixed);
}

}  // namespace

RuleRoute rule_route(std::string_view after) {
  if (after.starts_with(kUpdate)) return RuleRoute::Registration;
  // Two calls that send without saying so in their names.
  const bool sends = may_begin_with(after, kSend) || matches_wildcard(after, "forward-message") ||
                     matches_wildcard(after, "pin-message");
  return sends ? RuleRoute::Send : RuleRoute::Other;
}

bool is_documented_route(std::string_view after) {
  return std::ranges::any_of(kRoutes,
                             [&](std::string_view route) { return means_route(after, route); });
}

std::optional<std::string_view> nearest_route(std::string_view after) {
  return nearest(after, kRoutes);
}

std::string registration_routes() {
  std::string list;
  for (const std::string_view route : kRoutes) {
    if (!route.starts_with(kUpdate) || route.find("webhook") == std::string_view::npos) continue;
    if (route == "update-proxy-webhook") continue;  // It sets no URL of callbacks.
    list.append(list.empty() ? "" : ", ").append(route);
  }
  return list;
}

bool means_route(std::string_view after, std::string_view route) {
  return matches_wildcard(after, route) ||
         matches_wildcard(after, route.substr(0, route.find('/')));
}

}  // namespace ensaio
