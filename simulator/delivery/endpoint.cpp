#include "simulator/delivery/endpoint.hpp"

#include <Poco/Ascii.h>
#include <Poco/String.h>

#include <algorithm>
#include <optional>

namespace ensaio {
namespace {

constexpr std::string_view kExample = "write it like http://127.0.0.1:3000/hook";

bool is_blank_or_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte == 0x7F;
}

std::string lowered(std::string_view text) { return Poco::toLower(std::string(text)); }

bool is_host_character(char c) {
  return Poco::Ascii::isAlphaNumeric(c) || c == '-' || c == '.' || c == '_';
}

bool is_address_character(char c) {  // Of IPv6, with a zone: fe80::1%eth0.
  return is_host_character(c) || c == ':' || c == '%';
}

/// What is wrong with the text as a whole, before it is taken apart.
std::optional<Error> problem_of(std::string_view url) {
  if (std::ranges::any_of(url, is_blank_or_control)) {
    return Error{"the URL holds white space or control characters",
                 "percent-encode them: a space is %20"};
  }
  if (std::ranges::any_of(url, [](char c) { return static_cast<unsigned char>(c) > 0x7F; })) {
    return Error{"the URL holds characters that are not ASCII",
                 "percent-encode the path, write the host as its xn-- name"};
  }
  if (url.find('#') != std::string_view::npos) {
    return Error{"the URL has a fragment, which is never sent", "leave out the # and what follows"};
  }
  return std::nullopt;
}

Result<std::uint16_t> parse_port(std::string_view text) {
  constexpr std::uint32_t kHighest = 65535;
  const Error bad{"'" + std::string(text) + "' is not a port", "a port is 1 to 65535"};
  if (text.empty()) return Error{"the port after ':' is missing", "a port is 1 to 65535"};
  std::uint32_t port = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return bad;
    port = port * 10 + static_cast<std::uint32_t>(c - '0');
    if (port > kHighest) return bad;
  }
  if (port == 0) return bad;
  return static_cast<std::uint16_t>(port);
}

/// The zone of a link-local address is written `%25eth0` in a URL (RFC 6874), and by people
/// `%eth0`.
std::string without_encoded_zone(std::string host) {
  const auto zone = host.find("%25");
  if (zone != std::string::npos) host.erase(zone + 1, 2);
  return host;
}

/// Host and what follows it: nothing, or a colon and the port.
struct HostAndRest {
  std::string host{};
  std::string_view rest{};
};

Result<HostAndRest> split_host(std::string_view authority) {
  if (!authority.starts_with('[')) {
    const auto end = std::min(authority.find(':'), authority.size());
    const std::string_view host = authority.substr(0, end);
    if (host.empty()) return Error{"the URL has no host", std::string(kExample)};
    if (authority.find(':', end + 1) != std::string_view::npos) {
      return Error{"an IPv6 address in a URL stands in brackets", "write http://[::1]:3000/"};
    }
    if (!std::ranges::all_of(host, is_host_character)) {
      return Error{"'" + std::string(host) + "' is not a host", std::string(kExample)};
    }
    return HostAndRest{lowered(host), authority.substr(end)};
  }
  const auto end = authority.find(']');
  if (end == std::string_view::npos) {
    return Error{"the bracket around the IPv6 address is not closed", "write http://[::1]:3000/"};
  }
  const std::string_view host = authority.substr(1, end - 1);
  const std::string_view rest = authority.substr(end + 1);
  const bool address =
      host.find(':') != std::string_view::npos && std::ranges::all_of(host, is_address_character);
  if (!address || (!rest.empty() && !rest.starts_with(':'))) {
    return Error{"'" + std::string(authority) + "' is not an IPv6 address in brackets",
                 "write http://[::1]:3000/"};
  }
  return HostAndRest{without_encoded_zone(lowered(host)), rest};
}

std::uint16_t own_port(std::string_view scheme) { return scheme == "https" ? 443 : 80; }

std::string authority_of(const Endpoint& endpoint) {
  const std::string& host = endpoint.host;
  // A zone means something on this machine only; the receiver must not see it (RFC 6874, 3).
  std::string text =
      host.find(':') == std::string::npos ? host : "[" + host.substr(0, host.find('%')) + "]";
  if (endpoint.port == own_port(endpoint.scheme)) return text;
  return text + ":" + std::to_string(endpoint.port);
}

}  // namespace

Result<Endpoint> parse_endpoint(std::string_view url) {
  if (const auto problem = problem_of(url)) return *problem;
  const auto colon = url.find("://");
  if (colon == std::string_view::npos) {
    return Error{"'" + std::string(url) + "' is not an absolute URL", std::string(kExample)};
  }
  Endpoint endpoint{.url = std::string(url), .scheme = lowered(url.substr(0, colon))};
  if (endpoint.scheme != "http" && endpoint.scheme != "https") {
    return Error{"'" + endpoint.scheme + "' is neither http nor https", std::string(kExample)};
  }
  const std::string_view rest = url.substr(colon + 3);
  const auto path = std::min(rest.find_first_of("/?"), rest.size());
  const std::string_view authority = rest.substr(0, path);
  if (authority.find('@') != std::string_view::npos) {
    return Error{"the URL holds credentials", "send them in a header of the step"};
  }
  auto host = split_host(authority);
  if (!host) return host.error();
  endpoint.host = std::move(host->host);
  endpoint.port = own_port(endpoint.scheme);
  if (!host->rest.empty()) {
    const auto port = parse_port(host->rest.substr(1));
    if (!port) return port.error();
    endpoint.port = *port;
  }
  endpoint.authority = authority_of(endpoint);
  endpoint.path = rest.substr(path);
  if (!endpoint.path.starts_with('/')) endpoint.path.insert(0, "/");
  return endpoint;
}

}  // namespace ensaio
