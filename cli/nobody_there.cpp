#include "cli/nobody_there.hpp"

#include <fmt/format.h>

#include <variant>

#include "simulator/delivery/endpoint.hpp"

namespace ensaio {
namespace {

/// "127.0.0.1:3000", from the URL that was tried.
std::string place_of(const std::string& url) {
  const Result<Endpoint> endpoint = parse_endpoint(url);
  if (!endpoint) return url;
  const bool v6 = endpoint->host.find(':') != std::string::npos;
  return v6 ? fmt::format("[{}]:{}", endpoint->host, endpoint->port)
            : fmt::format("{}:{}", endpoint->host, endpoint->port);
}

}  // namespace

std::optional<Error> nobody_heard(const std::string& url, const Ending& ending) {
  const std::string place = place_of(url);
  if (const auto* late = std::get_if<TimedOut>(&ending)) {
    if (!late->where.starts_with("connecting")) return std::nullopt;
    return Error{.message = fmt::format("no connection to {} in time ({})", place, late->where)};
  }
  const auto* lost = std::get_if<Unreachable>(&ending);
  if (lost == nullptr) return std::nullopt;
  switch (lost->why) {
    case Unreachable::Why::Refused:
      return Error{.message =
                       fmt::format("nothing listens on {} — is your receiver running?", place)};
    case Unreachable::Why::NameNotFound:
    case Unreachable::Why::NotAllowed:
    case Unreachable::Why::Certificate:
    case Unreachable::Why::Tls:
    case Unreachable::Why::Other:
      return Error{.message = fmt::format("{} cannot be reached: {}", place, lost->reason)};
    case Unreachable::Why::Reset:
    case Unreachable::Why::Closed:
    case Unreachable::Why::Garbage:
    case Unreachable::Why::Overflow:
      break;
  }
  return std::nullopt;
}

}  // namespace ensaio
