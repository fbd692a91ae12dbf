#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "simulator/delivery/socket_world.hpp"

namespace ensaio {

/// Long enough that no machine is too slow, short enough that a test that hangs is found.
inline constexpr Offset kLong = std::chrono::seconds(60);

inline std::string request_to(const Endpoint& endpoint, const std::string& body = "{}") {
  return "POST " + endpoint.path + " HTTP/1.1\r\ncontent-length: " + std::to_string(body.size()) +
         "\r\nhost: " + endpoint.authority + "\r\n\r\n" + body;
}

inline Endpoint endpoint_of(const std::string& url) {
  auto endpoint = parse_endpoint(url);
  EXPECT_TRUE(endpoint) << url;
  return endpoint ? *endpoint : Endpoint{};
}

/// Posts without waiting.
inline void post(World& world, Ticket ticket, const std::string& url,
                 const std::string& body = "{}", Offset timeout = kLong) {
  const Endpoint endpoint = endpoint_of(url);
  ASSERT_TRUE(world.has_room());
  world.post(ticket, {&endpoint, request_to(endpoint, body), timeout});
}

/// The next answer. Fails where its times are out of order.
inline Answer next_answer(World& world) {
  auto answer = world.wait(world.now() + kLong);
  EXPECT_TRUE(answer) << "no answer in a minute";
  if (!answer) return {};
  EXPECT_LE(answer->sent, answer->answered);
  EXPECT_LE(answer->answered, world.now());
  return *answer;
}

/// Posts and waits.
inline Answer ask(World& world, const std::string& url, const std::string& body = "{}",
                  Offset timeout = kLong) {
  const Offset before = world.now();
  post(world, 1, url, body, timeout);
  Answer answer = next_answer(world);
  EXPECT_LE(before, answer.sent);
  return answer;
}

/// An ending in one line: "200 hello", "timed out while sending", "refused: connection refused".
inline std::string told(const Ending& ending) {
  if (const auto* answered = std::get_if<Answered>(&ending)) {
    return std::to_string(answered->status) + " " + answered->body;
  }
  if (const auto* timed_out = std::get_if<TimedOut>(&ending)) {
    return "timed out while " + timed_out->where;
  }
  if (const auto* unreachable = std::get_if<Unreachable>(&ending)) {
    static const std::vector<std::string> kWhys = {
        "refused", "name not found", "not allowed", "certificate", "tls",
        "reset",   "closed",         "garbage",     "other"};
    return kWhys.at(static_cast<std::size_t>(unreachable->why)) + ": " + unreachable->reason;
  }
  return "abandoned";
}

}  // namespace ensaio
