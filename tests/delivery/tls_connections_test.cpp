#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>

#include "simulator/delivery/socket_world.hpp"
#include "tests/delivery/asking_tls.hpp"

namespace ensaio {
namespace {

const std::string kOk = answer_of("ok");
const std::string kOkAndClose =
    "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok";

class TlsConnections : public testing::TestWithParam<TlsVersion> {
 protected:
  const TlsSide side_{only(GetParam())};
};

INSTANTIATE_TEST_SUITE_P(, TlsConnections, testing::Values(TlsVersion::V12, TlsVersion::V13),
                         [](const auto& version) {
                           return version.param == TlsVersion::V12 ? "Tls12" : "Tls13";
                         });

TEST_P(TlsConnections, GoOnWithTheSessionOfTheOneBefore) {
  struct Row {
    const char* what;
    bool says_goodbye;
  };
  for (const Row& row : {Row{"ended properly", true}, Row{"just closed", false}}) {
    std::vector<bool> resumed;
    ScriptedReceiver receiver({over_tls(side_, [&](SecurePeer& peer) {
      resumed.push_back(peer.was_resumed());
      peer.hear_request();
      peer.say(kOkAndClose);
      if (row.says_goodbye) peer.end();
    })});
    SocketWorld world({}, trusting());
    for (int i = 0; i < 4; ++i) ASSERT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
    receiver.take_down();
    EXPECT_EQ(resumed, (std::vector<bool>{false, true, true, true})) << row.what;
  }
}

TEST_P(TlsConnections, DoNotShareSessionsBetweenHosts) {
  std::vector<bool> resumed;
  const TlsSide side(
      {.credentials = test_authority().issue({.names = {"a.test", "b.test"}}), .only = GetParam()});
  ScriptedReceiver receiver({over_tls(side, [&](SecurePeer& peer) {
    resumed.push_back(peer.was_resumed());
    peer.hear_request();
    peer.say(kOkAndClose);
  })});
  SocketWorld world({}, trusting());
  EXPECT_EQ(told(ask(world, https_url(receiver, "a.test")).ending), "200 ok");
  EXPECT_EQ(told(ask(world, https_url(receiver, "b.test")).ending), "200 ok");
  receiver.take_down();
  EXPECT_EQ(resumed, (std::vector<bool>{false, false}));
}

TEST_P(TlsConnections, ToAReceiverThatForgotTheSessionBeginAnew) {
  const TlsSide other(only(GetParam()));
  const auto once = [](SecurePeer& peer) {
    peer.hear_request();
    peer.say(kOkAndClose);
  };
  ScriptedReceiver receiver({over_tls(side_, once), over_tls(other, once)});
  SocketWorld world({}, trusting());
  for (int i = 0; i < 3; ++i) ASSERT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
}

TEST_P(TlsConnections, ThatWereClosedWhileIdleCostNothing) {
  for (const bool says_goodbye : {false, true}) {
    std::latch closed(1);
    ScriptedReceiver receiver({
        [&](Peer& below) {
          over_tls(side_, [&](SecurePeer& peer) {
            peer.hear_request();
            peer.say(kOk);
            if (says_goodbye) peer.end();
          })(below);
          below.close();
          closed.count_down();
        },
        always_over_tls(side_, kOk),
    });
    SocketWorld world({}, trusting());
    EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
    closed.wait();
    const Answer second = ask(world, https_url(receiver));
    EXPECT_EQ(told(second.ending), "200 ok");
    EXPECT_FALSE(second.resent) << "It was seen in time.";
    EXPECT_EQ(receiver.connections(), 2U);
  }
}

TEST_P(TlsConnections, ThatDieInTheMiddleOfASecondRequestHaveItSentAgainOnce) {
  // More than the systems between us and the receiver take before it reads.
  const std::string long_body = std::string(16U << 20U, '.') + "2";
  struct Row {
    const char* what;
    void (*ends)(Peer&);
  };
  const Row rows[] = {
      {"closed",
       [](Peer& peer) {
         peer.see();
         peer.close();
       }},
      {"reset",
       [](Peer& peer) {
         peer.see();
         peer.reset();
       }},
  };
  for (const Row& row : rows) {
    std::string second_try;
    ScriptedReceiver receiver({
        [&](Peer& below) {
          over_tls(side_, [&](SecurePeer& peer) {
            peer.hear_request();
            peer.say(kOk);
          })(below);
          row.ends(below);
        },
        over_tls(side_,
                 [&](SecurePeer& peer) {
                   second_try = peer.hear_request();
                   peer.say(answer_of("again"));
                   peer.hear_end();
                 }),
    });
    SocketWorld world({}, trusting());
    EXPECT_EQ(told(ask(world, https_url(receiver), "1").ending), "200 ok") << row.what;
    const Answer second = ask(world, https_url(receiver), long_body);
    EXPECT_EQ(told(second.ending), "200 again") << row.what;
    EXPECT_TRUE(second.resent) << row.what;
    receiver.take_down();
    EXPECT_TRUE(second_try.ends_with("2")) << row.what;
  }
}

TEST_P(TlsConnections, ThatCloseAfterTheyHeardTheRequestAreNotTriedAgain) {
  ScriptedReceiver receiver({over_tls(side_, [](SecurePeer& peer) {
    peer.hear_request();
    peer.say(kOk);
    peer.hear_request();
    peer.end();
  })});
  SocketWorld world({}, trusting());
  EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
  const Answer second = ask(world, https_url(receiver));
  EXPECT_EQ(told(second.ending), "closed: the receiver closed the connection without an answer");
  EXPECT_FALSE(second.resent);
  EXPECT_EQ(receiver.connections(), 1U);
}

TEST_P(TlsConnections, ThatSaySomethingWhileIdleAreNotTrusted) {
  std::latch answered(1);
  std::latch said(1);
  ScriptedReceiver receiver({
      over_tls(side_,
               [&](SecurePeer& peer) {
                 peer.hear_request();
                 peer.say(answer_of("first"));
                 answered.wait();
                 peer.say(answer_of("stray"));
                 said.count_down();
                 peer.hear_end();
               }),
      always_over_tls(side_, answer_of("second")),
  });
  SocketWorld world({}, trusting());
  EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 first");
  answered.count_down();
  said.wait();
  EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 second");
}

TEST_P(TlsConnections, ThatSayTooMuchAreNotTrusted) {
  ScriptedReceiver receiver({
      over_tls(side_,
               [&](SecurePeer& peer) {
                 peer.hear_request();
                 peer.say(answer_of("first") + answer_of("stray"));
                 peer.hear_end();
               }),
      always_over_tls(side_, answer_of("second")),
  });
  SocketWorld world({}, trusting());
  EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 first");
  EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 second");
}

TEST(TlsConnection, StaysWhereTlsSpeaksOfItsOwnWhileIdle) {
  struct Row {
    const char* what;
    TlsVersion version;
    void (*speaks)(SecurePeer&);
  };
  const Row rows[] = {
      {"a late ticket", TlsVersion::V13, [](SecurePeer& peer) { peer.give_ticket(); }},
      {"new keys", TlsVersion::V13, [](SecurePeer& peer) { peer.change_keys(); }},
  };
  for (const Row& row : rows) {
    TlsWish wish = only(row.version);
    wish.tickets = false;
    const TlsSide side(wish);
    std::latch answered(1);
    std::latch spoken(1);
    ScriptedReceiver receiver({over_tls(side, [&](SecurePeer& peer) {
      peer.hear_request();
      peer.say(kOk);
      answered.wait();
      row.speaks(peer);
      spoken.count_down();
      while (!peer.hear_request().empty()) peer.say(kOk);
    })});
    SocketWorld world({}, trusting());
    EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok") << row.what;
    answered.count_down();
    spoken.wait();
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok") << row.what;
    }
    EXPECT_EQ(receiver.connections(), 1U) << row.what;
  }
}

TEST(TlsConnection, ChangesKeysInTheMiddleOfARequest) {
  const TlsSide side(only(TlsVersion::V13));
  ScriptedReceiver receiver({over_tls(side, [](SecurePeer& peer) {
    while (!peer.hear_request().empty()) {
      peer.change_keys();
      peer.say(kOk.substr(0, 10));
      peer.change_keys();
      peer.say(kOk.substr(10));
    }
  })});
  SocketWorld world({}, trusting());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
  EXPECT_EQ(receiver.connections(), 1U);
}

TEST(TlsConnection, ShakesHandsAnewWhereTheReceiverAsks) {
  const TlsSide side(only(TlsVersion::V12));
  bool renegotiated = false;
  ScriptedReceiver receiver({over_tls(side, [&](SecurePeer& peer) {
    peer.hear_request();
    renegotiated = peer.renegotiate();
    peer.say(kOk);
    while (!peer.hear_request().empty()) peer.say(kOk);
  })});
  SocketWorld world({}, trusting());
  EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
  EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
  receiver.take_down();
  EXPECT_TRUE(renegotiated);
}

}  // namespace
}  // namespace ensaio
