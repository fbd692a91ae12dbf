#include "tests/cli/receiver.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace ensaio {
namespace {

std::pair<int, std::uint16_t> bound_socket() {
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(made, reinterpret_cast<sockaddr*>(&address), sizeof(address));
  socklen_t length = sizeof(address);
  getsockname(made, reinterpret_cast<sockaddr*>(&address), &length);
  return {made, ntohs(address.sin_port)};
}

/// How long the first request in `text` is; 0 while it is not complete.
std::size_t request_length(const std::string& text) {
  const auto head = text.find("\r\n\r\n");
  if (head == std::string::npos) return 0;
  std::string lower = text.substr(0, head);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  const auto at = lower.find("content-length:");
  const std::size_t body =
      at == std::string::npos ? 0 : std::strtoul(lower.c_str() + at + 15, nullptr, 10);
  return text.size() >= head + 4 + body ? head + 4 + body : 0;
}

}  // namespace

Receiver::Receiver(Answer answer) : answer_(std::move(answer)) {
  std::tie(listening_, port_) = bound_socket();
  listen(listening_, 64);
  if (pipe2(stop_, O_CLOEXEC) != 0) std::abort();  // A child would keep it open.
  thread_ = std::thread([this] { serve(); });
}

Receiver::~Receiver() {
  close(stop_[1]);
  thread_.join();
  close(stop_[0]);
  close(listening_);
}

std::string Receiver::url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/hook"; }

std::vector<std::string> Receiver::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

std::vector<std::string> Receiver::bodies() const {
  std::vector<std::string> bodies;
  for (const std::string& request : requests()) {
    bodies.push_back(request.substr(request.find("\r\n\r\n") + 4));
  }
  return bodies;
}

void Receiver::await(std::size_t count) const {
  while (requests().size() < count) std::this_thread::yield();
}

void Receiver::serve() {
  std::vector<Connection> connections;
  while (true) {
    std::vector<pollfd> polled{{stop_[0], POLLIN, 0}, {listening_, POLLIN, 0}};
    for (const Connection& connection : connections)
      polled.push_back({connection.socket, POLLIN, 0});
    poll(polled.data(), polled.size(), -1);
    if (polled[0].revents != 0) break;
    for (std::size_t i = polled.size(); i-- > 2;) {
      if (polled[i].revents == 0 || hear(connections[i - 2])) continue;
      close(connections[i - 2].socket);
      connections.erase(connections.begin() + static_cast<std::ptrdiff_t>(i) - 2);
    }
    if (polled[1].revents != 0) {
      connections.push_back({accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC), ""});
    }
  }
  for (const Connection& connection : connections) close(connection.socket);
}

bool Receiver::hear(Connection& connection) {
  char piece[4096];
  const ssize_t got = recv(connection.socket, piece, sizeof(piece), 0);
  if (got <= 0) return false;
  connection.heard.append(piece, static_cast<std::size_t>(got));
  while (const std::size_t length = request_length(connection.heard)) {
    std::string text;
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(connection.heard.substr(0, length));
      text = answer_(requests_.size() - 1);
    }
    connection.heard.erase(0, length);
    send(connection.socket, text.data(), text.size(), MSG_NOSIGNAL);
  }
  return true;
}

std::string http_answer(int status, const std::string& body, const std::string& headers) {
  return "HTTP/1.1 " + std::to_string(status) +
         " x\r\ncontent-length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body;
}

Receiver::Answer always(int status, const std::string& body) {
  return [=](std::size_t) { return http_answer(status, body); };
}

std::string dead_url() {
  const auto [socket, port] = bound_socket();
  close(socket);
  return "http://127.0.0.1:" + std::to_string(port) + "/hook";
}

}  // namespace ensaio
