#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/e2e/nginx.hpp"
#include "tests/e2e/sending_application.hpp"

// nginx as the webhook of an application that sends to `ensaio serve`. Its log is the truth.

namespace ensaio {
namespace {

using testing::HasSubstr;

/// Three statuses, three, six (everything twice), two (never READ), and none, ten times.
std::vector<std::string> fifty_phones() {
  std::vector<std::string> phones;
  for (int times = 0; times < 10; ++times) {
    for (const char* end : {"9999999", "0000003", "0000004", "0000002", "0000007"}) {
      phones.push_back("554499" + std::string(end));
    }
  }
  return phones;
}

TEST(NginxBesideServe, HearsEveryCallbackThatFollowsSendsOnce) {
  ENSAIO_NEEDS_NGINX();
  Nginx nginx;
  const Spoken said = sends_beside_serve(nginx.url("/ok"), fifty_phones());
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  nginx.stop();
  const std::vector<Nginx::Served> served = nginx.served();
  EXPECT_EQ(served.size(), 140U);
  for (const Nginx::Served& one : served) EXPECT_EQ(one.status, 200);
}

TEST(NginxBesideServe, FailsThemAndTheApplicationIsNotDisturbed) {
  ENSAIO_NEEDS_NGINX();
  for (const char* path : {"/fail", "/dead", "/moved", "/small"}) {
    Nginx nginx;
    const Spoken said = sends_beside_serve(nginx.url(path), {"5544999999999"});
    EXPECT_EQ(said.exit, 0) << path << said.out << said.err;
    nginx.stop();
    EXPECT_EQ(nginx.served().size(), 3U) << path;
    for (const Nginx::Served& one : nginx.served()) EXPECT_GE(one.status, 301) << path;
  }
}

TEST(NginxBesideServe, IsNotThereAndTheApplicationIsNotDisturbed) {
  ENSAIO_NEEDS_NGINX();
  Nginx nginx;
  const std::string url = nginx.url("/ok");
  nginx.stop();
  const Spoken said = sends_beside_serve(url, {"5544999999999"});
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_TRUE(nginx.served().empty());
}

}  // namespace
}  // namespace ensaio
