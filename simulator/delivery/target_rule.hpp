#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/base/result.hpp"

namespace ensaio {

/// Where we may send. Allowed are loopback and private addresses (127/8, ::1, 10/8, 172.16/12,
/// 192.168/16, 169.254/16, fc00::/7, fe80::/10, and IPv4 of those mapped into IPv6), and what
/// `--allow-target` names: a host as written in the URL, an address, or a CIDR range. A load tool
/// must not be aimed at a stranger by a typo.
class TargetRule {
 public:
  /// Adds one `--allow-target`. Error: neither a host name, an address nor a range.
  Result<bool> allow(std::string_view host_or_range);

  /// Whether `address` (textual IPv4 or IPv6, as resolved from `host`) may be sent to.
  bool allows(std::string_view host, std::string_view address) const;

 private:
  /// Addresses whose first `bits` are those of `first`; IPv4 as mapped into IPv6.
  struct Range {
    std::array<std::uint8_t, 16> first{};
    std::uint32_t bits = 0;
  };

  std::vector<std::string> hosts_;  ///< In lower case.
  std::vector<Range> ranges_;
};

}  // namespace ensaio
