#pragma once

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <Poco/URI.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "mock_api/mock_api.hpp"
#include "mock_api/sink.hpp"

namespace ensaio {

inline constexpr const char* kTyping =
    "scenario: typing\nchats: [ana]\nsteps:\n  - composing: ana\n  - paused: ana\n";

/// What was answered.
struct ApiAnswer {
  int status = 0;
  std::string body{};
  std::string type{};

  nlohmann::json value() const { return nlohmann::json::parse(body); }
};

inline ApiAnswer ask(const std::string& url, const std::string& method,
                     const std::string& body = "", const std::string& type = "application/json",
                     const std::vector<std::pair<std::string, std::string>>& headers = {}) {
  const Poco::URI uri(url);
  Poco::Net::HTTPClientSession session(uri.getHost(), uri.getPort());
  Poco::Net::HTTPRequest request(method, uri.getPathAndQuery(), Poco::Net::HTTPMessage::HTTP_1_1);
  if (!body.empty()) request.setContentType(type);
  for (const auto& [name, value] : headers) request.set(name, value);
  request.setContentLength(static_cast<std::streamsize>(body.size()));
  session.sendRequest(request) << body;
  Poco::Net::HTTPResponse response;
  ApiAnswer said;
  Poco::StreamCopier::copyToString(session.receiveResponse(response), said.body);
  said.status = static_cast<int>(response.getStatus());
  said.type = response.getContentType();
  return said;
}

/// The mock API over real sockets, with the built-in receiver as the application's webhook.
class ServedMockApi : public testing::Test {
 protected:
  void serve(MockApiSettings settings = {}, Clock::Mode clock = Clock::Mode::Virtual) {
    settings.core.clock = {.mode = clock};
    settings.core.seed = settings.core.provider.seed = 7;
    auto listening = MockApi::listen(std::move(settings));
    ASSERT_TRUE(listening) << listening.error().message;
    api_ = *std::move(listening);
  }

  std::string call(const std::string& verb, const std::string& instance = "ABC") const {
    return api_->url() + "/instances/" + instance + "/token/T" + instance + "/" + verb;
  }
  std::string control(const std::string& path) const { return api_->url() + "/_ensaio/" + path; }

  ApiAnswer set_webhook(const std::string& kind, const std::string& instance = "ABC") {
    const std::string body = R"({"value":")" + sink_->url() + R"(/hook"})";
    return ask(call("update-webhook-" + kind, instance), "PUT", body);
  }
  ApiAnswer send(const std::string& phone, const std::string& instance = "ABC") const {
    return ask(call("send-text", instance), "POST",
               R"({"phone":")" + phone + R"(","message":"oi"})");
  }
  void await_quiet() const {
    const ApiAnswer quiet = ask(control("await?until=quiet:1ms&timeout=10s"), "GET");
    EXPECT_EQ(quiet.status, 200) << quiet.body;
    EXPECT_EQ(quiet.value().at("reached"), true);
  }
  /// The words of the callbacks that were told, in order.
  std::vector<std::string> told(const std::string& query = "") const {
    const nlohmann::json journal = ask(control("journal?direction=out" + query), "GET").value();
    std::vector<std::string> all;
    for (const nlohmann::json& entry : journal.at("entries")) {
      all.push_back(entry.at("attempt").at("callback").get<std::string>());
    }
    return all;
  }

  std::unique_ptr<Sink> sink_ = *Sink::listen("127.0.0.1:0");
  std::unique_ptr<MockApi> api_;
};

}  // namespace ensaio
