#pragma once

#include <memory>
#include <string>
#include <utility>

#include "bench/load/load_metrics.hpp"
#include "mock_api/http_server.hpp"
#include "simulator/base/result.hpp"

namespace ensaio {

/// Says what came of a load so far to whoever asks for /metrics, as long as it lives.
class MetricsServer {
 public:
  /// `address`: "127.0.0.1:9100", ":0" for any free port of loopback. `metrics` must outlive it.
  /// Error: it is none, or is taken.
  static Result<std::unique_ptr<MetricsServer>> listen(const std::string& address,
                                                       const LoadMetrics& metrics);

  /// "http://127.0.0.1:9100/metrics".
  std::string url() const { return server_->url() + "/metrics"; }
  /// Nobody but this machine can ask.
  bool is_loopback() const { return loopback_; }

 private:
  MetricsServer(std::unique_ptr<HttpServer> server, bool loopback)
      : server_(std::move(server)), loopback_(loopback) {}

  std::unique_ptr<HttpServer> server_;
  bool loopback_;
};

}  // namespace ensaio
