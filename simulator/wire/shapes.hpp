#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/wire/callback.hpp"
#include "simulator/wire/headers.hpp"

/// The bodies that more than one dialect writes, each by what tells it from its kind's others. What
/// a single dialect writes is in that dialect's file.
namespace ensaio::shapes {

/// type, phone, status, lastSeen (always null), instanceId.
/// Source: Z-API docs since 2022-03, webhooks/on-chat-presence; observed in the same order.
std::string presence(const PresenceCallback& callback);

/// The same without instanceId.
/// Source: Z-API docs of 2021, Plugchat docs of 2022 and Plugzapi docs, webhooks/on-chat-presence.
std::string presence_without_instance(const PresenceCallback& callback);

/// instanceId first; phoneDevice and isGroup. In a group participant and participantDevice instead
/// of phoneDevice, in a broadcast all three, and isGroup false.
/// Source: Z-API docs since 2022-07, webhooks/on-whatsapp-message-status-changes; Plugchat docs of
/// 2025; groups and broadcasts from observed callbacks of September 2025 (no documentation).
std::string status(const StatusCallback& callback, std::string_view word);

/// status, ids, momment, phone, type. Source: Z-API docs of 2021 and Plugchat docs of 2022.
/// Assumed: a group's has no participant either; the fields were seen years later only.
std::string status_without_instance(const StatusCallback& callback, std::string_view word);

/// phone, zaapId, messageId, type, instanceId; no momment.
/// Source: Z-API docs (their older site), webhooks/on-message-send; Plugchat docs of 2025.
/// Assumed: error and errorCode stand before type.
std::string delivery_without_momment(const DeliveryCallback& callback);

/// phone, customId (where there is one), zaapId, messageId, type; neither momment nor instanceId.
/// Source: Z-API docs of 2021, Plugchat docs of 2022, Plugzapi docs, webhooks/on-message-send.
/// Assumed: error and errorCode stand before type.
std::string delivery_with_custom_id(const DeliveryCallback& callback);

/// type, connected, momment, instanceId, phone.
/// Source: Z-API docs and Plugzapi docs, webhooks/on-webhook-connected.
std::string connected(const ConnectedCallback& callback);

/// The same without instanceId. Assumed, for dialects that know neither instanceId nor this kind.
std::string connected_without_instance(const ConnectedCallback& callback);

/// momment, error, disconnected, type, instanceId. Source: Z-API docs and Plugchat docs of 2025,
/// webhooks/on-whatsapp-disconnected. Their example's momment is in seconds, every other kind's in
/// milliseconds: taken for a slip, so this is in milliseconds too.
std::string disconnected(const DisconnectedCallback& callback);

/// The same without instanceId.
/// Source: Z-API docs of 2021, Plugchat docs of 2022, Plugzapi docs.
std::string disconnected_without_instance(const DisconnectedCallback& callback);

/// content-type, origin, server, user-agent, z-api-token (the instance's token).
/// Source: observed requests of Z-API, September 2025. Assumed: they were so before.
std::vector<Header> zapi_headers(std::string_view token, std::string_view user_agent);

/// content-type and user-agent. Assumed: no request of a white label has been seen.
std::vector<Header> plain_headers(std::string_view token, std::string_view user_agent);

}  // namespace ensaio::shapes
