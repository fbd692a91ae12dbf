#include "simulator/delivery/answer_reader.hpp"

#include <gtest/gtest.h>

namespace ensaio {
namespace {

using State = AnswerReader::State;

constexpr std::size_t kLimit = 1000;

struct Row {
  const char* what;
  std::string bytes;
  int status;
  std::string head;
  std::string body;
  bool reusable;
};

const Row kRows[] = {
    {"by length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello", 200,
     "Content-Length: 5\nX-A: b\n", "hello", true},
    {"no body by length", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", 200,
     "content-length: 0\n", "", true},
    {"no reason phrase", "HTTP/1.1 503\r\ncontent-length: 0\r\n\r\n", 503, "content-length: 0\n",
     "", true},
    {"in chunks",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
     200, "Transfer-Encoding: chunked\n", "abcde", true},
    {"in chunks with trailers, which are not its head",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Sum: 1\r\n\r\n", 200,
     "Transfer-Encoding: chunked\n", "a", true},
    {"204 has no body", "HTTP/1.1 204 No Content\r\n\r\n", 204, "", "", true},
    {"304 has none though it says a length",
     "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", 304, "Content-Length: 9\n", "",
     true},
    {"100 is passed over",
     "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Made\r\ncontent-length: 1\r\n\r\nx", 201,
     "content-length: 1\n", "x", true},
    {"so is every other 1xx, with its headers",
     "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
     "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
     200, "content-length: 0\n", "", true},
    {"the connection is to be closed",
     "HTTP/1.1 200 OK\r\nConnection: close\r\ncontent-length: 1\r\n\r\nx", 200,
     "Connection: close\ncontent-length: 1\n", "x", false},
    {"HTTP/1.0 closes", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, "Content-Length: 1\n",
     "x", false},
    {"HTTP/1.0 that says otherwise",
     "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx", 200,
     "Connection: keep-alive\nContent-Length: 1\n", "x", true},
    {"an empty value", "HTTP/1.1 200 OK\r\nX-A:\r\ncontent-length: 0\r\n\r\n", 200,
     "X-A: \ncontent-length: 0\n", "", true},
};

Answered taken(AnswerReader& reader) {
  Answered answered;
  reader.take(answered);
  return answered;
}

void expect(AnswerReader& reader, const Row& row, const std::string& how) {
  const Answered answered = taken(reader);
  EXPECT_EQ(answered.status, row.status) << row.what << how;
  EXPECT_EQ(answered.head, row.head) << row.what << how;
  EXPECT_EQ(answered.body, row.body) << row.what << how;
  EXPECT_FALSE(answered.truncated) << row.what << how;
  EXPECT_EQ(reader.reusable(), row.reusable) << row.what << how;
}

TEST(AnswerReader, ReadsWhatReceiversAnswer) {
  AnswerReader reader(kLimit);
  for (const Row& row : kRows) {
    reader.begin(AnswerReader::To::Other);
    EXPECT_FALSE(reader.begun()) << row.what;
    ASSERT_EQ(reader.read(row.bytes), State::Complete) << row.what << ": " << reader.problem();
    EXPECT_TRUE(reader.begun()) << row.what;
    expect(reader, row, "");
  }
}

TEST(AnswerReader, ReadsTheSameWhereverItIsCut) {
  AnswerReader reader(kLimit);
  for (const Row& row : kRows) {
    for (std::size_t cut = 1; cut < row.bytes.size(); ++cut) {
      reader.begin(AnswerReader::To::Other);
      ASSERT_EQ(reader.read(std::string_view(row.bytes).substr(0, cut)), State::Partial)
          << row.what << " at " << cut;
      ASSERT_EQ(reader.read(std::string_view(row.bytes).substr(cut)), State::Complete)
          << row.what << " at " << cut;
      expect(reader, row, " at " + std::to_string(cut));
    }
  }
}

TEST(AnswerReader, ReadsTheSameByteByByte) {
  AnswerReader reader(kLimit);
  for (const Row& row : kRows) {
    reader.begin(AnswerReader::To::Other);
    State state = State::Partial;
    for (const char& byte : row.bytes) state = reader.read({&byte, 1});
    ASSERT_EQ(state, State::Complete) << row.what;
    expect(reader, row, " byte by byte");
  }
}

TEST(AnswerReader, ReadsUntilTheEndWhereNoLengthIsSaid) {
  AnswerReader reader(kLimit);
  ASSERT_EQ(reader.read("HTTP/1.1 200 OK\r\n\r\nhel"), State::Partial);
  ASSERT_EQ(reader.read("lo"), State::Partial);
  ASSERT_EQ(reader.finish(), State::Complete);
  EXPECT_EQ(reader.finish(), State::Complete);
  EXPECT_EQ(taken(reader).body, "hello");
  EXPECT_FALSE(reader.reusable());
}

TEST(AnswerReader, KnowsAnAnswerThatWasCutOff) {
  const std::string whole = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello";
  for (std::size_t cut = 1; cut < whole.size(); ++cut) {
    AnswerReader reader(kLimit);
    ASSERT_EQ(reader.read(whole.substr(0, cut)), State::Partial);
    EXPECT_EQ(reader.finish(), State::Broken) << cut;
  }
}

TEST(AnswerReader, ExpectsNoBodyOfAnAnswerToHead) {
  AnswerReader reader(kLimit);
  reader.begin(AnswerReader::To::Head);
  ASSERT_EQ(reader.read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"), State::Complete);
  EXPECT_TRUE(reader.reusable());
}

TEST(AnswerReader, KeepsNoMoreThanItsLimitAndReadsOn) {
  AnswerReader reader(kLimit);
  const std::string body(2 * kLimit, 'x');
  ASSERT_EQ(reader.read("HTTP/1.1 200 OK\r\ncontent-length: 2000\r\n\r\n"), State::Partial);
  ASSERT_EQ(reader.read(body), State::Complete);
  const Answered answered = taken(reader);
  EXPECT_EQ(answered.body, body.substr(0, kLimit));
  EXPECT_TRUE(answered.truncated);
  EXPECT_TRUE(reader.reusable());
}

TEST(AnswerReader, UsesTheMemoryThatItIsGivenForTheNextAnswer) {
  AnswerReader reader(kLimit);
  Answered answered;
  answered.body = "what was there before";
  const char* lent = answered.body.data();
  ASSERT_EQ(reader.read("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"), State::Complete);
  reader.take(answered);
  EXPECT_EQ(answered.body, "ok");
  reader.begin(AnswerReader::To::Other);
  ASSERT_EQ(reader.read("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nyes"), State::Complete);
  reader.take(answered);
  EXPECT_EQ(answered.body, "yes");
  EXPECT_EQ(answered.body.data(), lent);
}

TEST(AnswerReader, KeepsABodyOfExactlyItsLimitWhole) {
  AnswerReader reader(5);
  ASSERT_EQ(reader.read("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"), State::Complete);
  EXPECT_FALSE(taken(reader).truncated);
}

TEST(AnswerReader, DoesNotTrustAConnectionThatSaysMoreThanItWasAsked) {
  const std::string one = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
  AnswerReader together(kLimit);
  ASSERT_EQ(together.read(one + one), State::Complete);
  EXPECT_EQ(taken(together).body, "ok");
  EXPECT_FALSE(together.reusable());

  AnswerReader apart(kLimit);
  ASSERT_EQ(apart.read(one), State::Complete);
  EXPECT_TRUE(apart.reusable());
  ASSERT_EQ(apart.read("x"), State::Complete);
  EXPECT_FALSE(apart.reusable());
}

TEST(AnswerReader, TakesAChangeOfProtocolForTheEndOfHttp) {
  AnswerReader reader(kLimit);
  ASSERT_EQ(
      reader.read("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
      State::Complete);
  EXPECT_EQ(taken(reader).status, 101);
  EXPECT_FALSE(reader.reusable());
}

TEST(AnswerReader, SaysWhatIsNotHttp) {
  struct Broken {
    const char* what;
    std::string_view bytes;
    const char* problem;
  };
  const Broken rows[] = {
      {"another protocol", "SSH-2.0-OpenSSH_9.2\r\n",
       R"(not HTTP: it begins with "SSH-2.0-OpenSSH_9.2\r\n")"},
      {"bytes", std::string_view("\x00\xff\x01", 3), R"(not HTTP: it begins with "\x00\xff\x01")"},
      {"a page without a head", "<html>hello and so on, for longer than is worth telling",
       R"(not HTTP: it begins with "<html>hello and so on, for longer than i")"},
      {"TLS", std::string_view("\x15\x03\x01\x00\x02", 5),
       "not HTTP: the receiver speaks TLS; is its URL https?"},
      {"a length that is none", "HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n",
       "not HTTP: Invalid character in Content-Length"},
      {"a chunk size that is none", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxy\r\n",
       "not HTTP: Invalid character in chunk size"},
  };
  for (const Broken& row : rows) {
    AnswerReader reader(kLimit);
    ASSERT_EQ(reader.read(row.bytes), State::Broken) << row.what;
    EXPECT_EQ(reader.problem(), row.problem) << row.what;
    EXPECT_EQ(reader.read("more"), State::Broken) << row.what;
    EXPECT_FALSE(reader.reusable()) << row.what;
  }
}

TEST(AnswerReader, BoundsTheHead) {
  AnswerReader reader(kLimit);
  ASSERT_EQ(reader.read("HTTP/1.1 200 OK\r\nX-Long: "), State::Partial);
  EXPECT_EQ(reader.read(std::string(64U * 1024U, 'x')), State::Broken);
  EXPECT_EQ(reader.problem(), "not HTTP: its headers are longer than 64 KiB");
}

}  // namespace
}  // namespace ensaio
