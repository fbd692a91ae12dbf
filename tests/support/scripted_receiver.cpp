#include "tests/support/scripted_receiver.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace ensaio {
namespace {

struct Bound {
  int socket = -1;
  std::uint16_t port = 0;
};

/// A socket bound to a free port of `address`; -1 where the machine has no such address.
Bound bind_to(const std::string& address) {
  sockaddr_in6 six{};
  sockaddr_in four{};
  const bool is_six = address.find(':') != std::string::npos;
  six.sin6_family = AF_INET6;
  four.sin_family = AF_INET;
  inet_pton(is_six ? AF_INET6 : AF_INET, address.c_str(),
            is_six ? static_cast<void*>(&six.sin6_addr) : static_cast<void*>(&four.sin_addr));
  auto* where = is_six ? reinterpret_cast<sockaddr*>(&six) : reinterpret_cast<sockaddr*>(&four);
  socklen_t length = is_six ? sizeof six : sizeof four;
  Bound bound;
  bound.socket = socket(where->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bound.socket < 0) return bound;
  if (bind(bound.socket, where, length) != 0) {
    close(bound.socket);
    return {};
  }
  getsockname(bound.socket, where, &length);
  bound.port = ntohs(is_six ? six.sin6_port : four.sin_port);
  return bound;
}

std::size_t content_length(std::string_view head) {
  constexpr std::string_view kName = "content-length: ";
  const auto at = head.find(kName);
  if (at == std::string_view::npos) return 0;
  return std::strtoul(std::string(head.substr(at + kName.size(), 20)).c_str(), nullptr, 10);
}

}  // namespace

std::string next_request(std::string& heard, const std::function<bool()>& more) {
  std::size_t end = std::string::npos;
  while ((end = heard.find("\r\n\r\n")) == std::string::npos) {
    if (!more()) return {};
  }
  end += 4;
  end += content_length(std::string_view(heard).substr(0, end));
  while (heard.size() < end && more()) {
  }
  std::string first = heard.substr(0, end);
  heard.erase(0, end);
  return first;
}

bool Peer::hear_more() {
  std::array<char, 65536> buffer{};
  const auto count = socket_ < 0 ? 0 : recv(socket_, buffer.data(), buffer.size(), 0);
  if (count <= 0) return false;
  heard_.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

std::string Peer::hear(std::size_t count) {
  while (heard_.size() < count && hear_more()) {
  }
  std::string first = heard_.substr(0, count);
  heard_.erase(0, count);
  return first;
}

std::string Peer::hear_some() {
  if (heard_.empty()) hear_more();
  return std::exchange(heard_, {});
}

std::string Peer::hear_request() {
  return next_request(heard_, [this] { return hear_more(); });
}

char Peer::see() {
  char first = 0;
  if (socket_ >= 0) recv(socket_, &first, 1, MSG_PEEK);
  return first;
}

void Peer::say(std::string_view bytes) {
  while (socket_ >= 0 && !bytes.empty()) {
    const auto count = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void Peer::say_byte_by_byte(std::string_view bytes) {
  for (; !bytes.empty(); bytes.remove_prefix(1)) say(bytes.substr(0, 1));
}

void Peer::hear_end() {
  while (hear_more()) heard_.clear();
}

void Peer::close() {
  const std::lock_guard lock(mutex_);
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

void Peer::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close();
}

void Peer::take_down() {
  const std::lock_guard lock(mutex_);
  if (socket_ >= 0) shutdown(socket_, SHUT_RDWR);
}

ScriptedReceiver::ScriptedReceiver(std::vector<Script> scripts, const std::string& address)
    : scripts_(std::move(scripts)), address_(address) {
  const Bound bound = bind_to(address);
  listener_ = bound.socket;
  port_ = bound.port;
  listen(listener_, 1024);
  acceptor_ = std::jthread([this] { accept_all(); });
}

ScriptedReceiver::~ScriptedReceiver() {
  take_down();
  ::close(listener_);
}

void ScriptedReceiver::take_down() {
  shutdown(listener_, SHUT_RDWR);
  if (acceptor_.joinable()) acceptor_.join();
  for (Peer& peer : peers_) peer.take_down();
  players_.clear();
}

void ScriptedReceiver::accept_all() {
  for (;;) {
    const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const std::lock_guard lock(mutex_);
    const std::size_t number = std::min(peers_.size(), scripts_.size() - 1);
    Peer& peer = peers_.emplace_back(socket);
    players_.emplace_back([&peer, &script = scripts_[number]] {
      script(peer);
      peer.close();
    });
  }
}

std::string ScriptedReceiver::url() const {
  const bool is_six = address_.find(':') != std::string::npos;
  const std::string host = is_six ? "[" + address_ + "]" : address_;
  return "http://" + host + ":" + std::to_string(port_) + "/hook";
}

std::size_t ScriptedReceiver::connections() const {
  const std::lock_guard lock(mutex_);
  return peers_.size();
}

ScriptedReceiver::Script always(std::string answer) {
  return [answer = std::move(answer)](Peer& peer) {
    while (!peer.hear_request().empty()) peer.say(answer);
  };
}

FullReceiver::FullReceiver() {
  const Bound bound = bind_to("127.0.0.1");
  listener_ = bound.socket;
  port_ = bound.port;
  listen(listener_, 0);  // Linux queues one more than it is told.
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(port_);
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  for (int i = 0; i < 2; ++i) {
    queued_.push_back(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    connect(queued_.back(), reinterpret_cast<sockaddr*>(&where), sizeof where);
  }
}

FullReceiver::~FullReceiver() {
  for (const int socket : queued_) ::close(socket);
  ::close(listener_);
}

std::uint16_t closed_port() {
  const Bound bound = bind_to("127.0.0.1");
  close(bound.socket);
  return bound.port;
}

bool has_ipv6() {
  const Bound bound = bind_to("::1");
  if (bound.socket >= 0) close(bound.socket);
  return bound.socket >= 0;
}

}  // namespace ensaio
