#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <set>

#include "simulator/delivery/socket_world.hpp"
#include "tests/delivery/asking.hpp"
#include "tests/support/scripted_receiver.hpp"

namespace ensaio {
namespace {

const std::string kOk = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

std::string answer_with(const std::string& body) {
  return "HTTP/1.1 200 OK\r\ncontent-length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

TEST(Connections, AreUsedAgain) {
  ScriptedReceiver receiver({always(kOk)});
  SocketWorld world({}, {});
  for (int i = 0; i < 20; ++i) ASSERT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  EXPECT_EQ(receiver.connections(), 1U);
}

TEST(Connections, AreNotUsedAgainWhereTheReceiverSaysSo) {
  ScriptedReceiver receiver(
      {always("HTTP/1.1 200 OK\r\nconnection: close\r\n"
              "content-length: 2\r\n\r\nok")});
  SocketWorld world({}, {});
  for (int i = 0; i < 3; ++i) ASSERT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  EXPECT_EQ(receiver.connections(), 3U);
}

TEST(Connections, AreFewForManyRequests) {
  constexpr Ticket kRequests = 500;
  ScriptedReceiver receiver({always(kOk)});
  SocketWorld world({}, {.connections = 8});
  for (Ticket ticket = 0; ticket < kRequests; ++ticket) post(world, ticket, receiver.url());
  std::set<Ticket> answered;
  for (Ticket i = 0; i < kRequests; ++i) {
    const Answer answer = next_answer(world);
    EXPECT_EQ(told(answer.ending), "200 ok");
    answered.insert(answer.ticket);
  }
  EXPECT_EQ(answered.size(), kRequests);
  EXPECT_EQ(receiver.connections(), 8U);
  EXPECT_FALSE(world.wait(world.now()));
}

TEST(Connections, AreCountedOnceTheyAreOpen) {
  ScriptedReceiver receiver({[](Peer& peer) {
                               peer.hear_request();
                               peer.reset();
                             },
                             always(kOk)});
  SocketWorld world({}, {});
  EXPECT_EQ(world.opened(), 0U);
  ask(world, receiver.url());
  EXPECT_EQ(world.opened(), 1U) << "reset without an answer";
  for (int i = 0; i < 5; ++i) ASSERT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  EXPECT_EQ(world.opened(), 2U);
  ask(world, "http://127.0.0.1:" + std::to_string(closed_port()) + "/hook");
  EXPECT_EQ(world.opened(), 2U) << "refused";
}

TEST(Connections, AreTakenInTheOrderOfThePosts) {
  constexpr Ticket kRequests = 100;
  ScriptedReceiver receiver({always(kOk)});
  SocketWorld world({}, {.connections = 1});
  for (Ticket ticket = 0; ticket < kRequests; ++ticket) post(world, ticket, receiver.url());
  for (Ticket ticket = 0; ticket < kRequests; ++ticket) {
    EXPECT_EQ(next_answer(world).ticket, ticket);
  }
}

TEST(Connections, ServeTheNextInLineAlsoAfterTheyBroke) {
  const auto closes = [](Peer& peer) { peer.hear_request(); };
  ScriptedReceiver receiver({closes, closes, always(kOk)});
  SocketWorld world({}, {.connections = 1});
  for (Ticket ticket = 0; ticket < 4; ++ticket) post(world, ticket, receiver.url());
  std::vector<std::string> endings;
  for (Ticket ticket = 0; ticket < 4; ++ticket) {
    const Answer answer = next_answer(world);
    EXPECT_EQ(answer.ticket, ticket);
    endings.push_back(told(answer.ending));
  }
  EXPECT_THAT(endings, testing::ElementsAre(testing::StartsWith("closed"),
                                            testing::StartsWith("closed"), "200 ok", "200 ok"));
  EXPECT_EQ(receiver.connections(), 3U);
}

TEST(Connections, AllOfALineAreToldThatNobodyListens) {
  const std::string url = "http://127.0.0.1:" + std::to_string(closed_port()) + "/";
  SocketWorld world({}, {.connections = 2});
  for (Ticket ticket = 0; ticket < 1000; ++ticket) post(world, ticket, url);
  for (int i = 0; i < 1000; ++i) {
    ASSERT_EQ(told(next_answer(world).ending), "refused: connection refused");
  }
}

TEST(Connections, HaveRoomForSoManyPosts) {
  std::latch all_heard(3);
  ScriptedReceiver receiver({[&](Peer& peer) {
    peer.hear_request();
    all_heard.arrive_and_wait();
    peer.say(kOk);
    peer.hear_end();
  }});
  SocketWorld world({}, {.in_flight = 3});
  for (Ticket ticket = 0; ticket < 3; ++ticket) {
    EXPECT_TRUE(world.has_room());
    post(world, ticket, receiver.url());
  }
  EXPECT_FALSE(world.has_room());
  next_answer(world);
  EXPECT_TRUE(world.has_room());
}

TEST(Connections, ThatWereClosedWhileIdleCostNothing) {
  std::latch closed(1);
  ScriptedReceiver receiver({
      [&](Peer& peer) {
        peer.hear_request();
        peer.say(kOk);
        peer.close();
        closed.count_down();
      },
      always(kOk),
  });
  SocketWorld world({}, {});
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  closed.wait();
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  EXPECT_EQ(receiver.connections(), 2U);
}

/// More than the systems between us and the receiver take before it reads.
std::string long_body(char last) { return std::string(16U << 20U, '.') + last; }

TEST(Connections, ThatDieInTheMiddleOfASecondRequestHaveItSentAgainOnce) {
  struct Row {
    const char* what;
    void (*ends)(Peer&);
  };
  const Row rows[] = {
      {"closed", [](Peer& peer) { peer.close(); }},
      {"reset", [](Peer& peer) { peer.reset(); }},
  };
  for (const Row& row : rows) {
    std::string second_try;
    ScriptedReceiver receiver({
        [&](Peer& peer) {
          peer.hear_request();
          peer.say(kOk);
          peer.hear(1000);
          row.ends(peer);
        },
        [&](Peer& peer) {
          second_try = peer.hear_request();
          peer.say(answer_with("again"));
          peer.hear_end();
        },
    });
    SocketWorld world({}, {});
    EXPECT_EQ(told(ask(world, receiver.url(), "1").ending), "200 ok") << row.what;
    const Answer second = ask(world, receiver.url(), long_body('2'));
    EXPECT_EQ(told(second.ending), "200 again") << row.what;
    EXPECT_TRUE(second.resent) << row.what;
    receiver.take_down();
    EXPECT_TRUE(second_try.ends_with("2")) << row.what;
  }
}

TEST(Connections, ThatMayHaveHeardTheWholeRequestAreNotTriedAgain) {
  struct Row {
    const char* what;
    void (*ends)(Peer&);
    const char* told;
  };
  const Row rows[] = {
      {"heard it, then closed", [](Peer& peer) { peer.hear_request(); },
       "closed: the receiver closed the connection without an answer"},
      {"heard it, then reset",
       [](Peer& peer) {
         peer.hear_request();
         peer.reset();
       },
       "reset: connection reset by the receiver before it answered"},
      {"closed before it read, which looks the same from here",
       [](Peer& peer) {
         peer.see();
         peer.close();
       },
       "reset: connection reset by the receiver before it answered"},
  };
  for (const Row& row : rows) {
    ScriptedReceiver receiver({[&](Peer& peer) {
      peer.hear_request();
      peer.say(kOk);
      row.ends(peer);
    }});
    SocketWorld world({}, {});
    EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ok") << row.what;
    const Answer second = ask(world, receiver.url());
    EXPECT_FALSE(second.resent) << row.what;
    EXPECT_EQ(told(second.ending), row.told)
        << row.what << ": it may have worked on it; nobody hears a callback twice for our sake.";
    EXPECT_EQ(receiver.connections(), 1U) << row.what;
  }
}

TEST(Connections, ThatDieTwiceEndTheRequest) {
  const auto answers_one = [](Peer& peer) {
    peer.hear_request();
    peer.say(kOk);
    peer.hear(1000);
    peer.reset();
  };
  const auto answers_none = [](Peer& peer) { peer.hear_request(); };
  ScriptedReceiver receiver({answers_one, answers_none});
  SocketWorld world({}, {});
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  EXPECT_EQ(told(ask(world, receiver.url(), long_body('2')).ending),
            "closed: the receiver closed the connection without an answer");
  EXPECT_EQ(receiver.connections(), 2U);
}

TEST(Connections, ThatAreResetInTheMiddleOfAnAnswerWithoutALengthDoNotEndIt) {
  // The write is told of the reset, and then the read finds what looks like an end.
  ScriptedReceiver receiver({[](Peer& peer) {
    peer.hear(1000);
    peer.say("HTTP/1.1 200 OK\r\n\r\nthe first ha");
    peer.reset();
  }});
  SocketWorld world({}, {});
  EXPECT_EQ(told(ask(world, receiver.url(), long_body('1')).ending),
            "reset: connection reset by the receiver in the middle of its answer");
}

TEST(Connections, ThatBeganToAnswerAreNotTriedAgain) {
  ScriptedReceiver receiver({[](Peer& peer) {
    peer.hear_request();
    peer.say(kOk);
    peer.hear_request();
    peer.say("H");
  }});
  SocketWorld world({}, {});
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  EXPECT_EQ(told(ask(world, receiver.url()).ending),
            "closed: the receiver closed the connection in the middle of its answer");
  EXPECT_EQ(receiver.connections(), 1U);
}

TEST(Connections, ThatDieInFullUseMakeRoomForTheSecondTryAndKeepTheLine) {
  std::vector<std::string> heard;
  ScriptedReceiver receiver({
      [&](Peer& peer) {
        peer.hear_request();
        peer.say(kOk);
        peer.hear(1000);
        peer.reset();
      },
      [&](Peer& peer) {
        for (;;) {
          const std::string request = peer.hear_request();
          if (request.empty()) return;
          heard.push_back(request.substr(request.size() - 1));
          peer.say(kOk);
        }
      },
  });
  SocketWorld world({}, {.connections = 1});
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  for (Ticket ticket = 1; ticket <= 4; ++ticket) {
    const char number = static_cast<char>('0' + ticket);
    post(world, ticket, receiver.url(), ticket == 1 ? long_body(number) : std::string(1, number));
  }
  for (Ticket ticket = 1; ticket <= 4; ++ticket) {
    const Answer answer = next_answer(world);
    EXPECT_EQ(answer.ticket, ticket);
    EXPECT_EQ(told(answer.ending), "200 ok");
  }
  receiver.take_down();
  EXPECT_EQ(heard, (std::vector<std::string>{"1", "2", "3", "4"}));
  EXPECT_EQ(receiver.connections(), 2U);
}

TEST(Connections, ThatSayTooMuchAreNotTrusted) {
  struct Row {
    const char* what;
    std::string extra;
  };
  const Row rows[] = {
      {"a second answer", answer_with("stray")},
      {"bytes that are none", "x"},
  };
  for (const Row& row : rows) {
    ScriptedReceiver receiver({
        [&](Peer& peer) {
          peer.hear_request();
          peer.say(answer_with("first") + row.extra);
          peer.hear_end();
        },
        always(answer_with("second")),
    });
    SocketWorld world({}, {});
    EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 first") << row.what;
    EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 second") << row.what;
    EXPECT_EQ(receiver.connections(), 2U) << row.what;
  }
}

TEST(Connections, ThatSaySomethingWhileIdleAreNotTrusted) {
  std::latch answered(1);
  std::latch said(1);
  ScriptedReceiver receiver({
      [&](Peer& peer) {
        peer.hear_request();
        peer.say(answer_with("first"));
        answered.wait();
        peer.say(answer_with("stray"));
        said.count_down();
        peer.hear_end();
      },
      always(answer_with("second")),
  });
  SocketWorld world({}, {});
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 first");
  answered.count_down();
  said.wait();
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 second");
}

TEST(Connections, OfDifferentReceiversAreApart) {
  ScriptedReceiver one({always(answer_with("one"))});
  ScriptedReceiver two({always(answer_with("two"))});
  SocketWorld world({}, {.connections = 1});
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(told(ask(world, one.url()).ending), "200 one");
    EXPECT_EQ(told(ask(world, two.url()).ending), "200 two");
  }
  EXPECT_EQ(one.connections(), 1U);
  EXPECT_EQ(two.connections(), 1U);
}

}  // namespace
}  // namespace ensaio
