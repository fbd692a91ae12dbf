#include "simulator/wire/dialect_row.hpp"
#include "simulator/wire/object_text.hpp"
#include "simulator/wire/shapes.hpp"

// Z-API as it is: documented in 2026, observed in September 2025.

namespace ensaio {
namespace {

constexpr std::array kWebhooks{Kind::Presence, Kind::Status,    Kind::Delivery,
                               Kind::Received, Kind::Connected, Kind::Disconnected};

/// Source: Z-API docs 2026, webhooks/on-message-send-examples: the order of its success and its
/// error examples (webhooks/on-message-send has zaapId before messageId and no example of an
/// error). errorCode beside error: the attribute table, which prints no example.
std::string delivery(const DeliveryCallback& callback) {
  ObjectText object;
  object.text("phone", callback.chat.phone).text("messageId", callback.message.get());
  if (!callback.error.empty()) object.text("error", callback.error);
  if (!callback.error_code.empty()) object.text("errorCode", callback.error_code);
  return object.text("instanceId", callback.instance.get())
      .text("zaapId", callback.zaap.get())
      .momment(callback.at, Precision::Milliseconds)
      .text("type", "DeliveryCallback")
      .done();
}

/// Source: Z-API docs 2026, webhooks/on-webhook-connected; isBusiness from an observed callback.
std::string connected(const ConnectedCallback& callback) {
  return ObjectText()
      .text("type", "ConnectedCallback")
      .boolean("connected", true)
      .momment(callback.at, Precision::Milliseconds)
      .text("instanceId", callback.instance.get())
      .text("phone", callback.phone)
      .boolean("isBusiness", true)
      .done();
}

}  // namespace

constinit const DialectRow kZapiRow{
    // READ-SELF went in July 2025, when READ_BY_ME came (Z-API docs, history).
    .words = {"SENT", "RECEIVED", "READ", "READ_BY_ME", "", "PLAYED"},
    .presences = kEveryPresence,
    .webhooks = kWebhooks,
    .presence = shapes::presence,
    .status = shapes::status,
    .delivery = delivery,
    .connected = connected,
    .disconnected = shapes::disconnected,
    .headers = shapes::zapi_headers,
};

}  // namespace ensaio
