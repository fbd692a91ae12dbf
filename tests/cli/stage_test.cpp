#include "cli/stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace ensaio {
namespace {

using testing::HasSubstr;

/// A piece as `run` reads it.
struct Told {
  Repertoire repertoire{};

  explicit Told(const std::string& text, const Overrides& overrides = {}) {
    Inputs inputs;
    inputs.sources.push_back({.file = "s.yaml", .text = text, .folder = "/"});
    repertoire = read_repertoire(std::move(inputs), overrides);
  }
  const Piece& piece() const { return repertoire.pieces.at(0); }
};

constexpr const char* kRead = "scenario: x\nmessages: [m1]\nsteps:\n  - sent: m1\n";

std::string complaint(const std::string& text, const PlaySettings& settings = {}) {
  const Told told(text, settings.overrides);
  if (told.repertoire.pieces.empty() || !told.piece().script) {
    return told.repertoire.problems.empty() ? "nothing" : told.repertoire.problems[0].message;
  }
  const auto staged = stage(told.piece(), settings, {});
  return staged ? "" : staged.error().message + " / " + staged.error().hint;
}

TEST(Stage, NamesTheThreeWaysToATarget) {
  const std::string text = complaint(kRead);
  EXPECT_THAT(text, HasSubstr("s.yaml:1: there is no target: nowhere to send status callbacks"));
  EXPECT_THAT(text, HasSubstr("--target"));
  EXPECT_THAT(text, HasSubstr("webhooks"));
  EXPECT_THAT(text, HasSubstr("ensaio.yaml"));
}

TEST(Stage, PrefersTheFilesOwnWebhooks) {
  const Told told(
      "scenario: x\nchats: [ana]\nmessages: { m1: ana }\n"
      "webhooks: { presence: \"http://127.0.0.1:1/p\", every: \"{{ target.origin }}/e\" }\n"
      "steps:\n  - composing: ana\n    intent: x\n  - sent: m1\n");
  ASSERT_TRUE(told.piece().script);
  PlaySettings settings{.target = "http://127.0.0.1:2/t"};
  const auto staged = stage(told.piece(), settings, {});
  ASSERT_TRUE(staged) << staged.error().message;
  const Routes routes = (*staged)->destinations.routes();
  EXPECT_EQ(routes(0, Kind::Presence)->url, "http://127.0.0.1:1/p");
  EXPECT_EQ(routes(0, Kind::Status)->url, "http://127.0.0.1:2/e");
  EXPECT_EQ(routes(0, Kind::Connected), nullptr);
}

TEST(Stage, RefusesWhatItCannotSpeak) {
  EXPECT_THAT(complaint(kRead, {.target = "https://127.0.0.1/"}),
              HasSubstr("https is not yet available in this version"));
}

TEST(Stage, WantsTheEnvironmentThatTemplatesUse) {
  unsetenv("ENSAIO_TEST_NOT_SET");
  EXPECT_THAT(complaint("scenario: x\nenv: [ENSAIO_TEST_NOT_SET]\nmessages: [m1]\nsteps:\n"
                        "  - sent: m1\n    headers: { a: \"{{ env.ENSAIO_TEST_NOT_SET }}\" }\n",
                        {.target = "http://127.0.0.1:1/"}),
              HasSubstr("the environment variable ENSAIO_TEST_NOT_SET is not set"));
}

TEST(Stage, RefusesALineBreakFromTheEnvironmentInAHeaderAlone) {
  setenv("ENSAIO_TEST_TWO_LINES", "a\r\nb: c", 1);
  const std::string head = "scenario: x\nenv: [ENSAIO_TEST_TWO_LINES]\nchats: [ana]\nsteps:\n";
  const PlaySettings settings{.target = "http://127.0.0.1:1/"};
  const std::string text = "\"{{ env.ENSAIO_TEST_TWO_LINES }}\"";
  EXPECT_THAT(complaint(head + "  - paused: ana\n    headers: { a: " + text + " }\n", settings),
              HasSubstr("the environment variable ENSAIO_TEST_TWO_LINES holds a line break"));
  EXPECT_EQ(complaint(head + "  - incoming: ana\n    text: " + text + "\n", settings), "");
}

TEST(Stage, WantsATargetForItsTemplate) {
  EXPECT_THAT(complaint("scenario: x\nsteps:\n  - call: { post: \"{{ target.origin }}/x\" }\n"),
              HasSubstr("a step says {{ target }}"));
}

TEST(Stage, KnowsWhoseSeedCounts) {
  Scenario scenario;
  EXPECT_EQ(seed_of(scenario, {.seed = 7}).value, 7U);
  scenario.seed = 3;
  EXPECT_EQ(seed_of(scenario, {.seed = 7}).value, 3U);
  EXPECT_EQ(seed_of(scenario, {.seed = 7, .over_files = true}).value, 7U);
  EXPECT_EQ(seed_of(scenario, {.seed = 7, .iteration = 2}).iteration, 2U);
}

TEST(Stage, TellsTheSamePlanOfFreshIds) {
  const Told told(kRead);
  PlaySettings seeded{.target = "http://127.0.0.1:1/"};
  PlaySettings fresh{.target = "http://127.0.0.1:1/", .ids = Ids::Fresh};
  const auto first = stage(told.piece(), seeded, {.seed = 7});
  const auto second = stage(told.piece(), fresh, {.seed = 7});
  ASSERT_TRUE(first && second);
  EXPECT_EQ((*first)->plan.hash, (*second)->plan.hash);
  EXPECT_NE((*first)->cast.message_ids, (*second)->cast.message_ids);
}

TEST(Obstacles, StandBeforeStrangersAndUnknownNames) {
  const auto at = [](const std::string& host) { return Endpoint{.host = host}; };
  TargetRule rule;
  EXPECT_FALSE(obstacle(at("127.0.0.1"), rule));
  EXPECT_FALSE(obstacle(at("localhost"), rule));
  EXPECT_FALSE(obstacle(at("::1"), rule));
  const auto stranger = obstacle(at("203.0.113.7"), rule);
  ASSERT_TRUE(stranger);
  EXPECT_EQ(stranger->exit, Exit::Refused);
  EXPECT_THAT(stranger->error.hint, HasSubstr("--allow-target 203.0.113.7"));
  const auto unknown = obstacle(at("no-such-name.invalid"), rule);
  ASSERT_TRUE(unknown);
  EXPECT_EQ(unknown->exit, Exit::Environment);
  EXPECT_THAT(unknown->error.hint, HasSubstr("--allow-target no-such-name.invalid"));
  ASSERT_TRUE(rule.allow("203.0.113.0/24"));
  EXPECT_FALSE(obstacle(at("203.0.113.7"), rule));
}

TEST(Repertoire, ComplainOfTwoScenariosOfOneName) {
  Inputs inputs;
  inputs.sources.push_back({.file = "a.yaml", .text = kRead, .folder = "/"});
  inputs.sources.push_back({.file = "b.yaml", .text = kRead, .folder = "/"});
  const Repertoire repertoire = read_repertoire(std::move(inputs), {});
  ASSERT_EQ(repertoire.problems.size(), 1U);
  EXPECT_EQ(repertoire.problems[0].file, "b.yaml");
  EXPECT_EQ(repertoire.problems[0].message, "a second scenario 'x'");
  EXPECT_EQ(repertoire.problems[0].hint, "the first is at a.yaml:1");
}

TEST(Repertoire, DoNotWarnOfTimeThatAnotherClockSaves) {
  const std::string slow = "scenario: x\nmessages: [m1]\nsteps:\n  - wait: 2m\n  - sent: m1\n";
  EXPECT_EQ(Told(slow).repertoire.problems.size(), 1U);
  EXPECT_EQ(Told(slow, {.clock = Clock{.mode = Clock::Mode::Virtual}}).repertoire.problems.size(),
            0U);
}

}  // namespace
}  // namespace ensaio
