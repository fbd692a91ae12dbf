#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/mock_api/http_border.hpp"

// Requests that are refused because nobody can say for certain what they are or where they end.
// Behind each stands another one that must not be heard.

namespace ensaio {
namespace {

using namespace std::string_literals;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

struct Row {
  const char* what;
  std::string text;
  const char* reason;
};

/// How many answers `text` holds.
int answers(const std::string& text) {
  const std::string mark = "\r\nDate: ";
  int count = 0;
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) ++count;
  return count;
}

class HttpRefusals : public HttpBorder {
 protected:
  void expect_refusal(const Row& row) {
    const std::string got = answer(row.text + kSmuggled);
    EXPECT_THAT(got, AnyOf(StartsWith("HTTP/1.1 400 "), StartsWith("HTTP/1.0 400 "))) << row.what;
    EXPECT_THAT(got, HasSubstr(row.reason)) << row.what;
    EXPECT_THAT(got, HasSubstr("Connection: Close\r\n")) << row.what;
    EXPECT_EQ(answers(got), 1) << row.what;
  }
};

TEST_F(HttpRefusals, AreOfHeadersThatLeaveTheEndUncertain) {
  const Row rows[] = {
      {"two lengths", "Content-Length: 0\r\nContent-Length: 41", "two Content-Length"},
      {"two equal lengths", "Content-Length: 0\r\nContent-Length: 0", "two Content-Length"},
      {"a length and chunks", "Content-Length: 41\r\nTransfer-Encoding: chunked", "both"},
      {"chunks and a length", "Transfer-Encoding: chunked\r\nContent-Length: 41", "both"},
      {"chunks twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "two Transfer"},
      {"another coding", "Transfer-Encoding: gzip, chunked", "the only Transfer-Encoding"},
      {"a coding that is none", "Transfer-Encoding: xchunked", "the only Transfer-Encoding"},
      {"a coding with a form feed", "Transfer-Encoding: \fchunked", "control characters"},
      {"a length that is a list", "Content-Length: 0, 0", "no number"},
      {"a length with a sign", "Content-Length: +0", "no number"},
      {"a negative length", "Content-Length: -1", "no number"},
      {"a length in hex", "Content-Length: 0x0", "no number"},
      {"a length that no number holds", "Content-Length: 99999999999999999999", "no number"},
      {"an empty length", "Content-Length:", "no number"},
      {"a length in two words", "Content-Length: 4 1", "no number"},
      {"white space before the colon", "Content-Length : 41", "what no name does"},
      {"a tab before the colon", "Content-Length\t: 41", "what no name does"},
      {"no name", ": 41", "what no name does"},
      {"no colon", "Content-Length 41", "no colon"},
      {"NUL in a value", "X-Y: a\0b"s, "control characters"},
      {"NUL in a name", "X\0Y: a"s, "what no name does"},
      {"a carriage return alone", "X-Y: a\rContent-Length: 41", "control characters"},
      {"a line feed alone", "X-Y: a\nContent-Length: 41", "does not end with CR LF"},
      {"a header over two lines", "X-Y: a\r\n Content-Length: 41", "over two lines"},
      {"a length over two lines", "Content-Length: 4\r\n\t1", "over two lines"},
      {"a folded first header", " X-Y: a", "over two lines"},
      {"101 headers",
       [] {
         std::string many;
         for (int i = 0; i < 100; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
         return many + "X: y";
       }(),
       "over 100 headers"},
  };
  for (Row row : rows) {
    // A folded first header folds the first line.
    row.text = "POST /first HTTP/1.1\r\n" + row.text + "\r\n\r\n";
    expect_refusal(row);
  }
  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_THAT(refused(), SizeIs(std::size(rows)));
}

TEST_F(HttpRefusals, AreOfFirstLinesThatAreNone) {
  const Row rows[] = {
      {"HTTP/0.9", "GET /\r\n\r\n", "no version"},
      {"HTTP/2 by prior knowledge", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/1.1 is spoken"},
      {"HTTP/3", "GET / HTTP/3\r\n\r\n", "HTTP/1.1 is spoken"},
      {"HTTP/1.2", "GET / HTTP/1.2\r\n\r\n", "HTTP/1.1 is spoken"},
      {"a small http", "GET / http/1.1\r\n\r\n", "HTTP/1.1 is spoken"},
      {"a version that is longer", "GET / HTTP/1.10\r\n\r\n", "HTTP/1.1 is spoken"},
      {"a method alone", "GET\r\n\r\n", "does not begin with a method"},
      {"two spaces", "GET  / HTTP/1.1\r\n\r\n", "not METHOD PATH VERSION"},
      {"a space in the path", "GET /a b HTTP/1.1\r\n\r\n", "not METHOD PATH VERSION"},
      {"no path", "GET  HTTP/1.1\r\n\r\n", "not METHOD PATH VERSION"},
      {"a space behind the version", "GET / HTTP/1.1 \r\n\r\n", "not METHOD PATH VERSION"},
      {"a tab for a space", "GET\t/\tHTTP/1.1\r\n\r\n", "does not begin with a method"},
      {"a method that is none", "G(T / HTTP/1.1\r\n\r\n", "does not begin with a method"},
      {"a long method", std::string(1000, 'G') + " / HTTP/1.1\r\n\r\n", "does not begin with"},
      {"a space before all", " GET / HTTP/1.1\r\n\r\n", "does not begin with a method"},
      {"NUL in the path", "GET /a\0b HTTP/1.1\r\n\r\n"s, "control characters"},
      {"a carriage return in the path", "GET /a\rb HTTP/1.1\r\n\r\n", "control characters"},
      {"lines that end with LF", "GET / HTTP/1.1\nHost: x\n\n", "does not end with CR LF"},
      {"LF for the empty line", "GET / HTTP/1.1\r\nHost: x\r\n\n", "does not end with CR LF"},
      {"TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03"s, "this is TLS"},
      {"bytes", "\xFF\x00\x01\x02"s, "does not begin with a method"},
      {"chunks of HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.0"},
  };
  for (const Row& row : rows) expect_refusal(row);
  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_THAT(refused(), SizeIs(std::size(rows)));
}

TEST_F(HttpRefusals, AreOfChunksThatAreNone) {
  const Row rows[] = {
      {"no number", "zz\r\n", "no size"},
      {"nothing", "\r\n", "no size"},
      {"a sign", "-1\r\n", "no size"},
      {"a plus", "+1\r\na\r\n0\r\n\r\n", "no size"},
      {"0x", "0x1\r\na\r\n0\r\n\r\n", "no size"},
      {"a space before", " 1\r\na\r\n0\r\n\r\n", "no size"},
      {"a space behind", "1 \r\na\r\n0\r\n\r\n", "no size"},
      {"a number that nothing holds", "ffffffffffffffffff\r\n", "no size"},
      {"2^64", "10000000000000000\r\n", "no size"},
      {"more than it says", "1\r\nabc\r\n0\r\n\r\n", "longer than its size"},
      {"no line behind it", "1\r\na0\r\n\r\n", "longer than its size"},
      {"LF behind the size", "1\na\r\n0\r\n\r\n", "does not end with CR LF"},
      {"LF behind the bytes", "1\r\na\n0\r\n\r\n", "does not end with CR LF"},
      {"LF at the end", "0\r\n\n", "does not end with CR LF"},
      {"a long extension", "1;" + std::string(10'000, 'x') + "\r\na\r\n0\r\n\r\n", "too long"},
      {"a long trailer", "0\r\n" + std::string(10'000, 'x') + ": y\r\n\r\n", "too long"},
      {"101 trailers",
       [] {
         std::string many = "0\r\n";
         for (int i = 0; i < 101; ++i) many += "X: y\r\n";
         return many + "\r\n";
       }(),
       "over 100 trailers"},
  };
  for (Row row : rows) {
    row.text = "POST /first HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + row.text;
    expect_refusal(row);
  }
  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_THAT(refused(), SizeIs(std::size(rows)));
}

TEST_F(HttpRefusals, AreOfHeadsThatAreTooLong) {
  const Row rows[] = {
      {"a path", "GET /" + std::string(100'000, 'a') + " HTTP/1.1\r\n\r\n", "over 64 KiB"},
      {"a query", "GET /?" + std::string(100'000, '&') + " HTTP/1.1\r\n\r\n", "over 64 KiB"},
      {"a value", "GET / HTTP/1.1\r\nX: " + std::string(100'000, 'a') + "\r\n\r\n", "over 64 KiB"},
      {"a name", "GET / HTTP/1.1\r\n" + std::string(100'000, 'a') + ": x\r\n\r\n", "over 64 KiB"},
      {"without an end", "GET / HTTP/1.1\r\nX: " + std::string(100'000, 'a'), "over 64 KiB"},
  };
  for (const Row& row : rows) expect_refusal(row);
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(HttpRefusals, AreOfRequestsThatEndTooEarly) {
  for (const char* const text :
       {"G", "GET / HTTP/1.1", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: x\r\nContent-Le",
        "PUT / HTTP/1.1\r\nContent-Length: 4\r"}) {
    EXPECT_THAT(answer(text), AllOf(StartsWith("HTTP/1.1 400 "), HasSubstr("within its head")))
        << text;
  }
  const std::string post = "POST / HTTP/1.1\r\nHost: x\r\n";
  for (const std::string& text :
       {post + "Content-Length: 10\r\n\r\n{}", post + "Transfer-Encoding: chunked\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        post + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n"}) {
    EXPECT_THAT(answer(text), AllOf(StartsWith("HTTP/1.1 400 "), HasSubstr("shorter than")))
        << text;
  }
  EXPECT_EQ(answer(""), "");
  EXPECT_EQ(answer("\r\n"), "");
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(HttpRefusals, AreOfBodiesOver1MiB) {
  const std::string mib(1U << 20U, 'x');
  const std::string post = "POST / HTTP/1.1\r\nHost: x\r\n";
  const auto length = [](std::size_t bytes) {
    return "Content-Length: " + std::to_string(bytes) + "\r\n";
  };
  EXPECT_THAT(answer(post + length(mib.size()) + "\r\n" + mib), StartsWith("HTTP/1.1 200 "));
  const std::string chunk = "100000\r\n" + mib + "\r\n";
  EXPECT_THAT(answer(post + "Transfer-Encoding: chunked\r\n\r\n" + chunk + "0\r\n\r\n"),
              StartsWith("HTTP/1.1 200 "));
  for (const std::string& text :
       {post + length(mib.size() + 1) + "\r\n" + mib + "x",
        post + length(8 * mib.size()) + "\r\n" + mib + mib + mib + mib + mib + mib + mib + mib,
        post + length(999'999'999'999'999'999) + "\r\n" + mib,
        post + length(mib.size() + 1) + "Expect: 100-continue\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\n" + chunk + "1\r\nx\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"}) {
    const std::string got = answer(text + kSmuggled);
    EXPECT_THAT(got, StartsWith("HTTP/1.1 413 ")) << "and not 100: " << text.substr(0, 90);
    EXPECT_THAT(got, Not(HasSubstr("<reset>"))) << text.substr(0, 90);
    EXPECT_EQ(answers(got), 1) << text.substr(0, 90);
  }
  EXPECT_THAT(heard(), SizeIs(2));
}

TEST_F(HttpRefusals, DisturbNobodyElse) {
  const RawConnection kept = connection();
  kept.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(kept.received(), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(answer("GET /2\r\n"), StartsWith("HTTP/1.1 400 "));
  kept.send("GET /3 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(kept.received(), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(answer("GET /4 HTTP/1.0\r\n\r\n"), StartsWith("HTTP/1.0 200 "));
  EXPECT_THAT(heard(), ElementsAre("GET /1 ", "GET /3 ", "GET /4 "));
}

/// Odd, but certain: they are heard, and so is what stands behind them.
TEST_F(HttpRefusals, AreNotOfWhatIsOnlyOdd) {
  const std::string chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::vector<std::string> rows = {
      "GET / HTTP/1.1\r\n\r\n",
      "\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET http://other.test/a HTTP/1.1\r\nHost: x\r\n\r\n",
      "CONNECT other.test:443 HTTP/1.1\r\nHost: x\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
      "M-SEARCH / HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /\xFF\xFE HTTP/1.1\r\nX: \xFF\r\n\r\n",
      "GET / HTTP/1.1\r\nX:\r\nY:\ta\t\r\n\r\n",
      "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
      "GET / HTTP/1.0\r\nConnection: foo, Keep-Alive\r\n\r\n",
      chunked + "0\r\n\r\n",
      chunked + "0;x=y\r\nA: b\r\nC: d\r\n\r\n",
      chunked + "00000000002;a;b=\"c\"\r\n{}\r\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n",
  };
  for (const std::string& row : rows) {
    const std::string got = answer(row + kSmuggled);
    EXPECT_EQ(answers(got), 2) << row << got;
    EXPECT_THAT(got, Not(HasSubstr(" 400 "))) << row;
  }
  EXPECT_THAT(refused(), IsEmpty());
}

TEST_F(HttpRefusals, HearNothingBehindACloseThatWasAskedFor) {
  for (const char* const text :
       {"GET /x HTTP/1.1\r\nConnection: close\r\n\r\n", "GET /x HTTP/1.0\r\n\r\n",
        "GET /x HTTP/1.1\r\nConnection: keep-alive, Close\r\n\r\n"}) {
    EXPECT_EQ(answers(answer(text + kSmuggled)), 1) << text;
  }
  EXPECT_THAT(heard(), ElementsAre("GET /x ", "GET /x ", "GET /x "));
}

}  // namespace
}  // namespace ensaio
