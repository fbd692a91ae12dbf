#include "simulator/wire/dialect_row.hpp"
#include "simulator/wire/shapes.hpp"

// Z-API as documented in 2021: no callback had an instanceId.

namespace ensaio {
namespace {

/// PAUSED is in no example of 2021 (Z-API docs of 2021, webhooks/on-chat-presence).
constexpr std::array kPresence{Presence::Available, Presence::Unavailable, Presence::Composing,
                               Presence::Recording};
/// The page of ConnectedCallback came in March 2022.
constexpr std::array kWebhooks{Kind::Presence, Kind::Status, Kind::Delivery, Kind::Received,
                               Kind::Disconnected};

}  // namespace

constinit const DialectRow kZapi2021Row{
    // Source: Z-API docs of 2021, webhooks/on-whatsapp-message-status-changes: its only example.
    .words = {"", "MESSAGE_RECEIVED", "", "", "", ""},
    .presences = kPresence,
    .webhooks = kWebhooks,
    .presence = shapes::presence_without_instance,
    .status = shapes::status_without_instance,
    .delivery = shapes::delivery_with_custom_id,
    .connected = shapes::connected_without_instance,
    .disconnected = shapes::disconnected_without_instance,
    .headers = shapes::zapi_headers,
};

}  // namespace ensaio
