#include "mock_api/listen_address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <optional>

#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

Error wrong_form(std::string_view text) {
  return Error{fmt::format("'{}' is no address to listen at", text),
               "write ADDRESS:PORT, such as 127.0.0.1:3000 or [::1]:3000; port 0 is any free one"};
}

bool is_v4(const std::string& host, in_addr& bytes) {
  return inet_pton(AF_INET, host.c_str(), &bytes) == 1;
}

bool is_v6(const std::string& host, in6_addr& bytes) {
  return inet_pton(AF_INET6, host.c_str(), &bytes) == 1;
}

/// The address that `host` stands for; nothing where it stands for none.
std::optional<std::string> numeric(std::string_view host) {
  if (host.empty() || host == "localhost") return ListenAddress{}.host;
  const bool bracketed = host.starts_with('[') && host.ends_with(']');
  const std::string inner(bracketed ? host.substr(1, host.size() - 2) : host);
  in_addr v4{};
  in6_addr v6{};
  const bool known = bracketed ? is_v6(inner, v6) : is_v4(inner, v4);
  return known ? std::optional(inner) : std::nullopt;
}

}  // namespace

std::string ListenAddress::text() const {
  const bool v6 = host.find(':') != std::string::npos;
  return v6 ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
}

ListenAddress ListenAddress::to_connect() const {
  in_addr v4{};
  if (is_v4(host, v4)) return {v4.s_addr == INADDR_ANY ? "127.0.0.1" : host, port};
  in6_addr v6{};
  return {is_v6(host, v6) && IN6_IS_ADDR_UNSPECIFIED(&v6) ? "::1" : host, port};
}

bool ListenAddress::is_loopback() const {
  in_addr v4{};
  if (is_v4(host, v4)) return ntohl(v4.s_addr) >> 24U == 127;
  in6_addr v6{};
  return is_v6(host, v6) && IN6_IS_ADDR_LOOPBACK(&v6);
}

Result<ListenAddress> parse_listen_address(std::string_view text) {
  const auto colon = text.rfind(':');
  const bool port_alone = colon == std::string_view::npos;
  const std::string_view host = port_alone ? "" : text.substr(0, colon);
  const std::string_view digits = port_alone ? text : text.substr(colon + 1);
  const auto port = parse_unsigned(digits);
  if (!port) return wrong_form(text);
  if (*port > 65535) {
    return Error{fmt::format("'{}' is no port", digits), "a port is a number from 0 to 65535"};
  }
  const auto address = numeric(host);
  if (!address) {
    const bool name = host.find_first_of("[]:") == std::string_view::npos;
    if (!name) return wrong_form(text);
    return Error{fmt::format("'{}' is no address of a machine", host),
                 "write it in numbers, such as 127.0.0.1, or localhost"};
  }
  return ListenAddress{*address, static_cast<std::uint16_t>(*port)};
}

}  // namespace ensaio
