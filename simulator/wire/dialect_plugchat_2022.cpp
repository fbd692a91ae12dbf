#include "simulator/wire/dialect_row.hpp"
#include "simulator/wire/shapes.hpp"

// Plugchat as documented from February to May 2022: Z-API of 2021 under another name, with PAUSED.

namespace ensaio {
namespace {

/// Source: Plugchat docs of 2022, the pages update-webhook-*; there is none for connected.
constexpr std::array kWebhooks{Kind::Presence, Kind::Status, Kind::Delivery, Kind::Received,
                               Kind::Disconnected};

}  // namespace

constinit const DialectRow kPlugchat2022Row{
    // Source: Plugchat docs of 2022, webhooks/on-whatsapp-message-status-changes.
    .words = {"", "MESSAGE_RECEIVED", "", "", "", ""},
    .presences = kEveryPresence,
    .webhooks = kWebhooks,
    // The page's attribute table says type DeliveryCallback: its examples say otherwise.
    .presence = shapes::presence_without_instance,
    .status = shapes::status_without_instance,
    .delivery = shapes::delivery_with_custom_id,
    .connected = shapes::connected_without_instance,
    .disconnected = shapes::disconnected_without_instance,
    .headers = shapes::plain_headers,
};

}  // namespace ensaio
