#include "simulator/wire/dialect_row.hpp"
#include "simulator/wire/shapes.hpp"

// Plugchat from April 2022 to May 2024. Of its callbacks only those of attendance have examples.

namespace ensaio {
namespace {

/// Source: Plugchat docs of 2022-04 to 2024-05, the keys of update-webhooks.
constexpr std::array kWebhooks{Kind::Status,       Kind::Delivery,        Kind::Received,
                               Kind::Disconnected, Kind::StartAttendance, Kind::FinishAttendance,
                               Kind::DeliveryError};

}  // namespace

constinit const DialectRow kPlugchat2024Row{
    // Assumed: words and bodies as in Plugchat of 2025.
    .words = {"SENT", "RECEIVED", "READ", "", "READ-SELF", "PLAYED"},
    // Assumed: as in the documentation before it.
    .presences = kEveryPresence,
    .webhooks = kWebhooks,
    .presence = shapes::presence_without_instance,
    .status = shapes::status,
    .delivery = shapes::delivery_without_momment,
    .connected = shapes::connected,
    .disconnected = shapes::disconnected,
    .headers = shapes::plain_headers,
};

}  // namespace ensaio
