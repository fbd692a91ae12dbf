#include "simulator/wire/headers.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/wire/golden.hpp"

namespace ensaio {
namespace {

/// Not ours to say: they are of the connection and of the transport.
const std::set<std::string> kOfTheConnection{"connection", "content-length", "host",
                                             "http2-settings", "upgrade"};

TEST(CallbackHeaders, OfZapiAreThoseObservedInTheirOrder) {
  int held = 0;
  for (const Golden& each : goldens()) {
    if (each.type != "RequestHeaders") continue;
    std::vector<std::string> expected;
    for (const auto& [name, value] : each.payload.items()) {
      if (!kOfTheConnection.contains(name)) expected.push_back(name + ": " + std::string(value));
    }
    std::vector<std::string> ours;
    const std::string token = each.payload["z-api-token"];
    const std::string agent = each.payload["user-agent"];
    for (const Header& header : callback_headers(Dialect::Zapi, token, agent)) {
      ours.push_back(header.name + ": " + header.value);
    }
    EXPECT_EQ(ours, expected) << each.file;
    ++held;
  }
  EXPECT_EQ(held, 2);
}

TEST(CallbackHeaders, OfWhiteLabelsAreAssumedToBeTheLeast) {
  for (const Dialect dialect :
       {Dialect::Plugzapi, Dialect::Plugchat, Dialect::Plugchat2024, Dialect::Plugchat2022}) {
    const auto headers = callback_headers(dialect, "T", "A");
    ASSERT_EQ(headers.size(), 2U);
    EXPECT_EQ(headers[0].name, "content-type");
    EXPECT_EQ(headers[0].value, "application/json");
    EXPECT_EQ(headers[1].name, "user-agent");
    EXPECT_EQ(headers[1].value, "A");
  }
}

TEST(CallbackHeaders, OfOlderZapiAreAssumedToBeTheSame) {
  for (const Dialect dialect : {Dialect::Zapi2022, Dialect::Zapi2021}) {
    EXPECT_EQ(callback_headers(dialect, "T", "A").size(), 5U);
    EXPECT_EQ(callback_headers(dialect, "T", "A").back().value, "T");
  }
}

TEST(UserAgent, IsOneOf27BrowsersAndTheSameForTheSameStream) {
  Random random(1);
  Random again(1);
  std::set<std::string_view> seen;
  for (int i = 0; i < 2000; ++i) {
    const auto agent = user_agent(random);
    EXPECT_EQ(agent, user_agent(again));
    EXPECT_TRUE(agent.starts_with("Mozilla/5.0 (")) << agent;
    EXPECT_EQ(agent.find("  "), std::string_view::npos) << agent;
    EXPECT_FALSE(ends_a_line(agent)) << agent;
    EXPECT_EQ(agent.find_first_of("\"\\"), std::string_view::npos) << agent << " in JSON";
    seen.insert(agent);
  }
  EXPECT_EQ(seen.size(), 27U);
}

}  // namespace
}  // namespace ensaio
