#include "simulator/delivery/endpoint.hpp"

#include <gtest/gtest.h>

namespace ensaio {
namespace {

TEST(Endpoint, HasThePartsOfItsUrl) {
  struct Row {
    const char* what;
    const char* url;
    const char* host;
    std::uint16_t port;
    const char* path;
    const char* authority;
  };
  const Row rows[] = {
      {"everything said", "http://127.0.0.1:3000/hook?a=1", "127.0.0.1", 3000, "/hook?a=1",
       "127.0.0.1:3000"},
      {"no path is the root", "http://receiver.example", "receiver.example", 80, "/",
       "receiver.example"},
      {"a query without a path", "http://receiver.example?a=1", "receiver.example", 80, "/?a=1",
       "receiver.example"},
      {"the scheme's own port is not said", "http://a:80/", "a", 80, "/", "a"},
      {"nor that of https", "https://a:443/", "a", 443, "/", "a"},
      {"https has a port of its own", "https://a/", "a", 443, "/", "a"},
      {"port 80 of https is said", "https://a:80/", "a", 80, "/", "a:80"},
      {"scheme and host are told in lower case", "HTTP://Receiver.Example/Hook", "receiver.example",
       80, "/Hook", "receiver.example"},
      {"an IPv6 address stands in brackets", "http://[::1]:3000/", "::1", 3000, "/", "[::1]:3000"},
      {"an IPv6 address without a port", "http://[FD00::1]/x", "fd00::1", 80, "/x", "[fd00::1]"},
      {"a mapped address", "http://[::ffff:127.0.0.1]:1/", "::ffff:127.0.0.1", 1, "/",
       "[::ffff:127.0.0.1]:1"},
      {"a zone is nobody else's business", "http://[fe80::1%25eth0]:81/", "fe80::1%eth0", 81, "/",
       "[fe80::1]:81"},
      {"a zone as people write it", "http://[fe80::1%eth0]/", "fe80::1%eth0", 80, "/", "[fe80::1]"},
      {"an odd host is left to the resolver", "http://0x7f.1/", "0x7f.1", 80, "/", "0x7f.1"},
      {"a number is a host too", "http://1/", "1", 80, "/", "1"},
      {"the highest port", "http://a:65535/", "a", 65535, "/", "a:65535"},
      {"what is encoded stays so", "http://a/a%20b/%C3%A7", "a", 80, "/a%20b/%C3%A7", "a"},
      {"an @ in the path is no credential", "http://a/u@b", "a", 80, "/u@b", "a"},
      {"a colon in the path is no port", "http://a/x:y", "a", 80, "/x:y", "a"},
  };
  for (const Row& row : rows) {
    const auto endpoint = parse_endpoint(row.url);
    ASSERT_TRUE(endpoint) << row.what << ": " << endpoint.error().message;
    EXPECT_EQ(endpoint->url, row.url) << row.what;
    EXPECT_EQ(endpoint->host, row.host) << row.what;
    EXPECT_EQ(endpoint->port, row.port) << row.what;
    EXPECT_EQ(endpoint->path, row.path) << row.what;
    EXPECT_EQ(endpoint->authority, row.authority) << row.what;
    EXPECT_EQ(endpoint->origin(), endpoint->scheme + "://" + row.authority) << row.what;
  }
}

TEST(Endpoint, RefusesWhatIsNoUrlToSendTo) {
  struct Row {
    const char* what;
    std::string_view url;
    const char* message;
  };
  const Row rows[] = {
      {"nothing", "", "'' is not an absolute URL"},
      {"no scheme", "127.0.0.1:3000/hook", "'127.0.0.1:3000/hook' is not an absolute URL"},
      {"a path", "/hook", "'/hook' is not an absolute URL"},
      {"another scheme", "ftp://a/", "'ftp' is neither http nor https"},
      {"an empty scheme", "://a/", "'' is neither http nor https"},
      {"no host", "http://", "the URL has no host"},
      {"no host but a path", "http:///hook", "the URL has no host"},
      {"no host but a port", "http://:80/", "the URL has no host"},
      {"a variable that was empty", "http://127.0.0.1:/hook", "the port after ':' is missing"},
      {"a word for a port", "http://a:http/", "'http' is not a port"},
      {"port 0", "http://a:0/", "'0' is not a port"},
      {"a port too high", "http://a:65536/", "'65536' is not a port"},
      {"a port that would overflow", "http://a:99999999999999999999/",
       "'99999999999999999999' is not a port"},
      {"a negative port", "http://a:-1/", "'-1' is not a port"},
      {"a fragment", "http://a/#x", "the URL has a fragment, which is never sent"},
      {"credentials", "http://me:secret@a/", "the URL holds credentials"},
      {"a space", "http://a/a b", "the URL holds white space or control characters"},
      {"a line break", "http://a/\r\nx: y", "the URL holds white space or control characters"},
      {"NUL", std::string_view("http://a/\0", 10),
       "the URL holds white space or control characters"},
      {"DEL", "http://a/\x7f", "the URL holds white space or control characters"},
      {"a letter with an accent", "http://a/a\xC3\xA7",
       "the URL holds characters that are not ASCII"},
      {"IPv6 without brackets", "http://::1/", "the URL has no host"},
      {"IPv6 without brackets, again", "http://fe80::1/",
       "an IPv6 address in a URL stands in brackets"},
      {"a bracket left open", "http://[::1/", "the bracket around the IPv6 address is not closed"},
      {"a name in brackets", "http://[a]/", "'[a]' is not an IPv6 address in brackets"},
      {"something behind the bracket", "http://[::1]x/",
       "'[::1]x' is not an IPv6 address in brackets"},
      {"a template that was not filled in", "http://{{host}}/", "'{{host}}' is not a host"},
  };
  for (const Row& row : rows) {
    const auto endpoint = parse_endpoint(row.url);
    ASSERT_FALSE(endpoint) << row.what;
    EXPECT_EQ(endpoint.error().message, row.message) << row.what;
    EXPECT_NE(endpoint.error().hint, "") << row.what;
  }
}

}  // namespace
}  // namespace ensaio
