#include "simulator/delivery/address.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace ensaio {
namespace {

std::string problem_text(const std::string& host, int code) {
  switch (code) {
    case EAI_NONAME:
    case EAI_NODATA:
      return "name not found: " + host;
    case EAI_AGAIN:
      return "name not found: " + host + " (no answer from the name server)";
    default:
      return "name not found: " + host + " (" + gai_strerror(code) + ")";
  }
}

Addresses ask(const std::string& host, int flags) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags;
  addrinfo* list = nullptr;
  const int code = getaddrinfo(host.c_str(), nullptr, &hints, &list);
  if (code != 0) return Error{problem_text(host, code), ""};
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list, freeaddrinfo);

  std::vector<Address> addresses;
  for (const addrinfo* one = list; one != nullptr; one = one->ai_next) {
    if (one->ai_family != AF_INET && one->ai_family != AF_INET6) continue;
    Address& address = addresses.emplace_back();
    std::memcpy(&address.storage, one->ai_addr, one->ai_addrlen);
    address.length = one->ai_addrlen;
  }
  if (addresses.empty()) return Error{problem_text(host, EAI_NODATA), ""};
  return addresses;
}

}  // namespace

const sockaddr* Address::get() const {
  return reinterpret_cast<const sockaddr*>(&storage);  // What the socket calls are made for.
}

std::string Address::text() const {
  std::array<char, INET6_ADDRSTRLEN> out{};
  const void* bytes = nullptr;
  if (family() == AF_INET6) {
    bytes = &reinterpret_cast<const sockaddr_in6*>(&storage)->sin6_addr;
  } else {
    bytes = &reinterpret_cast<const sockaddr_in*>(&storage)->sin_addr;
  }
  inet_ntop(family(), bytes, out.data(), out.size());
  return out.data();
}

void Address::set_port(std::uint16_t port) {
  if (family() == AF_INET6) {
    reinterpret_cast<sockaddr_in6*>(&storage)->sin6_port = htons(port);
  } else {
    reinterpret_cast<sockaddr_in*>(&storage)->sin_port = htons(port);
  }
}

Addresses numeric_addresses(const std::string& host) { return ask(host, AI_NUMERICHOST); }

Addresses look_up(const std::string& host) { return ask(host, 0); }

}  // namespace ensaio
