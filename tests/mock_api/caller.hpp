#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "mock_api/provider.hpp"

namespace ensaio {

/// When everything happens in these tests.
inline constexpr WallTime kCalledAt{std::chrono::milliseconds(1'700'000'000'000)};

/// A call as a client writes it.
struct WrittenCall {
  std::string method{};
  std::string target{};
  std::string body{};
  std::vector<Header> headers{{"Content-Type", "application/json"}};
};

/// Makes calls to a provider.
class Caller {
 public:
  explicit Caller(ProviderSettings settings = {}) : provider(std::move(settings)) {}

  ProviderAnswer call(const WrittenCall& written) {
    Question question{.method = written.method, .target = written.target};
    question.body = written.body;
    question.headers = written.headers;
    return provider.call(question, kCalledAt);
  }
  /// Below /instances/I1/token/T1/.
  ProviderAnswer zapi(const std::string& method, const std::string& verb,
                      const std::string& body = "") {
    return call({method, "/instances/I1/token/T1/" + verb, body});
  }
  /// Below /api/, of the account P1.
  ProviderAnswer plugchat(const std::string& method, const std::string& path,
                          const std::string& body = "") {
    return call({method,
                 "/api/" + path,
                 body,
                 {{"Content-Type", "application/json"}, {"Authorization", "P1"}}});
  }
  /// The URL registered, "-" where there is none.
  std::string url(Kind kind, const std::string& instance = "I1") const {
    const std::string* const found = provider.webhook(instance, kind);
    return found == nullptr ? "-" : *found;
  }

  Provider provider;
};

}  // namespace ensaio
