#pragma once

#include <functional>
#include <memory>
#include <string>

#include "mock_api/http_limits.hpp"
#include "mock_api/http_message.hpp"
#include "mock_api/listen_address.hpp"
#include "mock_api/server_tls.hpp"
#include "simulator/base/result.hpp"

namespace ensaio {

/// An HTTP/1.1 server with a thread for each connection, at most 1024 (HttpLimits), more are
/// served in turn, and a warning on standard error says so once.
/// Listens until destroyed. Every member function may be called from any thread.
class HttpServer {
 public:
  /// Called from many threads at once.
  using Answering = std::function<Reply(const Question& question)>;

  /// Error, in words: the port is taken, the address is none of this machine's, ...
  static Result<std::unique_ptr<HttpServer>> listen(const ListenAddress& address,
                                                    const ServerTls& tls, Answering answering,
                                                    const HttpLimits& limits = {});
  /// Stops at once: what is under way ends without an answer. Waits for its threads.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// "http://127.0.0.1:41234", with the port that it has; where it listens at every address, one
  /// that this machine can connect to.
  std::string url() const;
  /// What clients are to trust, PEM; empty where it made no certificate.
  const std::string& authority() const;

 private:
  class Parts;
  explicit HttpServer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace ensaio
