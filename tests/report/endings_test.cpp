#include "simulator/report/endings.hpp"

#include <gtest/gtest.h>

namespace ensaio {
namespace {

Ending answered(int status, std::string head = {}) {
  return Answered{.status = status, .head = std::move(head)};
}

TEST(Ending, IsToldInWords) {
  struct Row {
    Ending ending;
    const char* words;
  };
  const Row rows[] = {
      {answered(500), "the receiver answered 500"},
      {answered(302, "Content-Type: text/html\r\nLocation:  /login \r\n"),
       "the receiver answered 302, location: /login"},
      {answered(301), "the receiver answered 301 without a location"},
      {answered(419),
       "the receiver answered 419, its protection against CSRF: exempt the webhook's route from "
       "it"},
      {TimedOut{.where = "waiting for the answer"}, "no answer in time (waiting for the answer)"},
      {Unreachable{.why = Unreachable::Why::Refused, .reason = "connection refused"},
       "the receiver could not be reached: connection refused"},
      {Unreachable{.why = Unreachable::Why::Closed, .reason = "the receiver closed the connection"},
       "there was no answer: the receiver closed the connection"},
      {Unreachable{.why = Unreachable::Why::Garbage, .reason = "this is not HTTP"},
       "there was no answer: this is not HTTP"},
      {Abandoned{}, "the run ended before it was answered"},
  };
  for (const Row& row : rows) EXPECT_EQ(words(row.ending), row.words);
}

TEST(Ending, HasANameAndAReason) {
  EXPECT_EQ(name_of(answered(200)), EndingName::Answered);
  EXPECT_EQ(reason(answered(200)), "");
  EXPECT_EQ(name_of(TimedOut{}), EndingName::TimedOut);
  EXPECT_EQ(reason(TimedOut{.where = "connecting"}), "connecting");
  EXPECT_EQ(name_of(Unreachable{}), EndingName::Unreachable);
  EXPECT_EQ(reason(Unreachable{.reason = "reset"}), "reset");
  EXPECT_EQ(name_of(Abandoned{}), EndingName::Abandoned);
  EXPECT_EQ(reason(Abandoned{}), "the run ended");
}

TEST(Ending, MayHaveBeenHeardOnceThereWasAConnection) {
  using Why = Unreachable::Why;
  struct Row {
    const char* what;
    Ending ending;
    bool nobody;
  };
  const Row rows[] = {
      {"an answer", answered(500), false},
      {"nothing listens", Unreachable{.why = Why::Refused}, true},
      {"no such name", Unreachable{.why = Why::NameNotFound}, true},
      {"not sent for the target rule", Unreachable{.why = Why::NotAllowed}, true},
      {"a certificate that is not trusted", Unreachable{.why = Why::Certificate}, true},
      {"a handshake that failed", Unreachable{.why = Why::Tls}, true},
      {"no way there", Unreachable{.why = Why::Other}, true},
      {"reset", Unreachable{.why = Why::Reset}, false},
      {"closed without an answer", Unreachable{.why = Why::Closed}, false},
      {"no HTTP", Unreachable{.why = Why::Garbage}, false},
      {"never sent", Unreachable{.why = Why::Overflow}, false},
      {"no connection in time", TimedOut{.where = "connecting"}, true},
      {"no handshake in time", TimedOut{.where = "connecting, in the TLS handshake"}, true},
      {"no answer in time", TimedOut{.where = "waiting for the answer"}, false},
      {"abandoned", Abandoned{}, false},
  };
  for (const Row& row : rows) EXPECT_EQ(reached_nobody(row.ending), row.nobody) << row.what;
}

TEST(HeaderValue, IsFoundWhateverTheCaseOfItsName) {
  constexpr std::string_view kHead = "Server: x\r\nnonsense\r\nLOCATION:\t/a:b \r\nlocation: /c";
  EXPECT_EQ(header_value(kHead, "location"), "/a:b");
  EXPECT_EQ(header_value(kHead, "server"), "x");
  EXPECT_EQ(header_value(kHead, "loc"), "");
  EXPECT_EQ(header_value("location:", "location"), "");
  EXPECT_EQ(header_value("", "location"), "");
}

}  // namespace
}  // namespace ensaio
