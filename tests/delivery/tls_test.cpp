#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <memory>

#include "simulator/delivery/socket_world.hpp"
#include "tests/delivery/asking_tls.hpp"
#include "tests/support/needs.hpp"

namespace ensaio {
namespace {

const std::string kOk = answer_of("ok");

class TlsOfEachVersion : public testing::TestWithParam<TlsVersion> {
 protected:
  const TlsSide side_{only(GetParam())};
};

INSTANTIATE_TEST_SUITE_P(, TlsOfEachVersion, testing::Values(TlsVersion::V12, TlsVersion::V13),
                         [](const auto& version) {
                           return version.param == TlsVersion::V12 ? "Tls12" : "Tls13";
                         });

TEST_P(TlsOfEachVersion, CarriesManyRequestsOverOneConnection) {
  std::string version;
  ScriptedReceiver receiver({over_tls(side_, [&](SecurePeer& peer) {
    version = peer.version();
    while (!peer.hear_request().empty()) peer.say(kOk);
  })});
  SocketWorld world({}, trusting());
  for (int i = 0; i < 20; ++i) ASSERT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
  EXPECT_EQ(receiver.connections(), 1U);
  EXPECT_EQ(world.opened(), 1U);
  receiver.take_down();
  EXPECT_EQ(version, GetParam() == TlsVersion::V12 ? "TLSv1.2" : "TLSv1.3");
}

TEST_P(TlsOfEachVersion, ReadsWhomItTrustsBeforeTheFirstRequestWhereItIsToldTo) {
  for (const bool at_once : {true, false}) {
    ScriptedReceiver receiver({over_tls(side_, [&](SecurePeer& peer) {
      if (!peer.hear_request().empty()) peer.say(kOk);
    })});
    auto authorities = std::make_unique<TextFile>(test_authority().certificate());
    SocketOptions options = trusting();
    options.tls.ca_file = authorities->path();
    options.tls_at_once = at_once;
    SocketWorld world({}, options);
    authorities.reset();
    const std::string answer = told(ask(world, https_url(receiver)).ending);
    EXPECT_EQ(answer == "200 ok", at_once) << answer;
  }
}

TEST_P(TlsOfEachVersion, SendsTheRequestAsItIs) {
  std::string heard;
  ScriptedReceiver receiver({over_tls(side_, [&](SecurePeer& peer) {
    heard = peer.hear_request();
    peer.say(kOk);
    peer.hear_end();
  })});
  SocketWorld world({}, trusting());
  EXPECT_EQ(told(ask(world, https_url(receiver), "{\"a\":1}").ending), "200 ok");
  receiver.take_down();
  EXPECT_EQ(heard, "POST /hook HTTP/1.1\r\ncontent-length: 7\r\nhost: localhost:" +
                       std::to_string(receiver.port()) + "\r\n\r\n{\"a\":1}");
}

TEST_P(TlsOfEachVersion, TakesAHandshakeAndAnAnswerByteByByte) {
  ScriptedReceiver receiver({[&](Peer& below) {
    SecurePeer peer(below, side_);
    peer.drip();
    if (!peer.shake_hands()) return;
    while (!peer.hear_request().empty()) peer.say(kOk);
  }});
  SocketWorld world({}, trusting());
  for (int i = 0; i < 3; ++i) ASSERT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
  EXPECT_EQ(receiver.connections(), 1U);
}

TEST_P(TlsOfEachVersion, TakesAnAnswerInManyRecords) {
  ScriptedReceiver receiver({over_tls(side_, [&](SecurePeer& peer) {
    while (!peer.hear_request().empty()) {
      for (const char c : kOk) peer.say({&c, 1});
    }
  })});
  SocketWorld world({}, trusting());
  for (int i = 0; i < 20; ++i) ASSERT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
  EXPECT_EQ(receiver.connections(), 1U);
}

TEST_P(TlsOfEachVersion, SendsABodyThatTheSystemTakesInManyPieces) {
  std::string heard;
  ScriptedReceiver receiver({over_tls(side_, [&](SecurePeer& peer) {
    heard = peer.hear_request();
    peer.say(kOk);
    peer.hear_end();
  })});
  std::string body(8U << 20U, 'x');
  body += "the end";
  SocketWorld world({}, trusting());
  EXPECT_EQ(told(ask(world, https_url(receiver), body).ending), "200 ok");
  receiver.take_down();
  EXPECT_GT(heard.size(), body.size());
  EXPECT_TRUE(heard.ends_with("xthe end"));
}

TEST_P(TlsOfEachVersion, KeepsOneMebibyteOfABodyAndReadsTheRest) {
  ScriptedReceiver receiver({always_over_tls(side_, answer_of(std::string(3U << 20U, 'x')))});
  SocketWorld world({}, trusting());
  for (int round = 0; round < 2; ++round) {
    const Answer answer = ask(world, https_url(receiver));
    const auto& answered = std::get<Answered>(answer.ending);
    EXPECT_EQ(answered.body.size(), 1U << 20U);
    EXPECT_TRUE(answered.truncated);
  }
  EXPECT_EQ(receiver.connections(), 1U);
}

TEST_P(TlsOfEachVersion, TakesAnAnswerThatComesBeforeTheBodyIsSent) {
  std::latch answered(1);
  ScriptedReceiver receiver({
      over_tls(side_,
               [&](SecurePeer& peer) {
                 peer.say("HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n");
                 answered.wait();  // Reads no more: the body is more than the system takes.
               }),
      always_over_tls(side_, kOk),
  });
  SocketWorld world({}, trusting());
  EXPECT_EQ(told(ask(world, https_url(receiver), std::string(32U << 20U, 'x')).ending), "413 ");
  answered.count_down();
  EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
  EXPECT_EQ(receiver.connections(), 2U);
}

TEST_P(TlsOfEachVersion, ServesManyRequestsAtOnceOverFewConnections) {
  constexpr Ticket kRequests = 200;
  ScriptedReceiver receiver({always_over_tls(side_, kOk)});
  SocketOptions options = trusting();
  options.connections = 4;
  SocketWorld world({}, options);
  for (Ticket ticket = 0; ticket < kRequests; ++ticket) post(world, ticket, https_url(receiver));
  for (Ticket i = 0; i < kRequests; ++i) ASSERT_EQ(told(next_answer(world).ending), "200 ok");
  EXPECT_EQ(receiver.connections(), 4U);
}

TEST_P(TlsOfEachVersion, ShowsOurCertificateToWhomWantsIt) {
  const TestAuthority theirs("Authority of clients");
  const Credentials ours = theirs.issue({.names = {}, .common_name = "ensaio"});
  TlsWish wish = only(GetParam());
  wish.client_authority = theirs.certificate();
  const TlsSide side(wish);
  ScriptedReceiver receiver({always_over_tls(side, kOk)});
  const TextFile certificate(ours.certificate);
  const TextFile key(ours.key);
  SocketOptions options = trusting();
  options.tls.certificate_file = certificate.path();
  options.tls.key_file = key.path();
  SocketWorld world({}, options);
  EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
}

/// Plain or TLS, whatever the client speaks.
ScriptedReceiver::Script both(const TlsSide& side) {
  return [&side](Peer& peer) {
    constexpr char kTlsHandshake = 0x16;
    const bool secure = peer.see() == kTlsHandshake;
    if (secure) {
      always_over_tls(side, answer_of("secure"))(peer);
    } else {
      always(answer_of("plain"))(peer);
    }
  };
}

TEST(Tls, NeverTakesAConnectionOfHttpNorTheOtherWayRound) {
  const TlsSide side(trusted_side());
  ScriptedReceiver receiver({both(side)});
  SocketWorld world({}, trusting());
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(told(ask(world, https_url(receiver, "127.0.0.1")).ending), "200 secure");
    EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 plain");
  }
  EXPECT_EQ(receiver.connections(), 2U);
}

TEST(Tls, TrustsTheNamesOfTheCertificate) {
  struct Row {
    const char* what;
    std::vector<std::string> names;
    const char* host;
    const char* ending;
  };
  const Row rows[] = {
      {"the name", {"foo.test"}, "foo.test", "200 ok"},
      {"in any case", {"Foo.Test"}, "fOO.test", "200 ok"},
      {"with the dot of a full name", {"foo.test"}, "foo.test.", "200 ok"},
      {"another name",
       {"bar.test"},
       "foo.test",
       "certificate: certificate is for bar.test, not for foo.test"},
      {"a wildcard", {"*.foo.test"}, "a.foo.test", "200 ok"},
      {"a wildcard is one label",
       {"*.foo.test"},
       "a.b.foo.test",
       "certificate: certificate is for *.foo.test, not for a.b.foo.test"},
      {"a wildcard is not none",
       {"*.foo.test"},
       "foo.test",
       "certificate: certificate is for *.foo.test, not for foo.test"},
      {"a wildcard in the middle of a label",
       {"a*.foo.test"},
       "ab.foo.test",
       "certificate: certificate is for a*.foo.test, not for ab.foo.test"},
      {"an address", {"127.0.0.1"}, "127.0.0.1", "200 ok"},
      {"an address, oddly written", {"127.0.0.1"}, "127.1", "200 ok"},
      {"another address",
       {"127.0.0.2", "::1"},
       "127.0.0.1",
       "certificate: certificate is for 127.0.0.2, ::1, not for 127.0.0.1"},
      {"a name is no address",
       {"localhost"},
       "127.0.0.1",
       "certificate: certificate is for localhost, not for 127.0.0.1"},
      {"many names",
       {"a.test", "b.test", "c.test", "d.test", "e.test"},
       "foo.test",
       "certificate: certificate is for a.test, b.test, c.test and 2 more, not for foo.test"},
      {"only a common name, and another",
       {},
       "foo.test",
       "certificate: certificate is for a receiver, not for foo.test"},
  };
  for (const Row& row : rows) {
    const TlsSide side(trusted_side({.names = row.names}));
    ScriptedReceiver receiver({always_over_tls(side, kOk)});
    SocketWorld world({}, trusting());
    EXPECT_EQ(told(ask(world, https_url(receiver, row.host)).ending), row.ending) << row.what;
  }
}

TEST(Tls, AsksForTheHostByNameOnly) {
  struct Row {
    const char* host;
    const char* asked;
  };
  for (const Row& row : {Row{"foo.test", "foo.test"}, Row{"foo.test.", "foo.test"},
                         Row{"127.0.0.1", ""}, Row{"127.1", ""}}) {
    const TlsSide side(trusted_side({.names = {"foo.test", "127.0.0.1"}}));
    std::string asked = "nothing yet";
    ScriptedReceiver receiver({over_tls(side, [&](SecurePeer& peer) {
      asked = peer.host();
      peer.hear_request();
      peer.say(kOk);
      peer.hear_end();
    })});
    SocketWorld world({}, trusting());
    EXPECT_EQ(told(ask(world, https_url(receiver, row.host)).ending), "200 ok");
    receiver.take_down();
    EXPECT_EQ(asked, row.asked) << row.host;
  }
}

TEST(Tls, WorksOverIpv6) {
  ENSAIO_NEEDS(has_ipv6(), "this machine has no ::1");
  const TlsSide side(trusted_side());
  ScriptedReceiver receiver({always_over_tls(side, kOk)}, "::1");
  SocketWorld world({}, trusting());
  EXPECT_EQ(told(ask(world, https_url(receiver, "[::1]")).ending), "200 ok");
}

TEST(Tls, TriesTheNextAddressWhereOneDoesNotSpeakIt) {
  const TlsSide side(trusted_side());
  ScriptedReceiver receiver({[](Peer& peer) { peer.see(); }, always_over_tls(side, kOk)});
  SocketOptions options = trusting();
  options.look_up = [](const std::string&) {
    return std::vector<std::string>{"127.0.0.1", "127.0.0.1"};
  };
  SocketWorld world({}, options);
  EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
}

TEST(Tls, TrustsAnyoneWhereItIsToldTo) {
  const CertificateWish odd{.names = {"other.test"}, .not_after = "20210101000000Z"};
  const TlsSide side({.credentials = self_signed(odd)});
  ScriptedReceiver receiver({always_over_tls(side, kOk)});
  SocketOptions options = trusting();
  options.tls = {.insecure = true};
  SocketWorld world({}, options);
  EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
}

TEST(Tls, TrustsACertificateThatIsNamedItself) {
  const Credentials credentials = self_signed({});
  const Credentials issued = test_authority().issue({});
  for (const Credentials& one : {credentials, issued}) {
    const TextFile file(one.certificate);
    const TlsSide side({.credentials = one});
    ScriptedReceiver receiver({always_over_tls(side, kOk)});
    SocketOptions options = trusting();
    options.tls.ca_file = file.path();
    SocketWorld world({}, options);
    EXPECT_EQ(told(ask(world, https_url(receiver)).ending), "200 ok");
  }
}

}  // namespace
}  // namespace ensaio
