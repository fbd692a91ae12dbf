#include "mock_api/rule_book.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>

#include "tests/mock_api/told.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;

const char* const kLife = "50 DeliveryCallback, 100 SENT, 296 RECEIVED, 761 READ";

/// What follows the message by the rules, alone.
Following after(const std::string& rules, const SentMessage& message = sent_message(),
                const TextFiles& files = {}) {
  RuleCounts counts;
  return RuleBook(rules_of(rules, files)).after_send(message, call_context(), counts);
}

SentMessage to(const std::string& phone, const std::string& text = "oi") {
  SentMessage message = sent_message();
  message.phone = phone;
  message.text = text;
  return message;
}

std::vector<std::string> bodies_of(const Following& following) {
  std::vector<std::string> bodies;
  for (const ToldCallback& one : performed(*following.sequel)) bodies.push_back(one.body);
  return bodies;
}

/// Who read the message by what was told.
std::string performed_reader(const Following& following) {
  for (const ToldCallback& one : performed(*following.sequel)) {
    if (one.callback == "READ") return nlohmann::json::parse(one.body)["participant"];
  }
  return {};
}

TEST(RuleBook, TellsTheStepsOfARule) {
  const Following following = after(
      "rules:\n  - after: send-text\n    steps:\n"
      "      - wait: 80ms\n      - sent: message\n      - wait: 200ms..2s\n      - read: "
      "message\n");
  EXPECT_EQ(told(following), "80 SENT, 527 READ");
  EXPECT_EQ(following.why, "rules.yaml:2");
  for (const std::string& body : bodies_of(following)) {
    const auto json = nlohmann::json::parse(body);
    EXPECT_EQ(json["ids"], nlohmann::json::array({"3A00000000000000AAAA"}));
    EXPECT_EQ(json["phone"], "5544999990123");
    EXPECT_EQ(json["instanceId"], "INSTANCE");
  }
}

TEST(RuleBook, AsksTheFirstRuleThatMatches) {
  const std::string rules =
      "rules:\n"
      "  - { after: send-text, where: { phone: \"55449*\", message: \"*horário*\" },"
      " steps: [sent: message] }\n"
      "  - { after: send-text, where: { message: \"\" }, steps: [received: message] }\n"
      "  - { after: send-text, where: { phone: \"*-group\" }, steps: [composing: chat] }\n"
      "  - { after: \"send-*\", where: { phone: \"5511*\" }, steps: [] }\n"
      "  - { after: send-document, steps: [paused: chat, recording: chat] }\n";
  struct Row {
    const char* what;
    SentMessage message;
    const char* told;
  };
  SentMessage document = sent_message("send-document/pdf");
  const Row rows[] = {
      {"phone and message", to("5544999990123", "Qual o horário?"), "0 SENT"},
      {"another message", to("5544999990123", "Qual a hora?"), kLife},
      {"another phone", to("5521999990123", "Qual o horário?"), kLife},
      {"an empty message", to("5544999990123", ""), "0 RECEIVED"},
      {"a group", to("120363000-group"), "0 COMPOSING"},
      {"silence", to("5511999990123"), "silence"},
      {"a route with more behind it", document, "0 PAUSED, 0 RECORDING"},
      {"no rule: the built-in life", sent_message("send-image"), kLife},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(told(after(rules, row.message)), row.told) << row.what;
  }
}

TEST(RuleBook, SaysWhichRuleItWas) {
  const std::string rules =
      "rules:\n  - after: send-image\n    steps: []\n  - after: send-text\n    steps: []\n";
  EXPECT_EQ(after(rules).why, "rules.yaml:4");
  EXPECT_EQ(after(rules, sent_message("send-audio")).why, "built-in life");
  EXPECT_EQ(after(rules, to("5544990000002")).why, "never read");
}

TEST(RuleBook, AsksTwoQuestionsOfTheRules) {
  struct Row {
    const char* what;
    const char* rules;
    const char* fault;
    const char* told;
  };
  const Row rows[] = {
      {"a refused call sends nothing", "[{ after: send-text, answer: { status: 503 } }]", "503",
       "silence"},
      {"nor does one that is limited", "[{ after: send-text, answer: { rate-limit: 0/s } }]", "429",
       "silence"},
      {"a late answer changes nothing else", "[{ after: send-text, answer: { delay: 1s } }]",
       "after 1000 ms", kLife},
      {"nor does one that is lost", "[{ after: send-text, answer: { reset: true } }]", "reset",
       kLife},
      {"nor one without a body", "[{ after: send-text, answer: { empty: true } }]", "empty", kLife},
      {"the second rule says what follows",
       "[{ after: \"*\", answer: { delay: 1s } }, { after: send-text, steps: [sent: message] }]",
       "after 1000 ms", "0 SENT"},
      {"or that nothing does",
       "[{ after: \"*\", answer: { garbage: true } }, { after: send-text, steps: [] }]", "garbage",
       "silence"},
      {"the order is the same the other way round",
       "[{ after: send-text, steps: [sent: message] }, { after: \"*\", answer: { delay: 1s } }]",
       "after 1000 ms", "0 SENT"},
      {"what follows a refusal only that rule can say",
       "[{ after: send-text, answer: { status: 500 } },"
       " { after: send-text, steps: [sent: message] }]",
       "500", "silence"},
      {"and it may: an error, and the message goes out all the same",
       "[{ after: send-text, answer: { status: 500 }, steps: [sent: message] }]", "500", "0 SENT"},
  };
  for (const Row& row : rows) {
    const Following following = after("rules: " + std::string(row.rules) + "\n");
    EXPECT_EQ(fault_text(following.answer), row.fault) << row.what;
    EXPECT_EQ(told(following), row.told) << row.what;
  }
}

TEST(RuleBook, GoesOnWithTheNextRuleWhenAFaultIsOver) {
  const RuleBook book(
      rules_of("rules:\n"
               "  - { after: send-image, answer: { status: 503, for: 10s } }\n"
               "  - { after: \"*\", steps: [] }\n"));
  RuleCounts counts;
  const auto at = [&](Offset now) {
    const auto following =
        book.after_send(sent_message("send-image"), call_context(0, now), counts);
    return fault_text(following.answer) + " " + told(following) + " " + following.why;
  };
  EXPECT_EQ(at(0s), "503 silence rules.yaml:2");
  EXPECT_EQ(at(9s), "503 silence rules.yaml:2");
  EXPECT_EQ(at(10s), " silence rules.yaml:3");
}

TEST(RuleBook, PutsWhatANumberMeansBeforeEveryRule) {
  const Rules rules = rules_of("rules: [{ after: \"*\", steps: [sent: message] }]\n");
  RuleCounts counts;
  const RuleBook meant(rules);
  const RuleBook plain(rules, MagicNumbers::Plain);
  const auto said = [&](const RuleBook& book, const char* phone) {
    return told(book.after_send(to(phone), call_context(), counts));
  };
  EXPECT_EQ(said(meant, "5544990000002"), "50 DeliveryCallback, 100 SENT, 296 RECEIVED");
  EXPECT_EQ(said(plain, "5544990000002"), "0 SENT");
  EXPECT_EQ(said(meant, "5544990000007"), "silence");
  EXPECT_EQ(said(plain, "5544990000007"), "0 SENT");
}

TEST(RuleBook, RefusesOnceWhereTheNumberMeansThat) {
  const RuleBook book;
  RuleCounts counts;
  const auto send = [&](const char* phone) {
    const auto following = book.after_send(to(phone), call_context(), counts);
    return fault_text(following.answer) + ' ' + told(following);
  };
  EXPECT_EQ(send("5544990000005"), "503 silence");
  EXPECT_EQ(send("5544990000005"), std::string(" ") + kLife);
  EXPECT_EQ(send("5544990000005"), std::string(" ") + kLife);
  EXPECT_EQ(send("5511990000005"), "503 silence");  // Each phone by itself.
  counts = {};
  EXPECT_EQ(send("5544990000005"), "503 silence");
}

TEST(RuleBook, LetsTheFirstCallbackOvertakeOurAnswer) {
  const std::string steps = "steps: [{ sent: message, overtake: true }, { read: message }]";
  const Following following = after("rules: [{ after: send-text, " + steps + " }]\n");
  EXPECT_TRUE(following.sequel->overtake);
  EXPECT_EQ(told(following), "0 SENT, 0 READ");
  EXPECT_FALSE(after("rules: [{ after: send-text, steps: [sent: message] }]\n").sequel->overtake);
  EXPECT_FALSE(after("rules: []\n").sequel->overtake);
  const std::string off = "steps: [{ sent: message, overtake: false }]";
  EXPECT_FALSE(after("rules: [{ after: send-text, " + off + " }]\n").sequel->overtake);
}

TEST(RuleBook, KnowsTheTextThatWasSent) {
  const Following following = after(
      "rules:\n  - after: send-text\n    steps:\n"
      "      - incoming: chat\n        text: \"Você disse: {{ message.text }}\"\n"
      "      - incoming: message\n"
      "      - sent: message\n        with: { phone: \"{{ chats.chat.phone }}\" }\n");
  const auto bodies = bodies_of(following);
  ASSERT_EQ(bodies.size(), 3U);
  EXPECT_EQ(nlohmann::json::parse(bodies[0])["text"]["message"], "Você disse: Qual o horário?");
  EXPECT_EQ(nlohmann::json::parse(bodies[0])["senderName"], "5544999990123");
  EXPECT_EQ(nlohmann::json::parse(bodies[1])["text"]["message"], "Qual o horário?");
  EXPECT_EQ(nlohmann::json::parse(bodies[1])["messageId"], "3A00000000000000AAAA");
  EXPECT_NE(nlohmann::json::parse(bodies[0])["messageId"], "3A00000000000000AAAA");
  EXPECT_EQ(nlohmann::json::parse(bodies[2])["phone"], "5544999990123");
}

TEST(RuleBook, WritesEachMessageInItsOwnDialectAndChat) {
  const RuleBook book(rules_of(
      "rules: [{ after: send-text, steps: [sent: message, received: message, read_by_me: message,"
      " read_self: message] }]\n"));
  RuleCounts counts;
  const auto said = [&](Dialect dialect) {
    return told(book.after_send(sent_message("send-text", dialect), call_context(), counts));
  };
  EXPECT_EQ(said(Dialect::Zapi), "0 SENT, 0 RECEIVED, 0 READ_BY_ME");
  EXPECT_EQ(said(Dialect::Plugchat), "0 SENT, 0 RECEIVED, 0 READ-SELF");
  EXPECT_EQ(said(Dialect::Plugchat2022), "0 MESSAGE_RECEIVED");
  EXPECT_EQ(said(Dialect::Zapi), "0 SENT, 0 RECEIVED, 0 READ_BY_ME");
  const auto person = book.after_send(sent_message(), call_context(), counts);
  EXPECT_EQ(nlohmann::json::parse(bodies_of(person)[0])["isGroup"], false);
  const auto team = book.after_send(to("120363000-group"), call_context(), counts);
  EXPECT_EQ(nlohmann::json::parse(bodies_of(team)[0])["isGroup"], true);
}

TEST(RuleBook, WaitsForNoCallbackThatTheDialectDoesNotHave) {
  const std::string rules =
      "rules: [{ after: send-text, steps: [{ sent: message, overtake: true }, { received: message "
      "}] }, { after: send-image, steps: [sent: message] }]\n";
  const auto some = after(rules, sent_message("send-text", Dialect::Plugchat2022));
  EXPECT_EQ(told(some), "0 MESSAGE_RECEIVED");
  EXPECT_FALSE(some.sequel->overtake);
  const auto none = after(rules, sent_message("send-image", Dialect::Plugchat2022));
  EXPECT_FALSE(none.sequel);
  EXPECT_EQ(none.why, "rules.yaml:1");
}

TEST(RuleBook, HasSomebodyReadInAGroup) {
  const std::string rules =
      "rules: [{ after: send-text, steps: [sent: message, read: message] }]\n";
  const auto bodies = bodies_of(after(rules, to("120363000-group")));
  const auto sent = nlohmann::json::parse(bodies[0]);
  const auto read = nlohmann::json::parse(bodies[1]);
  EXPECT_EQ(sent["participant"], "");
  EXPECT_EQ(read["participant"].get<std::string>().size(), 13U);
  EXPECT_EQ(read["participant"], performed_reader(after("rules: []\n", to("120363000-group"))));
}

TEST(RuleBook, TellsAnIncomingMessageOfTheTypeThatWasSent) {
  const std::string steps = "steps: [{ incoming: message }]";
  const auto image =
      after("rules: [{ after: send-image, " + steps + " }]\n", sent_message("send-image"));
  EXPECT_TRUE(nlohmann::json::parse(bodies_of(image)[0]).contains("image"));
  const auto link =
      after("rules: [{ after: send-link, " + steps + " }]\n", sent_message("send-link"));
  EXPECT_EQ(nlohmann::json::parse(bodies_of(link)[0])["text"]["message"], "Qual o horário?");
}

TEST(RuleBook, SharesAScriptBetweenSendsOfOneShape) {
  const RuleBook book(rules_of("rules: [{ after: send-image, steps: [sent: message] }]\n"));
  RuleCounts counts;
  std::set<const Script*> scripts;
  for (const char* route : {"send-text", "send-link", "send-image"}) {
    for (std::uint64_t i = 0; i < 10; ++i) {
      const auto following = book.after_send(sent_message(route), call_context(i), counts);
      scripts.insert(following.sequel->script.get());
    }
  }
  EXPECT_EQ(scripts.size(), 2U);
}

TEST(RuleBook, HasOneLidForAPhone) {
  const RuleBook book(rules_of("rules: [{ after: send-image, steps: [incoming: chat] }]\n"));
  RuleCounts counts;
  const auto lid = [&](const char* route, const char* phone, std::uint64_t number) {
    SentMessage message = sent_message(route);
    message.phone = phone;
    return book.after_send(message, call_context(number), counts).sequel->cast.chats[0].lid;
  };
  EXPECT_EQ(lid("send-image", "5544999990123", 1), lid("send-image", "5544999990123", 2));
  EXPECT_EQ(lid("send-image", "5544999990123", 1), lid("send-text", "5544999990123", 3));
  EXPECT_NE(lid("send-image", "5544999990123", 1), lid("send-image", "5544999990124", 1));
}

TEST(RuleBook, TellsLifeByItselfWithoutRules) {
  EXPECT_EQ(told(after("rules: []\n")), kLife);
  EXPECT_EQ(after("rules: []\n").why, "built-in life");
}

}  // namespace
}  // namespace ensaio
