#pragma once

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/wire/callback.hpp"
#include "simulator/wire/dialect.hpp"
#include "simulator/wire/headers.hpp"

namespace ensaio {

/// All that a dialect is. A new dialect is one file with one of these, and a line in dialects.cpp.
/// Received messages are not here but in received/<dialect>/: they are examples.
struct DialectRow {
  /// What it calls each status, by MessageStatus; empty where it has no such status.
  std::array<std::string_view, kMessageStatuses.size()> words{};
  std::span<const Presence> presences{};
  std::span<const Kind> webhooks{};

  // The bodies: compact JSON. Every row has all of them, assumed ones where nothing is documented.
  std::string (*presence)(const PresenceCallback&) = nullptr;
  std::string (*status)(const StatusCallback&, std::string_view word) = nullptr;
  std::string (*delivery)(const DeliveryCallback&) = nullptr;
  std::string (*connected)(const ConnectedCallback&) = nullptr;
  std::string (*disconnected)(const DisconnectedCallback&) = nullptr;

  std::vector<Header> (*headers)(std::string_view token, std::string_view user_agent) = nullptr;
};

/// All five, which all dialects but the oldest have.
/// Source: the examples of on-chat-presence in Z-API's, Plugchat's and Plugzapi's docs.
inline constexpr std::array kEveryPresence{Presence::Available, Presence::Unavailable,
                                           Presence::Composing, Presence::Paused,
                                           Presence::Recording};

extern const DialectRow kZapiRow;
extern const DialectRow kZapi2022Row;
extern const DialectRow kZapi2021Row;
extern const DialectRow kPlugzapiRow;
extern const DialectRow kPlugchatRow;
extern const DialectRow kPlugchat2024Row;
extern const DialectRow kPlugchat2022Row;

const DialectRow& row_of(Dialect dialect);

/// The names of the dialects for which `has` is true: "zapi, plugzapi". Empty where there is none.
std::string dialects_where(const std::function<bool(Dialect)>& has);

}  // namespace ensaio
