#include "mock_api/http_head.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

TEST(RequestHead, HasWhatStandsInIt) {
  const RequestHead head =
      parse_head("PUT /a?b=c HTTP/1.1\r\nHost: x\r\nEmpty:\r\nPadded: \t a b \t\r\nhost: y:1\r\n");
  EXPECT_EQ(head.fault, "");
  EXPECT_EQ(head.method, "PUT");
  EXPECT_EQ(head.target, "/a?b=c");
  EXPECT_EQ(head.version, "HTTP/1.1");
  ASSERT_THAT(head.headers, SizeIs(4));
  EXPECT_EQ(head.headers[1].value, "");
  EXPECT_EQ(head.headers[2].value, "a b");
  EXPECT_EQ(head.headers[3].value, "y:1");
  EXPECT_EQ(*head.find("HOST"), "x");
  EXPECT_EQ(head.find("nothing"), nullptr);
}

TEST(RequestHead, KnowsTheWordsOfAList) {
  const RequestHead head =
      parse_head("GET / HTTP/1.1\r\nConnection: a , Close,\r\nconnection: b\r\nX: ab\r\n");
  EXPECT_TRUE(head.has("connection", "close"));
  EXPECT_TRUE(head.has("Connection", "A"));
  EXPECT_TRUE(head.has("Connection", "B"));
  EXPECT_FALSE(head.has("X", "a"));
  EXPECT_FALSE(head.has("Y", "a"));
}

TEST(RequestHead, TellsWhatWasUnderstoodBeforeItsFault) {
  const RequestHead head = parse_head("PUT /a HTTP/1.1\r\nA: b\r\nno colon\r\nC: d");
  EXPECT_EQ(head.fault, "a header has no colon");
  EXPECT_EQ(head.target, "/a");
  EXPECT_THAT(head.headers, SizeIs(1));
  EXPECT_EQ(parse_head("GET /a HTTP/9").version, "");
  EXPECT_EQ(parse_head("").method, "");
  EXPECT_THAT(parse_head("").fault, HasSubstr("method"));
}

TEST(RequestHead, IsKnownToBeNoneAsSoonAsThatIsCertain) {
  for (const char* const begun : {"", "G", "GET", "GET /", "GET / HTTP/2", "GET / HTTP/1.1\r\nX: y",
                                  "GET / HTTP/1.1\r", "GET / HTTP/1.1\r\nX: y\r\n"}) {
    EXPECT_EQ(beginning_fault(begun), "") << begun;
  }
  for (const char* const begun : {" ", "\n", "\x16", "{", "GET / HTTP/2\r\n", "GET /\r\n", "GET\n",
                                  "GET / HTTP/1.1\r\nX: y\n"}) {
    EXPECT_NE(beginning_fault(begun), "") << begun;
  }
}

}  // namespace
}  // namespace ensaio
