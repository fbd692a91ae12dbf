#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/delivery/endpoint.hpp"
#include "simulator/timeline/rendering.hpp"

namespace ensaio {

/// One request to write.
struct RequestParts {
  const Rendering& rendering;
  const Line& line;
  const Send& send;
  const Endpoint& endpoint;
  std::string_view body{};
};

/// Appends the request: its line, content-length and host (in the order observed of Z-API in
/// September 2025), the step's headers, the body. A header of the step that is called like one of
/// the first two replaces it. Answers what is wrong, nothing where all is well: a value that was
/// filled in must not smuggle in headers of its own.
std::optional<std::string> append_request(std::string& out, const RequestParts& parts);

}  // namespace ensaio
