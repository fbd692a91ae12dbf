#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ensaio {

/// What can follow the calls that a rule's `after` means.
enum class RuleRoute : std::uint8_t {
  Send,          ///< Callbacks about the message.
  Registration,  ///< A story, once the application listens.
  Other,         ///< Nothing but our answer.
};

/// By the pattern of a rule: "send-*", "*", "update-webhook-*", "status".
RuleRoute rule_route(std::string_view after);

/// Whether the documentation of a provider has a call that `after` means.
bool is_documented_route(std::string_view after);

/// The documented route that was most likely meant; nothing where none is near.
std::optional<std::string_view> nearest_route(std::string_view after);

/// "update-webhook-received, update-webhook-delivery": those that set webhooks.
std::string registration_routes();

/// Whether `after` means the route that was called. What stands behind a slash in the path
/// ("send-document/pdf") need not be named.
bool means_route(std::string_view after, std::string_view route);

}  // namespace ensaio
