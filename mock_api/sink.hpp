#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "mock_api/answer_plan.hpp"
#include "mock_api/belief.hpp"
#include "mock_api/http_server.hpp"
#include "simulator/base/result.hpp"

namespace ensaio {

struct SinkSettings {
  AnswerPlan answers{};
  ServerTls tls{};
};

/// The built-in receiver as a server: correct, small, for `sink`, `demo` and for tests. It answers
/// what receiver.hpp says. Listens until stopped.
/// Every member function but stop() may be called from any thread.
class Sink {
 public:
  /// Listens on `address`, "127.0.0.1:0" for any free port there. Error: the address is none, or
  /// is taken.
  static Result<std::unique_ptr<Sink>> listen(const std::string& address,
                                              SinkSettings settings = {});
  /// Stops it.
  ~Sink();
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  /// Stops at once, and waits for its threads. What it believes stays, and grows no more.
  void stop() { server_.reset(); }

  /// "http://127.0.0.1:41234". Requires that it was not stopped.
  std::string url() const;
  /// The certificate that clients are to trust, PEM; empty where it made none. Requires the same.
  const std::string& authority() const;

  /// What it believes now: see Belief.
  std::optional<MessageBelief> message(std::string_view id) const;
  std::optional<Presence> presence(std::string_view phone) const;
  Hearsay hearsay() const;
  Hearsay hearsay_ever() const;

 private:
  struct Shared;
  Sink();
  std::unique_ptr<Shared> shared_;
  std::unique_ptr<HttpServer> server_;  // After what its threads use.
};

}  // namespace ensaio
