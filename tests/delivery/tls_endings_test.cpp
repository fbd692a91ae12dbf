#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>

#include "simulator/delivery/socket_world.hpp"
#include "tests/delivery/asking_tls.hpp"

namespace ensaio {
namespace {

using std::chrono::milliseconds;
using testing::AnyOf;
using testing::HasSubstr;

const std::string kOk = answer_of("ok");

TEST(TlsEnding, SaysWhyACertificateIsNotTrusted) {
  const TestAuthority stranger("Somebody \x1b[31m else");
  const TestAuthority expired("An old authority", "20210304000000Z");
  const TextFile old(expired.certificate());
  struct Row {
    const char* what;
    Credentials credentials;
    std::string ca_file;
    const char* ending;
  };
  const std::string known = trusting().tls.ca_file;
  const Row rows[] = {
      {"its own", self_signed({}), known,
       "certificate not trusted: self-signed certificate (trust it with --ca FILE)"},
      {"a stranger's", stranger.issue({}), known,
       "certificate not trusted: issued by \"Somebody ?[31m else\", who is not known here (trust "
       "it "
       "with --ca FILE)"},
      {"nobody is trusted but whom the system does", test_authority().issue({}), "",
       "certificate not trusted: issued by \"The test authority\", who is not known here (trust it "
       "with --ca FILE)"},
      {"expired", test_authority().issue({.not_after = "20260101000000Z"}), known,
       "certificate expired on 2026-01-01"},
      {"not yet valid", test_authority().issue({.not_before = "20980506000000Z"}), known,
       "certificate is not valid before 2098-05-06"},
      {"of an expired authority", expired.issue({}), old.path(),
       "certificate of its authority \"An old authority\" expired on 2021-03-04"},
  };
  for (const Row& row : rows) {
    for (const TlsVersion version : {TlsVersion::V12, TlsVersion::V13}) {
      const TlsSide side({.credentials = row.credentials, .only = version});
      ScriptedReceiver receiver({always_over_tls(side, kOk)});
      SocketOptions options = trusting();
      options.tls.ca_file = row.ca_file;
      SocketWorld world({}, options);
      EXPECT_EQ(told(ask(world, https_url(receiver)).ending),
                "certificate: " + std::string(row.ending))
          << row.what;
    }
  }
}

TEST(TlsEnding, SaysThatThereIsNoTls) {
  struct Row {
    const char* what;
    ScriptedReceiver::Script script;
    const char* ending;
  };
  const Row rows[] = {
      {"plain HTTP",
       [](Peer& peer) {
         peer.hear_some();
         peer.say("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
       },
       "no TLS there: the receiver answered in plain HTTP; is its URL http?"},
      {"something else",
       [](Peer& peer) {
         peer.hear_some();
         peer.say("220 mail.test ready\r\n");
       },
       "no TLS there: the receiver answered something else"},
      {"closed", [](Peer& peer) { peer.hear_some(); },
       "the receiver closed the connection in the TLS handshake"},
      {"reset",
       [](Peer& peer) {
         peer.hear_some();
         peer.reset();
       },
       "connection reset by the receiver in the TLS handshake"},
  };
  for (const Row& row : rows) {
    ScriptedReceiver receiver({row.script});
    SocketWorld world({}, trusting());
    EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "tls: " + std::string(row.ending))
        << row.what;
  }
}

TEST(TlsEnding, SaysWhatTheReceiverHadAgainstTheHandshake) {
  struct Row {
    char alert;  // RFC 8446, 6.
    const char* ending;
  };
  const Row rows[] = {
      {112, "the receiver broke off the TLS handshake: unrecognized name"},
      {70, "the receiver speaks neither TLS 1.2 nor 1.3"},
      {40, "the receiver broke off the TLS handshake: handshake failure"},
  };
  for (const Row& row : rows) {
    ScriptedReceiver receiver({[&](Peer& peer) {
      peer.hear_some();
      const char fatal[] = {0x15, 3, 3, 0, 2, 2, row.alert};
      peer.say({fatal, sizeof fatal});
    }});
    SocketWorld world({}, trusting());
    EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "tls: " + std::string(row.ending));
  }
}

TEST(TlsEnding, SaysThatTheReceiverIsTooOld) {
  const TlsSide side(only(TlsVersion::Old));
  ScriptedReceiver receiver({always_over_tls(side, kOk)});
  SocketWorld world({}, trusting());
  EXPECT_EQ(told(ask(world, https_url(receiver)).ending),
            "tls: the receiver speaks neither TLS 1.2 nor 1.3");
  EXPECT_EQ(world.opened(), 0U) << "there was no handshake";
}

TEST(TlsEnding, SaysThatAClientCertificateIsWanted) {
  for (const TlsVersion version : {TlsVersion::V12, TlsVersion::V13}) {
    TlsWish wish = only(version);
    wish.client_authority = test_authority().certificate();
    const TlsSide side(wish);
    ScriptedReceiver receiver({always_over_tls(side, kOk)});
    SocketWorld world({}, trusting());
    // Where the receiver is quicker to reset than we are to read, its own words are lost.
    EXPECT_THAT(told(ask(world, https_url(receiver)).ending),
                AnyOf("tls: the receiver wants a client certificate (give one with --cert FILE "
                      "--key FILE)",
                      HasSubstr("it had asked for a client certificate")));
  }
}

TEST(TlsEnding, SaysThatOurCertificateIsNotTaken) {
  const Credentials ours = self_signed({.names = {}, .common_name = "ensaio"});
  const TextFile certificate(ours.certificate);
  const TextFile key(ours.key);
  for (const TlsVersion version : {TlsVersion::V12, TlsVersion::V13}) {
    TlsWish wish = only(version);
    wish.client_authority = test_authority().certificate();
    const TlsSide side(wish);
    ScriptedReceiver receiver({[&](Peer& below) {
      SecurePeer peer(below, side);
      peer.shake_hands();
      below.hear_end();  // So that what it said is not lost by a reset.
    }});
    SocketOptions options = trusting();
    options.tls.certificate_file = certificate.path();
    options.tls.key_file = key.path();
    SocketWorld world({}, options);
    EXPECT_THAT(told(ask(world, https_url(receiver)).ending),
                HasSubstr("tls: the receiver did not take the client certificate: "));
  }
}

/// The length of the receiver's first flight differs by some bytes from time to time (signatures).
constexpr std::size_t kMostOfAFlight = 1500;

TEST(TlsEnding, OfAHandshakeThatDiesAtAnyByteIsTold) {
  for (const TlsVersion version : {TlsVersion::V12, TlsVersion::V13}) {
    const TlsSide side(only(version));
    SocketWorld world({}, trusting());
    for (std::size_t cut = 0; cut < kMostOfAFlight; cut += 73) {
      for (const bool resets : {false, true}) {
        bool was_cut = false;
        ScriptedReceiver receiver({[&](Peer& below) {
          SecurePeer peer(below, side);
          peer.cut_after(cut, [&](Peer& dying) {
            was_cut = true;
            resets ? dying.reset() : dying.close();
          });
          if (!peer.shake_hands()) return;
          peer.cut_no_more();
          peer.hear_request();
          peer.say(kOk);
          peer.hear_end();
        }});
        const std::string ending = told(ask(world, https_url(receiver)).ending);
        receiver.take_down();
        if (was_cut) {
          EXPECT_THAT(ending,
                      AnyOf(HasSubstr("in the TLS handshake"),
                            // The last bytes of all are tickets.
                            HasSubstr("without an answer"), HasSubstr("before it answered")))
              << cut << (resets ? " reset" : " closed");
        } else {
          EXPECT_EQ(ending, "200 ok") << cut;
        }
      }
    }
  }
}

TEST(TlsEnding, SaysThatTheHandshakeTookTooLong) {
  std::latch over(1);
  ScriptedReceiver receiver({[&](Peer&) { over.wait(); }});
  SocketOptions options = trusting();
  options.stall_timeout = milliseconds(50);
  SocketWorld world({}, options);
  EXPECT_EQ(told(ask(world, https_url(receiver)).ending),
            "timed out while connecting, in the TLS handshake");
  over.count_down();
}

TEST(TlsEnding, SaysThatNobodyAcceptsBelowTls) {
  const FullReceiver receiver;
  SocketOptions options = trusting();
  options.stall_timeout = milliseconds(50);
  SocketWorld world({}, options);
  EXPECT_EQ(told(ask(world, "https://localhost:" + std::to_string(receiver.port()) + "/").ending),
            "timed out while connecting");
  EXPECT_EQ(told(ask(world, "https://localhost:" + std::to_string(closed_port()) + "/").ending),
            "refused: connection refused");
}

TEST(TlsEnding, SaysThatTheSettingsCannotBeUsed) {
  SocketOptions options = trusting();
  options.tls.ca_file = "/nowhere/ca.pem";
  SocketWorld world({}, options);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(told(ask(world, "https://localhost:1/").ending),
              "tls: --ca /nowhere/ca.pem: No such file or directory");
  }
}

TEST(TlsEnding, TellsAnAnswerThatWasCutFromOneThatEnded) {
  const std::string endless = "HTTP/1.1 200 OK\r\n\r\nhello";
  struct Row {
    const char* what;
    std::string answer;
    bool says_goodbye;
    const char* ending;
  };
  const Row rows[] = {
      {"without a length, ended", endless, true, "200 hello"},
      {"without a length, cut", endless, false,
       "closed: the receiver closed the connection without ending TLS (no close_notify), so that "
       "its answer without a length may be cut short"},
      {"with a length, whole", kOk, false, "200 ok"},
      {"with a length, in its middle", kOk.substr(0, kOk.size() - 1), true,
       "closed: the receiver closed the connection in the middle of its answer"},
      {"with a length, in its middle, cut", kOk.substr(0, kOk.size() - 1), false,
       "closed: the receiver closed the connection in the middle of its answer"},
      {"none, ended", "", true, "closed: the receiver closed the connection without an answer"},
      {"none, cut", "", false, "closed: the receiver closed the connection without an answer"},
  };
  for (const Row& row : rows) {
    for (const TlsVersion version : {TlsVersion::V12, TlsVersion::V13}) {
      const TlsSide side(only(version));
      ScriptedReceiver receiver({over_tls(side, [&](SecurePeer& peer) {
        peer.hear_request();
        peer.say(row.answer);
        if (row.says_goodbye) peer.end();
      })});
      SocketWorld world({}, trusting());
      EXPECT_EQ(told(ask(world, https_url(receiver)).ending), row.ending) << row.what;
    }
  }
}

TEST(TlsEnding, SaysWhatBecameOfBytesThatAreNoTls) {
  const TlsSide side(trusted_side());
  ScriptedReceiver receiver({[&](Peer& below) {
    SecurePeer peer(below, side);
    if (!peer.shake_hands()) return;
    peer.hear_request();
    below.say("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    below.hear_end();
  }});
  SocketWorld world({}, trusting());
  EXPECT_THAT(told(ask(world, https_url(receiver)).ending),
              HasSubstr("garbage: not TLS any more: "));
}

TEST(TlsEnding, SaysWhereTheTimeWentAfterTheHandshake) {
  const TlsSide side(trusted_side());
  std::latch over(1);
  ScriptedReceiver receiver({over_tls(side, [&](SecurePeer& peer) {
    peer.hear_request();
    over.wait();
  })});
  SocketWorld world({}, trusting());
  EXPECT_EQ(told(ask(world, https_url(receiver), "{}", milliseconds(50)).ending),
            "timed out while waiting for the answer");
  over.count_down();
}

}  // namespace
}  // namespace ensaio
