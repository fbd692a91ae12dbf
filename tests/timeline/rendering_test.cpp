#include "simulator/timeline/rendering.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/support/allocations.hpp"
#include "tests/support/story.hpp"
#include "tests/timeline/playing.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

/// One call whose body is the text at hand, as somebody told it would say it.
std::string said(const std::string& json, const Send& send, const Surroundings& surroundings) {
  Scenario one = scenario("one", {raw(json)});
  one.env = {"A", "B"};
  one.saved = {"x", "y"};
  const Script script = scripted(one);
  const Cast cast = ensaio::cast(one, {}, kPlanStart);
  return Rendering(script, cast, surroundings).body(send);
}

constexpr WallTime kStart{std::chrono::milliseconds(1'700'000'000'750)};

TEST(Rendering, TellsNowByWhenItIsDue) {
  const Surroundings surroundings{.start = kStart};
  const std::string now = R"(["{{ now.ms }}","{{ now.seconds }}"])";
  EXPECT_EQ(said(now, {.at = 0s, .told = -1h}, surroundings), "[1700000000750,1700000000]");
  EXPECT_EQ(said(now, {.at = 3s, .present = 249'999'999ns}, surroundings),
            "[1700000000999,1700000000]");
  EXPECT_EQ(said(now, {.present = 250ms}, surroundings), "[1700000001000,1700000001]");
}

TEST(Rendering, TellsTheMommentByWhenItHappened) {
  const Scenario two = scenario("two", {sent(), connection(true)});
  const Script script = scripted(two);
  const Cast cast = ensaio::cast(two, {}, kStart);
  const Surroundings surroundings{.start = kStart};
  const Rendering rendering(script, cast, surroundings);
  const Send late{.at = 10s, .told = -1ms, .line = 0};
  EXPECT_THAT(rendering.body(late), testing::HasSubstr(R"("momment":1700000000000,)"))
      << "Of a status, whole seconds.";
  const Send connected{.at = 10s, .told = -1ns, .line = 1};
  EXPECT_THAT(rendering.body(connected), testing::HasSubstr(R"("momment":1700000000749,)"));
}

TEST(Rendering, RoundsTimesBefore1970Down) {
  const Surroundings surroundings{.start = WallTime{std::chrono::milliseconds(-1)}};
  EXPECT_EQ(said(R"(["{{ now.ms }}","{{ now.seconds }}"])", {}, surroundings), "[-1,-1]");
}

TEST(Rendering, FillsInWhatIsKnownOfTheSurroundings) {
  const Surroundings surroundings{.target = "http://a/b",
                                  .target_origin = "http://a",
                                  .api = "http://c",
                                  .env = {std::nullopt, "two"},
                                  .saved = {"one"}};
  EXPECT_EQ(said(R"("{{target}} {{target.origin}} {{api}} {{env.B}} {{x}}")", {}, surroundings),
            R"("http://a/b http://a http://c two one")");
  EXPECT_EQ(said(R"("{{env.A}} {{y}}")", {}, surroundings), R"("{{ env.A }} {{ y }}")");
}

TEST(Rendering, KnowsTheEmptyFromTheUnknown) {
  EXPECT_EQ(said(R"("{{env.A}}{{env.B}}{{x}}")", {}, {.env = {"", ""}, .saved = {""}}), R"("")");
}

TEST(Rendering, EscapesWhatItFillsIntoJson) {
  const Surroundings surroundings{.env = {"a\"b\\c\nd\x01", "a\xC3\xA7\xFF"}};
  EXPECT_EQ(said(R"(["{{ env.A }}","{{ env.B }}"])", {}, surroundings),
            "[\"a\\\"b\\\\c\\nd\\u0001\",\"a\xC3\xA7\xEF\xBF\xBD\"]");
}

TEST(Rendering, LeavesAUrlAsItIs) {
  Scenario one = scenario("one", {call("{{ target.origin }}/{{ env.A }}?\"")});
  one.env = {"A"};
  const Script script = scripted(one);
  const Cast cast = ensaio::cast(one, {}, kStart);
  const Surroundings surroundings{.target_origin = "http://a", .env = {"x\"y"}};
  EXPECT_EQ(Rendering(script, cast, surroundings).url({}), "http://a/x\"y?\"");
}

TEST(Rendering, DrawsUuidsFromTheStepsStream) {
  const std::string two = R"("{{ uuid }}{{ uuid }}")";
  const std::string text = said(two, {.stream = 5}, {});
  EXPECT_EQ(text.size(), 2U + 72U);
  EXPECT_NE(text.substr(1, 36), text.substr(37, 36));
  EXPECT_EQ(said(two, {.copy = 1, .stream = 5}, {}), text) << "A copy is the same bytes.";
  EXPECT_NE(said(two, {.stream = 6}, {}), text);
}

TEST(Rendering, MakesFreshIdsOfThoseThatOnlyTheirStepKnows) {
  for (const Step& step : {incoming(), raw(R"("{{ uuid }}")")}) {
    const Scenario one = scenario("one", {step});
    const Script script = scripted(one);
    const Surroundings surroundings{};
    const Cast cast = ensaio::cast(one, {}, kStart);
    const Cast fresh = ensaio::cast(one, {}, kStart, 3);
    EXPECT_NE(Rendering(script, cast, surroundings).body({}),
              Rendering(script, fresh, surroundings).body({}));
  }
}

TEST(Rendering, AllocatesNothingOnceTheTextIsLargeEnough) {
  const Scenario all =
      scenario("all", {composing(), status(Verb::Read, {kM1, kM2}), delivery(), incoming(),
                       connection(true), raw(R"(["{{ uuid }}","{{ now.ms }}","{{ target }}"])")});
  const Script script = scripted(all);
  const Cast cast = ensaio::cast(all, {}, kStart);
  const Surroundings surroundings{.start = kStart, .target = "http://127.0.0.1:3000/a/long/path"};
  const Rendering rendering(script, cast, surroundings);
  std::string out;
  out.reserve(1U << 16U);
  const std::size_t before = allocations();
  for (std::uint32_t line = 0; line < script.lines.size(); ++line) {
    const Send send{.at = 1s, .told = 1s, .line = line, .stream = line};
    rendering.append(out, script.lines[line].body, send);
    rendering.append(out, script.header_sets[script.lines[line].headers].text, send);
  }
  EXPECT_EQ(allocations() - before, 0U);
  EXPECT_GT(out.size(), 1000U);
}

TEST(Rendering, LetsAStraightStoryBePlayedWithoutAllocating) {
  const Scenario straight = scenario("straight", {sent(), wait(1s), repeat(3, {read()}), read()});
  const Script script = scripted(straight);
  std::vector<Send> sends;
  sends.reserve(100);
  const std::size_t before = allocations();
  Conversation conversation(script, {});
  conversation.begin(0s, sends);
  for (std::size_t i = 0; i < sends.size(); ++i) {
    conversation.departed(sends[i].strand, sends);
    conversation.settled(sends[i].strand, sends[i].at, sends);
  }
  EXPECT_EQ(allocations() - before, 0U);
  EXPECT_EQ(sends.size(), 5U);
}

}  // namespace
}  // namespace ensaio
