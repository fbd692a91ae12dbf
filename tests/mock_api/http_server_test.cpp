#include "mock_api/http_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/mock_api/raw_connection.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// A server that writes down what it hears, and answers as the test says.
class HttpBorder : public testing::Test {
 protected:
  using Replying = std::function<Reply(const Question& question)>;

  void serve(Replying replying) {
    auto server =
        HttpServer::listen({"127.0.0.1", 0}, Tls::None, [this, replying](const Question& question) {
          const std::lock_guard lock(mutex_);
          heard_.push_back(std::string(question.method) + " " + std::string(question.target) + " " +
                           std::string(question.body));
          return replying(question);
        });
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
  /// Also stops the server.
  std::vector<std::string> heard() {
    server_.reset();
    return heard_;
  }

  std::mutex mutex_;
  std::vector<std::string> heard_;  // Guarded by the mutex.
  std::unique_ptr<HttpServer> server_;
};

/// What would be the next request, were the end of the one before it taken for another.
const std::string kSmuggled = "DELETE /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

TEST_F(HttpBorder, RefusesWhatHasNoCertainEndAndHearsNothingBehindIt) {
  struct Row {
    const char* what;
    std::string head;
  };
  using namespace std::string_literals;
  const Row rows[] = {
      {"two lengths", "Content-Length: 0\r\nContent-Length: 41"},
      {"two equal lengths", "Content-Length: 0\r\nContent-Length: 0"},
      {"a length and chunks", "Content-Length: 41\r\nTransfer-Encoding: chunked"},
      {"chunks and a length", "Transfer-Encoding: chunked\r\nContent-Length: 41"},
      {"chunks twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"},
      {"another coding", "Transfer-Encoding: gzip, chunked"},
      {"a coding that is none", "Transfer-Encoding: xchunked"},
      {"a length that is a list", "Content-Length: 0, 0"},
      {"a length with a sign", "Content-Length: +0"},
      {"a negative length", "Content-Length: -1"},
      {"a length in hex", "Content-Length: 0x0"},
      {"a length that no number holds", "Content-Length: 99999999999999999999"},
      {"an empty length", "Content-Length:"},
      {"white space before the colon", "Content-Length : 41"},
      {"NUL in a value", "X-Y: a\0b"s},
      {"NUL in a name", "X\0Y: a"s},
      {"a carriage return alone", "X-Y: a\rContent-Length: 41"},
  };
  for (const Row& row : rows) {
    const std::string got =
        answer("POST /first HTTP/1.1\r\nHost: x\r\n" + row.head + "\r\n\r\n" + kSmuggled);
    EXPECT_THAT(got, AnyOf(IsEmpty(), StartsWith("HTTP/1.1 400 "))) << row.what;
    EXPECT_THAT(got.substr(got.empty() ? 0 : 1), Not(HasSubstr("HTTP/1.1"))) << row.what;
  }
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(HttpBorder, HearsNothingBehindChunksThatAreNone) {
  const std::string head = "POST /first HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const std::string body : {"zz\r\n", "0\r\nA: b\r\nC: d\r\n\r\n", "-1\r\n", "1\r\nabc\r\n",
                                 "ffffffffffffffffff\r\n", "0;x=y\r\n\r\n"}) {
    answer(head + body + kSmuggled);
  }
  for (const std::string& one : heard()) EXPECT_THAT(one, StartsWith("POST /first "));
}

TEST_F(HttpBorder, RefusesHeadsThatAreTooLong) {
  std::string many;
  for (int i = 0; i < 200; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
  const std::string rows[] = {
      "GET /" + std::string(100'000, 'a') + " HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nX: " + std::string(100'000, 'a') + "\r\n\r\n",
      "GET / HTTP/1.1\r\n" + std::string(100'000, 'a') + ": x\r\n\r\n",
      "GET / HTTP/1.1\r\n" + many + "\r\n",
      std::string(1000, 'G') + " / HTTP/1.1\r\n\r\n",
  };
  for (const std::string& row : rows) {
    const std::string got = answer(row + kSmuggled);
    EXPECT_THAT(got, AnyOf("<reset>", StartsWith("HTTP/1.1 400 "))) << row.substr(0, 30);
  }
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(HttpBorder, TakesARequestWithoutLengthForOneWithoutBody) {
  const RawConnection raw = connection();
  raw.send("PUT /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(raw.received(), StartsWith("HTTP/1.1 200 "));
  raw.send("DELETE /b?x=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
  EXPECT_THAT(raw.received(), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(heard(), ElementsAre("PUT /a ", "DELETE /b?x=1 {}"));
}

TEST_F(HttpBorder, HearsRequestsThatComeInOnePiece) {
  const RawConnection raw = connection();
  raw.send(
      "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1"
      "GET /b HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n2"
      "GET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  raw.all_received();
  EXPECT_THAT(heard(), ElementsAre("POST /a 1", "GET /b 2", "GET /c "));
}

TEST_F(HttpBorder, AnswersAClientThatSendsFarMoreThanIsRead) {
  serve([](const Question& question) {
    return Reply{.status = question.came == Came::TooLong ? 413 : 200};
  });
  const std::string body(8U << 20U, 'x');
  const std::string got =
      answer("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
             "\r\n\r\n" + body);
  EXPECT_THAT(got, StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(got, Not(HasSubstr("<reset>")));
}

TEST_F(HttpBorder, TellsAClientThatAsksFirstToGoOn) {
  const RawConnection raw = connection();
  raw.send("PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_THAT(raw.received(), StartsWith("HTTP/1.1 100 "));
  raw.send("{}");
  EXPECT_THAT(raw.received(), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(heard(), ElementsAre("PUT /a {}"));
}

/// Java's client asks for HTTP/2 with its first request, and is content with 1.1.
TEST_F(HttpBorder, IgnoresTheWishForAnotherProtocol) {
  EXPECT_THAT(answer("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                     "Upgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABk\r\n\r\n"),
              StartsWith("HTTP/1.1 200 "));
}

TEST_F(HttpBorder, SaysOfARequestWhatCame) {
  serve([](const Question& question) {
    EXPECT_EQ(question.path, "/a b/../%zz");
    EXPECT_EQ(question.target, "/a%20b/../%zz?x=1%2B1&y");
    EXPECT_EQ(question.header("CLIENT-TOKEN"), "s");
    EXPECT_EQ(question.header("nothing"), std::nullopt);
    EXPECT_EQ(question.parameter("x"), "1+1");
    EXPECT_EQ(question.parameter("y"), "");
    EXPECT_EQ(question.parameter("z"), std::nullopt);
    EXPECT_EQ(question.scheme, "http");
    EXPECT_THAT(std::string(question.client), StartsWith("127.0.0.1:"));
    return Reply{};
  });
  answer(
      "GET /a%20b/../%zz?x=1%2B1&y HTTP/1.1\r\nHost: x\r\nclient-Token: s\r\n"
      "Connection: close\r\n\r\n");
  EXPECT_EQ(heard().size(), 1U);
}

TEST_F(HttpBorder, ShowsTheHeadersOfAReply) {
  serve([](const Question&) {
    return Reply{.status = 405,
                 .body = "no",
                 .headers = {{"Allow", "GET, PUT"}, {"Content-Type", "text/plain"}}};
  });
  const std::string got = answer("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(got, StartsWith("HTTP/1.1 405 Method Not Allowed\r\n"));
  EXPECT_THAT(got, HasSubstr("Allow: GET, PUT\r\n"));
  EXPECT_THAT(got, HasSubstr("Content-Type: text/plain\r\n"));
  EXPECT_THAT(got, testing::EndsWith("\r\n\r\nno"));
}

TEST_F(HttpBorder, GivesA204NoLengthAndAHeadNoBody) {
  serve([](const Question& question) {
    return question.method == "HEAD" ? Reply{.body = "12345"} : Reply{.status = 204};
  });
  const RawConnection raw = connection();
  raw.send("PUT / HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string got = raw.received();
  EXPECT_THAT(got, StartsWith("HTTP/1.1 204 No Content\r\n"));
  EXPECT_THAT(got, Not(HasSubstr("Content-Length")));
  raw.send("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string head = raw.all_received();
  EXPECT_THAT(head, HasSubstr("Content-Length: 5\r\n"));
  EXPECT_THAT(head, testing::EndsWith("\r\n\r\n"));
}

TEST_F(HttpBorder, MisbehavesAsTold) {
  serve([](const Question& question) {
    Reply reply{.body = R"({"a":1})"};
    if (question.path == "/empty") reply.breakage = Breakage::Empty;
    if (question.path == "/reset") reply.breakage = Breakage::Reset;
    if (question.path == "/garbage") reply.breakage = Breakage::Garbage;
    return reply;
  });
  EXPECT_EQ(answer("GET /empty HTTP/1.1\r\nHost: x\r\n\r\n"), "");
  EXPECT_EQ(answer("GET /reset HTTP/1.1\r\nHost: x\r\n\r\n"), "<reset>");
  const std::string garbage = answer("GET /garbage HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(garbage, Not(StartsWith("HTTP")));
  EXPECT_THAT(garbage, Not(IsEmpty()));
}

TEST_F(HttpBorder, DribblesAnAnswerThatIsWholeInTheEnd) {
  serve([](const Question&) { return Reply{.body = R"({"a":1})", .dribble = 10us}; });
  const std::string got = answer("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(got, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(got, testing::EndsWith("\r\n\r\n{\"a\":1}"));
}

TEST_F(HttpBorder, StopsInTheMiddleOfADribble) {
  serve([](const Question&) { return Reply{.body = "{}", .dribble = 1h}; });
  const RawConnection raw = connection();
  raw.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  while (!has_heard()) std::this_thread::yield();
  server_.reset();
  EXPECT_EQ(raw.all_received(), "");
}

}  // namespace
}  // namespace ensaio
