// The least that a receiver can do: reads a request by its content-length, answers 200, forgets it.
// One thread, epoll, keep-alive. What is left of a callback's cost is the sender's.
//
// Usage: null_receiver [PORT] [--delay MS] [--fail PERCENT] [--reset PERCENT]
//   --delay  answers each request so much later; the connection takes others meanwhile
//   --fail   answers 500 to so many of the requests that it heard
//   --reset  resets the connection, instead of an answer, after so many of them
// Which ones is drawn from their number. Prints "listening on 127.0.0.1:PORT" once it accepts, and
// at SIGTERM, which ends it, "N requests: N answered 200, N answered 500, N reset".

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "bench/null_request.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kOk = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
constexpr std::string_view kError =
    "HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n";

volatile std::sig_atomic_t ended = 0;

struct Habits {
  std::uint16_t port = 0;
  std::chrono::milliseconds delay{};
  double fail_percent = 0;
  double reset_percent = 0;
};

struct Counts {
  std::uint64_t requests = 0;
  std::uint64_t ok = 0;
  std::uint64_t failed = 0;
  std::uint64_t reset = 0;
};

/// From 0 to below 100, the same for each `number`: the mixing of SplitMix64.
double drawn_percent(std::uint64_t number) {
  std::uint64_t mixed = number * 0x9e3779b97f4a7c15U;
  mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
  return static_cast<double>((mixed ^ (mixed >> 31U)) >> 11U) * 0x1p-53 * 100;
}

bool sent(int fd, std::string_view bytes) {
  return send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

class Receiver {
 public:
  Receiver(int epoll, const Habits& habits) : epoll_(epoll), habits_(habits) {}

  void accept_one(int listener) {
    const int fd = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) return;
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = fd;
    epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
    connections_[fd].number = ++accepted_;
  }

  void serve(int fd) {
    const auto found = connections_.find(fd);
    if (found == connections_.end() || read_and_answer(fd, found->second)) return;
    connections_.erase(found);
    close(fd);
  }

  /// Sends the answers that are due. Says how long the next one waits, in milliseconds, rounded up.
  int answer_due() {
    const Clock::time_point now = Clock::now();
    for (; !due_.empty() && due_.front().at <= now; due_.pop_front()) {
      const Due& one = due_.front();
      const auto found = connections_.find(one.fd);
      if (found == connections_.end() || found->second.number != one.connection) continue;
      sent(one.fd, one.answer);  // Where it fails, the next reading says so.
    }
    if (due_.empty()) return 1000;
    return static_cast<int>(
        std::chrono::ceil<std::chrono::milliseconds>(due_.front().at - now).count());
  }

  const Counts& counts() const { return counts_; }

 private:
  struct Connection {
    std::uint64_t number = 0;  ///< Tells apart those that had the same descriptor.
    std::string pending{};
  };
  struct Due {
    Clock::time_point at{};
    int fd = -1;
    std::uint64_t connection = 0;
    std::string_view answer{};
  };

  /// False where the connection is to be closed.
  bool read_and_answer(int fd, Connection& connection) {
    std::array<char, 65536> chunk;  // NOLINT(cppcoreguidelines-pro-type-member-init): read into.
    const ssize_t got = recv(fd, chunk.data(), chunk.size(), 0);
    if (got <= 0) return false;
    connection.pending.append(chunk.data(), static_cast<std::size_t>(got));
    std::string now;
    while (const auto length = ensaio::request_length(connection.pending)) {
      connection.pending.erase(0, *length);
      const double drawn = drawn_percent(++counts_.requests);
      if (drawn < habits_.reset_percent) return reset(fd);
      const bool fails = drawn < habits_.reset_percent + habits_.fail_percent;
      ++(fails ? counts_.failed : counts_.ok);
      const std::string_view answer = fails ? kError : kOk;
      if (habits_.delay.count() == 0) {
        now += answer;
      } else {
        due_.push_back({Clock::now() + habits_.delay, fd, connection.number, answer});
      }
    }
    return now.empty() || sent(fd, now);
  }

  /// Closing then sends a reset.
  bool reset(int fd) {
    ++counts_.reset;
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    return false;
  }

  const int epoll_;
  const Habits habits_;
  std::unordered_map<int, Connection> connections_;
  std::uint64_t accepted_ = 0;
  std::deque<Due> due_;  // All wait equally long, so the first is due first.
  Counts counts_;
};

[[noreturn]] void give_up(const char* why) {
  std::perror(why);
  std::exit(1);
}

int listening(std::uint16_t port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);  // NOLINT: what the socket calls want.
  if (bind(fd, generic, size) != 0 || listen(fd, 1024) != 0) give_up("null_receiver");
  getsockname(fd, generic, &size);
  std::printf("listening on 127.0.0.1:%d\n", ntohs(address.sin_port));
  std::fflush(stdout);
  return fd;
}

Habits habits_of(int argc, char** argv) {
  Habits habits;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : "0";
    if (word == "--delay") {
      habits.delay = std::chrono::milliseconds(std::atoi(value));
    } else if (word == "--fail") {
      habits.fail_percent = std::atof(value);
    } else if (word == "--reset") {
      habits.reset_percent = std::atof(value);
    } else {
      habits.port = static_cast<std::uint16_t>(std::atoi(argv[i]));
      continue;
    }
    ++i;
  }
  return habits;
}

}  // namespace

int main(int argc, char** argv) {
  struct sigaction ending {};  // Without SA_RESTART: it wakes epoll_wait().
  ending.sa_handler = [](int) { ended = 1; };
  sigaction(SIGTERM, &ending, nullptr);
  const Habits habits = habits_of(argc, argv);
  const int epoll = epoll_create1(EPOLL_CLOEXEC);
  const int listener = listening(habits.port);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = listener;
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
  Receiver receiver(epoll, habits);
  std::array<epoll_event, 256> events{};
  while (ended == 0) {
    const int wait_ms = habits.delay.count() == 0 ? 1000 : receiver.answer_due();
    const int ready = epoll_wait(epoll, events.data(), static_cast<int>(events.size()), wait_ms);
    for (int i = 0; i < ready; ++i) {
      const int fd = events.at(static_cast<std::size_t>(i)).data.fd;
      if (fd == listener) {
        receiver.accept_one(listener);
      } else {
        receiver.serve(fd);
      }
    }
  }
  const Counts& counts = receiver.counts();
  const auto shown = [](std::uint64_t count) { return static_cast<unsigned long long>(count); };
  std::printf("%llu requests: %llu answered 200, %llu answered 500, %llu reset\n",
              shown(counts.requests), shown(counts.ok), shown(counts.failed), shown(counts.reset));
}
