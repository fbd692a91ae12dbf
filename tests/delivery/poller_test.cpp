#include "simulator/delivery/poller.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <thread>

#include "simulator/delivery/stopwatch.hpp"

namespace ensaio {
namespace {

int not_there(int, epoll_event*, int, const timespec*, const sigset_t*) {
  errno = ENOSYS;
  return -1;
}

struct Pair {
  Pair() { EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0); }
  ~Pair() {
    close(ends[0]);
    close(ends[1]);
  }
  std::array<int, 2> ends{};
};

/// With the precise wait, and where the system has none.
class PollerInBothWays : public testing::TestWithParam<Poller::PreciseWait> {};

INSTANTIATE_TEST_SUITE_P(Waits, PollerInBothWays, testing::Values(nullptr, not_there));

TEST_P(PollerInBothWays, NeverEndsAWaitEarly) {
  Poller poller(GetParam());
  for (const Offset timeout : {Offset(1), Offset(300'000), Offset(1'700'000)}) {
    const Stopwatch watch;
    EXPECT_TRUE(poller.poll(timeout).empty());
    EXPECT_GE(watch.elapsed(), timeout);
  }
}

TEST_P(PollerInBothWays, DoesNotWaitForTheFuture) {
  Poller poller(GetParam());
  EXPECT_TRUE(poller.poll(Offset::zero()).empty());
  EXPECT_TRUE(poller.poll(Offset(-5)).empty());
}

TEST_P(PollerInBothWays, TellsAnEdgeOnce) {
  Poller poller(GetParam());
  const Pair pair;
  ASSERT_EQ(poller.add(pair.ends[0], 7), 0);
  auto events = poller.poll(Offset::max());
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].key, 7U);
  EXPECT_TRUE(events[0].writable);
  EXPECT_FALSE(events[0].readable);
  EXPECT_TRUE(poller.poll(Offset::zero()).empty());

  ASSERT_EQ(write(pair.ends[1], "x", 1), 1);
  events = poller.poll(Offset::max());
  ASSERT_EQ(events.size(), 1U);
  EXPECT_TRUE(events[0].readable);
  EXPECT_FALSE(events[0].closed);
  EXPECT_TRUE(poller.poll(Offset::zero()).empty());

  shutdown(pair.ends[1], SHUT_WR);
  events = poller.poll(Offset::max());
  ASSERT_EQ(events.size(), 1U);
  EXPECT_TRUE(events[0].closed);
}

TEST_P(PollerInBothWays, WakesFromAnotherThread) {
  Poller poller(GetParam());
  const std::jthread other([&] { poller.wake(); });
  EXPECT_TRUE(poller.poll(Offset::max()).empty());
}

TEST_P(PollerInBothWays, RemembersAWakeBeforeTheWait) {
  Poller poller(GetParam());
  errno = EDOM;
  poller.wake();
  EXPECT_EQ(errno, EDOM);  // It is called in signal handlers.
  EXPECT_TRUE(poller.poll(Offset::max()).empty());
}

TEST(Poller, SaysWhyADescriptorCannotBeWatched) {
  Poller poller;
  EXPECT_EQ(poller.add(-1, 1), EBADF);
}

}  // namespace
}  // namespace ensaio
