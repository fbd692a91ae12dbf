#include "cli/application_calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <thread>
#include <vector>

#include "cli/rehearsal.hpp"
#include "simulator/delivery/call_inbox.hpp"
#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kAnswered =
    "scenario: answered\n"
    "chats: { ana: \"5544999999999\" }\n"
    "steps:\n"
    "  - incoming: ana\n"
    "  - await: send-text\n"
    "    where: { phone: ana }\n"
    "    as: m1\n"
    "    label: reply\n"
    "  - sent: m1\n"
    "  - await: { quiet: 20ms }\n"
    "expect:\n"
    "  calls: { send-text: { count: 1 } }\n";

/// The application is played by a call of the scenario's own.
std::string with_application(const std::string& wanted) {
  return "scenario: answered\n"
         "instance: { id: I1, token: T1 }\n"
         "chats: { ana: \"5544999999999\" }\n"
         "steps:\n"
         "  - parallel:\n"
         "      app:\n"
         "        - call:\n"
         "            post: \"{{ api }}/instances/I1/token/T1/send-text\"\n"
         "            json: { phone: \"5544999999999\", message: \"Bom dia\" }\n"
         "            save: { id: /messageId }\n"
         "      provider:\n"
         "        - await: send-text\n"
         "          where: " +
         wanted +
         "\n          within: 2s\n"
         "          as: m1\n"
         "        - read: m1\n"
         "expect:\n"
         "  calls: { send-text: { count: 1 } }\n";
}

TEST(ApplicationCalls, AreHeardByTheMockApiOfTheRun) {
  Receiver receiver(always(200));
  const Spoken said = ensaio_says({"run", "-", "--target", receiver.url(), "--report", "json=-"},
                                  with_application("{ phone: ana, message: \"*dia*\" }"));
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_THAT(said.err, HasSubstr("the mock API listens at http://127.0.0.1:"));
  ASSERT_EQ(receiver.bodies().size(), 1U);
  const auto run = nlohmann::json::parse(said.out);
  const auto callback = nlohmann::json::parse(receiver.bodies().front());
  const auto& attempts = run.at("scenarios").at(0).at("attempts");
  const auto answer = nlohmann::json::parse(attempts.at(0).at("answer").get<std::string>());
  EXPECT_EQ(callback.at("ids").at(0), answer.at("messageId")) << "What was sent is what is read.";
}

TEST(ApplicationCalls, HaveAPlaceToGoWhereAScenarioSaysIt) {
  Receiver receiver(always(200));
  const Spoken said = ensaio_says({"run", "-", "--target", receiver.url()},
                                  "scenario: only calls\nsteps:\n"
                                  "  - call: { get: \"{{ api }}/instances/I/token/T/status\" }\n");
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_THAT(said.err, HasSubstr("the mock API listens at http://127.0.0.1:"));
}

/// Sends a message, and waits for the status that nothing but rules tells.
constexpr const char* kSends =
    "scenario: sends\n"
    "steps:\n"
    "  - call:\n"
    "      post: \"{{ api }}/instances/I/token/T/send-text\"\n"
    "      json: { phone: \"5544999990009\", message: oi }\n"
    "      expect: { status: 503 }\n";

TEST(ApplicationCalls, AreFollowedByWhatTheRulesSay) {
  const Scratch scratch;
  Receiver receiver(always(200));
  const std::string rules =
      scratch.file("rules.yaml",
                   "rules:\n  - after: send-text\n    answer: { status: 503 }\n    steps:\n"
                   "      - sent: message\n        overtake: true\n");
  const Spoken said =
      ensaio_says({"run", "-", "--target", receiver.url(), "--rules", rules}, kSends);
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  ASSERT_EQ(receiver.bodies().size(), 1U) << "It leaves before our answer does.";
  EXPECT_THAT(receiver.bodies().front(), HasSubstr("SENT"));
  const Spoken without = ensaio_says({"run", "-", "--target", receiver.url()}, kSends);
  EXPECT_EQ(without.exit, 1);
  EXPECT_EQ(receiver.bodies().size(), 1U) << "Without rules nothing follows a send.";
}

TEST(ApplicationCalls, AreNotFollowedByRulesThatAreWrong) {
  const Scratch scratch;
  const std::string wrong = scratch.file("rules.yaml", "rules:\n  - aftr: send-text\n");
  const Spoken said = ensaio_says({"run", "-", "--rules", wrong}, kSends);
  EXPECT_EQ(said.exit, 2);
  EXPECT_THAT(said.err, HasSubstr("did you mean 'after'?"));
  const Spoken none = ensaio_says({"run", "-", "--rules", "/no/such/file"}, kSends);
  EXPECT_EQ(none.exit, 2);
  EXPECT_THAT(none.err, HasSubstr("--rules /no/such/file: cannot be read"));
}

TEST(ApplicationCalls, ThatDoNotComeFailTheRunAndSayWhichDid) {
  Receiver receiver(always(200));
  const Spoken said = ensaio_says({"run", "-", "--target", receiver.url()},
                                  with_application("{ message: \"*noite*\" }"));
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.out, HasSubstr("there came send-text to 5544999999999 'Bom dia'"));
  EXPECT_THAT(receiver.bodies(), IsEmpty());
}

TEST(ApplicationCalls, AreHeardWhereTheRunIsToldToListen) {
  Receiver receiver(always(200));
  const Spoken said = ensaio_says(
      {"run", "-", "--target", receiver.url(), "--listen", "127.0.0.1:0"},
      "scenario: x\nsteps:\n  - call: { get: \"{{ api }}/instances/A/token/B/status\" }\n");
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_EQ(ensaio_says({"run", "-", "--target", receiver.url(), "--listen", "x"}, kAnswered).exit,
            2);
}

TEST(ApplicationCalls, AreNotHeardElsewhereByWhoeverLikesTo) {
  const std::string scenario =
      "scenario: x\nsteps:\n  - call: { get: \"{{ api }}/instances/A/token/B/status\" }\n";
  const Spoken open = ensaio_says({"run", "-", "--listen", "0.0.0.0:0"}, scenario);
  EXPECT_EQ(open.exit, 2);
  EXPECT_THAT(open.err, HasSubstr("--listen 0.0.0.0:0: others could use the control API there\n"
                                  "  give --control-token TOKEN, or --control-token none\n"));
  Receiver receiver(always(200));
  const Spoken closed =
      ensaio_says({"run", "-", "--target", receiver.url(), "--control-token", "secret"},
                  "scenario: x\nsteps:\n  - call: { get: \"{{ api }}/_ensaio/runs\", "
                  "expect: { status: 401 } }\n");
  EXPECT_EQ(closed.exit, 0) << closed.out << closed.err;
}

TEST(ApplicationCalls, StandInThePlanAsThingsToWaitFor) {
  const Spoken said = ensaio_says({"plan", "-", "--seed", "7"}, kAnswered);
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("2      await              waits for a send-text to ana, at most "
                                  "10s: it is m1 from here on   [reply]\n"));
  EXPECT_THAT(said.out, HasSubstr("waits until it is quiet for 20ms, at most 10.02s\n"));
  EXPECT_THAT(said.out, HasSubstr("sends 2\n"));
  const Spoken lines = ensaio_says({"plan", "-", "--seed", "7", "--format", "ndjson"}, kAnswered);
  EXPECT_EQ(std::count(lines.out.begin(), lines.out.end(), '\n'), 2);
  EXPECT_THAT(lines.out, HasSubstr("{{ messages.m1.id }}"));
  EXPECT_EQ(ensaio_says({"check", "-"}, kAnswered).exit, 0);
}

TEST(ApplicationCalls, OfTwoTellingsAtOnceAreOfTwoInstances) {
  Scenario open;
  open.instances = {Instance{}};
  Scenario own;
  own.instances = {Instance{.id = "A"}};
  EXPECT_EQ(heard_instances(open), heard_instances(open));
  EXPECT_NE(heard_instances(open), heard_instances(own));
}

/// An application that answers the first callback with a message, from a thread of its own.
class Application {
 public:
  explicit Application(CallInbox& inbox, std::string phone = "5544999999999")
      : inbox_(inbox), phone_(std::move(phone)), receiver_([this](std::size_t number) {
          if (number == 0) thread_ = std::jthread([this] { send(); });
          if (number == 1) was_answered_ = answered_.load();
          return http_answer(200);
        }) {}

  const Receiver& receiver() const { return receiver_; }
  /// Whether our answer had been written when the second callback came.
  bool was_answered() const { return was_answered_; }

 private:
  void send() {
    const auto answer = inbox_.put({.route = "send-text",
                                    .instance = "I-1",
                                    .token = "T-1",
                                    .phone = phone_,
                                    .text = "Oi",
                                    .message_id = "ID-1",
                                    .zaap_id = "ZAAP-1",
                                    .body = R"({"phone":")" + phone_ + R"(","message":"Oi"})"});
    answer.await_leave();
    answered_ = true;
  }

  CallInbox& inbox_;
  const std::string phone_;
  std::atomic<bool> answered_ = false;
  std::atomic<bool> was_answered_ = false;
  std::jthread thread_;
  Receiver receiver_;
};

/// Everything of one play with an application.
struct Played {
  explicit Played(const std::string& text, const std::string& phone = "5544999999999")
      : rehearsal({}, {}, {}),
        inbox([this] { rehearsal.world().wake(); }),
        application(inbox, phone) {
    Inputs inputs;
    inputs.sources.push_back({.file = "s.yaml", .text = text, .folder = "/"});
    repertoire = read_repertoire(std::move(inputs), {});
    rehearsal.hear(inbox);
    rehearsal.tell_calls([this](const Staged&, const CallNews&) { ++told; });
    const PlaySettings settings{.target = application.receiver().url()};
    auto staged = stage(repertoire.pieces.at(0), settings, {.seed = 7});
    EXPECT_TRUE(staged);
    if (staged) rehearsal.play(*std::move(staged), "");
  }
  const ScenarioRecord& record() const { return rehearsal.record().scenarios.at(0); }

  Repertoire repertoire;
  Rehearsal rehearsal;
  CallInbox inbox;
  Application application;
  int told = 0;
};

TEST(ApplicationCalls, AreHeardByAPlayOverSockets) {
  const Played played(kAnswered);
  EXPECT_EQ(played.record().verdict, Verdict::Pass);
  EXPECT_TRUE(played.application.was_answered());
  const auto bodies = played.application.receiver().bodies();
  ASSERT_EQ(bodies.size(), 2U);
  EXPECT_THAT(bodies[1], HasSubstr(R"("ids":["ID-1"])"));
  EXPECT_THAT(bodies[1], HasSubstr(R"("instanceId":"I-1")"));
  ASSERT_EQ(played.record().awaits.size(), 2U);
  EXPECT_EQ(played.record().awaits[0].message_id, "ID-1");
  EXPECT_EQ(played.told, 3);
}

TEST(ApplicationCalls, MayBeOvertaken) {
  std::string text = kAnswered;
  text.insert(text.find("  - await: { quiet"), "    overtake: true\n");
  // The application calls before it answers; so the story must not wait for that answer.
  text.insert(text.find("steps:"), "pace: schedule\n");
  const Played played(text);
  EXPECT_EQ(played.record().verdict, Verdict::Pass);
  EXPECT_EQ(played.application.receiver().bodies().size(), 2U);
}

TEST(ApplicationCalls, ThatDoNotComeFailTheRun) {
  std::string text = kAnswered;
  text.replace(text.find("    as: m1"), 10, "    within: 50ms\n    as: m1");
  const Played played(text, "551100000000");
  EXPECT_EQ(played.record().verdict, Verdict::Fail);
  EXPECT_EQ(played.record().account.not_sent, 1U);
  const auto failed =
      std::find_if(played.record().checks.begin(), played.record().checks.end(),
                   [](const Check& check) { return check.verdict == Verdict::Fail; });
  ASSERT_NE(failed, played.record().checks.end());
  EXPECT_THAT(failed->message, HasSubstr("did not make a send-text to ana within 50ms; "));
}

}  // namespace
}  // namespace ensaio
