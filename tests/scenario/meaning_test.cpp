#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/load_support.hpp"

// What has the right shape, but means nothing, or not what was meant.

namespace ensaio {
namespace {

struct Row {
  const char* what;
  const char* step;  ///< In line 5.
  const char* told;
};

std::string told_of(const std::string& head, const std::string& step) {
  return all_told(load_text(story_of(head, {step})).problems);
}

const Row kNames[] = {
    {"an unknown chat", "composing: anna", "S050 5:16 unknown chat 'anna' | did you mean 'ana'?\n"},
    {"an unknown message", "read: m11", "S051 5:11 unknown message 'm11' | did you mean 'm1'?\n"},
    {"nothing is near", "read: zebra", "S051 5:11 unknown message 'zebra'\n"},
    {"each of several", "read: [m1, x9, y9]",
     "S051 5:16 unknown message 'x9'\nS051 5:20 unknown message 'y9'\n"},
    {"a chat where a message is needed", "received: ana",
     "S054 5:15 a status needs a message, and 'ana' is a chat | did you mean incoming?\n"},
    {"a chat where another status needs a message", "read: ana",
     "S054 5:11 a status needs a message, and 'ana' is a chat\n"},
    {"a chat where a delivery needs a message", "delivery: ana",
     "S054 5:15 a status needs a message, and 'ana' is a chat\n"},
    {"a message where a chat is needed", "composing: m3",
     "S055 5:16 a chat is needed, and 'm3' is a message | did you mean its chat, 'bia'?\n"},
    {"messages of several chats", "read: [m1, m3]",
     "S056 5:16 one status cannot tell of messages of several chats | make two steps of it\n"},
    {"incoming from nobody known", "incoming: nobody", "S050 5:15 unknown chat 'nobody'\n"},
    {"an instance where there is one without a name", "connected: main",
     "S052 5:16 unknown instance 'main'\n"},
    {"participants outside a group", "read: m1\nby: bia",
     "S067 6:9 'by' names who it was in a group, and 'ana' is none\n"},
    {"a participant that is a group", "read: g1\nby: turma",
     "S067 6:9 'turma' is a group, not a participant\n"},
    {"an unknown participant", "incoming: turma\nby: anna",
     "S050 6:9 unknown chat 'anna' | did you mean 'ana'?\n"},
    {"who wrote, outside a group", "incoming: ana\nby: bia",
     "S067 6:9 'by' names who it was in a group, and 'ana' is none\n"},
    {"an await for an unknown chat", "await: send-text\nwhere: { phone: anna }",
     "S050 6:21 unknown chat 'anna' | did you mean 'ana'?\n"},
    {"raw without a kind", "raw: { a: 1 }",
     "S066 5:5 no known type in the body says its kind, and so its URL | say it beside raw: kind: "
     "status\n"},
    {"a variant that nobody documents", "incoming: ana\nlike: imagem",
     "S061 6:11 dialect 'zapi' documents no received message 'imagem' | did you mean 'image'?\n"},
    {"a name that YAML has taken for something else", "read: !m1",
     "S013 5:11 '!m1' without quotes is a tag of YAML, not a text | write \"!m1\"\n"},
    {"a name to save that templates have already",
     "call: { get: \"{{ target }}\", save: { uuid: /x } }",
     "S045 5:42 'uuid' is a template of its own | save it under another name\n"},
};

TEST(Names, ThatAreWrongAreTold) {
  for (const Row& row : kNames) {
    EXPECT_EQ(told_of(std::string(kCast), row.step), row.told) << row.what;
  }
}

const Row kStructure[] = {
    {"a label twice", "parallel: { a: [{ sent: m1, label: x }], b: [{ read: m1, label: x }] }",
     "S057 5:69 a second step is labelled 'x'\n"},
    {"an unknown label", "shuffle: [{ sent: m1, label: first }]\nkeep: [[first, secnd]]",
     "S053 6:20 no step right inside this shuffle is labelled 'secnd'\n"},
    {"a label near another",
     "shuffle: [{ sent: m1, label: first }, { read: m1 }]\nkeep: [[frist, first]]",
     "S053 6:13 no step right inside this shuffle is labelled 'frist' | did you mean 'first'?\n"},
    {"a pair of itself", "shuffle: [{ sent: m1, label: a }]\nkeep: [[a, a]]",
     "S065 6:13 'a' cannot come before 'a': the pairs so far say otherwise\n"},
    {"pairs in a circle",
     "shuffle: [{ sent: m1, label: a }, { read: m1, label: b }, { sent: m2, label: c }]\n"
     "keep: [[a, b], [b, c], [c, a]]",
     "S065 6:29 'c' cannot come before 'a': the pairs so far say otherwise\n"},
    {"at inside a group", "repeat: { times: 2, steps: [{ sent: m1, at: 1s }] }",
     "S063 5:49 'at' stands in the outermost list only | use wait here\n"},
    {"copies with every and for", "sent: m1\ncopies: 2\nevery: 1s\nfor: 9s",
     "S021 8:10 copies and for do not go together | with copies, every is the gap between them\n"},
    {"more than a million steps",
     "repeat: { times: 1001, steps: [{ repeat: { times: 1000, steps: [connected] } }] }",
     "S064 5:5 1001000 steps after expansion | at most 1000000\n"},
    {"more than a million copies",
     "repeat: { times: 1000, steps: [{ sent: m1, copies: 1000 }, connected] }",
     "S064 5:5 1001000 steps after expansion | at most 1000000\n"},
    {"far more than that",
     "repeat: { times: 1000000, steps: [{ repeat: { times: 1000000, steps: [{ repeat: { times: "
     "1000000, steps: [{ repeat: { times: 1000000, steps: [connected] } }] } }] } }] }",
     "S064 5:77 1000000000000 steps after expansion | at most 1000000\n"},
};

TEST(Structure, ThatMakesNoSenseIsTold) {
  for (const Row& row : kStructure) {
    EXPECT_EQ(told_of(std::string(kCast), row.step), row.told) << row.what;
  }
}

TEST(Structure, AtMustNotGoBackInTime) {
  const Loaded loaded =
      load_text(story_of(kCast, {"sent: m1\nat: 2s", "read: m1\nat: 1s", "sent: m2\nat: 2s"}));
  EXPECT_EQ(all_told(loaded.problems),
            "S063 8:9 'at' is earlier than the step before, at 2s | put the steps in order of "
            "time\n");
}

TEST(Structure, AMillionStepsAreAllowed) {
  EXPECT_EQ(told_of("", "repeat: { times: 1000000, steps: [connected] }"), "");
  EXPECT_EQ(told_of("",
                    "choose: [{ steps: [{ repeat: { times: 900000, steps: [connected] } }] }, "
                    "{ steps: [{ repeat: { times: 900000, steps: [connected] } }] }]"),
            "");
}

const Row kTemplates[] = {
    {"every one there is",
     "raw: { type: PresenceChatCallback, a: \"{{ chats.ana.phone }}{{messages.m1.id}}\", b: \"{{ "
     "instance.id }} {{ instance.token }}\", c: \"{{ target }} {{ target.origin }} {{ api }}\", d: "
     "\"{{ now.ms }} {{ now.seconds }} {{ uuid }}\" }",
     ""},
    {"an unknown one", "incoming: ana\ntext: \"{{ now.mss }}\"",
     "S060 6:12 unknown template '{{ now.mss }}' | did you mean 'now.ms'?\n"},
    {"of an unknown chat", "raw: { type: PresenceChatCallback, x: \"{{ chats.anna.phone }}\" }",
     "S060 5:44 unknown template '{{ chats.anna.phone }}' | did you mean 'chats.ana.phone'?\n"},
    {"of an unknown message", "sent: m1\nwith: { x: [1, \"{{ messages.q.id }}\"] }",
     "S060 6:21 unknown template '{{ messages.q.id }}' | did you mean 'messages.g1.id'?\n"},
    {"a variable that is not named", "sent: m1\nheaders: { a: \"{{ env.TOKEN }}\" }",
     "S060 6:20 '{{ env.TOKEN }}' is not named under env\n"},
    {"without quotes it is no template", "incoming: ana\ntext: {{ uuid }}",
     "S042 6:11 a template without quotes is a map of YAML | write \"{{ uuid }}\"\n"},
    {"without words", "incoming: ana\ntext: \"{{ }}\"", "S060 6:12 unknown template '{{  }}'\n"},
    {"without an end", "incoming: ana\ntext: \"a {{ now.ms\"",
     "S060 6:14 a template has no end | close it with }}\n"},
    {"what nobody saves", "call: { get: \"{{ target }}{{ order }}\" }",
     "S060 5:31 unknown template '{{ order }}'\n"},
    {"the oracle's, elsewhere", "incoming: ana\ntext: \"{{ id }}\"",
     "S060 6:12 unknown template '{{ id }}'\n"},
    {"in a URL to expect", "sent: m1\nexpect: { to: \"{{ targett }}\" }",
     "S060 6:20 unknown template '{{ targett }}' | did you mean 'target'?\n"},
    {"in an error", "delivery: m1\nerror: \"{{ x.y }}\"",
     "S060 6:13 unknown template '{{ x.y }}'\n"},
};

TEST(Templates, ThatAreUnknownAreTold) {
  for (const Row& row : kTemplates) {
    EXPECT_EQ(told_of(std::string(kCast), row.step), row.told) << row.what;
  }
}

TEST(Templates, OfWhatIsSavedLaterAreTold) {
  const Loaded loaded =
      load_text(story_of("", {"call: { get: \"{{ target }}/{{ order }}\" }",
                              "call: { get: \"{{ target }}\", save: { order: /id } }",
                              "call: { get: \"{{ target }}/{{ order }}\" }"}));
  EXPECT_EQ(all_told(loaded.problems), "S060 3:32 '{{ order }}' is used before a call saves it\n");
  EXPECT_EQ(loaded.problems.at(0).note, "it is saved in line 4");
}

TEST(Templates, OfWhatIsSavedMayStandInTheDefaults) {
  EXPECT_EQ(told_of("defaults: { headers: { a: \"{{ order }}\" } }\n",
                    "call: { get: \"{{ target }}\", save: { order: /id } }"),
            "");
}

TEST(Templates, CannotSayWhoSpeaks) {
  EXPECT_EQ(told_of("instance: { id: \"{{ env.ID }}\", token: T }\nenv: [ID]\n", "connected"),
            "S060 2:17 no template can stand here\n");
  EXPECT_EQ(told_of("messages: { m1: { id: \"{{ uuid }}\" } }\n", "sent: m1"),
            "S060 2:23 no template can stand here\n");
}

struct HeadRow {
  const char* what;
  const char* head;
  const char* step;
  const char* told;
};

const HeadRow kHeads[] = {
    {"a message of no chat", "chats: [ana, bia]\nmessages: [m1]\n", "sent: m1",
     "S055 3:12 message 'm1' is of no chat, and there are 2 | write { m1: ana }\n"},
    {"a message of an unknown chat", "chats: [ana]\nmessages: { m1: anna }\n", "sent: m1",
     "S050 3:17 unknown chat 'anna' | did you mean 'ana'?\n"},
    {"a message and a chat of one name", "chats: [ana]\nmessages: [ana]\n", "composing: ana",
     "S057 3:12 'ana' is a chat already | a message needs a name of its own\n"},
    {"one id for several", "messages: { m1: { id: 3A11, count: 2 } }\n", "sent: m1",
     "S057 2:23 one id cannot be that of 2 messages | leave it out: ids are made from the seed\n"},
    {"a chat of an unknown instance",
     "instances: { one: { id: A } }\nchats: { ana: { instance: on } }\n", "composing: ana",
     "S052 3:27 unknown instance 'on' | did you mean 'one'?\n"},
    {"several instances, and none said", "instances: { one: { id: A }, two: { id: B } }\n",
     "connected",
     "S052 4:5 there are several instances: which one is meant? | write connected: one\n"},
    {"of several instances one", "instances: { one: { id: A }, two: { id: B } }\n",
     "connected: two", ""},
    {"a status that is not in the dialect", "dialect: plugchat\nmessages: [m1]\n", "read_by_me: m1",
     "S058 5:5 dialect 'plugchat' has no status 'read_by_me'\n"},
    {"a status of the old days", "dialect: plugchat-2022\nmessages: [m1]\n", "sent: m1",
     "S058 5:5 dialect 'plugchat-2022' has no status 'sent'\n"},
    {"a presence of later days", "dialect: zapi-2021\nchats: [ana]\n", "paused: ana",
     "S058 5:5 dialect 'zapi-2021' has no presence 'paused'\n"},
    {"presence in Plugchat", "dialect: plugchat\nchats: [ana]\n", "composing: ana",
     "S058 5:5 dialect 'plugchat' has no presence | did you mean dialect plugchat-2022?\n"},
    {"presence in Plugchat, with a webhook",
     "dialect: plugchat-2024\nwebhooks: { presence: \"http://127.0.0.1:1/\" }\nchats: [ana]\n",
     "composing: ana",
     "S087 6:5 dialect 'plugchat-2024' has no presence in its documentation | bodies are those of "
     "plugchat-2022\n"},
    {"connected where there is no webhook", "dialect: plugchat\n", "connected",
     "S068 4:5 dialect 'plugchat' has no webhook for 'connected'\n"},
    {"connected where there is a URL for every kind",
     "dialect: plugchat\nwebhooks: { every: \"http://127.0.0.1:1/\" }\n", "connected",
     "S068 5:5 dialect 'plugchat' has no webhook for 'connected' in its documentation\n"},
    {"nothing is held against a dialect that is misspelt", "dialect: plugchatt\nchats: [ana]\n",
     "composing: ana", "S017 2:10 'plugchatt' is not a dialect | did you mean 'plugchat'?\n"},
    {"names that nobody could read are not unknown", "chats: { ana: 5, bia: [] }\nmessages: x\n",
     "read: m1",
     "S036 2:15 a phone needs quotes | write \"5\"\n"
     "S016 2:23 expected a phone or a chat, found a list\n"
     "S016 3:11 expected a list of names, or a map from names to chats, found 'x' | write "
     "messages: { m1: ana }\n"},
    {"an unknown chat in the calls expected",
     "chats: [ana]\nexpect: { calls: { send-text: { count: 1, where: { phone: anna } } } }\n",
     "composing: ana", "S050 3:59 unknown chat 'anna' | did you mean 'ana'?\n"},
    {"both instance and instances", "instance: { id: A }\ninstances: { b: { id: B } }\n",
     "connected: b", "S057 2:11 both instance and instances are given | keep one of them\n"},
};

TEST(Heads, ThatMeanNothingAreTold) {
  for (const HeadRow& row : kHeads) EXPECT_EQ(told_of(row.head, row.step), row.told) << row.what;
}

TEST(Presence, InPlugchatIsAllowedWithATargetAndWarnedOfOnce) {
  LoadOptions options;
  options.target_given = true;
  const Loaded loaded = load_text(
      "scenario: s\ndialect: plugchat\nchats: [ana]\n"
      "steps: [{ composing: ana }, { available: ana }]\n",
      options);
  ASSERT_EQ(loaded.problems.size(), 1U) << all_told(loaded.problems);
  EXPECT_EQ(loaded.problems[0].severity, Severity::Warning);
  EXPECT_EQ(loaded.problems[0].code, Code::UndocumentedPresence);
}

TEST(Names, ThatExistAreListed) {
  const Loaded loaded = load_text(story_of(kCast, {"composing: anna", "read: ana"}));
  ASSERT_EQ(loaded.problems.size(), 2U);
  EXPECT_EQ(loaded.problems[0].note, "chats: ana, bia, turma");
  EXPECT_EQ(loaded.problems[1].note, "messages of ana: m1, m2, v1");
}

TEST(Names, ThatDoNotExistYetAreShownHowToWrite) {
  const Loaded loaded = load_text(story_of("", {"composing: ana", "read: m1"}));
  ASSERT_EQ(loaded.problems.size(), 2U);
  EXPECT_EQ(loaded.problems[0].note, "name it first: chats: { ana: \"5544999999999\" }");
  EXPECT_EQ(loaded.problems[1].note, "name it first: messages: [m1]");
}

TEST(Dialects, ThatHaveAStatusAreNamed) {
  const Loaded loaded =
      load_text(story_of("dialect: plugchat\nmessages: [m1]\n", {"read_by_me: m1"}));
  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_EQ(loaded.problems[0].note, "dialects that have it: zapi");
}

}  // namespace
}  // namespace ensaio
