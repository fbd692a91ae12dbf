#include "simulator/wire/callback.hpp"

#include <algorithm>

#include "simulator/base/overloaded.hpp"

namespace ensaio {
namespace {

bool digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool digits_and(std::string_view suffix, std::string_view text) {
  return text.ends_with(suffix) && digits(text.substr(0, text.size() - suffix.size()));
}

}  // namespace

std::optional<ChatType> chat_type(std::string_view phone) {
  if (digits(phone)) return ChatType::Private;
  if (digits_and("@lid", phone)) return ChatType::Lid;
  if (digits_and("-group", phone)) return ChatType::Group;
  if (phone == "status@broadcast") return ChatType::Broadcast;
  return std::nullopt;
}

Kind kind_of(const Callback& callback) {
  return std::visit(Overloaded{
                        [](const PresenceCallback&) { return Kind::Presence; },
                        [](const StatusCallback&) { return Kind::Status; },
                        [](const DeliveryCallback&) { return Kind::Delivery; },
                        [](const ConnectedCallback&) { return Kind::Connected; },
                        [](const DisconnectedCallback&) { return Kind::Disconnected; },
                        [](const ReceivedCallback&) { return Kind::Received; },
                    },
                    callback);
}

}  // namespace ensaio
