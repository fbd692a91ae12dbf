#pragma once

#include <optional>
#include <string>

#include "simulator/delivery/arrivals.hpp"
#include "simulator/delivery/endpoint.hpp"

namespace ensaio {

/// Where a send goes: an endpoint that is known, or one of its own, or why there is none.
struct Way {
  const Endpoint* known = nullptr;
  std::optional<Endpoint> own{};
  std::string problem{};

  const Endpoint* endpoint() const { return own ? &*own : known; }
};

/// Of a line that has a kind.
Way way_of_callback(const Arrival& arrival, const Line& line);
Way way_of_call(const std::string& url);

}  // namespace ensaio
