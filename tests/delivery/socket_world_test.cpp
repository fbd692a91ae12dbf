#include "simulator/delivery/socket_world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <future>
#include <latch>
#include <thread>

#include "tests/delivery/asking.hpp"
#include "tests/support/needs.hpp"
#include "tests/support/scripted_receiver.hpp"

namespace ensaio {
namespace {

using std::chrono::milliseconds;

const std::string kOk = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

ScriptedReceiver::Script says(std::string bytes, void (*then)(Peer&)) {
  return [bytes = std::move(bytes), then](Peer& peer) {
    peer.hear_request();
    peer.say(bytes);
    then(peer);
  };
}
void closes(Peer& peer) { peer.close(); }
void resets(Peer& peer) { peer.reset(); }
void holds(Peer& peer) { peer.hear_end(); }

TEST(SocketWorld, TellsHowARequestEnded) {
  struct Row {
    const char* what;
    ScriptedReceiver::Script script;
    const char* ending;
  };
  const Row rows[] = {
      {"answered", says(kOk, holds), "200 ok"},
      {"answered without a body", says("HTTP/1.1 204 No Content\r\n\r\n", holds), "204 "},
      {"answered with an error", says("HTTP/1.1 500 Oh\r\ncontent-length: 0\r\n\r\n", holds),
       "500 "},
      {"answered until it closed", says("HTTP/1.1 200 OK\r\n\r\nok", closes), "200 ok"},
      {"answered in chunks with trailers",
       says("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nx: y\r\n\r\n",
            holds),
       "200 ok"},
      {"answered after 100 and 103",
       says("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nlink: x\r\n\r\n" + kOk, holds),
       "200 ok"},
      {"closed without an answer", says("", closes),
       "closed: the receiver closed the connection without an answer"},
      {"closed in the head", says("HTTP/1.1 200", closes),
       "closed: the receiver closed the connection in the middle of its answer"},
      {"closed in the body", says("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok", closes),
       "closed: the receiver closed the connection in the middle of its answer"},
      {"closed in the chunks",
       says("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n", closes),
       "closed: the receiver closed the connection in the middle of its answer"},
      {"closed after 100", says("HTTP/1.1 100 Continue\r\n\r\n", closes),
       "closed: the receiver closed the connection in the middle of its answer"},
      {"reset", says("", resets), "reset: connection reset by the receiver before it answered"},
      {"not HTTP", says("220 mail.example ESMTP\r\n", holds),
       R"(garbage: not HTTP: it begins with "220 mail.example ESMTP\r\n")"},
      {"not HTTP, said at once",
       [](Peer& peer) {
         peer.say("SSH-2.0-x\r\n");
         peer.hear_end();
       },
       R"(garbage: not HTTP: it begins with "SSH-2.0-x\r\n")"},
  };
  for (const Row& row : rows) {
    ScriptedReceiver receiver({row.script});
    SocketWorld world({}, {});
    EXPECT_EQ(told(ask(world, receiver.url()).ending), row.ending) << row.what;
    EXPECT_EQ(receiver.connections(), 1U) << row.what;
  }
}

TEST(SocketWorld, TellsAResetInTheMiddleOfAnAnswer) {
  // The reset may overtake the bytes before it, so the receiver waits until they have been read:
  // the client's second request tells that its first answer has come.
  ScriptedReceiver receiver({[](Peer& peer) {
    peer.hear_request();
    peer.say(kOk);
    peer.hear_request();
    peer.say("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n");
    peer.say("ok");
    peer.reset();
  }});
  SocketWorld world({}, {});
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  EXPECT_THAT(told(ask(world, receiver.url()).ending),
              testing::StartsWith("reset: connection reset by the receiver"));
}

TEST(SocketWorld, KeepsTheHeadOfTheAnswer) {
  ScriptedReceiver receiver(
      {says("HTTP/1.1 302 Found\r\nLocation: /login\r\n"
            "Content-Length: 0\r\n\r\n",
            holds)});
  SocketWorld world({}, {});
  const Answer answer = ask(world, receiver.url());
  EXPECT_EQ(std::get<Answered>(answer.ending).head, "Location: /login\nContent-Length: 0\n");
}

TEST(SocketWorld, SendsTheBytesItWasGiven) {
  std::string heard;
  ScriptedReceiver receiver({[&](Peer& peer) {
    heard = peer.hear_request();
    peer.say(kOk);
    peer.hear_end();
  }});
  SocketWorld world({}, {});
  ask(world, receiver.url(), R"({"a":1})");
  receiver.take_down();
  EXPECT_EQ(heard, "POST /hook HTTP/1.1\r\ncontent-length: 7\r\nhost: 127.0.0.1:" +
                       std::to_string(receiver.port()) + "\r\n\r\n{\"a\":1}");
}

TEST(SocketWorld, ReadsAnAnswerThatComesByteByByte) {
  ScriptedReceiver receiver({[](Peer& peer) {
    peer.hear_request();
    peer.say_byte_by_byte(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
    peer.hear_end();
  }});
  SocketWorld world({}, {});
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
}

TEST(SocketWorld, ReadsAnAnswerCutAtEveryByte) {
  ScriptedReceiver receiver({[](Peer& peer) {
    for (std::size_t cut = 1; cut < kOk.size(); ++cut) {
      peer.hear_request();
      peer.say(kOk.substr(0, cut));
      peer.say(kOk.substr(cut));
    }
    peer.hear_end();
  }});
  SocketWorld world({}, {});
  for (std::size_t i = 1; i < kOk.size(); ++i) {
    ASSERT_EQ(told(ask(world, receiver.url()).ending), "200 ok") << i;
  }
  EXPECT_EQ(receiver.connections(), 1U);
}

TEST(SocketWorld, TellsAnAddressWhereNobodyListens) {
  SocketWorld world({}, {});
  const std::string url = "http://127.0.0.1:" + std::to_string(closed_port()) + "/";
  EXPECT_EQ(told(ask(world, url).ending), "refused: connection refused");
}

TEST(SocketWorld, ConnectsOverIpv6) {
  ENSAIO_NEEDS(has_ipv6(), "this machine has no ::1");
  ScriptedReceiver receiver({always(kOk)}, "::1");
  SocketWorld world({}, {});
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  EXPECT_EQ(receiver.connections(), 1U);
}

TEST(SocketWorld, RefusesWhatTheTargetRuleDoes) {
  struct Row {
    const char* what;
    const char* url;
    const char* ending;
  };
  const Row rows[] = {
      {"an address", "http://93.184.216.34/",
       "not allowed: not allowed by the target rule: 93.184.216.34 "
       "(allow it with --allow-target 93.184.216.34)"},
      {"an odd way to write one", "http://1/",
       "not allowed: not allowed by the target rule: 0.0.0.1 (allow it with --allow-target 1)"},
      {"the unspecified address", "http://0.0.0.0/",
       "not allowed: not allowed by the target rule: 0.0.0.0 "
       "(allow it with --allow-target 0.0.0.0)"},
      {"a mapped one", "http://[::ffff:93.184.216.34]/",
       "not allowed: not allowed by the target rule: ::ffff:93.184.216.34 "
       "(allow it with --allow-target ::ffff:93.184.216.34)"},
  };
  for (const Row& row : rows) {
    SocketWorld world({}, {});
    EXPECT_EQ(told(ask(world, row.url).ending), row.ending) << row.what;
  }
}

TEST(SocketWorld, TakesAnyNotationOfAnAllowedAddress) {
  ScriptedReceiver receiver({always(kOk)});
  const std::string port = ":" + std::to_string(receiver.port()) + "/";
  for (const std::string host : {"0x7f.1", "2130706433", "127.1", "[::ffff:127.0.0.1]"}) {
    SocketWorld world({}, {});
    EXPECT_EQ(told(ask(world, "http://" + host + port).ending), "200 ok") << host;
  }
}

TEST(SocketWorld, KeepsOneMebibyteOfABodyAndReadsTheRest) {
  const std::string body(2U << 20U, 'x');
  ScriptedReceiver receiver({always(
      "HTTP/1.1 200 OK\r\ncontent-length: " + std::to_string(body.size()) + "\r\n\r\n" + body)});
  SocketWorld world({}, {});
  for (int round = 0; round < 2; ++round) {
    const Answer answer = ask(world, receiver.url());
    const auto& answered = std::get<Answered>(answer.ending);
    EXPECT_EQ(answered.body.size(), 1U << 20U);
    EXPECT_TRUE(answered.truncated);
  }
  EXPECT_EQ(receiver.connections(), 1U);
}

TEST(SocketWorld, SendsABodyThatTheSystemTakesInManyPieces) {
  std::string heard;
  ScriptedReceiver receiver({[&](Peer& peer) {
    heard = peer.hear_request();
    peer.say(kOk);
    peer.hear_end();
  }});
  std::string body(16U << 20U, 'x');
  body += "the end";
  SocketWorld world({}, {});
  EXPECT_EQ(told(ask(world, receiver.url(), body).ending), "200 ok");
  receiver.take_down();
  EXPECT_TRUE(heard.ends_with("xthe end"));
}

TEST(SocketWorld, TakesAnAnswerThatComesBeforeTheBodyIsSent) {
  std::promise<void> taken;
  ScriptedReceiver receiver({
      [&taken](Peer& peer) {
        peer.hear(100);
        peer.say("HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n");
        taken.get_future().wait();  // The rest of the body cannot be sent before.
        peer.hear_end();
      },
      always(kOk),
  });
  SocketWorld world({}, {});
  EXPECT_EQ(told(ask(world, receiver.url(), std::string(64U << 20U, 'x')).ending), "413 ");
  taken.set_value();
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  EXPECT_EQ(receiver.connections(), 2U);
}

TEST(SocketWorld, TellsTheTimeOutAndWhereItCame) {
  struct Row {
    const char* what;
    ScriptedReceiver::Script script;
    const char* ending;
  };
  const Row rows[] = {
      {"no answer at all", says("", holds), "timed out while waiting for the answer"},
      {"an answer that never ends", says("HTTP/1.1 200 OK\r\n", holds),
       "timed out while reading the answer"},
  };
  for (const Row& row : rows) {
    ScriptedReceiver receiver({row.script});
    SocketWorld world({}, {});
    const Answer answer = ask(world, receiver.url(), "{}", milliseconds(50));
    EXPECT_EQ(told(answer.ending), row.ending) << row.what;
    EXPECT_GE(answer.answered - answer.sent, milliseconds(50)) << row.what;
  }
}

TEST(SocketWorld, TellsAReceiverThatReadsNothing) {
  std::latch over(1);
  ScriptedReceiver receiver({[&](Peer&) { over.wait(); }});
  SocketWorld world({}, {.stall_timeout = milliseconds(50)});
  const Answer answer = ask(world, receiver.url(), std::string(64U << 20U, 'x'));
  EXPECT_EQ(told(answer.ending), "timed out while sending");
  over.count_down();
}

TEST(SocketWorld, TellsAReceiverThatDoesNotAccept) {
  const FullReceiver receiver;
  SocketWorld world({}, {.stall_timeout = milliseconds(50)});
  const Answer answer = ask(world, "http://127.0.0.1:" + std::to_string(receiver.port()) + "/");
  EXPECT_EQ(told(answer.ending), "timed out while connecting");
}

TEST(SocketWorld, EndsAWaitAtItsTime) {
  SocketWorld world({}, {});
  const Offset until = world.now() + milliseconds(2);
  EXPECT_FALSE(world.wait(until));
  EXPECT_GE(world.now(), until);
  EXPECT_FALSE(world.wait(Offset::zero()));
}

TEST(SocketWorld, CanBeInterruptedFromAnotherThread) {
  SocketWorld world({}, {});
  EXPECT_FALSE(world.interrupted());
  const std::jthread other([&] { world.interrupt(); });
  EXPECT_FALSE(world.wait(Offset::max()));
  EXPECT_TRUE(world.interrupted());
  EXPECT_FALSE(world.wait(Offset::max()));
}

SocketWorld* interrupted_by_signal = nullptr;

TEST(SocketWorld, CanBeInterruptedFromASignalHandler) {
  SocketWorld world({}, {});
  interrupted_by_signal = &world;
  const auto before = std::signal(SIGUSR1, [](int) { interrupted_by_signal->interrupt(); });
  std::raise(SIGUSR1);
  EXPECT_FALSE(world.wait(Offset::max()));
  EXPECT_TRUE(world.interrupted());
  std::signal(SIGUSR1, before);
}

TEST(SocketWorld, BeginsNothingMoreOnceInterrupted) {
  ScriptedReceiver receiver({always(kOk)});
  SocketWorld world({}, {});
  post(world, 1, receiver.url());
  world.interrupt();
  EXPECT_FALSE(world.wait(Offset::max()));
  EXPECT_EQ(receiver.connections(), 0U);
}

TEST(SocketWorld, TellsThatARequestHasBeenWrittenWhereThatIsAsked) {
  std::promise<void> say;
  ScriptedReceiver receiver({[&say](Peer& peer) {
    peer.hear_request();
    say.get_future().wait();
    peer.say(kOk);
    peer.hear_request();
    peer.say(kOk);
    peer.hear_end();
  }});
  SocketWorld world({}, {});
  const Endpoint endpoint = endpoint_of(receiver.url());
  world.post(7, {.endpoint = &endpoint,
                 .request = request_to(endpoint),
                 .timeout = kLong,
                 .tell_written = true});
  EXPECT_FALSE(world.wait(world.now() + kLong));
  EXPECT_EQ(world.take_written(), 7U);
  EXPECT_FALSE(world.take_written());
  say.set_value();
  EXPECT_EQ(next_answer(world).ticket, 7U);
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  EXPECT_FALSE(world.take_written()) << "Nobody asked.";
}

}  // namespace
}  // namespace ensaio
