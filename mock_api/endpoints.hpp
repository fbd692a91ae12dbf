#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mock_api/call_address.hpp"
#include "mock_api/http_message.hpp"

namespace ensaio {

struct ProviderCall;

/// What a call's body must be.
enum class BodyForm : std::uint8_t {
  Ignored,  ///< None is looked at.
  Object,   ///< A JSON object with the members that the endpoint needs.
};

/// One call of the API: which it is, and what it does.
struct ProviderEndpoint {
  std::string_view method{};
  std::string_view path{};    ///< "send-document/{ext}", "update-webhook-*", "send-*".
  std::uint8_t families = 0;  ///< PathFamily's bits.
  BodyForm body = BodyForm::Ignored;
  std::string_view needs{};  ///< Members that the body must have: "phone message".
  Reply (*act)(ProviderCall& call) = nullptr;
};

/// The endpoint that a call is for.
struct EndpointMatch {
  const ProviderEndpoint* endpoint = nullptr;  ///< Null where no method fits.
  std::string route{};                         ///< "send-document"; empty: no such path.
  std::string value{};                         ///< What stands at {...}.
  std::string allow{};                         ///< The methods that the path takes: "GET, POST".
};

/// Finds it; of the paths that match the first counts. A HEAD is answered like a GET.
EndpointMatch find_endpoint(const CallAddress& address, std::string_view method);

/// Every verb that `family` knows, for near misses: without what stands at {...} and patterns.
std::vector<std::string_view> known_verbs(PathFamily family);

}  // namespace ensaio
