#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "mock_api/http_server.hpp"
#include "tests/mock_api/raw_connection.hpp"

namespace ensaio {

/// What would be the next request, were the end of the one before it taken for another.
inline const std::string kSmuggled = "DELETE /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

/// A server that writes down what it hears, and answers as the test says; what did not come whole
/// it refuses.
class HttpBorder : public testing::Test {
 protected:
  using Replying = std::function<Reply(const Question& question)>;

  void serve(Replying replying, const HttpLimits& limits = {}) {
    const auto answering = [this, replying](const Question& question) {
      const auto broken = not_whole(question);
      const std::lock_guard lock(mutex_);
      (broken ? refused_ : heard_)
          .push_back(std::string(question.method) + " " + std::string(question.target) + " " +
                     std::string(broken ? broken->reason : question.body));
      if (broken) return Reply{.status = broken->status, .body = std::string(broken->reason)};
      return replying(question);
    };
    auto server = HttpServer::listen({"127.0.0.1", 0}, {}, answering, limits);
    ASSERT_TRUE(server) << server.error().message;
    server_ = *std::move(server);
  }
  void SetUp() override {
    serve([](const Question&) { return Reply{.body = "{}"}; });
  }

  RawConnection connection() const { return RawConnection(server_->url()); }
  /// All that is answered to `text`.
  std::string answer(const std::string& text) const {
    const RawConnection raw = connection();
    try {
      raw.send(text);
      raw.end_sending();                        // Or a server that expects more would wait for it.
    } catch (const Poco::Net::NetException&) {  // It has heard enough.
    }
    return raw.all_received();
  }
  bool has_heard() {
    const std::lock_guard lock(mutex_);
    return !heard_.empty();
  }
  /// What came whole. Also stops the server.
  std::vector<std::string> heard() {
    server_.reset();
    return heard_;
  }
  /// What did not, with the reason. Also stops the server.
  std::vector<std::string> refused() {
    server_.reset();
    return refused_;
  }

  std::mutex mutex_;
  std::vector<std::string> heard_;    // Guarded by the mutex.
  std::vector<std::string> refused_;  // The same.
  std::unique_ptr<HttpServer> server_;
};

}  // namespace ensaio
