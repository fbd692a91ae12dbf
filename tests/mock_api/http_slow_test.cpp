#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "tests/mock_api/http_border.hpp"

// Clients that take their time. The server's limits are short here; what is sent "now and then"
// goes on until the server has had enough.

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr Offset kShort = 100ms;
constexpr Offset kLong = 1h;

class SlowClients : public HttpBorder {
 protected:
  void limit(const HttpLimits& limits) {
    serve([](const Question&) { return Reply{.body = "{}"}; }, limits);
  }

  /// What is answered to whoever sends `begin` and then a byte now and then, though not for ever.
  std::string trickled(const std::string& begin) const {
    constexpr int kMost = 10'000;
    const RawConnection raw = connection();
    raw.send(begin);
    std::atomic<bool> over = false;
    std::thread sending([&] {
      try {
        for (int count = 0; count < kMost && !over; ++count) {
          raw.send("a");
          std::this_thread::yield();
        }
      } catch (const Poco::Net::NetException&) {  // NOLINT(bugprone-empty-catch)
        // It was left.
      } catch (const Poco::IOException&) {  // NOLINT(bugprone-empty-catch)
        // The same.
      }
    });
    std::string got = "<reset>";
    try {
      got = raw.received();
    } catch (const Poco::Net::NetException&) {  // NOLINT(bugprone-empty-catch)
      // A time-out, where nobody ever ends it, is another exception.
    }
    over = true;
    sending.join();
    return got;
  }
  /// What is answered to whoever sends `begin` and then nothing.
  std::string silent(const std::string& begin) const {
    const RawConnection raw = connection();
    if (!begin.empty()) raw.send(begin);
    return raw.all_received();
  }
};

TEST_F(SlowClients, AreToldThatTheirHeadCameTooSlowly) {
  limit({.idle = kLong, .head = kShort, .body = kLong, .rest = kShort});
  for (const char* const begun : {"G", "GET / HTTP/1.1\r\nX: ", "GET / HTTP/1.1\r\nHost: x\r\n"}) {
    EXPECT_THAT(silent(begun),
                AllOf(StartsWith("HTTP/1.1 408 "), HasSubstr("the head did not come within 0.1 s")))
        << begun;
  }
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(SlowClients, GainNothingByAByteNowAndThen) {
  limit({.idle = kLong, .head = 10ms, .body = kLong, .rest = kLong});
  EXPECT_THAT(trickled("GET /"), AnyOf(StartsWith("HTTP/1.1 408 "), "<reset>"));
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(SlowClients, AreToldThatTheirBodyCameTooSlowly) {
  limit({.idle = kLong, .head = kLong, .body = kShort, .rest = kShort});
  for (const char* const begun : {"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n{",
                                  "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
                                  "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"}) {
    EXPECT_THAT(silent(begun),
                AllOf(StartsWith("HTTP/1.1 408 "), HasSubstr("the body did not come within 0.1 s")))
        << begun;
  }
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(SlowClients, AreLeftWithoutAWordWhereTheyAskNothing) {
  limit({.idle = kShort, .head = kLong, .body = kLong, .rest = kShort});
  EXPECT_EQ(silent(""), "");
  const RawConnection kept = connection();
  kept.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(kept.received(), StartsWith("HTTP/1.1 200 "));
  EXPECT_EQ(kept.all_received(), "");
  EXPECT_THAT(refused(), IsEmpty());
}

TEST_F(SlowClients, MayWaitForAnAnswerAsLongAsItTakes) {
  serve([](const Question&) { return Reply{.body = "{}", .delay = 500ms}; },
        {.idle = kLong, .head = 250ms, .body = 250ms, .rest = kShort});
  const RawConnection raw = connection();
  for (int count = 0; count < 2; ++count) {
    raw.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(raw.received(), StartsWith("HTTP/1.1 200 "));
  }
}

TEST_F(SlowClients, DoNotStopTheServerFromStopping) {
  limit({.idle = kLong, .head = kLong, .body = kLong, .rest = kLong});
  const RawConnection idle = connection();
  const RawConnection head = connection();
  head.send("GET / HT");
  const RawConnection body = connection();
  body.send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n{");
  server_.reset();
  for (const RawConnection* one : {&idle, &head, &body}) {
    EXPECT_THAT(one->all_received(), AnyOf("", "<reset>"));
  }
}

TEST_F(SlowClients, SaysOnceThatTheMostAreServedAndServesTheOthersInTurn) {
  testing::internal::CaptureStderr();
  limit({.threads = 2});
  for (int round = 0; round < 2; ++round) {
    const RawConnection first = connection();
    const RawConnection second = connection();
    for (const RawConnection* one : {&first, &second}) {
      one->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      EXPECT_NE(one->received(), "");
    }
  }
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_EQ(said,
            "warning: 2 connections are open, the most that are served at once; others wait for "
            "their turn\n");
}

}  // namespace
}  // namespace ensaio
