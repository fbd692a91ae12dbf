#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "mock_api/magic_number.hpp"
#include "mock_api/sent_message.hpp"
#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// What the built-in life of a message depends on. Messages of one shape share a script.
struct LifeShape {
  Dialect dialect = Dialect::Zapi;
  ChatType chat = ChatType::Private;
  bool played = false;  ///< Audio, ptv and video are PLAYED in the end.
  MagicNumber magic = MagicNumber::None;
  std::string echo{};  ///< `notifySentByMe`: which received message it is like; empty: no echo.
  auto operator<=>(const LifeShape&) const = default;
};

/// The shape of a message's life. `echo`: the instance has asked for its own messages.
LifeShape life_shape(const SentMessage& message, MagicNumber magic, bool echo);

/// The built-in life of a message, in the words that the dialect has. Chat 0 is where it was sent;
/// chat 1 somebody who is in it, where it is a group; chat 2 ourselves; message 0 is the message;
/// what was saved under "text" is its text.
///
/// Assumed, made for tests and not measured: DeliveryCallback after 50 ms, then the echo, SENT
/// after another 50 ms, RECEIVED after 100..300 ms, READ after 200..600 ms, PLAYED after 200 ms.
Scenario life(const LifeShape& shape);

}  // namespace ensaio
