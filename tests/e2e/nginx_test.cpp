#include "tests/e2e/nginx.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

namespace ensaio {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kThirty =
    "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n    copies: 30\n";

/// What `ensaio run` came to.
struct Told {
  Spoken said{};
  json report{};

  int account(const char* name) const { return report["account"].value(name, 0); }
  /// The sums that must hold whatever happened.
  void expect_that_it_adds_up() const {
    EXPECT_EQ(account("planned"), account("sent") + account("not_sent"));
    EXPECT_EQ(account("sent"), account("answered") + account("timed_out") + account("unreachable") +
                                   account("abandoned"));
  }
};

Told run(const std::string& target, const std::string& what, const std::string& input = "") {
  const Scratch scratch;
  const std::string file = scratch.path("report.json");
  const Spoken said = ensaio_says(
      {"run", what, "--target", target, "--seed", "7", "--report", "json=" + file}, input);
  Told told{said, json::parse(text_of(file), nullptr, /*allow_exceptions=*/false)};
  EXPECT_TRUE(told.report.is_object()) << said.err;
  if (told.report.is_object()) told.expect_that_it_adds_up();
  return told;
}

TEST(AtNginx, EveryShippedScenarioPassesAndIsAnsweredOnce) {
  ENSAIO_NEEDS_NGINX();
  Nginx nginx;
  const Told told = run(nginx.url("/ok"), std::string(ENSAIO_SOURCE_DIR) + "/scenarios");
  EXPECT_EQ(told.said.exit, 0) << told.said.out << told.said.err;
  EXPECT_EQ(told.account("answered"), told.account("planned"));
  nginx.stop();
  EXPECT_EQ(static_cast<int>(nginx.served().size()), told.account("answered"));
}

TEST(AtNginx, NothingIsLostWhereEveryThirdAnswerClosesTheConnection) {
  ENSAIO_NEEDS_NGINX();
  Nginx nginx;
  const Told told = run(nginx.url("/ok"), "-", kThirty);
  EXPECT_EQ(told.said.exit, 0) << told.said.out;
  EXPECT_EQ(told.account("answered"), 30);
  nginx.stop();
  std::set<std::uint64_t> connections;
  int most = 0;
  for (const Nginx::Served& served : nginx.served()) {
    EXPECT_EQ(served.status, 200);
    connections.insert(served.connection);
    most = std::max(most, served.nth);
  }
  EXPECT_EQ(nginx.served().size(), 30U);
  EXPECT_EQ(connections.size(), 10U);
  EXPECT_EQ(most, 3);
}

TEST(AtNginx, FailuresAreToldAsTheyAre) {
  ENSAIO_NEEDS_NGINX();
  struct Row {
    const char* path;
    int status;
    std::string shown;
  };
  const Row rows[] = {
      {"/fail", 500, "500 Internal Server Error"},
      {"/moved", 301, "/ok"},
      {"/small", 413, "413 Request Entity Too Large"},
      {"/dead", 502, "502 Bad Gateway"},
      {"/nowhere", 404, "404 Not Found"},
  };
  Nginx nginx;
  for (const Row& row : rows) {
    const Told told = run(nginx.url(row.path), "-", kThirty);
    EXPECT_EQ(told.said.exit, 1) << row.path;
    EXPECT_THAT(told.said.out, HasSubstr(row.shown)) << row.path;
    EXPECT_EQ(told.account("answered"), 30) << row.path;
    for (const json& attempt : told.report["scenarios"][0]["attempts"]) {
      EXPECT_EQ(attempt["status"], row.status) << row.path;
    }
  }
  nginx.stop();
  EXPECT_EQ(nginx.served().size(), std::size(rows) * 30);
}

// --- Restarted in the middle ---------------------------------------------------------------------

/// A scenario that tells nginx of a message, and `gate` of a chat, in between.
std::string in_three_parts(const Receiver& gate) {
  return "scenario: in three parts\nclock: virtual\nchats: [ana]\nmessages: { m1: ana }\n"
         "webhooks: { presence: \"" +
         gate.url() +
         "\" }\nsteps:\n"
         "  - sent: m1\n    copies: 10\n  - composing: ana\n"
         "  - received: m1\n    copies: 10\n  - paused: ana\n"
         "  - read: m1\n    copies: 10\n";
}

/// How often the attempts to tell `callback` ended so.
int ended(const Told& told, const std::string& callback, const std::string& ending) {
  int count = 0;
  for (const json& attempt : told.report["scenarios"][0]["attempts"]) {
    if (attempt["callback"] == callback && attempt["ending"] == ending) ++count;
  }
  return count;
}

TEST(AtNginx, ReloadingItIsNotNoticed) {
  ENSAIO_NEEDS_NGINX();
  Nginx nginx;
  // What it does happens while the run waits for its answer.
  const Receiver gate([&nginx](std::size_t) {
    nginx.reload();
    return http_answer(200);
  });
  const Told told = run(nginx.url("/ok"), "-", in_three_parts(gate));
  EXPECT_EQ(told.said.exit, 0) << told.said.out;
  EXPECT_EQ(told.account("answered"), 32);
  nginx.stop();
  EXPECT_EQ(nginx.served().size(), 30U);
}

TEST(AtNginx, StoppingAndStartingItIsToldAsItWas) {
  ENSAIO_NEEDS_NGINX();
  Nginx nginx;
  const Receiver gate([&nginx](std::size_t number) {
    if (number == 0) {
      nginx.stop();
    } else {
      nginx.start();
    }
    return http_answer(200);
  });
  const Told told = run(nginx.url("/ok"), "-", in_three_parts(gate));
  EXPECT_EQ(told.said.exit, 1) << told.said.out;
  EXPECT_EQ(ended(told, "SENT", "answered"), 10);
  EXPECT_EQ(ended(told, "RECEIVED", "unreachable"), 10);
  EXPECT_EQ(ended(told, "READ", "answered"), 10);
  EXPECT_EQ(told.account("answered"), 22);
  EXPECT_EQ(told.account("unreachable"), 10);
  nginx.stop();
  EXPECT_EQ(nginx.served().size(), 20U);
}

TEST(AtNginx, ReloadingItAtAnyMomentLosesNothingUncounted) {
  ENSAIO_NEEDS_NGINX();
  Nginx nginx;
  Told told;
  std::thread running([&] {
    told = run(nginx.url("/ok"), "-",
               "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n    copies: 4000\n");
  });
  while (nginx.served_so_far() == 0) std::this_thread::yield();
  for (int times = 0; times < 3; ++times) nginx.reload();
  running.join();
  nginx.stop();
  ASSERT_TRUE(told.report.is_object());
  EXPECT_EQ(told.account("sent"), 4000);
  // Its log is the truth: every answer is a line, and a line more is one that was sent again.
  const int served = static_cast<int>(nginx.served().size());
  EXPECT_GE(served, told.account("answered"));
  EXPECT_LE(served, told.account("sent") + told.account("resent"));
}

TEST(AtNginx, StoppingItUnderACallbackIsNoAnswer) {
  ENSAIO_NEEDS_NGINX();
  const Receiver never([](std::size_t) { return std::string(); });
  Nginx nginx({.behind = never.url()});
  Told told;
  std::thread running([&] {
    told = run(nginx.url("/held"), "-", "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n");
  });
  never.await(1);
  nginx.stop_at_once();
  running.join();
  EXPECT_EQ(told.said.exit, 1) << told.said.out << told.said.err;
  EXPECT_EQ(told.account("unreachable"), 1);
  EXPECT_EQ(told.account("answered"), 0);
}

}  // namespace
}  // namespace ensaio
