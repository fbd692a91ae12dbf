#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "cli/child_process.hpp"
#include "mock_api/self_made_certificate.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"
#include "tests/support/needs.hpp"

// A client whose URL begins with https://api.z-api.io and cannot be changed: curl, which looks up
// no name, because it is told where each leads.

#define ENSAIO_NEEDS_CURL() ENSAIO_NEEDS_PROGRAM(ensaio::find_program("curl"), "curl")

namespace ensaio {
namespace {

using testing::HasSubstr;

constexpr const char* kMe = "/instances/ABC/token/T/me";
constexpr int kNotTrusted = 60;  // CURLE_PEER_FAILED_VERIFICATION

class Curl : public testing::Test {
 protected:
  /// `ensaio serve OPTIONS -- curl ...` of a path on `host`, which leads to the served port.
  /// Its exit is curl's.
  Spoken asks(const std::string& host, const std::string& path, Arguments options,
              const std::string& trust = "--cacert \"$ENSAIO_CA_FILE\"") {
    const std::string script =
        "port=${ENSAIO_BASE_URL##*:}\n"
        "exec curl -q --silent --show-error --noproxy '*' --max-time 60 " +
        trust + " --resolve \"" + host + ":$port:127.0.0.1\" -H 'Content-Type: application/json' " +
        more_ + " \"https://" + host + ":$port" + path + "\" >" + scratch_.path("out") + " 2>" +
        scratch_.path("err") + "\n";
    options.insert(options.begin(), "serve");
    options.insert(options.end(), {"--", "sh", scratch_.file("ask", script)});
    const Spoken served = ensaio_says(options);
    return {served.exit, text_of(scratch_.path("out")), text_of(scratch_.path("err")) + served.err};
  }
  /// Further words for curl.
  void with(const std::string& words) { more_ = words; }

  Scratch scratch_;

 private:
  std::string more_{};
};

TEST_F(Curl, FindsTheProvidersHere) {
  ENSAIO_NEEDS_CURL();
  for (const char* const host :
       {"api.z-api.io", "www.plugchat.com.br", "app.plugchat.com.br", "localhost"}) {
    const Spoken said = asks(host, kMe, {"--tls", "auto"});
    EXPECT_EQ(said.exit, 0) << host << said.err;
    EXPECT_THAT(said.out, HasSubstr(R"("id":"ABC")")) << host;
  }
}

TEST_F(Curl, RegistersAndSendsAtTheProvidersName) {
  ENSAIO_NEEDS_CURL();
  with(R"(-X PUT -d '{"value":"http://127.0.0.1:1/hook"}')");
  EXPECT_EQ(asks("api.z-api.io", "/instances/ABC/token/T/update-webhook-delivery",
                 {"--tls", "auto", "--tls-ca", scratch_.path("ca.pem")})
                .out,
            R"({"value":true})");
  with(R"(-d '{"phone":"5544999990000","message":"oi"}')");
  EXPECT_THAT(asks("api.z-api.io", "/instances/ABC/token/T/send-text", {"--tls", "auto"}).out,
              HasSubstr(R"("messageId":)"));
}

TEST_F(Curl, FindsNamesThatWereAskedFor) {
  ENSAIO_NEEDS_CURL();
  const Arguments options{"--tls", "auto", "--tls-name", "gateway", "--tls-name", "*.a.test"};
  for (const char* const host : {"gateway", "any.a.test", "api.z-api.io"}) {
    EXPECT_EQ(asks(host, kMe, options).exit, 0) << host;
  }
}

TEST_F(Curl, RefusesAnotherName) {
  ENSAIO_NEEDS_CURL();
  for (const char* const host : {"api.example.test", "z-api.io", "evil.api.z-api.io"}) {
    const Spoken said = asks(host, kMe, {"--tls", "auto"});
    EXPECT_EQ(said.exit, kNotTrusted) << host << said.err;
    EXPECT_THAT(said.err, HasSubstr("0 calls heard")) << host;
  }
}

TEST_F(Curl, RefusesWhomItWasNotToldToTrust) {
  ENSAIO_NEEDS_CURL();
  EXPECT_EQ(asks("api.z-api.io", kMe, {"--tls", "auto"}, "").exit, kNotTrusted);
  const auto another = make_certificate();
  ASSERT_TRUE(another);
  const std::string ca = scratch_.file("another.pem", another->authority);
  EXPECT_EQ(asks("api.z-api.io", kMe, {"--tls", "auto"}, "--cacert " + ca).exit, kNotTrusted);
}

TEST_F(Curl, TrustsTheUsersOwnCertificate) {
  ENSAIO_NEEDS_CURL();
  const auto made = make_certificate("127.0.0.1", {"api.z-api.io"});
  ASSERT_TRUE(made);
  const std::string files =
      scratch_.file("server.pem", made->certificate) + "," + scratch_.file("server.key", made->key);
  const std::string ca = "--cacert " + scratch_.file("ca.pem", made->authority);
  EXPECT_EQ(asks("api.z-api.io", kMe, {"--tls", files}, ca).exit, 0);
  EXPECT_EQ(asks("www.plugchat.com.br", kMe, {"--tls", files}, ca).exit, kNotTrusted);
}

TEST_F(Curl, IsAnsweredThatItsBodyIsTooLong) {
  ENSAIO_NEEDS_CURL();
  const std::string body = scratch_.file("body.json", std::string(8U << 20U, ' '));
  for (const char* const expect : {"-H 'Expect: 100-continue'", "-H 'Expect:'"}) {
    with(std::string("-w '%{http_code}' --data-binary @") + body + " " + expect);
    const Spoken said = asks("api.z-api.io", "/instances/ABC/token/T/send-text", {"--tls", "auto"});
    EXPECT_EQ(said.exit, 0) << expect << said.err;
    EXPECT_THAT(said.out, testing::EndsWith("413")) << expect;
  }
}

/// How curl ends when an answer to a send misbehaves as the rule says.
TEST_F(Curl, SeesEveryFaultOfAnAnswerOverTls) {
  ENSAIO_NEEDS_CURL();
  struct Row {
    const char* what;
    const char* answer;
    int exit;
    const char* out;
  };
  constexpr int kReset = 56;  // CURLE_RECV_ERROR
  const Row rows[] = {
      {"a status", "{ status: 503 }", 0, "503"},
      {"late, but well", "{ delay: 50ms }", 0, "200"},
      {"a trickle that is whole in the end", "{ dribble: 5000B/s }", 0, "200"},
      {"no body", "{ empty: true }", 0, "200"},
      {"a body that is no JSON", "{ garbage: true }", 0, "<html>"},
      {"a reset", "{ reset: true }", kReset, ""},
  };
  with(R"(-w '%{http_code}' -d '{"phone":"5544999990000","message":"oi"}')");
  for (const Row& row : rows) {
    const std::string rules =
        scratch_.file("rules.yaml", std::string("rules:\n  - after: send-text\n    answer: ") +
                                        row.answer + "\n");
    const Spoken said = asks("api.z-api.io", "/instances/ABC/token/T/send-text",
                             {"--tls", "auto", "--rules", rules});
    EXPECT_EQ(said.exit, row.exit) << row.what << said.err;
    EXPECT_THAT(said.out, HasSubstr(row.out)) << row.what;
  }
}

}  // namespace
}  // namespace ensaio
