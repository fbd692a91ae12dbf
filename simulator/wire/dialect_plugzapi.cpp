#include "simulator/wire/dialect_row.hpp"
#include "simulator/wire/object_text.hpp"
#include "simulator/wire/shapes.hpp"

// Plugzapi, a white label of Z-API, as documented in August 2022.

namespace ensaio {
namespace {

constexpr std::array kWebhooks{Kind::Presence, Kind::Status,    Kind::Delivery,
                               Kind::Received, Kind::Connected, Kind::Disconnected};

/// Source: Plugzapi docs, webhooks/on-whatsapp-message-status-changes: instanceId comes last.
/// Assumed: a group's has no participant; none is documented.
std::string status(const StatusCallback& callback, std::string_view word) {
  return ObjectText()
      .text("status", word)
      .texts("ids", callback.messages)
      .momment(callback.at, Precision::WholeSeconds)
      .text("phone", callback.chat.phone)
      .text("type", "MessageStatusCallback")
      .text("instanceId", callback.instance.get())
      .done();
}

}  // namespace

constinit const DialectRow kPlugzapiRow{
    .words = {"SENT", "RECEIVED", "READ", "", "READ-SELF", "PLAYED"},
    .presences = kEveryPresence,
    .webhooks = kWebhooks,
    .presence = shapes::presence_without_instance,
    .status = status,
    .delivery = shapes::delivery_with_custom_id,
    .connected = shapes::connected,
    .disconnected = shapes::disconnected_without_instance,
    .headers = shapes::plain_headers,
};

}  // namespace ensaio
