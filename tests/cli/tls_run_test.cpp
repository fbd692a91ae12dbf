#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"
#include "tests/support/tls_side.hpp"

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kOne = "scenario: one tick\nmessages: [m1]\nsteps:\n  - sent: m1\n";
const std::string kOk = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
const std::string kWrong = "HTTP/1.1 500 No\r\ncontent-length: 2\r\n\r\nno";
const std::string kInsecure = "--insecure: no certificate was checked";

class RunOverTls : public testing::Test {
 protected:
  std::string url() const {
    return "https://127.0.0.1:" + std::to_string(receiver_.port()) + "/hook";
  }
  Spoken run(Arguments more, const std::string& target) {
    Arguments all{"run", scratch_.file("a.yaml", kOne), "--target", target};
    all.insert(all.end(), more.begin(), more.end());
    return ensaio_says(all);
  }

  const Scratch scratch_;
  const TestAuthority authority_;
  const TextFile ca_{authority_.certificate()};
  const TlsSide side_{{.credentials = authority_.issue({})}};
  ScriptedReceiver receiver_{{always_over_tls(side_, kOk)}};
};

TEST_F(RunOverTls, TrustsTheAuthorityThatIsNamed) {
  const Spoken said = run({"--ca", ca_.path()}, url());
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_THAT(said.out, HasSubstr("1 sent = 1 answered"));
  EXPECT_THAT(said.out, Not(HasSubstr("insecure")));
}

TEST_F(RunOverTls, TakesTheAuthorityFromTheEnvironment) {
  setenv("ENSAIO_CA", ca_.path().c_str(), 1);
  const Spoken said = run({}, url());
  unsetenv("ENSAIO_CA");
  EXPECT_EQ(said.exit, 0) << said.err;
}

TEST_F(RunOverTls, EndsWithThreeWhereTheCertificateIsNotTrusted) {
  const Spoken said = run({}, url());
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("127.0.0.1:" + std::to_string(receiver_.port()) +
                                  " cannot be reached: certificate not trusted: issued by \"The "
                                  "test authority\", who is not known here (trust it with --ca "
                                  "FILE)"));
}

TEST_F(RunOverTls, EndsALoadAndASearchWithThreeToo) {
  const std::string ticks = scratch_.file("a.yaml", kOne);
  const Arguments lines[] = {
      {"load", ticks, "--target", url(), "--rate", "20/s", "--for", "100ms"},
      {"bench", ticks, "--target", url(), "--until", "failed == 0", "--for", "100ms", "--warm-up",
       "10ms"},
  };
  for (const Arguments& arguments : lines) {
    const Spoken said = ensaio_says(arguments);
    EXPECT_EQ(said.exit, 3) << arguments[0];
    EXPECT_THAT(said.err, HasSubstr(" cannot be reached: certificate not trusted: issued by \"The "
                                    "test authority\""))
        << arguments[0];
  }
}

TEST_F(RunOverTls, SaysInEveryReportThatItDidNotLook) {
  const Spoken said = run({"--insecure"}, url());
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr(kInsecure));
  const Spoken json = run({"--insecure", "--report", "json=-"}, url());
  EXPECT_EQ(nlohmann::json::parse(json.out)["asides"][0], kInsecure);
  const Spoken fired = ensaio_says({"fire", "composing", "--target", url(), "--insecure"});
  EXPECT_EQ(fired.exit, 0) << fired.err;
  EXPECT_THAT(fired.err, HasSubstr(kInsecure));
}

TEST_F(RunOverTls, RefusesFilesItCannotUseBeforeAnythingIsSent) {
  struct Row {
    Arguments options;
    const char* complaint;
  };
  const Row rows[] = {
      {{"--ca", "/nowhere/ca.pem"}, "--ca /nowhere/ca.pem: No such file or directory"},
      {{"--cert", ca_.path()}, "--key is missing: --cert and --key belong together"},
      {{"--key", ca_.path()}, "--cert is missing: --cert and --key belong together"},
      {{"--cert", ca_.path(), "--key", ca_.path()}, "there is no private key in PEM in this file"},
      {{"--ca", ca_.path(), "--insecure"}, "--ca means nothing beside --insecure"},
  };
  for (const Row& row : rows) {
    const Spoken said = run(row.options, url());
    EXPECT_EQ(said.exit, 2) << row.complaint;
    EXPECT_THAT(said.err, HasSubstr(row.complaint));
  }
  EXPECT_EQ(receiver_.connections(), 0U);
}

TEST_F(RunOverTls, SaysThatAReceiverSpeaksPlainHttp) {
  ScriptedReceiver plain({[](Peer& peer) {
    peer.hear_some();
    peer.say("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
  }});
  const Spoken said = run({}, "https://127.0.0.1:" + std::to_string(plain.port()) + "/");
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("no TLS there: the receiver answered in plain HTTP"));
}

TEST_F(RunOverTls, RepeatsItsOptionsInTheLineThatRunsItAgain) {
  ScriptedReceiver wrong({always_over_tls(side_, kWrong)});
  const Spoken said =
      run({"--ca", ca_.path()}, "https://127.0.0.1:" + std::to_string(wrong.port()) + "/");
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.out, HasSubstr(" --ca " + ca_.path() + " "));
}

TEST(FireOverTls, PrintsALineForCurlThatTrustsTheSame) {
  const Spoken open = ensaio_says(
      {"fire", "composing", "--target", "https://127.0.0.1:1/", "--insecure", "--print"});
  EXPECT_EQ(open.exit, 0) << open.err;
  EXPECT_THAT(open.out, HasSubstr(" -k "));
  const Credentials ours = self_signed({});
  const TextFile both(ours.certificate + ours.key);
  const std::string file = "'" + both.path() + "'";
  const Spoken careful =
      ensaio_says({"fire", "composing", "--target", "https://127.0.0.1:1/", "--ca", both.path(),
                   "--cert", both.path(), "--key", both.path(), "--print"});
  EXPECT_EQ(careful.exit, 0) << careful.err;
  EXPECT_THAT(careful.out,
              HasSubstr(" --cacert " + file + " --cert " + file + " --key " + file + " "));
}

}  // namespace
}  // namespace ensaio
