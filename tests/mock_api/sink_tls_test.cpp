#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/StreamCopier.h>
#include <Poco/URI.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "mock_api/self_made_certificate.hpp"
#include "mock_api/sink.hpp"

namespace ensaio {
namespace {

namespace net = Poco::Net;
using testing::HasSubstr;
using testing::StartsWith;

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Certificate certificate(const std::string& pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  return {PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free};
}

/// A client that trusts nothing but `authority`, and looks at the name.
net::Context::Ptr trusting(const std::string& authority) {
  net::Context::Params params;
  params.verificationMode = net::Context::VERIFY_STRICT;
  net::Context::Ptr context(new net::Context(net::Context::TLS_CLIENT_USE, params));
  const Certificate trusted = certificate(authority);
  X509_STORE_add_cert(SSL_CTX_get_cert_store(context->sslContext()), trusted.get());
  return context;
}

std::unique_ptr<Sink> secure_sink(const std::string& address = "127.0.0.1:0") {
  auto sink = Sink::listen(address, {.tls = {.how = Tls::SelfMade}});
  EXPECT_TRUE(sink) << sink.error().message;
  return sink ? *std::move(sink) : nullptr;
}

/// The status of `GET /stats`, asked as `host`.
int asked(const Sink& sink, const net::Context::Ptr& context, const std::string& host) {
  net::HTTPSClientSession session(host, Poco::URI(sink.url()).getPort(), context);
  net::HTTPRequest request("GET", "/stats", net::HTTPMessage::HTTP_1_1);
  session.sendRequest(request);
  net::HTTPResponse response;
  std::string body;
  Poco::StreamCopier::copyToString(session.receiveResponse(response), body);
  EXPECT_THAT(body, StartsWith("{\"callbacks\":"));
  return static_cast<int>(response.getStatus());
}

TEST(SecureSink, IsTrustedByWhoeverTrustsItsAuthority) {
  const auto sink = secure_sink();
  EXPECT_THAT(sink->url(), StartsWith("https://127.0.0.1:"));
  const net::Context::Ptr context = trusting(sink->authority());
  EXPECT_EQ(asked(*sink, context, "127.0.0.1"), 200);
  EXPECT_EQ(asked(*sink, context, "localhost"), 200);
}

TEST(SecureSink, IsTrustedOverVersion6) {
  const auto sink = secure_sink("[::1]:0");
  EXPECT_THAT(sink->url(), StartsWith("https://[::1]:"));
  EXPECT_EQ(asked(*sink, trusting(sink->authority()), "::1"), 200);
}

TEST(SecureSink, IsNotTrustedByOthers) {
  const auto sink = secure_sink();
  const auto another = make_certificate();
  ASSERT_TRUE(another);
  EXPECT_THROW(asked(*sink, trusting(another->authority), "127.0.0.1"), net::SSLException);
}

TEST(SecureSink, SpeaksVersions12And13AndNothingOlder) {
  const auto sink = secure_sink();
  const auto version = [&](int only) {
    const net::Context::Ptr context = trusting(sink->authority());
    SSL_CTX_set_min_proto_version(context->sslContext(), only);
    SSL_CTX_set_max_proto_version(context->sslContext(), only);
    return asked(*sink, context, "127.0.0.1");
  };
  EXPECT_EQ(version(TLS1_2_VERSION), 200);
  EXPECT_EQ(version(TLS1_3_VERSION), 200);
  EXPECT_THROW(version(TLS1_1_VERSION), Poco::Exception);
}

TEST(SecureSink, SurvivesWhoSpeaksPlainly) {
  const auto sink = secure_sink();
  net::StreamSocket plain(net::SocketAddress("127.0.0.1", Poco::URI(sink->url()).getPort()));
  const std::string text = "GET /stats HTTP/1.1\r\nHost: x\r\n\r\n";
  plain.sendBytes(text.data(), static_cast<int>(text.size()));
  std::string answer(4096, '\0');
  try {
    answer.resize(static_cast<std::size_t>(plain.receiveBytes(answer.data(), 4096)));
    EXPECT_FALSE(answer.starts_with("HTTP/1.1 200")) << answer;
  } catch (const net::NetException&) {  // Reset, where the alert was not waited for.
  }
  EXPECT_EQ(asked(*sink, trusting(sink->authority()), "127.0.0.1"), 200);
}

/// Each is cut off, or the test ends in ctest's time limit.
TEST(SecureSink, StopsWithoutWaitingForAnybody) {
  auto sink = secure_sink();
  const net::SocketAddress address("127.0.0.1", Poco::URI(sink->url()).getPort());
  const net::StreamSocket before_the_handshake(address);
  net::SecureStreamSocket halfway(address, "127.0.0.1", trusting(sink->authority()));
  const std::string begun = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{";
  halfway.sendBytes(begun.data(), static_cast<int>(begun.size()));
  sink.reset();
}

TEST(SelfMadeCertificate, NamesTheAddressesOfThisMachineAndTheOneGiven) {
  const auto made = make_certificate("192.0.2.7");
  ASSERT_TRUE(made);
  const Certificate read = certificate(made->certificate);
  ASSERT_TRUE(read);
  EXPECT_EQ(X509_check_host(read.get(), "localhost", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_ip_asc(read.get(), "127.0.0.1", 0), 1);
  EXPECT_EQ(X509_check_ip_asc(read.get(), "::1", 0), 1);
  EXPECT_EQ(X509_check_ip_asc(read.get(), "192.0.2.7", 0), 1);
  EXPECT_EQ(X509_check_ip_asc(read.get(), "192.0.2.8", 0), 0);
  EXPECT_EQ(X509_check_host(read.get(), "example.test", 0, 0, nullptr), 0);
}

TEST(SelfMadeCertificate, NamesWhatWasAskedForAndNothingElse) {
  const auto made = make_certificate("127.0.0.1", {"api.z-api.io", "*.a.test", "192.0.2.9"});
  ASSERT_TRUE(made);
  const Certificate read = certificate(made->certificate);
  ASSERT_TRUE(read);
  const auto is_for = [&read](const char* host) {
    return X509_check_host(read.get(), host, 0, 0, nullptr) == 1;
  };
  EXPECT_TRUE(is_for("api.z-api.io"));
  EXPECT_TRUE(is_for("any.a.test"));
  EXPECT_TRUE(is_for("localhost"));
  EXPECT_FALSE(is_for("a.test"));
  EXPECT_FALSE(is_for("z-api.io"));
  EXPECT_EQ(X509_check_ip_asc(read.get(), "192.0.2.9", 0), 1);
}

TEST(SelfMadeCertificate, IsSignedByAnAuthorityThatIsAnother) {
  const auto made = make_certificate();
  ASSERT_TRUE(made);
  const Certificate leaf = certificate(made->certificate);
  const Certificate authority = certificate(made->authority);
  EXPECT_EQ(X509_check_ca(leaf.get()), 0);
  EXPECT_EQ(X509_check_ca(authority.get()), 1);
  EXPECT_EQ(X509_verify(leaf.get(), X509_get0_pubkey(authority.get())), 1);
  EXPECT_EQ(X509_verify(leaf.get(), X509_get0_pubkey(leaf.get())), 0);
}

TEST(SelfMadeCertificate, IsForHostNamesAndAddresses) {
  for (const std::string& name :
       {std::string("gateway"), std::string("api.z-api.io"), std::string("a_b.test"),
        std::string("*.a.test"), std::string("::1"), std::string("10.0.0.1"),
        std::string("xn--caf-dma.test"), std::string(63, 'a') + ".test"}) {
    EXPECT_TRUE(is_certifiable(name)) << name;
  }
  for (const std::string& name :
       {std::string(""), std::string("."), std::string("a..b"), std::string("a."), std::string("*"),
        std::string("*.test"), std::string("a.*.test"), std::string("-a.test"), std::string("a b"),
        std::string("a,DNS:b"), std::string("caf\xC3\xA9.test"), std::string("https://a.test"),
        std::string("a.test:443"), std::string("[::1]"), std::string("1.2.3"), std::string("7"),
        std::string(64, 'a'), std::string(254, 'a'), std::string("a\0b", 3)}) {
    EXPECT_FALSE(is_certifiable(name)) << name;
  }
}

TEST(SelfMadeCertificate, IsAlwaysAnother) {
  const auto one = make_certificate();
  const auto two = make_certificate();
  ASSERT_TRUE(one && two);
  EXPECT_NE(one->key, two->key);
  EXPECT_NE(one->authority, two->authority);
  EXPECT_THAT(one->key, StartsWith("-----BEGIN PRIVATE KEY-----"));
  EXPECT_THAT(one->authority, StartsWith("-----BEGIN CERTIFICATE-----"));
}

TEST(SelfMadeCertificate, IsGoodForDaysAndNoLonger) {
  const auto made = make_certificate();
  ASSERT_TRUE(made);
  const Certificate read = certificate(made->certificate);
  int days = 0;
  int seconds = 0;
  ASSERT_EQ(ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(read.get())), 1);
  EXPECT_EQ((days * 24 * 3600 + seconds + 1800) / 3600, 7 * 24);
  EXPECT_LT(X509_cmp_current_time(X509_get0_notBefore(read.get())), 0);
}

}  // namespace
}  // namespace ensaio
