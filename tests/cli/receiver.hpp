#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace ensaio {

/// A receiver for tests on a free port of 127.0.0.1: one thread, keep-alive, every request kept.
class Receiver {
 public:
  /// Says the whole answer to the `number`-th request, counted from 0. An empty one is never sent:
  /// the sender waits.
  using Answer = std::function<std::string(std::size_t number)>;

  explicit Receiver(Answer answer);
  ~Receiver();
  Receiver(const Receiver&) = delete;
  Receiver& operator=(const Receiver&) = delete;

  std::string url() const;  ///< "http://127.0.0.1:41234/hook"

  // From any thread.
  std::vector<std::string> requests() const;
  std::vector<std::string> bodies() const;
  /// Waits until so many requests are there.
  void await(std::size_t count) const;

 private:
  struct Connection {
    int socket = -1;
    std::string heard{};
  };
  void serve();
  bool hear(Connection& connection);

  Answer answer_;
  int listening_ = -1;
  int stop_[2] = {-1, -1};
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

/// "HTTP/1.1 500 x" with a body.
std::string http_answer(int status, const std::string& body = "", const std::string& headers = "");

/// Always the same answer.
Receiver::Answer always(int status, const std::string& body = "");

/// A URL of this machine at which nothing listens.
std::string dead_url();

}  // namespace ensaio
