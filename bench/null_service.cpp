#include "bench/null_service.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "bench/null_request.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
constexpr std::string_view kLastAnswer =
    "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

struct NullConnection {
  std::string pending{};
  bool closes = false;
};

/// Answers every whole request that is pending, and counts it. False where the connection is to be
/// closed.
bool serve(int fd, NullConnection& connection, std::uint64_t& count) {
  std::array<char, 65536> chunk;  // NOLINT(cppcoreguidelines-pro-type-member-init): read into.
  const ssize_t got = recv(fd, chunk.data(), chunk.size(), 0);
  if (got <= 0) return false;
  connection.pending.append(chunk.data(), static_cast<std::size_t>(got));
  std::string answers;
  while (const auto length = request_length(connection.pending)) {
    connection.pending.erase(0, *length);
    answers += connection.closes ? kLastAnswer : kAnswer;
    ++count;
    if (connection.closes) break;
  }
  if (answers.empty()) return true;
  const ssize_t sent = send(fd, answers.data(), answers.size(), MSG_NOSIGNAL);
  return sent == static_cast<ssize_t>(answers.size()) && !connection.closes;
}

void watch(int epoll, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

class NullService {
 public:
  explicit NullService(const std::vector<NullListener>& listeners)
      : listeners_(listeners), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
    for (const NullListener& listener : listeners_) watch(epoll_, listener.socket);
  }
  ~NullService() { close(epoll_); }
  NullService(const NullService&) = delete;
  NullService& operator=(const NullService&) = delete;

  void look() {
    std::array<epoll_event, 256> events{};
    const int ready = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 1000);
    for (int i = 0; i < ready; ++i) {
      const int fd = events.at(static_cast<std::size_t>(i)).data.fd;
      const auto listener = std::ranges::find(listeners_, fd, &NullListener::socket);
      if (listener != listeners_.end()) {
        accept(*listener);
      } else if (!serve(fd, connections_[fd], count_)) {
        connections_.erase(fd);
        close(fd);
      }
    }
  }

  std::uint64_t count() const { return count_; }

 private:
  void accept(const NullListener& listener) {
    const int accepted = accept4(listener.socket, nullptr, nullptr, SOCK_CLOEXEC);
    if (accepted < 0) return;
    const int on = 1;
    setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connections_[accepted] = {.closes = listener.closes};
    watch(epoll_, accepted);
  }

  const std::vector<NullListener>& listeners_;
  const int epoll_;
  std::unordered_map<int, NullConnection> connections_{};
  std::uint64_t count_ = 0;
};

}  // namespace

NullListener null_listener(std::uint16_t port, bool closes) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);  // NOLINT: what the socket calls want.
  if (fd < 0 || bind(fd, generic, size) != 0 || listen(fd, 1024) != 0) {
    if (fd >= 0) close(fd);
    return {};
  }
  getsockname(fd, generic, &size);
  return {.socket = fd, .port = ntohs(address.sin_port), .closes = closes};
}

std::uint64_t serve_nothing(const std::vector<NullListener>& listeners,
                            const volatile std::sig_atomic_t& ended) {
  NullService service(listeners);
  while (ended == 0) service.look();
  return service.count();
}

}  // namespace ensaio
