#include "cli/destinations.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "simulator/report/filled.hpp"

namespace ensaio {
namespace {

std::size_t index_of(Kind kind) { return static_cast<std::size_t>(kind); }

/// The file's own URL for a kind, where it has one.
const WebhookUrl* webhook(const Scenario& scenario, Kind kind) {
  const WebhookUrl* every = nullptr;
  for (const WebhookUrl& url : scenario.webhooks) {
    if (url.kind == kind) return &url;
    if (!url.kind) every = &url;
  }
  return every;
}

bool uses_slot(const Script& script, Fragments fragments, Slot slot) {
  const auto* first = script.fragments.data() + fragments.first;
  return std::any_of(first, first + fragments.count,
                     [slot](const Fragment& fragment) { return fragment.slot == slot; });
}

bool uses_slot(const Script& script, Slot slot) {
  return uses_slot(
      script, {.first = 0, .count = static_cast<std::uint32_t>(script.fragments.size())}, slot);
}

Error no_target(const Scenario& scenario, const std::string& what) {
  return {.message = fmt::format("{}:{}: there is no target: {}", scenario.file,
                                 scenario.place.mark.line, what),
          .hint =
              "give --target http://127.0.0.1:3000/hook, or write `webhooks: { every: URL }` "
              "into a scenario, or `target: URL` into ensaio.yaml beside it"};
}

Result<Endpoint> endpoint_of(const std::string& url, const std::string& what) {
  Result<Endpoint> endpoint = parse_endpoint(url);
  if (!endpoint) {
    return Error{.message = fmt::format("{} {}: {}", what, url, endpoint.error().message),
                 .hint = endpoint.error().hint};
  }
  return endpoint;
}

/// Where one line of a script goes.
class Finding {
 public:
  explicit Finding(const Showing& showing) : showing_(showing) {}

  std::optional<Error> find(const Line& line) {
    return line.kind ? find_callback(*line.kind) : find_call(line);
  }

  Destinations found() && { return std::move(found_); }

 private:
  std::optional<Error> find_callback(Kind kind) {
    std::optional<Endpoint>& place = found_.by_kind.at(index_of(kind));
    if (place) return std::nullopt;
    const WebhookUrl* written = webhook(showing_.scenario, kind);
    const std::string url =
        written != nullptr ? filled(written->url, showing_) : showing_.surroundings.target;
    if (url.empty()) {
      return no_target(showing_.scenario,
                       fmt::format("nowhere to send {} callbacks", kKinds.text(kind)));
    }
    Result<Endpoint> endpoint = endpoint_of(url, written != nullptr ? "webhook" : "target");
    if (!endpoint) return endpoint.error();
    place = *std::move(endpoint);
    return std::nullopt;
  }

  std::optional<Error> find_call(const Line& line) {
    const bool later =
        uses_slot(showing_.script, line.url, Slot::Saved) ||
        (showing_.surroundings.api.empty() && uses_slot(showing_.script, line.url, Slot::Api));
    if (later) return std::nullopt;  // Known when it is sent.
    std::string url;
    Rendering(showing_.script, showing_.cast, showing_.surroundings).append(url, line.url, Send{});
    Result<Endpoint> endpoint = endpoint_of(url, "call");
    if (!endpoint) return endpoint.error();
    found_.called.push_back(*std::move(endpoint));
    return std::nullopt;
  }

  const Showing& showing_;
  Destinations found_;
};

struct AddressesDeleter {
  void operator()(addrinfo* addresses) const { freeaddrinfo(addresses); }
};

std::string text_of(const addrinfo& address) {
  std::array<char, NI_MAXHOST> text{};
  getnameinfo(address.ai_addr, address.ai_addrlen, text.data(), text.size(), nullptr, 0,
              NI_NUMERICHOST);
  return text.data();
}

}  // namespace

Routes Destinations::routes() const {
  return [this](InstanceIndex, Kind kind) -> const Endpoint* {
    const std::optional<Endpoint>& endpoint = by_kind.at(index_of(kind));
    return endpoint ? &*endpoint : nullptr;
  };
}

Result<Destinations> destinations(const Showing& showing) {
  const bool wants_target =
      uses_slot(showing.script, Slot::Target) || uses_slot(showing.script, Slot::TargetOrigin);
  if (wants_target && showing.surroundings.target.empty()) {
    return no_target(showing.scenario, "a step says {{ target }}");
  }
  Finding finding(showing);
  for (const Line& line : showing.script.lines) {
    if (const auto error = finding.find(line)) return *error;
  }
  return std::move(finding).found();
}

std::optional<Obstacle> obstacle(const Endpoint& endpoint, const TargetRule& rule) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* first = nullptr;
  const int failed = getaddrinfo(endpoint.host.c_str(), nullptr, &hints, &first);
  const std::unique_ptr<addrinfo, AddressesDeleter> addresses(first);
  if (failed != 0) {
    return Obstacle{Exit::Environment,
                    {.message = fmt::format("the name {} has no address: {}", endpoint.host,
                                            gai_strerror(failed)),
                     .hint = fmt::format("outside this machine and private networks it will also "
                                         "need --allow-target {}",
                                         endpoint.host)}};
  }
  for (const addrinfo* at = addresses.get(); at != nullptr; at = at->ai_next) {
    const std::string address = text_of(*at);
    if (rule.allows(endpoint.host, address)) continue;
    return Obstacle{
        Exit::Refused,
        {.message = fmt::format("{} ({}) is neither this machine nor in a private network",
                                endpoint.host, address),
         .hint = fmt::format("if you do mean to send there: --allow-target {}", endpoint.host)}};
  }
  return std::nullopt;
}

}  // namespace ensaio
