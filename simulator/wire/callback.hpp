#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/base/tagged.hpp"
#include "simulator/wire/dialect.hpp"
#include "simulator/wire/slot.hpp"  // First: g++ says that its enumerators shadow the ids below.

namespace ensaio {

using InstanceId = Tagged<std::string, struct InstanceIdTag>;
using MessageId = Tagged<std::string, struct MessageIdTag>;
using ZaapId = Tagged<std::string, struct ZaapIdTag>;

// Every text of a callback may be a slot's mark instead of the value itself (slot.hpp).

/// What a chat is. It follows from the suffix of its phone.
enum class ChatType : std::uint8_t { Private, Lid, Group, Broadcast };

/// The type that a phone's suffix says: digits, `<digits>@lid`, `<digits>-group`,
/// `status@broadcast`. Nothing where it is none of these.
std::optional<ChatType> chat_type(std::string_view phone);

/// Where a callback happened.
struct Chat {
  std::string phone{};  ///< With its suffix, as on the wire.
  ChatType type = ChatType::Private;
};

/// When something happened; nothing means "as yet unknown", and a slot is written.
using Momment = std::optional<WallTime>;

/// "This person is doing so in this chat."
struct PresenceCallback {
  InstanceId instance{};
  Chat chat{};
  Presence presence = Presence::Available;
};

/// "These messages have come this far."
struct StatusCallback {
  InstanceId instance{};
  Chat chat{};
  std::vector<MessageId> messages{};
  MessageStatus status = MessageStatus::Sent;
  std::string participant{};  ///< Who, in a group or a broadcast; else empty.
  int device = 0;             ///< 0 is the phone; 5, 19, 35, 86 were observed.
  Momment at{};
};

/// "This message was handed to WhatsApp", or why it was not.
struct DeliveryCallback {
  InstanceId instance{};
  Chat chat{};
  MessageId message{};
  ZaapId zaap{};
  std::string error{};       ///< Empty: success.
  std::string error_code{};  ///< Empty: none. Only "SHADOW_BAN" is known.
  std::string custom_id{};   ///< Dialects of 2021 and early 2022 only. Empty: not written.
  Momment at{};
};

/// "The instance is connected to a phone."
struct ConnectedCallback {
  InstanceId instance{};
  std::string phone{};  ///< The instance's own number.
  Momment at{};
};

/// "The instance has lost its phone."
struct DisconnectedCallback {
  InstanceId instance{};
  Momment at{};
};

/// "Somebody wrote to us."
struct ReceivedCallback {
  InstanceId instance{};
  Chat chat{};
  MessageId message{};
  std::string text = "test";      ///< The message, where `like` is a text variant.
  bool text_given = false;        ///< A text was asked for (and so the variant must have one).
  std::string like = "text";      ///< A documented variant: see received_variants().
  std::string lid{};              ///< `<digits>@lid`, or empty for null.
  std::string sender_name{};      ///< Of the person who wrote.
  std::string connected_phone{};  ///< The instance's own number.
  std::string participant{};      ///< Who wrote, in a group; else empty.
  Momment at{};
};

/// A callback before any dialect has put it into JSON.
using Callback = std::variant<PresenceCallback, StatusCallback, DeliveryCallback, ConnectedCallback,
                              DisconnectedCallback, ReceivedCallback>;

Kind kind_of(const Callback& callback);

}  // namespace ensaio
