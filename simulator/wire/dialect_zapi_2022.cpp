#include "simulator/wire/dialect_row.hpp"
#include "simulator/wire/shapes.hpp"

// Z-API as documented from July 2022 to July 2025.

namespace ensaio {
namespace {

constexpr std::array kWebhooks{Kind::Presence, Kind::Status,    Kind::Delivery,
                               Kind::Received, Kind::Connected, Kind::Disconnected};

}  // namespace

constinit const DialectRow kZapi2022Row{
    // Source: Z-API docs of 2022-07, webhooks/on-whatsapp-message-status-changes.
    .words = {"SENT", "RECEIVED", "READ", "", "READ-SELF", "PLAYED"},
    .presences = kEveryPresence,
    .webhooks = kWebhooks,
    .presence = shapes::presence,
    .status = shapes::status,
    .delivery = shapes::delivery_without_momment,
    .connected = shapes::connected,
    .disconnected = shapes::disconnected,
    .headers = shapes::zapi_headers,
};

}  // namespace ensaio
