#include "simulator/delivery/target_rule.hpp"

#include <Poco/String.h>
#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <optional>

namespace ensaio {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

constexpr std::uint32_t kMappedBits = 96;  // Of ::ffff:0:0, which every mapped IPv4 begins with.

struct Parsed {
  Bytes bytes{};
  bool ipv4 = false;
};

/// An IPv4 or IPv6 address, the former as mapped into the latter. A zone is passed over.
std::optional<Parsed> parse_address(std::string_view text) {
  const std::string plain(text.substr(0, text.find('%')));
  Parsed parsed;
  if (inet_pton(AF_INET6, plain.c_str(), parsed.bytes.data()) == 1) return parsed;
  if (inet_pton(AF_INET, plain.c_str(), parsed.bytes.data() + 12) != 1) return std::nullopt;
  parsed.bytes[10] = parsed.bytes[11] = 0xFF;
  parsed.ipv4 = true;
  return parsed;
}

bool same_beginning(const Bytes& a, const Bytes& b, std::uint32_t bits) {
  const std::uint32_t whole = bits / 8;
  if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
  const std::uint32_t rest = bits % 8;
  if (rest == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xFFU << (8 - rest));
  return ((a[whole] ^ b[whole]) & mask) == 0;
}

/// What needs no permission: this machine, and networks that are not routed on the internet.
/// Sources: RFC 1122 (127/8), RFC 1918, RFC 3927 (169.254/16), RFC 4193 (fc00::/7), RFC 4291.
struct Own {
  const char* first;
  std::uint32_t bits;
};
constexpr Own kOwn[] = {
    {"127.0.0.0", 8},    {"::1", 128},        {"10.0.0.0", 8}, {"172.16.0.0", 12},
    {"192.168.0.0", 16}, {"169.254.0.0", 16}, {"fc00::", 7},   {"fe80::", 10},
};

bool is_own(const Bytes& address) {
  return std::ranges::any_of(kOwn, [&](const Own& own) {
    const auto first = parse_address(own.first);
    return same_beginning(address, first->bytes, own.bits + (first->ipv4 ? kMappedBits : 0));
  });
}

std::optional<std::uint32_t> parse_bits(std::string_view text, std::uint32_t highest) {
  if (text.empty() || text.size() > 3) return std::nullopt;
  std::uint32_t bits = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    bits = bits * 10 + static_cast<std::uint32_t>(c - '0');
  }
  if (bits > highest) return std::nullopt;
  return bits;
}

bool is_host_name(std::string_view text) {
  const auto digit_or_dot = [](char c) { return ('0' <= c && c <= '9') || c == '.'; };
  const auto allowed = [&](char c) {
    return digit_or_dot(c) || ('a' <= c && c <= 'z') || c == '-' || c == '_';
  };
  // Digits and dots alone were meant as an address, and are none.
  return !text.empty() && std::ranges::all_of(text, allowed) &&
         !std::ranges::all_of(text, digit_or_dot);
}

}  // namespace

Result<bool> TargetRule::allow(std::string_view host_or_range) {
  const Error bad{"'" + std::string(host_or_range) + "' is neither a host, an address nor a range",
                  "write example.com, 192.0.2.7 or 192.0.2.0/24, without scheme and port"};
  std::string_view text = host_or_range;
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
    text = text.substr(1, text.size() - 2);
  }
  const auto slash = text.find('/');
  if (const auto address = parse_address(text.substr(0, slash))) {
    const std::uint32_t own_bits = address->ipv4 ? 32 : 128;
    const auto bits = slash == std::string_view::npos
                          ? std::optional(own_bits)
                          : parse_bits(text.substr(slash + 1), own_bits);
    if (!bits) return bad;
    ranges_.push_back(Range{address->bytes, *bits + (address->ipv4 ? kMappedBits : 0)});
    return true;
  }
  std::string host = Poco::toLower(std::string(text));
  if (!is_host_name(host)) return bad;
  hosts_.push_back(std::move(host));
  return true;
}

bool TargetRule::allows(std::string_view host, std::string_view address) const {
  const auto parsed = parse_address(address);
  if (!parsed) return false;
  if (is_own(parsed->bytes)) return true;
  const std::string name = Poco::toLower(std::string(host));
  return std::ranges::find(hosts_, name) != hosts_.end() ||
         std::ranges::any_of(ranges_, [&](const Range& range) {
           return same_beginning(parsed->bytes, range.first, range.bits);
         });
}

}  // namespace ensaio
