#include <Poco/Net/Context.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/URI.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "mock_api/http_server.hpp"
#include "tests/mock_api/raw_connection.hpp"

// The border over TLS, where it differs below.

namespace ensaio {
namespace {

namespace net = Poco::Net;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

/// A connection over TLS that trusts anybody.
class SecretConnection {
 public:
  explicit SecretConnection(const std::string& url)
      : socket_(net::SocketAddress(Poco::URI(url).getHost(), Poco::URI(url).getPort()), anybody()) {
    socket_.setReceiveTimeout(Poco::Timespan(20, 0));
  }

  void send(const std::string& text) {
    socket_.sendBytes(text.data(), static_cast<int>(text.size()));
  }
  /// All that comes until the connection ends; with "<broken>" behind it where it ends badly.
  std::string all_received() {
    std::string all;
    try {
      for (std::string piece(4096, '\0');; all += piece.substr(0, heard_)) {
        const int count = socket_.receiveBytes(piece.data(), 4096);
        if (count <= 0) return all;
        heard_ = static_cast<std::size_t>(count);
      }
    } catch (const net::NetException&) {
      return all + "<broken>";
    }
  }
  /// The next bytes.
  std::string received() {
    std::string piece(4096, '\0');
    piece.resize(static_cast<std::size_t>(socket_.receiveBytes(piece.data(), 4096)));
    return piece;
  }

 private:
  static net::Context::Ptr anybody() {
    net::Context::Params params;
    params.verificationMode = net::Context::VERIFY_NONE;
    return new net::Context(net::Context::TLS_CLIENT_USE, params);
  }

  net::SecureStreamSocket socket_;
  std::size_t heard_ = 0;
};

class SecretBorder : public testing::Test {
 protected:
  void serve(const Reply& reply, const HttpLimits& limits = {}) {
    const auto answering = [reply](const Question& question) {
      if (const auto broken = not_whole(question)) {
        return Reply{.status = broken->status, .body = std::string(broken->reason)};
      }
      return question.path == "/well" ? Reply{.body = "{}"} : reply;
    };
    auto server = HttpServer::listen({"127.0.0.1", 0}, {.how = Tls::SelfMade}, answering, limits);
    ASSERT_TRUE(server) << server.error().message;
    server_ = *std::move(server);
  }
  std::string answer(const std::string& text) const {
    SecretConnection secret(server_->url());
    secret.send(text);
    return secret.all_received();
  }
  void expect_well() const {
    EXPECT_THAT(answer("GET /well HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                StartsWith("HTTP/1.1 200 "));
  }

  std::unique_ptr<HttpServer> server_;
};

const std::string kAsked = "GET /ill HTTP/1.1\r\nHost: x\r\n\r\n";

TEST_F(SecretBorder, MisbehavesAsTold) {
  serve({.breakage = Breakage::Empty});
  EXPECT_EQ(answer(kAsked), "") << "It says goodbye.";
  serve({.breakage = Breakage::Reset});
  EXPECT_EQ(answer(kAsked), "<broken>") << "It does not.";
  expect_well();
  serve({.breakage = Breakage::Garbage});
  EXPECT_THAT(answer(kAsked), StartsWith("\x16garbage"));
  serve({.body = "{\"a\":1}", .dribble = 10us});
  EXPECT_THAT(answer("GET /ill HTTP/1.1\r\nConnection: close\r\n\r\n"),
              testing::EndsWith("\r\n\r\n{\"a\":1}"));
}

TEST_F(SecretBorder, RefusesAsItDoesInTheOpen) {
  serve({}, {.rest = 100ms});
  EXPECT_THAT(answer("GET /\r\n"), StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(
      answer("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n{}" + kAsked),
      StartsWith("HTTP/1.1 400 "));
  const std::string body(2U << 20U, 'x');
  EXPECT_THAT(answer("POST / HTTP/1.1\r\nContent-Length: " + std::to_string(body.size()) +
                     "\r\n\r\n" + body),
              StartsWith("HTTP/1.1 413 "));
}

TEST_F(SecretBorder, HearsRequestsThatComeInOnePiece) {
  serve({.body = "{}"});
  SecretConnection secret(server_->url());
  secret.send(kAsked + kAsked + "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
  std::string all = secret.all_received();
  for (int count = 0; count < 3; ++count) {
    const auto at = all.rfind("HTTP/1.1 200 ");
    ASSERT_NE(at, std::string::npos) << count;
    all.resize(at);
  }
}

TEST_F(SecretBorder, AnswersWhoIsTooSlow) {
  serve({}, {.head = 50ms, .rest = 50ms});
  EXPECT_THAT(answer("GET / HT"), HasSubstr("the head did not come within 0.05 s"));
  expect_well();
}

TEST_F(SecretBorder, LeavesWhoShakesNoHands) {
  serve({}, {.idle = 50ms});
  const RawConnection silent(server_->url());
  EXPECT_THAT(silent.all_received(), testing::AnyOf("", "<reset>"));
  const RawConnection halfway(server_->url());
  halfway.send(std::string("\x16\x03\x01\x02\x00\x01\x00", 7));
  halfway.all_received();  // Or it would throw a time-out.
}

TEST_F(SecretBorder, GoesOnWhereAClientIsGoneInTheMiddle) {
  serve({.body = std::string(100, 'x'), .dribble = 100us});
  for (int count = 0; count < 5; ++count) {
    SecretConnection secret(server_->url());
    secret.send(kAsked);
    secret.received();
  }
  expect_well();
}

}  // namespace
}  // namespace ensaio
