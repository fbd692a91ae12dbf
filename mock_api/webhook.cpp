#include "mock_api/webhook.hpp"

namespace ensaio {
namespace {

/// All names of one webhook; empty where it has none in that place.
struct WebhookRow {
  Webhook webhook{};
  std::optional<Kind> kind{};
  std::string_view call{};    ///< After "update-webhook-".
  std::string_view key{};     ///< In update-webhooks.
  std::string_view member{};  ///< In GET /me.
};

constexpr WebhookRow kRows[] = {
    {Webhook::Connected, Kind::Connected, "connected", "", "connectedCallbackUrl"},
    {Webhook::Delivery, Kind::Delivery, "delivery", "sendingMessage", "deliveryCallbackUrl"},
    {Webhook::Disconnected, Kind::Disconnected, "disconnected", "whenDisconnecting",
     "disconnectedCallbackUrl"},
    {Webhook::Status, Kind::Status, "message-status", "messageStatus", "messageStatusCallbackUrl"},
    {Webhook::Presence, Kind::Presence, "chat-presence", "", "presenceChatCallbackUrl"},
    {Webhook::Received, Kind::Received, "received", "receiveMessage", "receivedCallbackUrl"},
    {Webhook::ReceivedDelivery, Kind::Received, "received-delivery", "",
     "receivedAndDeliveryCallbackUrl"},
    {Webhook::StartAttendance, Kind::StartAttendance, "", "startAttendance", ""},
    {Webhook::FinishAttendance, Kind::FinishAttendance, "", "finishAttendance", ""},
    {Webhook::DeliveryError, Kind::DeliveryError, "", "messageDeliveryError", ""},
    {Webhook::Proxy, std::nullopt, "", "", ""},
};

const WebhookRow& row_of(Webhook webhook) { return kRows[static_cast<std::size_t>(webhook)]; }

std::optional<Webhook> find(std::string_view WebhookRow::*column, std::string_view text) {
  for (const WebhookRow& row : kRows) {
    if (!text.empty() && row.*column == text) return row.webhook;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Kind> kind_of(Webhook webhook) { return row_of(webhook).kind; }

std::optional<Webhook> webhook_named(std::string_view name) {
  return find(&WebhookRow::call, name);
}

std::optional<Webhook> webhook_of_key(std::string_view key) { return find(&WebhookRow::key, key); }

std::vector<std::string_view> webhook_keys() {
  std::vector<std::string_view> keys;
  for (const WebhookRow& row : kRows) {
    if (!row.key.empty()) keys.push_back(row.key);
  }
  return keys;
}

std::string_view member_of_me(Webhook webhook) { return row_of(webhook).member; }

}  // namespace ensaio
