#include <gtest/gtest.h>

#include "tests/scenario/load_support.hpp"

namespace ensaio {
namespace {

struct Row {
  const char* what;
  std::vector<std::string> steps;
  const char* told;  ///< The codes and lines of the warnings: "S080:5".
  const char* head = "";
};

std::string warnings(const Row& row) {
  const Loaded loaded = load_text(story_of(std::string(kCast) + row.head, row.steps));
  std::string text;
  for (const Problem& problem : loaded.problems) {
    EXPECT_EQ(problem.severity, Severity::Warning) << all_told(loaded.problems);
    if (!text.empty()) text += " ";
    text += told({problem}).front().substr(0, 4) + ":" + std::to_string(problem.mark.line);
  }
  return text;
}

// The first step is in line 5.
const Row kRows[] = {
    {"the documented order", {"sent: m1", "received: m1", "read: m1"}, ""},
    {"read before sent", {"read: m1", "sent: m1"}, "S080:5"},
    {"read of a message that nobody says was sent", {"read: m1"}, ""},
    {"read between two sents", {"sent: m1", "read: m1", "sent: m1"}, ""},
    {"sent limps in, but happened before", {"read: m1", "sent: m1\nlate: 2s"}, ""},
    {"sent limps in, but not enough", {"read: m1", "wait: 3s", "sent: m1\nlate: 2s"}, "S080:5"},
    {"a wait that may be long enough", {"read: m1", "wait: 1s..3s", "sent: m1\nlate: 2s"}, ""},
    {"a wait that is drawn without a limit",
     {"read: m1", "wait: { p50: 1s, p99: 2s }", "sent: m1"},
     "S080:5"},
    {"read limps in, and happened before sent", {"sent: m1", "read: m1\nlate: 2s"}, "S080:6"},
    {"lateness may be drawn", {"sent: m1", "read: m1\nlate: 1s..2s"}, "S080:6"},
    {"of other messages", {"read: m1", "sent: m2"}, ""},
    {"meant by the read", {"read: m1\nintent: yes", "sent: m1"}, ""},
    {"meant by the sent", {"read: m1", "sent: m1\nintent: yes"}, ""},
    {"meant by the group around",
     {"repeat: { times: 1, steps: [{ read: m1 }, { sent: m1 }] }\nintent: yes"},
     ""},
    {"in a repetition", {"repeat: { times: 1, steps: [{ read: m1 }, { sent: m1 }] }"}, "S080:5"},
    {"received after read", {"sent: m1", "read: m1", "received: m1"}, "S081:7"},
    {"received twice, once in order", {"received: m1", "read: m1", "received: m1"}, "S081:7"},
    {"received after read, but late", {"read: m1", "received: m1\nlate: 1s"}, ""},
    {"of several messages at once", {"read: [m1, m2]", "received: m2"}, "S081:6"},
    {"of different participants", {"read: g1\nby: ana", "received: g1\nby: bia"}, ""},
    {"of the same participant", {"read: g1\nby: [ana, bia]", "received: g1\nby: bia"}, "S081:7"},
    {"a group's message is sent for all", {"read: g1\nby: ana", "sent: g1"}, "S080:5"},
    {"the second round of a repetition",
     {"repeat: { times: 2, steps: [{ received: m1 }, { read: m1 }] }"},
     "S081:5"},
    {"branches know nothing of each other",
     {"parallel: { a: [{ read: m1 }], b: [{ sent: m1 }, { received: m1 }] }"},
     ""},
    {"but all of them come before what follows",
     {"parallel: { a: [{ read: m1 }], b: [{ wait: 1s }] }", "received: m1"},
     "S081:6"},
    {"within a branch there is an order",
     {"parallel: { a: [{ read: m1 }, { received: m1 }], b: [connected] }"},
     "S081:5"},
    {"nested branches",
     {"parallel: { a: [{ parallel: { x: [{ read: m1 }] } }], b: [{ received: m1 }] }"},
     ""},
    {"shuffled steps have none", {"shuffle: [{ read: m1 }, { received: m1 }]"}, ""},
    {"of options only one is played",
     {"choose: [{ steps: [{ read: m1 }] }, { steps: [{ received: m1 }] }]"},
     ""},
    {"at is a time like any", {"read: m1\nat: 1s", "received: m1\nat: 3s\nlate: 1s"}, "S081:7"},
    {"at, and late enough", {"read: m1\nat: 1s", "received: m1\nat: 3s\nlate: 2500ms"}, ""},

    {"paused after composing", {"composing: ana", "paused: ana"}, ""},
    {"paused after recording", {"recording: ana", "available: ana", "paused: ana"}, ""},
    {"paused alone", {"available: ana", "paused: ana"}, "S082:6"},
    {"paused after somebody else typed", {"composing: bia", "paused: ana"}, "S082:6"},
    {"paused twice", {"composing: ana", "paused: ana", "paused: ana"}, "S083:7"},
    {"paused twice, typed between",
     {"composing: ana", "paused: ana", "composing: ana", "paused: ana"},
     ""},
    {"paused twice, and meant", {"composing: ana", "paused: ana", "paused: ana\nintent: yes"}, ""},
    {"paused again and again", {"composing: ana", "paused: ana\nevery: 1s\nfor: 9s"}, "S083:6"},
    {"paused while another branch may type",
     {"parallel: { a: [{ composing: ana }], b: [{ paused: ana }] }"},
     ""},

    {"a text is not played", {"played: m1"}, "S084:5"},
    {"an audio is", {"played: v1"}, ""},
    {"a text is not played, but meant", {"played: m1\nintent: yes"}, ""},
    {"a phone of another chat", {"read: m1\nwith: { phone: \"{{ chats.bia.phone }}\" }"}, "S085:5"},
    {"a phone of another chat, as digits",
     {"read: m1\nwith: { phone: \"5544988888888\" }"},
     "S085:5"},
    {"its own phone", {"read: m1\nwith: { phone: \"5544999999999\" }"}, ""},
    {"a foreign message", {"read: m1\nwith: { /ids/0: \"{{ messages.m3.id }}\" }"}, "S085:5"},
    {"a message of the same chat", {"read: m1\nwith: { ids: [\"{{ messages.m2.id }}\"] }"}, ""},
    {"a foreign delivery", {"delivery: m1\nwith: { phone: \"{{ chats.bia.phone }}\" }"}, "S085:5"},
    {"a foreign phone that is meant",
     {"read: m1\nwith: { phone: \"{{ chats.bia.phone }}\" }\nintent: yes"},
     ""},

    {"a minute is not too long", {"wait: 60s"}, ""},
    {"more is", {"wait: 61s"}, "S086:1"},
    {"the middle of a range", {"wait: 1s..130s"}, "S086:1"},
    {"half of all drawn", {"wait: { p50: 59s, p99: 5m }"}, ""},
    {"rounds add up", {"repeat: { times: 7, steps: [{ wait: 10s }] }"}, "S086:1"},
    {"branches do not", {"parallel: { a: [{ wait: 40s }], b: [{ wait: 40s }] }"}, ""},
    {"options count by weight",
     {"choose: [{ weight: 9, steps: [] }, { steps: [{ wait: 5m }] }]"},
     ""},
    {"shuffled ones add up", {"shuffle: [{ wait: 40s }, { wait: 40s }]"}, "S086:1"},
    {"copies with a gap", {"sent: m1\ncopies: 8\nevery: 10s"}, "S086:1"},
    {"at counts from the start", {"sent: m1\nat: 2m"}, "S086:1"},
    {"an hour that is meant", {"wait: 1h\nintent: the session expires"}, ""},
    {"a virtual hour", {"wait: 1h"}, "", "clock: virtual\n"},
    {"a fast hour", {"wait: 10m"}, "", "clock: x10\n"},
    {"a fast day", {"wait: 24h"}, "S086:1", "clock: x10\n"},
};

TEST(OrderLint, WarnsOfWhatIsNotDocumented) {
  for (const Row& row : kRows) EXPECT_EQ(warnings(row), row.told) << row.what;
}

TEST(OrderLint, SaysWhatAndWhere) {
  const Loaded loaded = load_text(story_of(kCast, {"read: m1", "sent: m1", "paused: ana"}));
  EXPECT_EQ(all_told(loaded.problems),
            "S080 5:5 'm1' is read before it is sent, in line 6\n"
            "S082 7:5 'ana' pauses without having typed or recorded\n");
}

TEST(OrderLint, SaysHowLongAScenarioTakes) {
  const Loaded loaded = load_text(story_of(kCast, {"wait: 48h"}));
  EXPECT_EQ(all_told(loaded.problems),
            "S086 1:11 this takes about 48 h of real time | use clock: virtual\n");
}

TEST(OrderLint, LeavesAScenarioWithErrorsAlone) {
  const Loaded loaded = load_text(story_of(kCast, {"read: m1", "sent: m1", "read: nobody"}));
  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_EQ(loaded.problems[0].code, Code::UnknownMessage);
}

TEST(OrderLint, WalksThroughManyStepsInNoTime) {
  std::vector<std::string> steps;
  for (int i = 0; i < 5000; ++i) {
    steps.insert(steps.end(), {"composing: ana", "paused: ana", "sent: m1", "read: m1"});
  }
  EXPECT_EQ(all_told(load_text(story_of(kCast, steps)).problems), "");
}

}  // namespace
}  // namespace ensaio
