#include "simulator/scenario/grammar.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scenario/load_support.hpp"

namespace ensaio {
namespace {

Problems check(const std::string& text, DocumentKind kind = DocumentKind::Scenario) {
  Problems problems;
  for (const Tree& tree : read_yaml(text, "story.yaml", problems)) {
    check_grammar(tree.root(), kind, "story.yaml", problems);
  }
  return problems;
}

struct Row {
  const char* what;
  std::string text;
  std::vector<std::string> told;
};

void expect_told(const std::vector<Row>& rows, DocumentKind kind = DocumentKind::Scenario) {
  for (const Row& row : rows) {
    EXPECT_EQ(told(check(row.text, kind)), row.told) << row.what << "\n" << row.text;
  }
}

/// Rows of steps: the text is one step, line 4 of a scenario with a chat and a message.
void expect_steps(std::vector<Row> rows) {
  for (Row& row : rows) row.text = story_of("chats: [ana]\nmessages: [m1]\n", {row.text});
  expect_told(rows);
}

TEST(Grammar, TellsAStepWithoutAKnownVerb) {
  expect_steps({
      {"a misspelt verb",
       "recieved: m1",
       {"S012 5:5 unknown step 'recieved' | did you mean 'received'?"}},
      {"a word that people use",
       "typing: ana",
       {"S012 5:5 unknown step 'typing' | did you mean 'composing'?"}},
      {"nothing is near", "frobnicate: m1", {"S012 5:5 unknown step 'frobnicate'"}},
      {"a modifier beside it is looked at all the same",
       "recieved: m1\nlate: 2",
       {"S012 5:5 unknown step 'recieved' | did you mean 'received'?",
        "S031 6:11 a duration needs a unit | write 2ms or 2s"}},
      {"so is a misspelt one",
       "recieved: m1\nlaet: 2s",
       {"S012 5:5 unknown step 'recieved' | did you mean 'received'?",
        "S014 6:5 unknown modifier 'laet' | did you mean 'late'?"}},
      {"and one that nobody knows",
       "recieved: m1\nxyzzy: 2s",
       {"S012 5:5 unknown step 'recieved' | did you mean 'received'?",
        "S014 6:5 unknown modifier 'xyzzy'"}},
      {"only modifiers", "label: first", {"S012 5:5 this step has no verb"}},
      {"an empty map", "{}", {"S012 5:5 this step has no verb"}},
      {"a list",
       "[m1]",
       {"S016 5:5 expected a step, found a list | write a verb and its object: \"- sent: m1\""}},
      {"a word alone", "frobnicate", {"S012 5:5 unknown step 'frobnicate'"}},
  });
}

TEST(Grammar, SaysWhichStepsThereAre) {
  const auto note = [](const std::string& step) {
    return check(story_of("chats: [ana]\nmessages: [m1]\n", {step})).at(0).note;
  };
  const std::string of_messages =
      "steps for a message: sent, received, read, read_by_me, read_self, played";
  const std::string of_chats =
      "steps for a chat: available, unavailable, composing, paused, recording";
  EXPECT_EQ(note("recieved: m1"), of_messages) << "the group of the word that is near";
  EXPECT_EQ(note("frobnicate: m1"), of_messages) << "the object is a message";
  EXPECT_EQ(note("frobnicate: ana"), of_chats) << "the object is a chat";
  const std::string all = note("frobnicate: 3");
  EXPECT_TRUE(all.starts_with(of_chats + "; for a message: sent")) << all;
  EXPECT_TRUE(all.ends_with("for the application: await, call")) << all;
}

TEST(Grammar, TellsWhatAStepLacksOrHasTooMuch) {
  expect_steps({
      {"a verb alone, where that is all", "connected", {}},
      {"the same with a modifier", "connected:\nlabel: back", {}},
      {"no object", "sent:", {"S015 5:5 'sent' needs a name or a list of names | write sent: m1"}},
      {"a verb alone that needs an object",
       "sent",
       {"S015 5:5 'sent' needs a name or a list of names | write sent: m1"}},
      {"no colon",
       "sent m1",
       {"S016 5:5 between a step's word and its object stand a colon and a space | write sent: "
        "m1"}},
      {"no space behind the colon",
       "sent:m1",
       {"S016 5:5 between a step's word and its object stand a colon and a space | write sent: "
        "m1"}},
      {"two verbs",
       "wait: 1s\nsent: m1",
       {"S020 6:5 'wait' and 'sent' in one step | write \"- sent:\" as a step of its own"}},
      {"two verbs, and a modifier of the second",
       "wait: 1s\nsent: m1\nlate: 2s",
       {"S020 6:5 'wait' and 'sent' in one step | write \"- sent:\" as a step of its own"}},
      {"another verb's modifier",
       "wait: 1s\nlate: 2s",
       {"S021 6:5 'late' is no modifier of 'wait'"}},
      {"a misspelt modifier",
       "sent: m1\nlable: first",
       {"S014 6:5 unknown modifier 'lable' | did you mean 'label'?"}},
      {"a modifier that people call otherwise",
       "sent: m1\ndelayed: 2s",
       {"S014 6:5 unknown modifier 'delayed' | did you mean 'late'?"}},
      {"a modifier that needs another",
       "sent: m1\nevery: 1s",
       {"S015 6:5 'every' needs 'for' or 'copies' beside it"}},
      {"the other is only misspelt",
       "sent: m1\nevery: 1s\ncopis: 3",
       {"S014 7:5 unknown modifier 'copis' | did you mean 'copies'?"}},
      {"for alone", "sent: m1\nfor: 1s", {"S015 6:5 'for' needs 'every' beside it"}},
      {"a group's own modifier at a step",
       "sent: m1\nkeep: []",
       {"S021 6:5 'keep' is no modifier of 'sent'"}},
  });
}

TEST(Grammar, TellsAWrongKindOfValue) {
  expect_steps({
      {"a map for a list",
       "together: { sent: m1 }",
       {"S016 5:15 expected a list of steps, found a map | put \"- \" before each item"}},
      {"a word for a list",
       "shuffle: [{ sent: m1 }, { read: m1 }]\nkeep: first",
       {"S016 6:11 expected a list of pairs of labels, found 'first' | write keep: [[first, "
        "second]]"}},
      {"a pair of three",
       "shuffle: [{ sent: m1 }]\nkeep: [[a, b, c]]",
       {"S016 6:12 a pair of labels has exactly 2 items, not 3"}},
      {"no steps", "together: []", {"S022 5:15 a list of steps cannot be empty"}},
      {"a list for a name",
       "composing: [ana]",
       {"S016 5:16 expected a name, found a list | write composing: ana"}},
      {"nothing for a value",
       "sent: m1\nlate:",
       {"S016 6:5 'late' needs a duration, a range, or { p50, p99 } | write late: 2m"}},
      {"a number for a name", "composing: 3", {"S045 5:16 '3' is not a name | write m3"}},
      {"a list of numbers for a list of names",
       "sent: [m1, 2]",
       {"S045 5:16 '2' is not a name | write m2"}},
      {"two faults at once",
       "sent: m1\nfault: { chunks: 7B, garble: empty }",
       {"S016 6:12 a fault has exactly 1 key, not 2"}},
      {"a fault without its value",
       "sent: m1\nfault: slow-send",
       {"S017 6:12 'slow-send' needs a value | write { slow-send: 200B/s }"}},
      {"a misspelt fault",
       "sent: m1\nfault: loose-answer",
       {"S017 6:12 'loose-answer' is not a fault | did you mean 'lose-answer'?"}},
      {"a switch that is off",
       "sent: m1\nfault: { lose-answer: false }",
       {"S016 6:27 expected true, found false"}},
  });
}

TEST(Grammar, TellsWhatARecordLacksOrHasTooMuch) {
  expect_steps({
      {"a required key",
       "outage: { steps: [{ sent: m1 }] }",
       {"S015 5:15 an outage needs 'for' | add for: 2m"}},
      {"a required key that is only misspelt",
       "outage: { fro: 2m, steps: [{ sent: m1 }] }",
       {"S014 5:15 unknown key 'fro' | did you mean 'for'?"}},
      {"an empty record",
       "outage: {}",
       {"S015 5:13 an outage needs 'for' | add for: 2m",
        "S015 5:13 an outage needs 'steps' | add steps: [{ wait: 1s }]"}},
      {"none of several",
       "call: { json: 1 }",
       {"S015 5:13 a call needs one of get, post, put, patch, delete"}},
      {"two that exclude each other",
       "call: { get: \"http://a/b\", post: \"http://a/b\" }",
       {"S023 5:32 'get' and 'post' exclude each other | leave one out"}},
      {"one that needs another",
       "repeat: { every: 1s, steps: [{ sent: m1 }] }",
       {"S015 5:15 'every' needs 'for' beside it"}},
      {"half of a distribution",
       "wait: { p50: 1s }",
       {"S015 5:13 { p50, p99 } needs 'p99' | add p99: 2s"}},
      {"a key of a map that is no name",
       "parallel: { \"a b\": [{ sent: m1 }] }",
       {"S045 5:17 'a b' is not a name | write a_b"}},
      {"a pointer that lacks its slash",
       "sent: m1\nexpect: { body: { ok: true } }",
       {"S040 6:23 'ok' is not a JSON Pointer | write /ok"}},
  });
}

TEST(Grammar, ChecksWhatIsSentAsItStands) {
  expect_steps({
      {"any JSON", "raw: { a: [1, 1.5, null, true, \"x\", { b: {} }] }", {}},
      {"a number that JSON readers round",
       "raw: { ids: [9007199254740993] }",
       {"S041 5:18 a number beyond 2^53 must be quoted | write \"9007199254740993\""}},
      {"the largest that they do not", "raw: { id: 9007199254740992 }", {}},
      {"a negative one",
       "raw: { id: -99999999999999999999 }",
       {"S041 5:16 a number beyond 2^53 must be quoted | write \"-99999999999999999999\""}},
      {"a number of another base",
       "raw: { id: 0xffffffffffffffff }",
       {"S041 5:16 a number beyond 2^53 must be quoted | write \"0xffffffffffffffff\""}},
      {"infinity", "raw: { id: .inf }", {"S032 5:16 JSON has no number .inf | write \".inf\""}},
      {"not a number", "raw: { id: .NaN }", {"S032 5:16 JSON has no number .NaN | write \".NaN\""}},
      {"a number beyond every double",
       "raw: { id: 1e999 }",
       {"S032 5:16 JSON has no number 1e999 | write \"1e999\""}},
      {"a text that a comment cuts",
       "incoming: ana\ntext: pedido #12",
       {"S043 6:11 YAML takes what follows the # for a comment | put the whole text in quotes"}},
      {"the same in a body",
       "raw:\n  text: pedido #12",
       {"S043 6:13 YAML takes what follows the # for a comment | put the whole text in quotes"}},
      {"a comment that is meant", "incoming: ana\ntext: pedido # of the morning", {}},
      {"a template without quotes",
       "sent: m1\nlate: {{ x }}",
       {"S042 6:11 a template without quotes is a map of YAML | write \"{{ x }}\""}},
  });
}

TEST(Grammar, TellsWrongKeysOfADocument) {
  expect_told({
      {"a misspelt key that must be there",
       "scenario: x\nstpes: []\n",
       {"S014 2:1 unknown key 'stpes' | did you mean 'steps'?"}},
      {"a verb that stands too far out",
       "scenario: x\nsteps: [{ sent: m1 }]\nread: m1\n",
       {"S014 3:1 unknown key 'read' | a step: write \"- read\" below 'steps:'"}},
      {"another word for a key that is there already",
       "scenario: x\nname: y\nsteps: [connected]\n",
       {"S014 2:1 unknown key 'name'"}},
      {"another word for a key",
       "scenario: x\ndescription: y\nsteps: [connected]\n",
       {"S014 2:1 unknown key 'description' | did you mean 'about'?"}},
      {"no steps",
       "scenario: x\n",
       {"S015 1:1 a scenario needs 'steps' | add steps: [{ sent: m1 }, { wait: 1s }, { read: m1 "
        "}]"}},
      {"a version of the future",
       "scenario: x\nversion: 2\nsteps: [connected]\n",
       {"S019 2:10 version 2 is not known here | write 1"}},
      {"a kind of webhook that there is not",
       "scenario: x\nwebhooks: { statuss: \"http://a/b\" }\nsteps: [connected]\n",
       {"S014 2:13 'statuss' is not a kind | did you mean 'status'?"}},
      {"a word for a list",
       "scenario: x\ntags: slow\nsteps: [connected]\n",
       {"S016 2:7 expected a list of words, found 'slow' | write [slow]"}},
  });
}

TEST(Grammar, ChecksTheOtherKindsOfDocument) {
  expect_told({{"a load profile",
                "load: x\nmix: [{ scenario: a.yaml, wieght: 3 }]\n",
                {"S014 2:27 unknown key 'wieght' | did you mean 'weight'?"}}},
              DocumentKind::Load);
  expect_told({{"rules",
                "rules:\n  - after: send-text\n    answer: { status: 99 }\n",
                {"S032 3:23 '99' is not a status from 100 to 599"}}},
              DocumentKind::Rules);
  expect_told({{"accounts",
                "accounts:\n  - { id: a, tokn: b }\n",
                {"S014 2:14 unknown key 'tokn' | did you mean 'token'?"}}},
              DocumentKind::Accounts);
  expect_told({{"an oracle",
                "oracle: { message: { get: \"http://a\", state: s, names: { READ: r } "
                "} }\n",
                {"S040 1:46 's' is not a JSON Pointer | write /s"}}},
              DocumentKind::Oracle);
  expect_told({{"a project", "steps: []\n", {"S014 1:1 unknown key 'steps'"}}},
              DocumentKind::Project);
}

TEST(Grammar, KnowsADocumentByItsKey) {
  struct KindRow {
    const char* what;
    std::string text;
    std::optional<DocumentKind> kind;
    std::vector<std::string> told;
  };
  const KindRow rows[] = {
      {"a scenario, wherever its key stands",
       "steps: []\nscenario: x\n",
       DocumentKind::Scenario,
       {}},
      {"a scenario with an oracle", "oracle: {}\nscenario: x\n", DocumentKind::Scenario, {}},
      {"an oracle alone", "oracle: {}\n", DocumentKind::Oracle, {}},
      {"rules", "rules: []\n", DocumentKind::Rules, {}},
      {"two at once",
       "scenario: x\nload: y\n",
       std::nullopt,
       {"S018 2:1 'scenario' and 'load' in one document | divide them by a line with ---"}},
      {"a misspelt key",
       "steps: []\nscenaro: x\n",
       std::nullopt,
       {"S018 2:1 unknown key 'scenaro' | did you mean 'scenario'?"}},
      {"a name instead",
       "name: x\nsteps: []\n",
       std::nullopt,
       {"S018 1:1 no key says what kind of document this is | write 'scenario' instead of 'name'"}},
      {"steps alone",
       "steps: []\n",
       std::nullopt,
       {"S018 1:1 no key says what kind of document this is | add scenario: and a name"}},
      {"something else",
       "a: 1\n",
       std::nullopt,
       {"S018 1:1 no key says what kind of document this is"}},
      {"nothing in braces",
       "{}\n",
       std::nullopt,
       {"S018 1:1 no key says what kind of document this is"}},
      {"no map",
       "[scenario]\n",
       std::nullopt,
       {"S018 1:1 a document is a map of keys, and this is a list"}},
  };
  for (const KindRow& row : rows) {
    Problems problems;
    const auto trees = read_yaml(row.text, "story.yaml", problems);
    ASSERT_EQ(trees.size(), 1u) << row.what;
    EXPECT_EQ(document_kind(trees[0].root(), "story.yaml", problems), row.kind) << row.what;
    EXPECT_EQ(told(problems), row.told) << row.what;
  }
}

TEST(Grammar, TellsNoMoreThanAnybodyReads) {
  std::string text = "scenario: x\nsteps:\n";
  for (int i = 0; i < 5000; ++i) text += "  - recieved: m1\n";
  const Problems problems = check(text);
  EXPECT_EQ(problems.size(), 1000u);
  EXPECT_TRUE(has_errors(problems));
}

}  // namespace
}  // namespace ensaio
