#include "mock_api/rule_scripts.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/load.hpp"
#include "tests/mock_api/told.hpp"

namespace ensaio {
namespace {

const TextFiles kFiles{
    {"typing.yaml",
     "scenario: typing\nchats: { ana: \"5544999999999\" }\nsteps:\n"
     "  - composing: ana\n  - wait: 2s\n  - paused: ana\n"},
    {"two.yaml",
     "scenario: two\nchats: { bia: \"5511988888888\", chat: \"5544999999999\" }\n"
     "messages: { m1: bia, message: { chat: chat, id: OLD }, m3: { chat: bia, count: 2 } }\n"
     "steps:\n  - sent: message\n  - read: m1\n  - composing: bia\n"},
    {"status.yaml", "scenario: status\nmessages: [m1]\nsteps: [sent: m1]\n"},
};

std::string problems_of(const std::string& text) {
  const ReadFile read = [](const std::string& path) -> Result<std::string> {
    const auto found = kFiles.find(path);
    if (found == kFiles.end()) return Error{"no such file"};
    return found->second;
  };
  const LoadedRules loaded = load_rules(text, "rules.yaml", read);
  std::string told;
  const Problems problems =
      has_errors(loaded.problems) ? loaded.problems : rule_problems(loaded.rules);
  for (const Problem& problem : problems) {
    told += code_text(problem.code) + ' ' + problem.file + ':' + std::to_string(problem.mark.line) +
            ' ' + problem.message + '\n';
  }
  return told;
}

TEST(RuleProblems, AreToldOfWhatOnlyTheBodiesShow) {
  struct Row {
    const char* what;
    const char* step;
    const char* problem;
  };
  const Row rows[] = {
      {"a field that is nowhere", "{ sent: message, with: { moment: 1 } }",
       "S059 rules.yaml:4 the body has no field 'moment'\n"},
      {"a field that only some dialects have", "{ sent: message, remove: [instanceId] }", ""},
      {"a word that only some dialects have", "{ read_self: message }", ""},
      {"a variant that nobody has", "{ incoming: chat, like: imagine }",
       "S061 rules.yaml:4 no example of a received message is called 'imagine'\n"},
      {"a variant that one dialect has", "{ incoming: chat, like: poll_vote }", ""},
      {"inside other steps", "{ repeat: { times: 2, steps: [{ sent: message, with: { a: 1 } }] } }",
       "S059 rules.yaml:4 the body has no field 'a'\n"},
      {"inside branches", "{ parallel: { a: [{ sent: message, with: { a: 1 } }] } }",
       "S059 rules.yaml:4 the body has no field 'a'\n"},
      {"inside options", "{ choose: [{ weight: 1, steps: [{ sent: message, with: { a: 1 } }] }] }",
       "S059 rules.yaml:4 the body has no field 'a'\n"},
      {"what waits for another call", "await: send-text",
       "S075 rules.yaml:4 what follows a call cannot wait for another\n"},
      {"what cannot be played", "{ sent: message, fault: new-connection }",
       "S090 rules.yaml:4 'fault' is not yet playable\n"},
  };
  for (const Row& row : rows) {
    const std::string text =
        "rules:\n  - after: send-text\n    steps:\n      - " + std::string(row.step) + "\n";
    EXPECT_EQ(problems_of(text), row.problem) << row.what;
  }
}

TEST(LoadRules, NeedsSomeRules) {
  EXPECT_EQ(problems_of("scenario: x\nmessages: [m1]\nsteps: [sent: m1]\n"),
            "S018 rules.yaml:1 there are no rules in this file\n");
  EXPECT_EQ(problems_of("rules: []\n"), "");
  EXPECT_EQ(problems_of("scenario: x\nmessages: [m1]\nsteps: [sent: m1]\n---\nrules: []\n"), "");
  EXPECT_NE(problems_of(""), "");
}

TEST(LoadRules, ReadsAllDocumentsOfAFile) {
  const Rules rules = rules_of(
      "rules: [{ after: send-text, steps: [] }]\n---\nrules: [{ after: send-image, steps: [] }]\n");
  ASSERT_EQ(rules.rules.size(), 2U);
  EXPECT_EQ(rules.rules[1].where, "rules.yaml:3");
}

TEST(ToldIn, LeavesOutWhatTheDialectCannotSayAndNothingElse) {
  const Rules rules = rules_of(
      "rules:\n  - after: send-text\n    steps:\n"
      "      - sent: message\n"
      "      - wait: 100ms..900ms\n"
      "      - shuffle: [{ received: message, label: a }, { read: message, label: b }]\n"
      "        keep: [[a, b]]\n"
      "      - choose: [{ steps: [{ read_by_me: message }] }, { steps: [{ read_self: message }] "
      "}]\n"
      "      - parallel: { x: [{ played: message, intent: x }], y: [{ composing: chat }] }\n");
  RuleBook book(rules);
  RuleCounts counts;
  const auto said = [&](Dialect dialect) {
    return told(book.after_send(sent_message("send-text", dialect), call_context(), counts));
  };
  EXPECT_EQ(said(Dialect::Zapi), "0 SENT, 494 RECEIVED, 494 READ, 494 PLAYED, 494 COMPOSING");
  EXPECT_EQ(said(Dialect::Plugchat),
            "0 SENT, 494 RECEIVED, 494 READ, 494 READ-SELF, 494 PLAYED, 494 COMPOSING");
  EXPECT_EQ(said(Dialect::Plugchat2022), "494 MESSAGE_RECEIVED, 494 COMPOSING");
}

TEST(PlayedStory, IsAboutThePersonWhoWasWrittenTo) {
  RuleCounts counts;
  const RuleBook book(rules_of("rules: [{ after: send-text, play: typing.yaml }]\n", kFiles));
  const Following following = book.after_send(sent_message(), call_context(), counts);
  EXPECT_EQ(told(following), "0 COMPOSING, 2000 PAUSED");
  EXPECT_EQ(following.sequel->cast.chats[0].phone, "5544999990123");
  EXPECT_EQ(following.sequel->cast.instances[0].id, "INSTANCE");
}

TEST(PlayedStory, BindsWhatIsCalledChatAndMessage) {
  RuleCounts counts;
  const RuleBook book(rules_of("rules: [{ after: send-text, play: two.yaml }]\n", kFiles));
  const Following following = book.after_send(sent_message(), call_context(), counts);
  EXPECT_EQ(told(following), "0 SENT, 0 READ, 0 COMPOSING");
  const Cast& cast = following.sequel->cast;
  EXPECT_EQ(cast.chats[0].phone, "5511988888888");
  EXPECT_EQ(cast.chats[1].phone, "5544999990123");
  ASSERT_EQ(cast.message_ids.size(), 4U);
  EXPECT_EQ(cast.message_ids[1], "3A00000000000000AAAA");
  EXPECT_EQ(cast.zaap_ids[1], "019D000000000000000000000000BBBB");
  EXPECT_NE(cast.message_ids[0], cast.message_ids[1]);
}

TEST(PlayedStory, FollowsTheFirstRegistrationOfAKindThatItUses) {
  const RuleBook book(
      rules_of("rules:\n  - { after: \"update-webhook-*\", play: typing.yaml }\n"
               "  - { after: update-webhook-message-status, play: status.yaml }\n",
               kFiles));
  RuleCounts counts;
  const auto registered = [&](const std::string& route, std::vector<Kind> kinds) {
    std::string all;
    for (const Following& one : book.after_registration({route, kinds}, call_context(), counts)) {
      all += told(one) + " by " + one.why + "; ";
    }
    return all;
  };
  EXPECT_EQ(registered("update-webhook-received", {Kind::Received}), "");
  EXPECT_EQ(registered("update-webhook-chat-presence", {Kind::Presence}),
            "0 COMPOSING, 2000 PAUSED by rules.yaml:2; ");
  EXPECT_EQ(registered("update-webhook-chat-presence", {Kind::Presence}), "");
  EXPECT_EQ(registered("update-webhook-message-status", {Kind::Status}),
            "0 SENT by rules.yaml:3; ");
  counts = {};
  EXPECT_EQ(registered("update-every-webhooks", {Kind::Presence, Kind::Status}),
            "0 COMPOSING, 2000 PAUSED by rules.yaml:2; ");
  EXPECT_EQ(registered("update-notify-sent-by-me", {}), "");
}

TEST(PlayedStory, IsAllThatPlayOnTheCommandLineNeeds) {
  const Loaded loaded = load_scenarios(kFiles.at("typing.yaml"), "typing.yaml",
                                       LoadOptions{.target_given = true}, {}, {});
  Rules rules;
  rules.rules.push_back(play_rule(loaded.scenarios.front()));
  const RuleBook book(std::move(rules));
  RuleCounts counts;
  const auto all =
      book.after_registration({"update-webhooks", {Kind::Presence}}, call_context(), counts);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(told(all[0]), "0 COMPOSING, 2000 PAUSED");
  EXPECT_EQ(all[0].sequel->cast.chats[0].phone, "5544999999999");
}

}  // namespace
}  // namespace ensaio
