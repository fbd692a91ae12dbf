#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "simulator/base/enum_table.hpp"
#include "simulator/wire/dialect.hpp"

namespace ensaio {

/// What an instance keeps a URL for. One for each kind of callback, two for received messages.
enum class Webhook : std::uint8_t {
  Connected,
  Delivery,
  Disconnected,
  Status,
  Presence,
  Received,
  ReceivedDelivery,  ///< Received messages, own ones too; goes before Received.
  StartAttendance,
  FinishAttendance,
  DeliveryError,
  Proxy,  ///< No callback of it is simulated.
};

/// In the order of GET /me.
inline constexpr auto kWebhooks = enum_table<Webhook>({
    {Webhook::Connected, "connected"},
    {Webhook::Delivery, "delivery"},
    {Webhook::Disconnected, "disconnected"},
    {Webhook::Status, "status"},
    {Webhook::Presence, "presence"},
    {Webhook::Received, "received"},
    {Webhook::ReceivedDelivery, "received-delivery"},
    {Webhook::StartAttendance, "start-attendance"},
    {Webhook::FinishAttendance, "finish-attendance"},
    {Webhook::DeliveryError, "delivery-error"},
    {Webhook::Proxy, "proxy"},
});

/// What is told there; nothing for Proxy.
std::optional<Kind> kind_of(Webhook webhook);

/// The webhook that Z-API's `update-webhook-<name>` sets, and Plugchat's of 2022; nothing where
/// there is no such call. Source: Z-API docs, webhooks/*; Plugchat docs of 2022-02.
std::optional<Webhook> webhook_named(std::string_view name);

/// The webhook that a key of Plugchat's `update-webhooks` sets: "messageStatus". Nothing where
/// there is no such key. Source: Plugchat docs of 2022-04 and 2025-05, the page of each webhook.
std::optional<Webhook> webhook_of_key(std::string_view key);

/// All keys of `update-webhooks`, for texts.
std::vector<std::string_view> webhook_keys();

/// The member of `GET /me` that shows its URL, empty where it has none.
/// Source: Z-API docs, instance/me; `receivedAndDeliveryCallbackUrl` is seen in real answers only.
std::string_view member_of_me(Webhook webhook);

}  // namespace ensaio
