#include "simulator/wire/dialect_row.hpp"
#include "simulator/wire/shapes.hpp"

// Plugchat as documented in May 2025.

namespace ensaio {
namespace {

/// Source: Plugchat docs of 2025, the keys of update-webhooks.
constexpr std::array kWebhooks{Kind::Status,       Kind::Delivery,        Kind::Received,
                               Kind::Disconnected, Kind::StartAttendance, Kind::FinishAttendance,
                               Kind::DeliveryError};

}  // namespace

constinit const DialectRow kPlugchatRow{
    // Source: Plugchat docs of 2025, webhook-message-status.
    .words = {"SENT", "RECEIVED", "READ", "", "READ-SELF", "PLAYED"},
    // Assumed: as in 2022. Since 2024 no presence is documented, and no key to set its URL.
    .presences = kEveryPresence,
    .webhooks = kWebhooks,
    .presence = shapes::presence_without_instance,
    .status = shapes::status,
    .delivery = shapes::delivery_without_momment,
    .connected = shapes::connected,  // Assumed: as in Z-API; Plugchat documents none.
    .disconnected = shapes::disconnected,
    .headers = shapes::plain_headers,
};

}  // namespace ensaio
