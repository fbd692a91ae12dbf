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

#include "tests/mock_api/http_border.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

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
