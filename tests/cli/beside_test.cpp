#include "cli/beside.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "cli/inputs.hpp"
#include "cli/repertoire.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kStory = R"(scenario: x
instance: { id: I1, token: T1 }
chats: { ana: "5544999999999" }
messages: { m1: { chat: ana, id: "3EB0" } }
env: [HOME]
steps:
  - call:
      get: "{{ target }}"
      save: { later: /id }
  - sent: m1
)";

/// The environment of a run of kStory with these exports, or the complaint.
Result<std::vector<std::string>> environment(std::vector<NamedText> exports,
                                             const RunFacts& facts = {}) {
  Inputs inputs;
  inputs.sources.push_back({.file = "x.yaml", .text = kStory, .folder = "."});
  PlaySettings settings{.target = "http://127.0.0.1:3000/hook"};
  settings.overrides.load.target_given = true;
  const Repertoire repertoire = read_repertoire(std::move(inputs), settings.overrides);
  EXPECT_FALSE(has_errors(repertoire.problems));
  const auto staged = stage(repertoire.pieces.at(0), settings, {.seed = 7});
  EXPECT_TRUE(staged) << staged.error().message;
  Beside beside;
  beside.exports = std::move(exports);
  return environment_for(beside, **staged, facts);
}

TEST(Environment, TellsOfTheRunAndWhatIsExported) {
  const auto told =
      environment({{"PORT", "{{ port }}"},
                   {"WHO", "{{ chats.ana.phone }} wrote {{messages.m1.id}}"},
                   {"URL", "{{ target.origin }}/{{ instance.id }}/{{instance.token}}"},
                   {"PLAIN", "a=b"},
                   {"NONE", ""}},
                  {.seed = 7, .json_report = "/tmp/r.json"});
  ASSERT_TRUE(told) << told.error().message;
  for (const char* variable :
       {"PORT=3000", "WHO=5544999999999 wrote 3EB0", "URL=http://127.0.0.1:3000/I1/T1", "PLAIN=a=b",
        "NONE=", "ENSAIO_TARGET=http://127.0.0.1:3000/hook", "ENSAIO_SEED=7",
        "ENSAIO_REPORT_JSON=/tmp/r.json"}) {
    EXPECT_THAT(*told, Contains(variable));
  }
  EXPECT_THAT(*told, Contains(StartsWith("PATH=")));
}

TEST(Environment, DoesNotPassTheOptionsOfTheRunOn) {
  setenv("ENSAIO_APP", "node server.js", 1);
  setenv("ENSAIO_TOKEN_OF_MINE", "secret", 1);
  const auto told = environment({}, {.options = {"ENSAIO_APP", "ENSAIO_REPORT"}});
  unsetenv("ENSAIO_APP");
  unsetenv("ENSAIO_TOKEN_OF_MINE");
  EXPECT_THAT(*told, Not(Contains(StartsWith("ENSAIO_APP="))));
  EXPECT_THAT(*told, Not(Contains(StartsWith("ENSAIO_REPORT"))));
  EXPECT_THAT(*told, Contains("ENSAIO_TOKEN_OF_MINE=secret"));
}

TEST(Environment, LetsAnExportStandOverWhatWasThere) {
  const auto told = environment({{"PATH", "/nowhere"}, {"ENSAIO_SEED", "mine"}});
  EXPECT_EQ(std::count_if(told->begin(), told->end(),
                          [](const auto& variable) { return variable.starts_with("PATH="); }),
            1);
  EXPECT_THAT(*told, Contains("PATH=/nowhere"));
  EXPECT_THAT(*told, Contains("ENSAIO_SEED=mine"));
}

TEST(Environment, RefusesTemplatesThatItCannotFill) {
  struct Row {
    const char* text;
    const char* complaint;
  };
  const Row rows[] = {
      {"{{ chats.bia.phone }}", "--export A: unknown template '{{ chats.bia.phone }}'"},
      {"x{{ nonsense }}", "--export A: unknown template '{{ nonsense }}'"},
      {"{{ target", "--export A: a template has no end"},
      {"{{ api }}", "'{{ api }}' is not known before the scenario is played"},
      {"{{ later }}", "'{{ later }}' is not known before the scenario is played"},
  };
  for (const Row& row : rows) {
    const auto told = environment({{"A", row.text}});
    ASSERT_FALSE(told) << row.text;
    EXPECT_THAT(told.error().message, HasSubstr(row.complaint));
    EXPECT_THAT(told.error().hint, HasSubstr("of the first scenario, 'x', there are: port"));
  }
}

TEST(Beside, WaitsForAnApplicationAndElseOnlyWhereItIsTold) {
  struct Row {
    const char* what;
    BesideWords words;
    Offset wait;
  };
  const Row rows[] = {
      {"nothing is said", {}, 0s},
      {"an application", {.app = "x"}, 10s},
      {"an application and a time", {.app = "x", .wait_target = "1s"}, 1s},
      {"an application that is not waited for", {.app = "x", .wait_target = "0s"}, 0s},
      {"a time", {.wait_target = "250ms"}, 250ms},
  };
  for (const Row& row : rows) {
    const auto beside = checked(row.words);
    ASSERT_TRUE(beside) << row.what;
    EXPECT_EQ(beside->wait, row.wait) << row.what;
  }
}

TEST(FreePort, StandsInTheTargetOfAnApplication) {
  const BesideWords words{.app = "x"};
  const auto target = with_free_port("http://127.0.0.1:{{ port }}/a?b={{port}}", words);
  ASSERT_TRUE(target);
  const auto endpoint = parse_endpoint(*target);
  ASSERT_TRUE(endpoint) << *target;
  EXPECT_GT(endpoint->port, 1023);
  EXPECT_EQ(endpoint->path, "/a?b=" + std::to_string(endpoint->port));
  EXPECT_EQ(*with_free_port("http://127.0.0.1:3000/", {}), "http://127.0.0.1:3000/");
  EXPECT_EQ(*with_free_port("", {}), "");
  EXPECT_FALSE(with_free_port("http://127.0.0.1:{{ port }}/", {}));
}

}  // namespace
}  // namespace ensaio
