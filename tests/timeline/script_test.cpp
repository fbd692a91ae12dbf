#include "simulator/timeline/script.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

#include "tests/support/story.hpp"
#include "tests/timeline/playing.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

constexpr ChatIndex kHidden = 3;

std::vector<std::string> positions(const Scenario& scenario) {
  std::vector<std::string> all;
  for (const StepName& step : scripted(scenario).steps) all.push_back(step.position);
  return all;
}

/// What one step says: its body in the plan.
std::string body_of(const Scenario& scenario) {
  const auto all = lines(scenario);
  if (all.size() != 1) return "not one line, but " + std::to_string(all.size());
  const std::size_t body = all[0].find(R"("body":)") + 7;
  return all[0].substr(body, all[0].size() - body - 1);
}

std::string body_of(const Step& step) { return body_of(scenario("one", {step})); }

std::string headers_of(const Scenario& scenario) {
  const auto all = lines(scenario);
  if (all.size() != 1) return "not one line";
  const std::size_t first = all[0].find(R"("headers":)") + 10;
  return all[0].substr(first, all[0].find(R"(,"body":)") - first);
}

Step edited(std::vector<FieldEdit> edits, Step step) {
  return with(Modifiers{.edits = std::move(edits)}, std::move(step));
}

FieldEdit set(std::string path, std::string json) {
  return {FieldEdit::Do::Set, std::move(path), std::move(json)};
}

FieldEdit add(std::string path, std::string json) {
  return {FieldEdit::Do::Add, std::move(path), std::move(json)};
}

Step timed(Step step) { return with({.expect = Expectation{.within = 1s}}, std::move(step)); }

TEST(Script, KnowsWhichLinesATimedGroupHolds) {
  const Script script = scripted(scenario(
      "timed", {timed(sent()), timed(parallel({{"left", {sent(), read()}}, {"right", {paused()}}})),
                repeat(2, {timed(shuffle({sent(), read()})), timed(group({wait(1s)}))}),
                timed(repeat(2, {read()})), shuffle({sent(), read()})}));
  std::vector<std::string> all;
  for (const TimedGroup& group : script.timed) {
    EXPECT_EQ(group.within, Offset(1s));
    all.push_back(group.name.position + ": " + std::to_string(group.lines) + " from " +
                  std::to_string(group.first_line) + " in " + std::to_string(group.repeats));
  }
  EXPECT_THAT(all, testing::ElementsAre("2: 3 from 1 in 0", "3.1: 2 from 4 in 1",
                                        "3.2: 0 from 6 in 1", "4: 1 from 6 in 0"));
}

TEST(Script, NamesTheStepsThatSendByTheirPosition) {
  EXPECT_THAT(positions(scenario("flat", {sent(), wait(1s), read()})),
              testing::ElementsAre("1", "3"));
  EXPECT_THAT(
      positions(scenario("deep", {sent(), group({sent(), group({read()})}),
                                  parallel({{"left", {wait(1s), sent()}}, {"right", {read()}}}),
                                  choose({{1, {sent(), read()}}, {1, {paused()}}}),
                                  repeat(2, {sent(), read()}), shuffle({sent(), read()})})),
      testing::ElementsAre("1", "2.1", "2.2.1", "3.left.2", "3.right.1", "4.1.1", "4.1.2", "4.2.1",
                           "5.1", "5.2", "6.1", "6.2"));
}

TEST(Script, NamesAStatusBySeveralOnceAndARepeatedStepByItsOwnPosition) {
  EXPECT_THAT(positions(scenario("by", {status(Verb::Read, {kG1}, {kAna, kBia}), sent()})),
              testing::ElementsAre("1", "2"));
  Step shorthand = repeat(2, {labelled("again", sent())}, 1s);
  std::get<RepeatStep>(shorthand.action).steps[0].place = shorthand.place;
  const Script script = scripted(scenario("every", {sent(), shorthand}));
  EXPECT_EQ(script.steps.at(1).position, "2");
  EXPECT_EQ(script.steps.at(1).label, "again");
}

TEST(Script, KeepsWhatReportsSayOfAStep) {
  Step first = labelled("first", sent());
  first.intent = "to be early";
  Step inside = read();
  Step outer = group({inside});
  outer.intent = "all of it";
  const Scenario written = scenario("names", {first, outer, paused()});
  const Script script = scripted(written);
  EXPECT_EQ(script.steps.at(0).label, "first");
  EXPECT_EQ(script.steps.at(0).intent, "to be early");
  EXPECT_EQ(script.steps.at(0).place.mark.line, first.place.mark.line);
  EXPECT_EQ(script.steps.at(1).intent, "all of it") << "A group's intent is for all inside.";
  EXPECT_EQ(script.steps.at(2).intent, "");
}

TEST(Script, WritesEachStepsBody) {
  struct Row {
    const char* what;
    Step step;
    const char* body;
  };
  const Row rows[] = {
      {"presence", presence(Verb::Recording, kBia),
       R"({"type":"PresenceChatCallback","phone":"5544999990002","status":"RECORDING",)"
       R"("lastSeen":null,"instanceId":"INSTANCE"})"},
      {"a status of two messages", status(Verb::Read, {kM1, kM2}),
       R"({"instanceId":"INSTANCE","status":"READ","ids":["M1","M2"],"momment":1767225600000,)"
       R"("phoneDevice":0,"phone":"5544999990001","type":"MessageStatusCallback",)"
       R"("isGroup":false})"},
      {"a status by a participant", status(Verb::Read, {kG1}, {kBia}),
       R"({"instanceId":"INSTANCE","status":"READ","ids":["G1"],"momment":1767225600000,)"
       R"("participant":"5544999990002","participantDevice":0,)"
       R"("phone":"120363000000000000-group","type":"MessageStatusCallback","isGroup":true})"},
      {"a status by a participant known by LID, which has no suffix there",
       status(Verb::Read, {kG1}, {kHidden}),
       R"({"instanceId":"INSTANCE","status":"READ","ids":["G1"],"momment":1767225600000,)"
       R"("participant":"151234567890123","participantDevice":0,)"
       R"("phone":"120363000000000000-group","type":"MessageStatusCallback","isGroup":true})"},
      {"disconnected", connection(false),
       R"({"momment":1767225600000,"error":"Device has been disconnected","disconnected":true,)"
       R"("type":"DisconnectedCallback","instanceId":"INSTANCE"})"},
      {"anything, with a template", raw(R"({"a":["{{ chats.bia.phone }}",{"b":"x{{ now.ms }}"}]})"),
       R"({"a":["5544999990002",{"b":"x1767225600000"}]})"},
      {"a string that is exactly a time is a number",
       raw(R"({"a":"{{ now.ms }}","b":"{{now.seconds}}","c":"\"{{ now.ms }}"})"),
       R"({"a":1767225600000,"b":1767225600,"c":"\"1767225600000"})"},
      {"but not where it is a key", raw(R"({"{{ now.ms }}":1,"b":"{{ now.ms }} "})"),
       R"({"1767225600000":1,"b":"1767225600000 "})"},
      {"templates of the instance and of messages",
       raw(R"(["{{ instance.id }}","{{ instance.token }}","{{ messages.m2.id }}"])"),
       R"(["INSTANCE","TOKEN","M2"])"},
      {"edits in their order",
       edited({set("phone", R"("{{ chats.bia.phone }}")"),
               add("z", "1"),
               {FieldEdit::Do::Remove, "lastSeen", ""}},
              composing()),
       R"({"type":"PresenceChatCallback","phone":"5544999990002","status":"COMPOSING",)"
       R"("instanceId":"INSTANCE","z":1})"},
      {"lastSeen in ms is a number", edited({set("lastSeen", R"("ms")")}, composing()),
       R"({"type":"PresenceChatCallback","phone":"5544999990001","status":"COMPOSING",)"
       R"("lastSeen":1767225600000,"instanceId":"INSTANCE"})"},
      {"lastSeen in s is a number", edited({set("/lastSeen", R"("s")")}, composing()),
       R"({"type":"PresenceChatCallback","phone":"5544999990001","status":"COMPOSING",)"
       R"("lastSeen":1767225600,"instanceId":"INSTANCE"})"},
      {"what stays unknown stays as written",
       raw(R"(["{{ target }}","{{target.origin}}","{{ api }}","{{ env.HOME }}","{{ token }}"])"),
       R"(["{{ target }}","{{ target.origin }}","{{ api }}","{{ env.HOME }}","{{ token }}"])"},
  };
  for (const Row& row : rows) {
    Scenario one = scenario("one", {row.step});
    one.chats.push_back({.name = "hidden", .phone = "151234567890123@lid"});
    one.messages[kM1].id = "M1";
    one.messages[kM2].id = "M2";
    one.messages[kG1].id = "G1";
    one.env = {"PATH", "HOME"};
    one.saved = {"x", "token"};
    EXPECT_EQ(body_of(one), row.body) << row.what;
  }
}

TEST(Script, TellsEachParticipantOnItsOwnWithItsOwnStream) {
  const auto all = lines(scenario("by", {status(Verb::Read, {kG1}, {kAna, kBia})}));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_THAT(all[0], testing::HasSubstr(R"("participant":"5544999990001")"));
  EXPECT_THAT(all[1], testing::HasSubstr(R"("participant":"5544999990002")"));
  EXPECT_THAT(all[0], testing::HasSubstr(R"("step":"1")"));
  EXPECT_THAT(all[1], testing::HasSubstr(R"("step":"1")"));
  EXPECT_NE(all[0].substr(0, all[0].find(R"("z-api-token")")),
            all[1].substr(0, all[1].find(R"("z-api-token")")))
      << "Another user agent each.";
}

TEST(Script, GivesAMessageOfManyAllItsIds) {
  Scenario many = scenario("many", {status(Verb::Sent, {kM1, kM2}), sent(kG1)});
  many.messages[kM1].count = 31;
  const Script script = scripted(many);
  EXPECT_EQ(script.message_ids, 33U);
  std::set<std::uint32_t> first;
  std::set<std::uint32_t> second;
  const auto ids_of = [&](const Line& line, std::set<std::uint32_t>& ids) {
    for (std::uint32_t i = 0; i < line.body.count; ++i) {
      const Fragment& fragment = script.fragments[line.body.first + i];
      if (fragment.slot == Slot::MessageId) ids.insert(fragment.index);
    }
  };
  ids_of(script.lines.at(0), first);
  ids_of(script.lines.at(1), second);
  EXPECT_EQ(first.size(), 32U);
  EXPECT_EQ(*first.begin(), 0U);
  EXPECT_EQ(*first.rbegin(), 31U);
  EXPECT_EQ(second, std::set<std::uint32_t>{32});
}

TEST(Script, PutsTheWordsOfAMessageIntoWhatComesIn) {
  Scenario one = scenario("text", {incoming(kAna, "oi {{ chats.ana.phone }} \"bom\"")});
  EXPECT_THAT(body_of(one), testing::HasSubstr(R"("message":"oi 5544999990001 \"bom\"")"));
  one.messages[kM1].text = "da mensagem";
  one.messages[kM1].id = "M1";
  std::get<IncomingStep>(one.steps[0].action) = IncomingStep{.message = kM1};
  EXPECT_THAT(body_of(one), testing::HasSubstr(R"("message":"da mensagem")"));
  EXPECT_THAT(body_of(one), testing::HasSubstr(R"("messageId":"M1")"));
  std::get<IncomingStep>(one.steps[0].action).text = "do passo";
  EXPECT_THAT(body_of(one), testing::HasSubstr(R"("message":"do passo")"));
}

TEST(Script, TakesAMessagesTypeForWhatComesIn) {
  Scenario one = scenario("type", {incoming()});
  one.messages[kM1].type = "audio";
  one.steps[0].action = IncomingStep{.message = kM1};
  EXPECT_THAT(body_of(one), testing::HasSubstr(R"("audio":{)"));
  one.messages[kM1].type = "smoke signal";
  EXPECT_THAT(body_of(one), testing::HasSubstr(R"("text":{)")) << "Nothing documents that.";
}

TEST(Script, GivesAMessageThatNobodyNamedAnIdOfItsOwnEachTime) {
  const auto all = lines(scenario("own", {repeat(3, {incoming()}), incoming()}));
  std::set<std::string> ids;
  for (const std::string& line : all) {
    const std::size_t first = line.find(R"("messageId":")") + 13;
    ids.insert(line.substr(first, line.find('"', first) - first));
  }
  EXPECT_EQ(ids.size(), 4U);
  for (const std::string& id : ids) EXPECT_THAT(id, testing::StartsWith("3"));
}

TEST(Script, WritesADeliveryWithTwoDifferentIds) {
  const std::string body = body_of(delivery(kM1, "Phone number does not exist"));
  EXPECT_THAT(body, testing::HasSubstr(R"("error":"Phone number does not exist")"));
  const auto id = [&](const std::string& key) {
    const std::size_t first = body.find('"' + key + "\":\"") + key.size() + 4;
    return body.substr(first, body.find('"', first) - first);
  };
  EXPECT_EQ(id("zaapId").size(), 32U);
  EXPECT_NE(id("zaapId"), id("messageId"));
}

TEST(Script, ChangesHeadersWhateverTheirCase) {
  const Step changed = with(Modifiers{.headers = {{"Content-Type", "text/plain"},
                                                  {"origin", std::nullopt},
                                                  {"X-Own", "{{ messages.m1.id }}"},
                                                  {"user-agent", "me"},
                                                  {"server", std::nullopt}}},
                            composing());
  Scenario one = scenario("headers", {changed});
  one.messages[kM1].id = "M1";
  EXPECT_EQ(
      headers_of(one),
      R"({"content-type":"text/plain","user-agent":"me","z-api-token":"TOKEN","X-Own":"M1"})");
}

TEST(Script, SharesEqualHeadersAndEqualBodies) {
  const Step own = with(Modifiers{.headers = {{"x", "1"}}}, sent());
  const Script script = scripted(scenario("shared", {sent(), read(), own, own, sent()}));
  EXPECT_EQ(script.header_sets.size(), 2U);
  EXPECT_EQ(script.lines[0].headers, script.lines[1].headers);
  EXPECT_EQ(script.lines[2].headers, script.lines[3].headers);
  EXPECT_EQ(script.lines[0].body.first, script.lines[4].body.first);
  EXPECT_NE(script.lines[0].body.first, script.lines[1].body.first);
}

TEST(Script, WritesACallWithItsOwnHeaders) {
  Step step = call("{{ target }}/x?id={{ messages.m1.id }}", R"({"id":"{{ uuid }}"})");
  auto& action = std::get<CallStep>(step.action);
  action.method = "PUT";
  action.headers = {{"Authorization", "Bearer {{ env.TOKEN }}"}, {"Content-Type", "text/json"}};
  action.save = {{0, "/id"}};
  Scenario one = scenario("call", {step});
  one.env = {"TOKEN"};
  one.saved = {"id"};
  const Script script = scripted(one);
  EXPECT_EQ(script.lines.at(0).method, "PUT");
  EXPECT_EQ(script.lines.at(0).callback, "PUT");
  EXPECT_FALSE(script.lines.at(0).kind);
  EXPECT_EQ(script.lines.at(0).save, action.save);
  EXPECT_GT(script.lines.at(0).url.count, 2U);
  EXPECT_EQ(headers_of(one),
            R"({"content-type":"text/json","Authorization":"Bearer {{ env.TOKEN }}"})");
}

TEST(Script, TakesTheModifiersOfAStep) {
  Expectation expectation;
  expectation.to = "{{ target }}/hook";
  const Step step = with(
      Modifiers{.late = 2s, .copies = 3, .copies_gap = 5ms, .timeout = 1s, .expect = expectation},
      sent());
  const Script script = scripted(scenario("modifiers", {step, read()}));
  const Line& line = script.lines.at(0);
  EXPECT_EQ(line.late, Span(Offset(2s)));
  EXPECT_EQ(line.copies, 3U);
  EXPECT_EQ(line.copies_gap, 5ms);
  EXPECT_EQ(line.timeout, 1s);
  ASSERT_NE(line.expect, nullptr);
  EXPECT_EQ(line.expect->to, "{{ target }}/hook");
  EXPECT_EQ(line.to.count, 2U);
  EXPECT_EQ(script.lines.at(1).timeout, 10s) << "The default.";
  EXPECT_EQ(script.lines.at(1).expect, nullptr);
}

TEST(Script, CallsEachLineWhatATimelineCallsIt) {
  Scenario all =
      scenario("names", {composing(), received(), delivery(), incoming(), connection(true),
                         raw(R"({"status":"SEEN"})"), raw("{}"), raw("{}", Kind::StartAttendance)});
  std::vector<std::string> names;
  for (const Line& line : scripted(all).lines) names.push_back(line.callback);
  EXPECT_THAT(names, testing::ElementsAre("COMPOSING", "RECEIVED", "DeliveryCallback",
                                          "ReceivedCallback", "ConnectedCallback", "SEEN",
                                          "MessageStatusCallback", "start-attendance"));
  all = scenario("old", {received()});
  all.dialect = Dialect::Zapi2021;
  EXPECT_EQ(scripted(all).lines.at(0).callback, "MESSAGE_RECEIVED");
}

}  // namespace
}  // namespace ensaio
