#pragma once

#include <memory>
#include <string>

#include "mock_api/control_api.hpp"
#include "mock_api/http_server.hpp"
#include "mock_api/mock_core.hpp"
#include "simulator/base/result.hpp"

namespace ensaio {

struct MockApiSettings {
  ListenAddress address{};
  ServerTls tls{};
  MockCoreSettings core{};
  ControlSettings control{};
};

/// The mock API as a server: what stands where the provider stands, and its control API below
/// /_ensaio/. Listens until destroyed. Every member function may be called from any thread.
class MockApi {
 public:
  /// Error, in words: the address is taken, ...
  static Result<std::unique_ptr<MockApi>> listen(MockApiSettings settings);
  /// Stops at once: what is under way is abandoned.
  ~MockApi();
  MockApi(const MockApi&) = delete;
  MockApi& operator=(const MockApi&) = delete;

  /// "http://127.0.0.1:41234".
  std::string url() const { return server_->url(); }
  /// The certificate that clients are to trust, PEM; empty where it made none.
  const std::string& authority() const { return server_->authority(); }

  MockCore& core() { return core_; }

 private:
  explicit MockApi(MockApiSettings settings);

  MockCore core_;
  ControlApi control_;
  std::unique_ptr<HttpServer> server_;  // After what its threads use.
};

}  // namespace ensaio
