// The least that a receiver can do: reads a request by its content-length, answers 200, forgets it.
// One thread, epoll, keep-alive. What is left of a callback's cost is the sender's.
//
// Usage: null_receiver [PORT]   prints "listening on 127.0.0.1:PORT" once it accepts, and at
// SIGTERM, which ends it, "N requests".

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace {

constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

volatile std::sig_atomic_t ended = 0;

/// The length of the first request in `bytes`, nothing while it is not whole.
std::optional<std::size_t> request_length(std::string_view bytes) {
  const std::size_t head = bytes.find("\r\n\r\n");
  if (head == std::string_view::npos) return std::nullopt;
  constexpr std::string_view kName = "\r\ncontent-length:";
  std::size_t body = 0;
  for (std::size_t at = bytes.find("\r\n"); at < head; at = bytes.find("\r\n", at + 2)) {
    if (strncasecmp(bytes.data() + at, kName.data(), kName.size()) != 0) continue;
    const char* digits = bytes.data() + at + kName.size();
    while (*digits == ' ') ++digits;
    std::from_chars(digits, bytes.data() + head, body);
  }
  const std::size_t length = head + 4 + body;
  return bytes.size() >= length ? std::optional(length) : std::nullopt;
}

/// Answers every whole request in `pending`, and counts it. False where the connection is to be
/// closed.
bool serve(int fd, std::string& pending, std::uint64_t& count) {
  std::array<char, 65536> chunk;  // NOLINT(cppcoreguidelines-pro-type-member-init): read into.
  const ssize_t got = recv(fd, chunk.data(), chunk.size(), 0);
  if (got <= 0) return false;
  pending.append(chunk.data(), static_cast<std::size_t>(got));
  std::string answers;
  while (const auto length = request_length(pending)) {
    pending.erase(0, *length);
    answers += kAnswer;
    ++count;
  }
  return answers.empty() || send(fd, answers.data(), answers.size(), MSG_NOSIGNAL) ==
                                static_cast<ssize_t>(answers.size());
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
  if (bind(fd, generic, size) != 0 || listen(fd, 1024) != 0) {
    std::perror("null_receiver");
    std::exit(1);
  }
  getsockname(fd, generic, &size);
  std::printf("listening on 127.0.0.1:%d\n", ntohs(address.sin_port));
  std::fflush(stdout);
  return fd;
}

void watch(int epoll, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

}  // namespace

int main(int argc, char** argv) {
  struct sigaction ending {};  // Without SA_RESTART: it wakes epoll_wait().
  ending.sa_handler = [](int) { ended = 1; };
  sigaction(SIGTERM, &ending, nullptr);
  std::uint64_t count = 0;
  const int listener = listening(static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 0));
  const int epoll = epoll_create1(EPOLL_CLOEXEC);
  watch(epoll, listener);
  std::unordered_map<int, std::string> pending;
  std::array<epoll_event, 256> events{};
  while (ended == 0) {
    const int ready = epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 1000);
    for (int i = 0; i < ready; ++i) {
      const int fd = events.at(static_cast<std::size_t>(i)).data.fd;
      if (fd == listener) {
        const int accepted = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (accepted < 0) continue;
        const int on = 1;
        setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        watch(epoll, accepted);
      } else if (!serve(fd, pending[fd], count)) {
        pending.erase(fd);
        close(fd);
      }
    }
  }
  std::printf("%llu requests\n", static_cast<unsigned long long>(count));
}
