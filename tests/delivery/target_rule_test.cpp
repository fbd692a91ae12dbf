#include "simulator/delivery/target_rule.hpp"

#include <gtest/gtest.h>

namespace ensaio {
namespace {

TEST(TargetRule, AllowsThisMachineAndPrivateNetworksOnly) {
  struct Row {
    const char* what;
    const char* address;
    bool allowed;
  };
  const Row rows[] = {
      {"loopback", "127.0.0.1", true},
      {"all of 127/8 is loopback", "127.255.255.255", true},
      {"below 127/8", "126.255.255.255", false},
      {"above 127/8", "128.0.0.0", false},
      {"10/8", "10.255.0.1", true},
      {"above 10/8", "11.0.0.0", false},
      {"172.16/12 begins", "172.16.0.0", true},
      {"172.16/12 ends", "172.31.255.255", true},
      {"below 172.16/12", "172.15.255.255", false},
      {"above 172.16/12", "172.32.0.0", false},
      {"192.168/16", "192.168.7.7", true},
      {"above 192.168/16", "192.169.0.0", false},
      {"link-local", "169.254.1.1", true},
      {"above link-local", "169.255.0.0", false},
      {"a stranger", "93.184.216.34", false},
      {"the unspecified address, though it may reach this machine", "0.0.0.0", false},
      {"the rest of 0/8", "0.0.0.1", false},
      {"carrier-grade NAT is somebody's", "100.64.0.1", false},
      {"broadcast", "255.255.255.255", false},
      {"IPv6 loopback", "::1", true},
      {"the unspecified IPv6 address", "::", false},
      {"next to loopback", "::2", false},
      {"IPv4 as once compatible with IPv6", "::127.0.0.1", false},
      {"unique local, fc", "fc00::1", true},
      {"unique local, fd", "fdff:ffff::1", true},
      {"above fc00::/7", "fe00::1", false},
      {"link-local IPv6", "fe80::1", true},
      {"link-local IPv6 with a zone", "fe80::1%eth0", true},
      {"fe80::/10 ends", "febf::1", true},
      {"above fe80::/10", "fec0::1", false},
      {"a stranger's IPv6", "2001:db8::1", false},
      {"mapped loopback", "::ffff:127.0.0.1", true},
      {"a mapped private address", "::ffff:10.1.2.3", true},
      {"a mapped stranger", "::ffff:93.184.216.34", false},
      {"the mapped unspecified address", "::ffff:0.0.0.0", false},
      {"no address at all", "localhost", false},
      {"nothing", "", false},
  };
  const TargetRule rule;
  for (const Row& row : rows) {
    EXPECT_EQ(rule.allows("receiver.example", row.address), row.allowed) << row.what;
  }
}

TEST(TargetRule, AllowsWhatItWasTold) {
  struct Row {
    const char* what;
    const char* told;
    const char* host;
    const char* address;
    bool allowed;
  };
  const Row rows[] = {
      {"a host", "example.com", "example.com", "93.184.216.34", true},
      {"a host in another case", "Example.COM", "eXample.com", "93.184.216.34", true},
      {"not its neighbours", "example.com", "www.example.com", "93.184.216.34", false},
      {"nor its address by another name", "example.com", "x.example", "93.184.216.34", false},
      {"an address, whatever its name", "93.184.216.34", "x.example", "93.184.216.34", true},
      {"not the address next to it", "93.184.216.34", "x.example", "93.184.216.35", false},
      {"the address mapped into IPv6", "93.184.216.34", "x", "::ffff:93.184.216.34", true},
      {"a range", "93.184.216.0/24", "x", "93.184.216.255", true},
      {"the end of a range", "93.184.216.0/24", "x", "93.184.217.0", false},
      {"a range that ends within a byte", "93.184.216.0/23", "x", "93.184.217.255", true},
      {"its end", "93.184.216.0/23", "x", "93.184.218.0", false},
      {"a range told by any of its addresses", "93.184.216.34/24", "x", "93.184.216.1", true},
      {"all of IPv4", "0.0.0.0/0", "x", "8.8.8.8", true},
      {"but not of IPv6", "0.0.0.0/0", "x", "2001:db8::1", false},
      {"an IPv6 range", "2001:db8::/32", "x", "2001:db8:ffff::1", true},
      {"its end", "2001:db8::/32", "x", "2001:db9::1", false},
      {"an IPv6 address in brackets", "[2001:db8::1]", "x", "2001:db8::1", true},
      {"all of IPv6 holds what is mapped into it", "::/0", "x", "8.8.8.8", true},
  };
  for (const Row& row : rows) {
    TargetRule rule;
    ASSERT_TRUE(rule.allow(row.told)) << row.what;
    EXPECT_EQ(rule.allows(row.host, row.address), row.allowed) << row.what;
  }
}

TEST(TargetRule, RefusesWhatIsNeitherHostNorAddressNorRange) {
  const std::string_view texts[] = {
      "",
      "http://example.com",
      "example.com:80",
      "example.com/24",
      "10.0.0.0/33",
      "10.0.0.0/",
      "10.0.0.0/x",
      "10.0.0.0/1000",
      "::/129",
      "300.1.2.3",
      "93.184.216",
      "a b",
      "*.example.com",
      "[]",
      "1.2.3.4/-1",
  };
  for (const auto text : texts) {
    TargetRule rule;
    const auto allowed = rule.allow(text);
    ASSERT_FALSE(allowed) << text;
    EXPECT_EQ(allowed.error().message,
              "'" + std::string(text) + "' is neither a host, an address nor a range");
    EXPECT_FALSE(rule.allows("example.com", "93.184.216.34")) << text;
  }
}

}  // namespace
}  // namespace ensaio
