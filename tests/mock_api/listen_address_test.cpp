#include "mock_api/listen_address.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ensaio {
namespace {

TEST(ListenAddress, IsLoopbackUnlessAnotherIsNamed) {
  struct Row {
    const char* what;
    std::string text;
    std::string means;
    bool loopback;
  };
  const Row rows[] = {
      {"an address", "127.0.0.1:3000", "127.0.0.1:3000", true},
      {"any free port", "127.0.0.1:0", "127.0.0.1:0", true},
      {"a port alone", "3000", "127.0.0.1:3000", true},
      {"a port and its colon", ":3000", "127.0.0.1:3000", true},
      {"the name that needs no asking", "localhost:3000", "127.0.0.1:3000", true},
      {"another address of this machine's own", "127.9.9.9:80", "127.9.9.9:80", true},
      {"version 6", "[::1]:3000", "[::1]:3000", true},
      {"everywhere", "0.0.0.0:3000", "0.0.0.0:3000", false},
      {"everywhere, version 6", "[::]:3000", "[::]:3000", false},
      {"the last port", "127.0.0.1:65535", "127.0.0.1:65535", true},
  };
  for (const Row& row : rows) {
    const auto address = parse_listen_address(row.text);
    ASSERT_TRUE(address) << row.what << ": " << address.error().message;
    EXPECT_EQ(address->text(), row.means) << row.what;
    EXPECT_EQ(address->is_loopback(), row.loopback) << row.what;
  }
}

TEST(ListenAddress, IsOneToConnectToWhereItIsEverywhere) {
  struct Row {
    const char* text;
    const char* means;
  };
  const Row rows[] = {
      {"0.0.0.0:3000", "127.0.0.1:3000"}, {"[::]:3000", "[::1]:3000"},
      {"[0:0:0::0]:3000", "[::1]:3000"},  {"127.9.9.9:3000", "127.9.9.9:3000"},
      {"[::1]:3000", "[::1]:3000"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(parse_listen_address(row.text)->to_connect().text(), row.means);
  }
}

TEST(ListenAddress, SaysWhatIsWrong) {
  struct Row {
    const char* what;
    std::string text;
    std::string message;
  };
  const Row rows[] = {
      {"nothing", "", "'' is no address to listen at"},
      {"no port", "127.0.0.1", "'127.0.0.1' is no address to listen at"},
      {"an empty port", "127.0.0.1:", "'127.0.0.1:' is no address to listen at"},
      {"a word for a port", "127.0.0.1:http", "'127.0.0.1:http' is no address to listen at"},
      {"a port that does not exist", "127.0.0.1:65536", "'65536' is no port"},
      {"a name", "example:3000", "'example' is no address of a machine"},
      {"half an address", "127.0.0:3000", "'127.0.0' is no address of a machine"},
      {"version 6 without brackets", "::1:3000", "'::1:3000' is no address to listen at"},
      {"version 4 in brackets", "[127.0.0.1]:3000",
       "'[127.0.0.1]:3000' is no address to listen at"},
      {"a URL", "http://127.0.0.1:3000", "'http://127.0.0.1:3000' is no address to listen at"},
      {"a space", "127.0.0.1: 3000", "'127.0.0.1: 3000' is no address to listen at"},
  };
  for (const Row& row : rows) {
    const auto address = parse_listen_address(row.text);
    ASSERT_FALSE(address) << row.what;
    EXPECT_EQ(address.error().message, row.message) << row.what;
    EXPECT_FALSE(address.error().hint.empty()) << row.what;
  }
}

}  // namespace
}  // namespace ensaio
