#include "simulator/delivery/awaiting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "simulator/delivery/socket_world.hpp"
#include "tests/delivery/asking.hpp"
#include "tests/support/scripted_receiver.hpp"
#include "tests/support/virtual_world.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Ending kRefused = Unreachable{Unreachable::Why::Refused, "connection refused"};

Endpoint place(const std::string& url) { return *parse_endpoint(url); }

/// When somebody was tried, in ms.
std::vector<long> times(const VirtualWorld& world) {
  std::vector<long> all;
  for (const auto& posted : world.posted()) {
    all.push_back(std::chrono::floor<std::chrono::milliseconds>(posted.at).count());
  }
  return all;
}

TEST(AwaitReceivers, GoesOnAtOnceWhereAllAreThere) {
  VirtualWorld world;
  EXPECT_FALSE(await_receivers(world, {place("http://a.test/"), place("http://b.test/")}, 10s));
  EXPECT_EQ(world.now(), 0s);
  ASSERT_THAT(world.posted(), SizeIs(2));
  EXPECT_THAT(world.posted()[0].request, IsEmpty());
}

TEST(AwaitReceivers, TriesEachOriginOnce) {
  VirtualWorld world;
  EXPECT_FALSE(await_receivers(
      world, {place("http://a.test/x"), place("http://a.test/y"), place("http://a.test:81/")}, 1s));
  EXPECT_THAT(world.posted(), SizeIs(2));
}

TEST(AwaitReceivers, TriesAgainFrom20msDoublingTo250ms) {
  VirtualWorld world([&](const Posting&) { return VirtualWorld::Reply{0ms, kRefused}; });
  const auto missing = await_receivers(world, {place("http://a.test/")}, 1s);
  ASSERT_TRUE(missing);
  EXPECT_EQ(missing->endpoint.host, "a.test");
  EXPECT_EQ(std::get<Unreachable>(missing->ending).why, Unreachable::Why::Refused);
  EXPECT_THAT(times(world), ElementsAre(0, 20, 60, 140, 300, 550, 800));
  EXPECT_EQ(world.now(), 1s);
}

TEST(AwaitReceivers, GoesOnAsSoonAsTheLastIsThere) {
  VirtualWorld world([&](const Posting& posting) {
    const bool there = posting.endpoint->host == "a.test" || world.now() >= 100ms;
    return VirtualWorld::Reply{1ms, there ? Ending(Answered{}) : kRefused};
  });
  EXPECT_FALSE(await_receivers(world, {place("http://a.test/"), place("http://b.test/")}, 10s));
  EXPECT_THAT(times(world), ElementsAre(0, 0, 21, 62, 143));
}

TEST(AwaitReceivers, DoesNotWaitLongerForOneThatSaysNothing) {
  VirtualWorld world([&](const Posting&) { return VirtualWorld::Reply{1h, Answered{}}; });
  const auto missing = await_receivers(world, {place("http://a.test/")}, 3s);
  ASSERT_TRUE(missing);
  EXPECT_EQ(std::get<TimedOut>(missing->ending).where, "connecting");
  EXPECT_EQ(world.now(), 3s);
}

TEST(AwaitReceivers, GivesUpAtOnceWhereNothingMayBeSent) {
  VirtualWorld world([&](const Posting&) {
    return VirtualWorld::Reply{1ms, Unreachable{Unreachable::Why::NotAllowed, "not allowed"}};
  });
  EXPECT_TRUE(await_receivers(world, {place("http://a.test/")}, 10s));
  EXPECT_EQ(world.now(), 1ms);
}

TEST(AwaitReceivers, EndsWhereItIsInterrupted) {
  VirtualWorld world([&](const Posting&) { return VirtualWorld::Reply{0ms, kRefused}; });
  world.interrupt_at(70ms);
  EXPECT_FALSE(await_receivers(world, {place("http://a.test/")}, 10s));
  EXPECT_EQ(world.now(), 70ms);
}

TEST(AwaitReceivers, ConnectsAndAsksNothing) {
  std::string heard = "nothing came, not even the end";
  ScriptedReceiver receiver({[&](Peer& peer) { heard = peer.hear(1); }});
  SocketWorld world(TargetRule{}, SocketOptions{});
  EXPECT_FALSE(await_receivers(world, {place(receiver.url())}, 60s));
  while (receiver.connections() == 0) std::this_thread::yield();
  receiver.take_down();
  EXPECT_EQ(heard, "");
}

TEST(AwaitReceivers, SaysWhatCameOfTheLastTryOnRealSockets) {
  SocketWorld world(TargetRule{}, SocketOptions{});
  const std::string url = "http://127.0.0.1:" + std::to_string(closed_port()) + "/";
  const auto missing = await_receivers(world, {place(url)}, 50ms);
  ASSERT_TRUE(missing);
  EXPECT_EQ(std::get<Unreachable>(missing->ending).why, Unreachable::Why::Refused);
}

TEST(AwaitReceivers, LeavesTheWorldAsItWas) {
  ScriptedReceiver receiver({always("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")});
  SocketWorld world(TargetRule{}, SocketOptions{});
  ASSERT_FALSE(await_receivers(world, {place(receiver.url())}, 60s));
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ");
}

}  // namespace
}  // namespace ensaio
