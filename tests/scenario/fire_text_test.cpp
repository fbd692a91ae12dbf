#include "simulator/scenario/fire_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ensaio {
namespace {

using testing::HasSubstr;

std::string text(const FireWords& words) {
  const Result<std::string> made = fire_text(words);
  return made ? *made : "error: " + made.error().message;
}

TEST(FireText, IsAScenarioOfOneStep) {
  EXPECT_EQ(text({.verb = "read", .phone = "5544999999999", .ids = {"3A01", "3A02"}}),
            R"(scenario: fire read
chats:
  chat: { phone: "5544999999999" }
messages:
  m1: { chat: chat, id: "3A01" }
  m2: { chat: chat, id: "3A02" }
steps:
  - read: [m1, m2]
    intent: fired by hand
)");
}

TEST(FireText, SaysEachVerbInItsWay) {
  EXPECT_THAT(text({.verb = "composing"}), HasSubstr("  - composing: chat\n"));
  EXPECT_THAT(text({.verb = "sent"}), HasSubstr("  m1: { chat: chat }\nsteps:\n  - sent: m1\n"));
  EXPECT_THAT(text({.verb = "incoming", .text = "say \"hi\"", .like = "text"}),
              HasSubstr("  - incoming: chat\n    intent: fired by hand\n"
                        "    text: \"say \\\"hi\\\"\"\n    like: \"text\"\n"));
  EXPECT_THAT(text({.verb = "incoming", .ids = {"A"}}), HasSubstr("  - incoming: m1\n"));
  EXPECT_EQ(text({.verb = "connected"}),
            "scenario: fire connected\nsteps:\n  - connected:\n    intent: fired by hand\n");
  EXPECT_THAT(text({.verb = "raw", .with = R"({"type": "X", "n": 1})"}),
              HasSubstr("  - raw: {\"type\":\"X\",\"n\":1}\n"));
  EXPECT_THAT(
      text({.verb = "raw", .kind = "start-attendance", .with = "{}"}),
      HasSubstr("  - raw: {}\n    intent: fired by hand\n    kind: \"start-attendance\"\n"));
  EXPECT_THAT(text({.verb = "delivery", .error = "E", .error_code = "C"}),
              HasSubstr("    error: \"E\"\n    error_code: \"C\"\n"));
  EXPECT_THAT(text({.verb = "read", .by = {"1", "2"}, .device = "19", .late = "2m"}),
              HasSubstr("    device: 19\n    late: 2m\n    by: [by1, by2]\n"));
  EXPECT_THAT(text({.verb = "incoming", .by = {"1"}}), HasSubstr("    by: by1\n"));
}

TEST(FireText, SetsFieldsAndHeaders) {
  EXPECT_THAT(text({.verb = "paused",
                    .with = R"({"lastSeen": 5, "x": "é"})",
                    .headers = {"x-a: b: c", "empty:"}}),
              HasSubstr("    with: {\"lastSeen\":5,\"x\":\"é\"}\n    headers:\n"
                        "      \"x-a\": \"b: c\"\n      \"empty\": \"\"\n"));
}

TEST(FireText, ComplainsOfWordsWithoutMeaning) {
  struct Row {
    FireWords words;
    const char* complaint;
  };
  const Row rows[] = {
      {{.verb = "reed"}, "error: there is no callback 'reed'; did you mean 'read'?"},
      {{.verb = "wait"}, "error: there is no callback 'wait'"},
      {{.verb = "read", .with = "[1]"}, "error: --with: this is not a JSON object"},
      {{.verb = "read", .with = "{"}, "error: --with: this is not a JSON object"},
      {{.verb = "raw"}, "error: raw: --with is not the body as a JSON object"},
      {{.verb = "composing", .ids = {"3A01"}}, "error: --id means nothing to 'composing'"},
      {{.verb = "connected", .ids = {"3A01"}}, "error: --id means nothing to 'connected'"},
      {{.verb = "connected", .phone = "5544999999999"}, "error: --phone means nothing to"},
      {{.verb = "raw", .phone = "5544999999999", .with = "{}"}, "error: --phone means nothing to"},
      {{.verb = "read", .headers = {"novalue"}}, "error: --header: 'novalue' is not 'name: value'"},
      {{.verb = "read", .headers = {": x"}}, "error: --header: ': x' is not 'name: value'"},
  };
  for (const Row& row : rows) EXPECT_THAT(text(row.words), HasSubstr(row.complaint));
}

}  // namespace
}  // namespace ensaio
