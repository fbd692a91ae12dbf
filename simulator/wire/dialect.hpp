#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "simulator/base/enum_table.hpp"

namespace ensaio {

/// One provider at one time: what its callbacks and its API calls look like.
/// One source file and one row in the table of dialects each.
enum class Dialect : std::uint8_t {
  Zapi,
  Zapi2022,
  Zapi2021,
  Plugzapi,
  Plugchat,
  Plugchat2024,
  Plugchat2022,
};

inline constexpr auto kDialects = enum_table<Dialect>({
    {Dialect::Zapi, "zapi"},
    {Dialect::Zapi2022, "zapi-2022"},
    {Dialect::Zapi2021, "zapi-2021"},
    {Dialect::Plugzapi, "plugzapi"},
    {Dialect::Plugchat, "plugchat"},
    {Dialect::Plugchat2024, "plugchat-2024"},
    {Dialect::Plugchat2022, "plugchat-2022"},
});

/// What a callback is about. Each kind has a URL of its own.
/// Source: Z-API docs and Plugchat docs, the pages of the webhooks; see docs/ARCHITECTURE.md.
enum class Kind : std::uint8_t {
  Presence,
  Status,
  Delivery,
  Received,
  Connected,
  Disconnected,
  StartAttendance,
  FinishAttendance,
  DeliveryError,
};

inline constexpr auto kKinds = enum_table<Kind>({
    {Kind::Presence, "presence"},
    {Kind::Status, "status"},
    {Kind::Delivery, "delivery"},
    {Kind::Received, "received"},
    {Kind::Connected, "connected"},
    {Kind::Disconnected, "disconnected"},
    {Kind::StartAttendance, "start-attendance"},
    {Kind::FinishAttendance, "finish-attendance"},
    {Kind::DeliveryError, "delivery-error"},
});

/// What a person does in a chat, as far as the other side can see it.
/// Source: Z-API docs, webhooks/on-chat-presence, attribute `status`.
enum class Presence : std::uint8_t { Available, Unavailable, Composing, Paused, Recording };

inline constexpr auto kPresences = enum_table<Presence>({
    {Presence::Available, "AVAILABLE"},
    {Presence::Unavailable, "UNAVAILABLE"},
    {Presence::Composing, "COMPOSING"},
    {Presence::Paused, "PAUSED"},
    {Presence::Recording, "RECORDING"},
});

/// How far a sent message has travelled. These are the scenario language's words; what a dialect
/// calls them is status_word()'s to say (MESSAGE_RECEIVED, READ-SELF).
/// Source: Z-API docs, webhooks/on-whatsapp-message-status-changes, attribute `status`.
enum class MessageStatus : std::uint8_t { Sent, Received, Read, ReadByMe, ReadSelf, Played };

inline constexpr auto kMessageStatuses = enum_table<MessageStatus>({
    {MessageStatus::Sent, "SENT"},
    {MessageStatus::Received, "RECEIVED"},
    {MessageStatus::Read, "READ"},
    {MessageStatus::ReadByMe, "READ_BY_ME"},
    {MessageStatus::ReadSelf, "READ-SELF"},
    {MessageStatus::Played, "PLAYED"},
});

/// The word that `dialect` has for `status` on the wire, empty where it has none.
std::string_view status_word(Dialect dialect, MessageStatus status);

/// Whether `dialect` has the presence at all. Plugchat since 2024 documents no presence webhook;
/// where it is used nevertheless, bodies have the shape of 2022 and all five words.
bool has_presence(Dialect dialect, Presence presence);

/// Whether the documentation of `dialect` has a way to set a URL for `kind`.
bool has_webhook(Dialect dialect, Kind kind);

}  // namespace ensaio
