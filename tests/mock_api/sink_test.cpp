#include "mock_api/sink.hpp"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <Poco/URI.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/mock_api/raw_connection.hpp"

namespace ensaio {
namespace {

namespace net = Poco::Net;

struct Heard {
  int status = 0;
  std::string body{};
};

std::string read_status(const std::string& id) {
  return R"({"type":"MessageStatusCallback","status":"READ","ids":[")" + id + R"("]})";
}

Heard ask(net::HTTPClientSession& session, const std::string& method, const std::string& path,
          const std::string& body = "", bool chunked = false) {
  net::HTTPRequest request(method, path, net::HTTPMessage::HTTP_1_1);
  if (chunked) {
    request.setChunkedTransferEncoding(true);
  } else {
    request.setContentLength(static_cast<std::streamsize>(body.size()));
  }
  session.sendRequest(request) << body;
  net::HTTPResponse response;
  Heard heard;
  Poco::StreamCopier::copyToString(session.receiveResponse(response), heard.body);
  heard.status = static_cast<int>(response.getStatus());
  return heard;
}

/// On a connection of its own.
Heard asked_at(const std::string& url, const std::string& method, const std::string& path,
               const std::string& body = "") {
  const Poco::URI uri(url);
  net::HTTPClientSession session(uri.getHost(), uri.getPort());
  return ask(session, method, path, body);
}

/// One receiver for all tests here.
class SinkServer : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto listening = Sink::listen("127.0.0.1:0");
    ASSERT_TRUE(listening) << listening.error().message;
    sink_ = std::move(*listening);
  }
  static void TearDownTestSuite() { sink_.reset(); }
  void SetUp() override { ask(session(), "POST", "/reset"); }

  /// A connection that is kept alive as long as it lives.
  static net::HTTPClientSession& session() {
    static thread_local net::HTTPClientSession* kept = nullptr;
    static thread_local std::unique_ptr<net::HTTPClientSession> owner;
    const Poco::URI uri(sink_->url());
    if (kept == nullptr || kept->getPort() != uri.getPort()) {
      owner = std::make_unique<net::HTTPClientSession>(uri.getHost(), uri.getPort());
      owner->setKeepAlive(true);
      kept = owner.get();
    }
    return *kept;
  }

  static inline std::unique_ptr<Sink> sink_;
};

TEST_F(SinkServer, LearnsFromCallbacksAndTellsWhatItBelieves) {
  EXPECT_EQ(ask(session(), "POST", "/hook?token=x", read_status("m1")).status, 200);
  const Heard heard = ask(session(), "GET", "/messages/m1");
  EXPECT_EQ(heard.status, 200);
  EXPECT_EQ(heard.body, R"({"status":"READ","applied":1})");
  EXPECT_EQ(sink_->message("m1")->rung, Rung::Read);
  EXPECT_EQ(sink_->hearsay().callbacks, 1U);
}

TEST_F(SinkServer, DecodesThePath) {
  ask(session(), "POST", "/",
      R"({"type":"PresenceChatCallback","phone":"9@lid","status":"PAUSED"})");
  EXPECT_EQ(ask(session(), "GET", "/chats/9%40lid").body, R"({"presence":"PAUSED"})");
  EXPECT_EQ(sink_->presence("9@lid"), Presence::Paused);
}

TEST_F(SinkServer, TakesABodyInChunks) {
  EXPECT_EQ(ask(session(), "POST", "/hook", read_status("m1"), /*chunked=*/true).status, 200);
  EXPECT_TRUE(sink_->message("m1"));
}

TEST_F(SinkServer, TakesAMebibyteAndNoMore) {
  const std::string frame = R"({"a":""})";
  const std::string fits = R"({"a":")" + std::string((1U << 20U) - frame.size(), 'x') + R"("})";
  net::HTTPClientSession large(session().getHost(), session().getPort());
  EXPECT_EQ(ask(large, "POST", "/hook", fits).status, 200);
  EXPECT_EQ(ask(large, "POST", "/hook", fits + " ", /*chunked=*/true).status, 413);
}

TEST_F(SinkServer, RefusesALongBodyByItsAnnouncedLength) {
  const RawConnection connection(sink_->url());
  const std::string request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n";
  connection.send(request);
  const std::string answer = connection.received();
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 413 ")) << answer;
  EXPECT_NE(answer.find("Connection: Close"), std::string::npos) << answer;
}

TEST_F(SinkServer, DoesNotBelieveABodyThatBreaksOff) {
  const RawConnection connection(sink_->url());
  const std::string body = read_status("m1");
  const std::string request =
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size() + 1) +
      "\r\n\r\n" + body;
  connection.send(request);
  connection.end_sending();
  const std::string answer = connection.received();
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ")) << answer;
  EXPECT_FALSE(sink_->message("m1"));
}

TEST_F(SinkServer, HearsManyAtOnce) {
  std::vector<std::thread> tellers;
  for (int t = 0; t < 8; ++t) {
    tellers.emplace_back([t] {
      for (int k = 0; k < 25; ++k) {
        ask(session(), "POST", "/", read_status(std::to_string(t) + "-" + std::to_string(k)));
      }
    });
  }
  for (std::thread& teller : tellers) teller.join();
  EXPECT_EQ(sink_->hearsay().applied, 200U);
}

TEST_F(SinkServer, CountsACallbackWhoseTargetIsNoUri) {
  const RawConnection connection(sink_->url());
  const std::string request = "POST /%zz HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
  connection.send(request);
  const std::string answer = connection.received();
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 ")) << answer;
  EXPECT_EQ(sink_->hearsay().callbacks, 1U);
}

TEST_F(SinkServer, CannotListenWhereSomebodyElseDoes) {
  const auto second = Sink::listen(sink_->url().substr(std::string("http://").size()));
  ASSERT_FALSE(second);
  EXPECT_TRUE(second.error().message.ends_with(" is taken: another program listens there"))
      << second.error().message;
}

TEST(Sink, SaysWhatIsNoAddress) {
  for (const char* address : {"", "127.0.0.1", "127.0.0.1:port", "no such host:0"}) {
    EXPECT_FALSE(Sink::listen(address)) << address;
  }
}

TEST(Sink, SaysWhatIsNoAddressOfThisMachine) {
  const auto sink = Sink::listen("203.0.113.7:0");  // Belongs to documentation (RFC 5737).
  ASSERT_FALSE(sink);
  EXPECT_EQ(sink.error().message, "203.0.113.7 is no address of this machine");
}

std::unique_ptr<Sink> listening(SinkSettings settings, const std::string& address = "localhost:0") {
  auto sink = Sink::listen(address, std::move(settings));
  EXPECT_TRUE(sink) << sink.error().message;
  return sink ? *std::move(sink) : nullptr;
}

SinkSettings answering(const char* words) { return {.answers = *AnswerPlan::parse({words}, 7)}; }

TEST(Sink, AnswersAsToldAndCountsWhatItFailed) {
  const auto sink = listening(answering("503"));
  EXPECT_EQ(asked_at(sink->url(), "POST", "/hook", read_status("m1")).status, 503);
  EXPECT_FALSE(sink->message("m1"));
  EXPECT_EQ(sink->hearsay().failed, 1U);
  asked_at(sink->url(), "POST", "/reset");
  EXPECT_EQ(sink->hearsay().failed, 0U);
  EXPECT_EQ(sink->hearsay_ever().failed, 1U);
}

TEST(Sink, AnswersNotBeforeItsDelay) {
  constexpr auto kDelay = std::chrono::milliseconds(30);
  const auto sink = listening(answering("delay:30ms"));
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(asked_at(sink->url(), "POST", "/hook", read_status("m1")).status, 200);
  EXPECT_GE(std::chrono::steady_clock::now() - begun, kDelay);
}

TEST(Sink, HearsOthersWhileAnAnswerWaits) {
  const auto sink = listening(answering("delay:1h"));
  const RawConnection waiting(sink->url());
  waiting.send_callback(read_status("m1"));
  while (!sink->message("m1")) std::this_thread::yield();
  EXPECT_EQ(asked_at(sink->url(), "GET", "/messages/m1").status, 200);
}

/// Each is cut off, or the test ends in ctest's time limit.
TEST(Sink, StopsWithoutWaitingForAnybody) {
  auto sink = listening(answering("delay:1h"));
  const RawConnection silent(sink->url());
  const RawConnection kept(sink->url());
  kept.send("GET /stats HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(kept.received().starts_with("HTTP/1.1 200 "));
  const RawConnection halfway(sink->url());
  halfway.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
  const RawConnection delayed(sink->url());
  delayed.send_callback(read_status("m1"));
  while (!sink->message("m1")) std::this_thread::yield();
  sink->stop();
  EXPECT_EQ(kept.received(), "");
  EXPECT_EQ(delayed.received(), "");
  EXPECT_EQ(sink->hearsay().callbacks, 1U);
  EXPECT_EQ(sink->hearsay().refused, 0U);  // What it cut off itself was not heard.
}

TEST(Sink, AnswersOneAfterTheOtherWhereItHasARate) {
  SinkSettings settings{.answers = *AnswerPlan::parse({"rate:200/s"}, 1)};
  const auto sink = *Sink::listen("127.0.0.1:0", settings);
  const auto begin = std::chrono::steady_clock::now();
  std::vector<std::jthread> askers;
  for (int i = 0; i < 10; ++i) {
    askers.emplace_back([&sink] {
      EXPECT_EQ(asked_at(sink->url(), "POST", "/hook", read_status("m1")).status, 200);
    });
  }
  askers.clear();  // Waits for them.
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(50));
  EXPECT_EQ(sink->hearsay().callbacks, 10U);
}

}  // namespace
}  // namespace ensaio
