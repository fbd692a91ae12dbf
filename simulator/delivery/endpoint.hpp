#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "simulator/base/result.hpp"

namespace ensaio {

/// Where a request goes: the parts of an absolute http(s) URL.
struct Endpoint {
  std::string url{};     ///< As given.
  std::string scheme{};  ///< "http" or "https".
  std::string host{};    ///< A name or an address, in lower case, without brackets.
  std::uint16_t port = 80;
  /// "host:port" as the Host header has it: without the scheme's own port, with brackets for IPv6.
  std::string authority{};
  std::string path{};  ///< With the query, at least "/". Percent-encoding as given.

  /// "http://host:port", the port left out as in `authority`.
  std::string origin() const { return scheme + "://" + authority; }
};

/// The parts of `url`. Error: not absolute, not http or https, no host, a bad port, a fragment,
/// credentials, white space or control characters.
Result<Endpoint> parse_endpoint(std::string_view url);

}  // namespace ensaio
