#include "cli/nobody_there.hpp"

#include <fmt/format.h>

#include <variant>

#include "simulator/delivery/endpoint.hpp"
#include "simulator/report/endings.hpp"

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
  if (!reached_nobody(ending)) return std::nullopt;
  const std::string place = place_of(url);
  if (const auto* late = std::get_if<TimedOut>(&ending)) {
    return Error{.message = fmt::format("no connection to {} in time ({})", place, late->where)};
  }
  const auto& lost = std::get<Unreachable>(ending);
  if (lost.why == Unreachable::Why::Refused) {
    return Error{.message =
                     fmt::format("nothing listens on {} — is your receiver running?", place)};
  }
  return Error{.message = fmt::format("{} cannot be reached: {}", place, lost.reason)};
}

std::optional<Error> nobody_heard(const LoadTotals& totals) {
  LoadRows rows;
  for (const auto& [group, figures] : totals.groups) rows += figures->rows;
  const Unheard& unheard = totals.unheard;
  // What was abandoned may have been heard.
  if (unheard.times == 0 || unheard.times < rows.sent()) return std::nullopt;
  if (rows.failed == 0) return std::nullopt;  // That is what is wanted.
  const auto* lost = std::get_if<Unreachable>(&unheard.ending);
  if (lost == nullptr || lost->why != Unreachable::Why::Refused) {
    return nobody_heard(unheard.url, unheard.ending);
  }
  return Error{.message = fmt::format("nobody answers at {}: {}", unheard.url, lost->reason),
               .hint = "is your receiver running?"};
}

}  // namespace ensaio
