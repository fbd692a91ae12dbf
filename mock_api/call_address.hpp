#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ensaio {

/// The ways in which the providers' paths begin.
enum class PathFamily : std::uint8_t {
  Zapi = 1,          ///< /instances/{id}/token/{token}/...
  Plugchat = 2,      ///< /api/whatsapp/..., the account by its token in `Authorization`.
  Integrations = 4,  ///< /api/integrations/..., likewise.
};

/// The path of a call, taken apart.
struct CallAddress {
  PathFamily family = PathFamily::Zapi;
  std::string instance{};           ///< Z-API's only.
  std::string token{};              ///< Z-API's only.
  std::vector<std::string> verb{};  ///< What follows: "send-document", "pdf".
};

/// The address that a path's segments (request_target.hpp) are; one slash at the end is forgiven.
/// Nothing where the path begins like no provider's.
std::optional<CallAddress> call_address(std::vector<std::string> segments);

}  // namespace ensaio
