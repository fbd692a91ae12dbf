#include "mock_api/notice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <vector>

#include "tests/mock_api/served.hpp"

namespace ensaio {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Whoever reads what the mock API notices.
class Noticed : public ServedMockApi {
 protected:
  void serve_and_listen() {
    MockApiSettings settings;
    settings.core.warn = [this](const std::string& line) {
      const std::lock_guard lock(mutex_);
      lines_.push_back(line);
    };
    serve(std::move(settings));
  }
  std::vector<std::string> lines() {
    const std::lock_guard lock(mutex_);
    return lines_;
  }
  json last_entry() const {
    return ask(control("journal?direction=in"), "GET").value().at("entries").back();
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;  // Guarded by the mutex.
};

TEST_F(Noticed, IsAWebhookThatTheRealProviderRefuses) {
  serve_and_listen();
  EXPECT_EQ(set_webhook("delivery").status, 200);
  ASSERT_EQ(lines().size(), 1U);
  EXPECT_THAT(lines()[0], HasSubstr("PUT /instances/{id}/token/{token}/update-webhook-delivery: "
                                    "http://127.0.0.1:"));
  EXPECT_THAT(lines()[0], HasSubstr("is not HTTPS: the real provider takes no such webhook"));
  EXPECT_THAT(last_entry().at("warning").get<std::string>(), HasSubstr("is not HTTPS"));
}

TEST_F(Noticed, IsASendThatNoDocumentationHasThoughItIsAnswered) {
  serve_and_listen();
  const ApiAnswer said =
      ask(call("send-txt"), "POST", R"({"phone":"5544999990009","message":"oi"})");
  EXPECT_EQ(said.status, 200);
  EXPECT_TRUE(said.value().contains("messageId"));
  EXPECT_THAT(lines(), ElementsAre("POST /instances/{id}/token/{token}/send-txt: did you mean "
                                   "send-text?"));
  EXPECT_EQ(last_entry().at("near_miss"), "did you mean send-text?");
}

TEST_F(Noticed, IsAPathThatIsNearAKnownOneTheSameForEveryInstance) {
  serve_and_listen();
  ask(call("update-webhook-status", "A") + "?x=1", "PUT", "{}");
  ask(call("update-webhook-status", "B"), "PUT", "{}");
  ASSERT_EQ(lines().size(), 2U);
  EXPECT_EQ(lines()[0], lines()[1]);
}

TEST_F(Noticed, IsNothingWhereAllIsWell) {
  serve_and_listen();
  ask(call("me"), "GET");
  send("5544999990009");
  EXPECT_THAT(lines(), IsEmpty());
  EXPECT_FALSE(last_entry().contains("warning"));
}

}  // namespace
}  // namespace ensaio
