#include <gtest/gtest.h>

#include "mock_api/rule_book.hpp"
#include "tests/mock_api/told.hpp"

// How rules spoil our answers, and for how long.

namespace ensaio {
namespace {

using namespace std::chrono_literals;

/// A book of one rule: "answer: WORDS" after every send-text.
struct Spoilt {
  explicit Spoilt(const std::string& words, const std::string& after = "send-text")
      : book(rules_of("rules:\n  - after: \"" + after + "\"\n    answer: " + words + "\n")) {}

  std::string at(Offset now) {
    return fault_text(book.after_send(sent_message(), call_context(0, now), counts).answer);
  }

  RuleBook book;
  RuleCounts counts{};
};

TEST(RuleAnswers, SayWhatIsWrong) {
  struct Row {
    const char* words;
    const char* fault;
  };
  const Row rows[] = {
      {"{ status: 503 }", "503"},
      {"{ status: 202 }", "202"},
      {"{ delay: 20ms }", "after 20 ms"},
      {"{ dribble: 10B/s }", "10 B/s"},
      {"{ dribble: 1KiB/s, status: 500 }", "500 1024 B/s"},
      {"{ empty: true }", "empty"},
      {"{ empty: }", "empty"},
      {"{ garbage: true, status: 502, delay: 1s }", "502 after 1000 ms garbage"},
      {"{ reset: true }", "reset"},
      {"{ reset: true, delay: 1s }", "after 1000 ms reset"},
      {"{ rate-limit: 0/s }", "429"},
      {"{ rate-limit: 0/s, status: 503, delay: 5ms }", "503 after 5 ms"},
  };
  for (const Row& row : rows) EXPECT_EQ(Spoilt(row.words).at(0s), row.fault) << row.words;
}

TEST(RuleAnswers, DrawADelayFromTheSeed) {
  const RuleBook book(rules_of("rules: [{ after: send-text, answer: { delay: 10ms..90ms } }]\n"));
  const auto delay = [&](std::uint64_t number) {
    RuleCounts counts;
    return book.after_send(sent_message(), call_context(number), counts).answer->delay;
  };
  EXPECT_EQ(delay(1), delay(1));
  EXPECT_NE(delay(1), delay(2));
  for (std::uint64_t number = 0; number < 100; ++number) {
    EXPECT_GE(delay(number), 10ms);
    EXPECT_LE(delay(number), 90ms);
  }
}

TEST(RuleAnswers, EndAfterSoManyCalls) {
  Spoilt spoilt("{ status: 503, times: 2 }");
  EXPECT_EQ(spoilt.at(0s), "503");
  EXPECT_EQ(spoilt.at(1h), "503");
  EXPECT_EQ(spoilt.at(2h), "");
  EXPECT_EQ(spoilt.at(3h), "");
}

TEST(RuleAnswers, EndSoLongAfterTheFirstCall) {
  Spoilt spoilt("{ status: 503, for: 10s }");
  EXPECT_EQ(spoilt.at(100s), "503");
  EXPECT_EQ(spoilt.at(109999ms), "503");
  EXPECT_EQ(spoilt.at(110s), "");
  EXPECT_EQ(spoilt.at(111s), "");
}

TEST(RuleAnswers, EndWithWhatComesFirstOfBoth) {
  Spoilt quick("{ status: 503, for: 10s, times: 2 }");
  EXPECT_EQ(quick.at(0s), "503");
  EXPECT_EQ(quick.at(1s), "503");
  EXPECT_EQ(quick.at(2s), "");
  Spoilt slow("{ status: 503, for: 10s, times: 2 }");
  EXPECT_EQ(slow.at(0s), "503");
  EXPECT_EQ(slow.at(10s), "");
}

TEST(RuleAnswers, LetSoManyCallsThroughInEachWindow) {
  struct Row {
    const char* rate;
    int through;    ///< Calls at once before the first is refused.
    Offset window;  ///< So long after the first call the next is let through.
  };
  const Row rows[] = {
      {"10/s", 10, 1s}, {"30/m", 30, 60s},  {"2/h", 2, 3600s},
      {"0.5/s", 1, 2s}, {"0.5/m", 1, 120s}, {"2.5/s", 3, 1s},
  };
  for (const Row& row : rows) {
    Spoilt spoilt("{ rate-limit: " + std::string(row.rate) + " }");
    for (int i = 0; i < row.through; ++i) EXPECT_EQ(spoilt.at(5s), "") << row.rate << ' ' << i;
    EXPECT_EQ(spoilt.at(5s), "429") << row.rate;
    EXPECT_EQ(spoilt.at(5s + row.window - 1ns), "429") << row.rate;
    for (int i = 0; i < row.through; ++i) EXPECT_EQ(spoilt.at(5s + row.window), "") << row.rate;
    EXPECT_EQ(spoilt.at(5s + row.window), "429") << row.rate;
  }
}

TEST(RuleAnswers, CountOnlyTheCallsThatWereRefusedWhereARateIsLimited) {
  Spoilt spoilt("{ rate-limit: 1/s, times: 1 }");
  EXPECT_EQ(spoilt.at(0s), "");
  EXPECT_EQ(spoilt.at(1ms), "429");
  EXPECT_EQ(spoilt.at(2ms), "");  // It has had its one refusal.
}

TEST(RuleAnswers, AreThoseOfTheFirstRuleThatIsStillInForce) {
  const RuleBook book(
      rules_of("rules:\n"
               "  - after: send-text\n    answer: { status: 500, times: 1 }\n"
               "  - after: \"send-*\"\n    answer: { status: 502, times: 1 }\n"));
  RuleCounts counts;
  const auto next = [&] {
    return fault_text(book.after_send(sent_message(), call_context(), counts).answer);
  };
  EXPECT_EQ(next(), "500");
  EXPECT_EQ(next(), "502");
  EXPECT_EQ(next(), "");
}

TEST(RuleAnswers, AreCountedForEachInstanceByItself) {
  Spoilt spoilt("{ status: 503, times: 1 }");
  RuleCounts other;
  EXPECT_EQ(spoilt.at(0s), "503");
  EXPECT_EQ(fault_text(spoilt.book.after_send(sent_message(), call_context(), other).answer),
            "503");
  EXPECT_EQ(spoilt.at(0s), "");
}

TEST(RuleAnswers, CanBeThoseOfAnyCall) {
  struct Row {
    const char* after;
    const char* route;
    const char* fault;
  };
  const Row rows[] = {
      {"status", "status", "503"},
      {"status", "me", ""},
      {"*", "qr-code", "503"},
      {"update-webhook-*", "update-webhook-received", "503"},
      {"phone-exists", "phone-exists/5544999999999", "503"},
      {"phone-exists", "phone-exists-batch", ""},
  };
  for (const Row& row : rows) {
    Spoilt spoilt("{ status: 503 }", row.after);
    EXPECT_EQ(fault_text(spoilt.book.after_call(row.route, call_context(), spoilt.counts)),
              row.fault)
        << row.after << " and " << row.route;
  }
}

TEST(RuleAnswers, OfAnyOtherCallKnowNoPhoneAndNoMessage) {
  const RuleBook book(
      rules_of("rules:\n  - after: \"*\"\n    where: { phone: \"*\" }\n    answer: { status: 503 "
               "}\n"));
  RuleCounts counts;
  EXPECT_EQ(book.after_call("status", call_context(), counts), std::nullopt);
  EXPECT_EQ(fault_text(book.after_send(sent_message(), call_context(), counts).answer), "503");
}

}  // namespace
}  // namespace ensaio
