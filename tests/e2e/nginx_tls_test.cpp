#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <string>

#include "mock_api/self_made_certificate.hpp"
#include "mock_api/sink.hpp"
#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"
#include "tests/e2e/nginx.hpp"

namespace ensaio {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kThirty =
    "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n    copies: 30\n";

class OverTls : public testing::Test {
 protected:
  void SetUp() override {
    const auto made = make_certificate();
    ASSERT_TRUE(made) << made.error().message;
    made_ = *made;
    authority_ = scratch_.file("ca.pem", made_.authority);
  }

  Nginx::Settings settings() const { return {.certificate = made_.certificate, .key = made_.key}; }

  /// `ensaio run` of a scenario, trusting the authority in file `ca`.
  Spoken run(const std::string& target, const std::string& scenario, const std::string& ca) {
    return ensaio_says({"run", "-", "--target", target, "--seed", "7", "--ca", ca, "--report",
                        "json=" + scratch_.path("report.json")},
                       scenario);
  }
  int account(const char* name) const {
    const json report = json::parse(text_of(scratch_.path("report.json")));
    return report["account"].value(name, -1);
  }

  SelfMadeCertificate made_{};
  Scratch scratch_;
  std::string authority_;
};

TEST_F(OverTls, NginxAnswersEveryCallbackOnce) {
  ENSAIO_NEEDS_NGINX();
  Nginx nginx(settings());
  const Spoken said = run(nginx.url("/ok"), kThirty, authority_);
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_EQ(account("answered"), 30);
  nginx.stop();
  EXPECT_EQ(nginx.served().size(), 30U);
}

TEST_F(OverTls, NginxMayBeReloadedAndRestartedInTheMiddle) {
  ENSAIO_NEEDS_NGINX();
  Nginx nginx(settings());
  // What it does happens while the run waits for its answer.
  const Receiver gate([&nginx](std::size_t number) {
    if (number == 0) {
      nginx.reload();
    } else {
      nginx.stop();
      nginx.start();
    }
    return http_answer(200);
  });
  const Spoken said = run(nginx.url("/ok"),
                          "scenario: x\nclock: virtual\nchats: [ana]\nmessages: { m1: ana }\n"
                          "webhooks: { presence: \"" +
                              gate.url() +
                              "\" }\nsteps:\n  - sent: m1\n    copies: 10\n  - composing: ana\n"
                              "  - received: m1\n    copies: 10\n  - paused: ana\n"
                              "  - read: m1\n    copies: 10\n",
                          authority_);
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_EQ(account("answered"), 32);
  nginx.stop();
  EXPECT_EQ(nginx.served().size(), 30U);
}

TEST_F(OverTls, NothingIsSentToWhomNobodyTrusts) {
  ENSAIO_NEEDS_NGINX();
  const auto another = make_certificate();
  ASSERT_TRUE(another);
  Nginx nginx(settings());
  const Spoken said =
      run(nginx.url("/ok"), kThirty, scratch_.file("another.pem", another->authority));
  EXPECT_EQ(said.exit, 3) << said.out << said.err;
  EXPECT_THAT(said.err, HasSubstr("certificate"));
  nginx.stop();
  EXPECT_EQ(nginx.served().size(), 0U);
}

TEST_F(OverTls, TheBuiltInReceiverHearsEveryCallback) {
  auto sink = Sink::listen("127.0.0.1:0", {.tls = {.how = Tls::SelfMade}});
  ASSERT_TRUE(sink) << sink.error().message;
  const std::string ca = scratch_.file("sink.pem", (*sink)->authority());
  const Spoken said = run((*sink)->url() + "/hook", kThirty, ca);
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_EQ((*sink)->hearsay().callbacks, 30U);
  EXPECT_EQ((*sink)->hearsay().applied, 1U);
}

}  // namespace
}  // namespace ensaio
