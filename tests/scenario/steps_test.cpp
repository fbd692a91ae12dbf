#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/scenario/load_support.hpp"

// Where each verb and each modifier lands in the model.

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Pair;

/// The only step of a story that loads without an error.
Step step_of(const std::string& step, const std::string& head = "") {
  Loaded loaded = load_text(story_of(head + std::string(kCast), {step}));
  EXPECT_FALSE(has_errors(loaded.problems)) << step << "\n" << all_told(loaded.problems);
  EXPECT_EQ(loaded.scenarios.size(), 1U) << step;
  if (loaded.scenarios.empty() || loaded.scenarios[0].steps.empty()) return {};
  return std::move(loaded.scenarios[0].steps.front());
}

template <class Kind>
const Kind* as(const Step& step) {
  return std::get_if<Kind>(&step.action);
}

const Modifiers& modifiers_of(const Step& step) {
  static const Modifiers kNone;
  return step.modifiers ? *step.modifiers : kNone;
}

bool is_presence(const Step& s, Presence presence) {
  const auto* step = as<PresenceStep>(s);
  return step != nullptr && step->chat == 0 && step->presence == presence;
}

bool is_status(const Step& s, MessageStatus status) {
  const auto* step = as<StatusStep>(s);
  return step != nullptr && step->messages == std::vector<MessageIndex>{0} &&
         step->status == status && step->by.empty() && step->device == 0;
}

struct Row {
  const char* what;
  const char* step;
  bool (*holds)(const Step&);
};

const Row kVerbRows[] = {
    {"available", "available: ana",
     [](const Step& s) { return is_presence(s, Presence::Available); }},
    {"unavailable", "unavailable: ana",
     [](const Step& s) { return is_presence(s, Presence::Unavailable); }},
    {"composing", "composing: ana",
     [](const Step& s) { return is_presence(s, Presence::Composing); }},
    {"paused", "paused: ana", [](const Step& s) { return is_presence(s, Presence::Paused); }},
    {"recording", "recording: ana",
     [](const Step& s) { return is_presence(s, Presence::Recording); }},
    {"sent", "sent: m1", [](const Step& s) { return is_status(s, MessageStatus::Sent); }},
    {"received", "received: m1",
     [](const Step& s) { return is_status(s, MessageStatus::Received); }},
    {"read", "read: m1", [](const Step& s) { return is_status(s, MessageStatus::Read); }},
    {"read_by_me", "read_by_me: m1",
     [](const Step& s) { return is_status(s, MessageStatus::ReadByMe); }},
    {"played", "played: m1", [](const Step& s) { return is_status(s, MessageStatus::Played); }},
    {"several ids in one status", "read: [m1, m2]",
     [](const Step& s) {
       return as<StatusStep>(s)->messages == std::vector<MessageIndex>{0, 1};
     }},
    {"the participants of a group", "read: g1\nby: [ana, bia]\ndevice: 19",
     [](const Step& s) {
       return as<StatusStep>(s)->by == std::vector<ChatIndex>{0, 1} &&
              as<StatusStep>(s)->device == 19;
     }},
    {"delivery", "delivery: m1", [](const Step& s) { return as<DeliveryStep>(s)->message == 0; }},
    {"delivery that failed", "delivery: m3\nerror: \"Phone number does not exist\"\nerror_code: E1",
     [](const Step& s) {
       const auto* step = as<DeliveryStep>(s);
       return step->message == 2 && step->error == "Phone number does not exist" &&
              step->error_code == "E1";
     }},
    {"incoming in a chat", "incoming: bia\ntext: olá",
     [](const Step& s) {
       const auto* step = as<IncomingStep>(s);
       return !step->message && step->chat == 1 && step->text == "olá" && step->like == "text";
     }},
    {"incoming of a message", "incoming: m3\nlike: image",
     [](const Step& s) {
       const auto* step = as<IncomingStep>(s);
       return step->message == MessageIndex{2} && step->chat == 1 && step->like == "image" &&
              !step->text;
     }},
    {"incoming in a group, by somebody", "incoming: turma\nby: bia",
     [](const Step& s) { return as<IncomingStep>(s)->by == ChatIndex{1}; }},
    {"connected without an object", "connected",
     [](const Step& s) { return as<ConnectionStep>(s)->connected && s.verb == Verb::Connected; }},
    {"disconnected with a modifier", "disconnected:\nlabel: down",
     [](const Step& s) { return !as<ConnectionStep>(s)->connected && s.label == "down"; }},
    {"raw, its kind from its type",
     "raw: { type: PresenceChatCallback, n: 1, s: \"1\", l: [true] }",
     [](const Step& s) {
       const auto* step = as<RawStep>(s);
       return step->kind == Kind::Presence &&
              step->json == R"({"type":"PresenceChatCallback","n":1,"s":"1","l":[true]})";
     }},
    {"raw, its kind as said", "raw: { notify: 1 }\nkind: start-attendance",
     [](const Step& s) { return as<RawStep>(s)->kind == Kind::StartAttendance; }},
    {"raw, where the kind that is said is another",
     "raw: { type: PresenceChatCallback }\nkind: status",
     [](const Step& s) { return as<RawStep>(s)->kind == Kind::Status; }},
    {"wait", "wait: 2s", [](const Step& s) { return as<WaitStep>(s)->span == Span(2s); }},
    {"together", "together: [{ sent: m1 }, { read: m1 }]",
     [](const Step& s) { return as<GroupStep>(s)->steps.size() == 2 && s.verb == Verb::Together; }},
    {"parallel", "parallel: { left: [{ sent: m1 }], right: [{ wait: 1s }, { read: m1 }] }",
     [](const Step& s) {
       const auto* step = as<ParallelStep>(s);
       return step->branches.size() == 2 && step->branches[1].name == "right" &&
              step->branches[1].steps.size() == 2;
     }},
    {"shuffle",
     "shuffle: [{ sent: m1, label: a }, { sent: m2 }, { read: m1, label: b }]\nkeep: [[a, b]]",
     [](const Step& s) {
       const auto* step = as<ShuffleStep>(s);
       return step->steps.size() == 3 && step->keep.size() == 1 &&
              step->keep[0] == std::pair<std::uint32_t, std::uint32_t>(0, 2);
     }},
    {"choose", "choose: [{ weight: 3, steps: [{ sent: m1 }] }, { steps: [] }]",
     [](const Step& s) {
       const auto* step = as<ChooseStep>(s);
       return step->options.size() == 2 && step->options[0].weight == 3 &&
              step->options[0].steps.size() == 1 && step->options[1].weight == 1;
     }},
    {"repeat so many times", "repeat: { times: 3, steps: [{ sent: m1 }] }",
     [](const Step& s) {
       const auto* step = as<RepeatStep>(s);
       return step->times == 3 && step->every == 0s && step->steps.size() == 1;
     }},
    {"repeat for a while: at 0, 2.5, 5 and 7.5 s",
     "repeat: { every: 2500ms, for: 10s, steps: [{ sent: m1 }] }",
     [](const Step& s) {
       const auto* step = as<RepeatStep>(s);
       return step->times == 4 && step->every == 2500ms && step->lasts == 10s;
     }},
    {"outage", "outage: { for: 2m, steps: [{ sent: m1 }] }",
     [](const Step& s) {
       return as<GroupStep>(s)->lasts == 2min && as<GroupStep>(s)->steps.size() == 1;
     }},
    {"await", "await: send-text\nwithin: 5s",
     [](const Step& s) {
       const auto* step = as<AwaitStep>(s);
       return step->call.route == "send-text" && step->within == 5s && !step->quiet && !step->as;
     }},
    {"await for quiet", "await: { quiet: 200ms }",
     [](const Step& s) {
       return as<AwaitStep>(s)->quiet == Offset(200ms) && as<AwaitStep>(s)->within == 10'200ms;
     }},
    {"call",
     "call: { put: \"{{ target.origin }}/x\", json: { id: \"{{ messages.m1.id }}\" },"
     " headers: { Accept: a/b, content-type: null }, expect: { status: 201 }, save: { order: /id } "
     "}",
     [](const Step& s) {
       const auto* step = as<CallStep>(s);
       return step->method == "PUT" && step->url == "{{ target.origin }}/x" &&
              step->json == R"({"id":"{{ messages.m1.id }}"})" && step->headers.size() == 2 &&
              step->headers[0].name == "Accept" && step->headers[0].value == "a/b" &&
              !step->headers[1].value && step->save.size() == 1 && step->save[0].first == 0 &&
              step->save[0].second == "/id" &&
              modifiers_of(s).expect->status == std::vector<StatusRange>{{201, 201}};
     }},
    {"call without a body", "call: { get: \"http://127.0.0.1:9/x\" }",
     [](const Step& s) {
       return as<CallStep>(s)->method == "GET" && as<CallStep>(s)->json.empty();
     }},
};

TEST(Steps, EveryVerbHasItsPlace) {
  for (const Row& row : kVerbRows) EXPECT_TRUE(row.holds(step_of(row.step))) << row.what;
}

TEST(Steps, ReadSelfIsOfItsOwnDialects) {
  EXPECT_TRUE(is_status(step_of("read_self: m1", "dialect: plugchat\n"), MessageStatus::ReadSelf));
}

const Row kModifierRows[] = {
    {"label", "sent: m1\nlabel: first", [](const Step& s) { return s.label == "first"; }},
    {"intent", "sent: m1\nintent: any words",
     [](const Step& s) { return s.intent == "any words"; }},
    {"at", "sent: m1\nat: 1.5s",
     [](const Step& s) { return modifiers_of(s).at == Offset(1500ms); }},
    {"late", "sent: m1\nlate: 1s..2s",
     [](const Step& s) {
       return modifiers_of(s).late == Span(Uniform{1s, 2s});
     }},
    {"late, log-normal", "sent: m1\nlate: { p50: 1s, p99: 9s }",
     [](const Step& s) {
       return modifiers_of(s).late == Span(LogNormal{1s, 9s});
     }},
    {"with, add and remove in this order",
     "sent: m1\nremove: [ids]\nadd: { /x: [1, a] }\nwith: { momment: null, status: \"SENT\" }",
     [](const Step& s) {
       const auto& edits = modifiers_of(s).edits;
       return edits.size() == 4 && edits[0].what == FieldEdit::Do::Set &&
              edits[0].path == "momment" && edits[0].json == "null" &&
              edits[1].json == "\"SENT\"" && edits[2].what == FieldEdit::Do::Add &&
              edits[2].path == "/x" && edits[2].json == R"([1,"a"])" &&
              edits[3].what == FieldEdit::Do::Remove && edits[3].path == "ids";
     }},
    {"remove of one field", "sent: m1\nremove: momment",
     [](const Step& s) { return modifiers_of(s).edits.at(0).path == "momment"; }},
    {"headers, null removes", "sent: m1\nheaders: { user-agent: x, origin: null }",
     [](const Step& s) {
       const auto& headers = modifiers_of(s).headers;
       return headers.size() == 2 && headers[0].value == "x" && headers[1].name == "origin" &&
              !headers[1].value;
     }},
    {"copies", "sent: m1\ncopies: 3",
     [](const Step& s) { return modifiers_of(s).copies == 3 && modifiers_of(s).copies_gap == 0s; }},
    {"copies with a gap", "sent: m1\ncopies: 3\nevery: 10ms",
     [](const Step& s) {
       return s.verb == Verb::Sent && modifiers_of(s).copies == 3 &&
              modifiers_of(s).copies_gap == 10ms;
     }},
    {"timeout", "sent: m1\ntimeout: 2s",
     [](const Step& s) { return modifiers_of(s).timeout == Offset(2s); }},
    {"expect no answer", "sent: m1\nexpect: { status: none }",
     [](const Step& s) { return modifiers_of(s).expect->no_answer; }},
    {"expect everything else",
     "sent: m1\nexpect: { body: { /ok: true }, to: \"{{ target }}\", attempts: 2,"
     " answers: [500, 2xx], gaps: [900ms..1100ms, 2s] }",
     [](const Step& s) {
       const Expectation& e = *modifiers_of(s).expect;
       return e.body.at(0) == std::pair<std::string, std::string>("/ok", "true") &&
              e.to == "{{ target }}" && e.attempts == 2U && e.answers.size() == 2 &&
              e.gaps.at(0).low == 900ms && e.gaps[0].high == 1100ms && e.gaps.at(1).low == 2s;
     }},
    {"expect of a group", "parallel: { a: [{ sent: m1 }] }\nexpect: { within: 1s }",
     [](const Step& s) { return modifiers_of(s).expect->within == Offset(1s); }},
    {"expect of a together", "together: [{ sent: m1 }]\nexpect: { spread: 1ms }",
     [](const Step& s) { return modifiers_of(s).expect->spread == Offset(1ms); }},
};

TEST(Steps, EveryModifierHasItsPlace) {
  for (const Row& row : kModifierRows) EXPECT_TRUE(row.holds(step_of(row.step))) << row.what;
}

TEST(Steps, AStepWithEveryAndForBecomesARepetition) {
  const Step step = step_of("composing: ana\nevery: 2500ms\nfor: 10s\nlabel: typing\nat: 1s");
  EXPECT_EQ(step.verb, Verb::Repeat);
  const auto* repeat = as<RepeatStep>(step);
  ASSERT_NE(repeat, nullptr);
  EXPECT_EQ(repeat->times, 4U);
  EXPECT_EQ(repeat->every, Offset(2500ms));
  EXPECT_EQ(modifiers_of(step).at, Offset(1s));
  ASSERT_EQ(repeat->steps.size(), 1U);
  EXPECT_EQ(repeat->steps[0].label, "typing");
  EXPECT_TRUE(is_presence(repeat->steps[0], Presence::Composing));
  EXPECT_FALSE(modifiers_of(repeat->steps[0]).at);
}

TEST(Steps, MayBeKeptInOrderWhereTheyRepeat) {
  const Step step = step_of(
      "shuffle: [{ sent: m1, every: 1s, for: 3s, label: a }, { read: m1, label: b }]\n"
      "keep: [[b, a]]");
  EXPECT_EQ(as<ShuffleStep>(step)->keep.at(0), (std::pair<std::uint32_t, std::uint32_t>(1, 0)));
}

struct LaterRow {
  const char* what;
  const char* head;
  const char* step;
};

const LaterRow kLaterRows[] = {
    {"together", "", "together: [{ sent: m1 }]"},
    {"fault", "", "sent: m1\nfault: lose-answer"},
    {"retry", "", "sent: m1\nretry: { delays: [1s] }"},
    {"outage", "", "outage: { for: 2s, steps: [{ sent: m1 }] }"},
    {"retry", "defaults: { retry: { delays: [1s] } }\n", "sent: m1"},
    {"probe", "expect: { probe: { get: \"{{ target.origin }}/h\", eventually: { /ok: true } } }\n",
     "sent: m1"},
    {"oracle",
     "oracle: { message: { get: \"{{ target.origin }}/{{ id }}\", state: /s, names: { READ: r } } "
     "}\n",
     "sent: m1"},
    {"invariants", "invariants: [converges, { answers-fast: 3s }]\n", "sent: m1"},
};

TEST(Steps, WhatCannotBePlayedYetIsReadAndNoted) {
  for (const LaterRow& row : kLaterRows) {
    const Loaded loaded = load_text(story_of(row.head + std::string(kCast), {row.step}));
    EXPECT_EQ(all_told(loaded.problems), "") << row.what;
    ASSERT_EQ(loaded.scenarios.size(), 1U);
    const auto& noted = loaded.scenarios[0].unplayable;
    ASSERT_EQ(noted.size(), 1U) << row.what;
    EXPECT_EQ(noted[0].what, row.what);
    EXPECT_GT(noted[0].place.mark.line, 1U);
  }
}

TEST(Steps, AnAwaitNamesAMessageForTheStepsAfterIt) {
  const Loaded loaded =
      load_text(story_of(kCast, {"await: send-text\nas: x1\nwhere: { phone: bia }", "sent: x1"}));
  EXPECT_EQ(all_told(loaded.problems), "");
  const Scenario& story = loaded.scenarios.at(0);
  EXPECT_EQ(story.messages.back().name, "x1");
  EXPECT_EQ(story.messages.back().chat, 1U);
}

TEST(Steps, InvariantsAreKeptAsWritten) {
  const Loaded loaded =
      load_text(story_of("invariants: [converges, { answers-fast: 3s }]\n", {"connected"}));
  EXPECT_THAT(loaded.scenarios.at(0).invariants, ElementsAre("converges", "answers-fast: 3s"));
}

TEST(Defaults, AreUnderWhatAStepSays) {
  const Loaded loaded = load_text(story_of(
      "defaults: { timeout: 2s, late: 1s, headers: { a: x, b: y }, expect: { status: 200, within: "
      "1s } }\n" +
          std::string(kCast),
      {"sent: m1", "read: m1\nheaders: { B: null }\nexpect: { status: 5xx }", "wait: 1s",
       "call: { get: \"{{ target }}\" }", "received: m2"}));
  EXPECT_EQ(all_told(loaded.problems), "");
  const Steps& steps = loaded.scenarios.at(0).steps;
  const Modifiers& plain = modifiers_of(steps[0]);
  EXPECT_EQ(plain.timeout, Offset(2s));
  EXPECT_EQ(plain.late, Span(1s));
  EXPECT_EQ(plain.headers.size(), 2U);
  EXPECT_EQ(plain.expect->within, Offset(1s));

  const Modifiers& own = modifiers_of(steps[1]);
  EXPECT_THAT(own.expect->status, ElementsAre(StatusRange{500, 599}));
  EXPECT_EQ(own.expect->within, Offset(1s));
  ASSERT_EQ(own.headers.size(), 2U);
  EXPECT_EQ(own.headers[1].name, "B");
  EXPECT_FALSE(own.headers[1].value);

  EXPECT_EQ(steps[2].modifiers, nullptr) << "a wait sends nothing";
  EXPECT_EQ(modifiers_of(steps[3]).timeout, Offset(2s));
  EXPECT_FALSE(modifiers_of(steps[3]).late) << "a call is no callback";
  EXPECT_EQ(as<CallStep>(steps[3])->headers.size(), 2U);
  EXPECT_EQ(steps[4].modifiers, steps[0].modifiers) << "steps that say the same share it";
}

TEST(Defaults, AndModifiersThatAreWrittenAlikeAreShared) {
  const Loaded loaded = load_text(
      story_of(kCast, {"sent: m1\nlate: 2s", "read: m1\nlate: 2s", "read: m2\nlate: 3s"}));
  const Steps& steps = loaded.scenarios.at(0).steps;
  EXPECT_EQ(steps[0].modifiers, steps[1].modifiers);
  EXPECT_NE(steps[0].modifiers, steps[2].modifiers);
}

TEST(Steps, SavedNamesAreCountedInOrderOfTheFile) {
  const Loaded loaded =
      load_text(story_of(kCast, {"call: { get: \"{{ target }}\", save: { a: /x, b: /y } }",
                                 "call: { get: \"{{ target }}?{{ b }}\", save: { b: /z } }",
                                 "incoming: ana\ntext: \"{{a}}\""}));
  EXPECT_EQ(all_told(loaded.problems), "");
  const Scenario& story = loaded.scenarios.at(0);
  EXPECT_THAT(story.saved, ElementsAre("a", "b"));
  EXPECT_THAT(as<CallStep>(story.steps[1])->save, ElementsAre(Pair(1U, "/z")));
  EXPECT_EQ(as<IncomingStep>(story.steps[2])->text, "{{ a }}");
}

}  // namespace
}  // namespace ensaio
