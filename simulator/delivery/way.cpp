#include "simulator/delivery/way.hpp"

#include <utility>

namespace ensaio {

Way way_of_callback(const Arrival& arrival, const Line& line) {
  Way way;
  const Routes& routes = arrival.staging->routes;
  if (routes) way.known = routes(line.instance, *line.kind);
  if (way.known == nullptr) {
    way.problem = "no URL for kind " + std::string(kKinds.text(*line.kind)) +
                  ": register it, set webhooks, or give --target";
  }
  return way;
}

Way way_of_call(const std::string& url) {
  Way way;
  auto endpoint = parse_endpoint(url);
  if (endpoint) {
    way.own = *std::move(endpoint);
  } else {
    way.problem = "not a URL to call: " + endpoint.error().message;
  }
  return way;
}

}  // namespace ensaio
