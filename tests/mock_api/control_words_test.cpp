#include "mock_api/control_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mock_api/served.hpp"

// What callers of the control API say, and what becomes of what means nothing.

namespace ensaio {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class ControlWords : public ServedMockApi {
 protected:
  std::size_t runs() const { return ask(control("runs"), "GET").value().at("runs").size(); }
  std::size_t entries() const {
    return ask(control("journal"), "GET").value().at("entries").size();
  }
};

TEST_F(ControlWords, ThatMeanNothingAreRefusedBeforeAnythingIsDone) {
  serve();
  set_webhook("message-status");
  struct Row {
    const char* method;
    const char* path;
    const char* body;
    const char* says;
  };
  const Row rows[] = {
      {"POST", "reset?instnace=ABC", "", "takes no instnace=; did you mean instance=?"},
      {"POST", "reset?instance=", "", "instance= is the id of one; leave it out to mean all"},
      {"POST", "reset?instance=ABC&instance=DEF", "", "instance= is there twice"},
      {"POST", "runs?wait=abc", kTyping, "wait= is a duration: 10s"},
      {"POST", "runs?seed=x", kTyping, "seed= is a whole number from 0"},
      {"POST", "runs?instance=%FF", kTyping, "instance= is the id of one"},
      {"POST", "runs?instance=a%00b", kTyping, "instance= is the id of one"},
      {"POST", "runs?instance=a%0Ab", kTyping, "instance= is the id of one"},
      {"POST", "runs?%FF=1", kTyping, "this call takes no"},
      {"POST", "fire?wait=abc&instance=ABC", R"({"verb":"connected"})", "wait= is a duration"},
      {"POST", "fire?seed=1", R"({"verb":"connected"})",
       "takes no seed=; it takes wait= instance="},
      {"PUT", "rules?instanc=ABC", "rules: []\n", "did you mean instance=?"},
      {"GET", "journal?unmatched=maybe", "", "unmatched= is 0 or 1"},
      {"GET", "journal?until=finished", "", "takes no until="},
      {"GET", "calls?rout=send-text", "", "did you mean route=?"},
      {"GET", "await?until=finished&timeot=1s", "", "did you mean timeout=?"},
      {"GET", "webhooks?instance=%80", "", "instance= is the id of one"},
      {"GET", "health?wait=1s", "", "takes no wait=, nor any other word"},
      {"GET", "runs/1?instance=ABC", "", "takes no instance=; it takes wait="},
  };
  for (const Row& row : rows) {
    const ApiAnswer said = ask(control(row.path), row.method, row.body, "application/yaml");
    EXPECT_EQ(said.status, 400) << row.path << said.body;
    EXPECT_THAT(said.body, HasSubstr(row.says)) << row.path;
    EXPECT_EQ(said.type, "application/problem+json") << row.path;
  }
  EXPECT_EQ(runs(), 0U) << "Nothing was played.";
  EXPECT_EQ(entries(), 1U) << "Nothing was forgotten.";
}

TEST_F(ControlWords, OfJsonBodiesAreHeldToTheSame) {
  serve();
  struct Row {
    const char* body;
    const char* says;
  };
  const Row rows[] = {
      {R"({"scenario":""})", "\\\"scenario\\\" is empty"},
      {R"({"scenario":"typing","instnace":"A"})", "did you mean \\\"instance\\\"?"},
      {R"({"scenaro":"typing"})", "did you mean \\\"scenario\\\"?"},
      {R"(["typing"])", "no JSON object with a"},
      {R"({"scenario":"typing","instance":7})", "\\\"instance\\\" is not the id of one"},
      {R"({"scenario":"typing","instance":"a\u0000b"})", "\\\"instance\\\" is not the id of one"},
      {R"({"scenario":"typing","seed":"7"})", "\\\"seed\\\" is no whole number"},
      {R"({"scenario":7})", "no JSON object with a"},
  };
  for (const Row& row : rows) {
    const ApiAnswer said =
        ask(control("runs"), "POST", row.body, "Application/JSON; charset=utf-8");
    EXPECT_EQ(said.status, 400) << row.body << said.body;
    EXPECT_THAT(said.body, HasSubstr(row.says)) << row.body;
  }
  const ApiAnswer fired =
      ask(control("fire"), "POST", R"({"verb":"connected","instance":"a\u0001"})");
  EXPECT_EQ(fired.status, 400);
  EXPECT_THAT(fired.body, HasSubstr("\\\"instance\\\" is not the id of one"));
  EXPECT_EQ(runs(), 0U);
}

TEST_F(ControlWords, NameScenariosOfThePacks) {
  MockApiSettings settings;
  settings.control.stories.emplace("typing", *read_story(kTyping, "typing.yaml"));
  settings.control.other_story = [](const std::string& name) -> Result<std::string> {
    if (name == "pack:typing") return std::string(kTyping);
    return Error{.message = "there is no pack '" + name + "'"};
  };
  serve(std::move(settings));
  const auto run = [this](const std::string& name) {
    return ask(control("runs?wait=10s"), "POST", json{{"scenario", name}}.dump());
  };
  const ApiAnswer of_pack = run("pack:typing");
  EXPECT_EQ(of_pack.status, 200) << of_pack.body;
  EXPECT_EQ(of_pack.value().at("name"), "typing");
  const ApiAnswer unknown = run("pack:typin");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_THAT(unknown.body, HasSubstr("there is no pack 'pack:typin'"));
  const ApiAnswer near = run("tipyng");
  EXPECT_EQ(near.status, 404);
  EXPECT_THAT(near.body, HasSubstr("there is no scenario 'tipyng'; did you mean 'typing'?"));
}

TEST_F(ControlWords, NameAPackWithoutSayingSo) {
  MockApiSettings settings;
  settings.control.other_story = [](const std::string&) -> Result<std::string> {
    return std::string(kTyping);
  };
  serve(std::move(settings));
  const ApiAnswer said = ask(control("runs"), "POST", R"({"scenario":"odd/late-read"})");
  EXPECT_EQ(said.status, 404);
  EXPECT_THAT(said.body, HasSubstr("did you mean 'pack:odd/late-read'?"));
}

TEST_F(ControlWords, MisspelledInThePathAreNamedAsTheyAreMeant) {
  serve();
  const ApiAnswer said = ask(control("jurnal"), "GET");
  EXPECT_EQ(said.status, 404);
  EXPECT_THAT(said.body, HasSubstr("did you mean /_ensaio/journal?"));
}

TEST_F(ControlWords, OfAHeadAreAnsweredAsThoseOfAGetWithoutBody) {
  serve();
  for (const char* const path : {"health", "journal", "runs"}) {
    const ApiAnswer said = ask(control(path), "HEAD");
    EXPECT_EQ(said.status, 200) << path;
    EXPECT_EQ(said.body, "") << path;
  }
  EXPECT_EQ(ask(control("runs/7"), "HEAD").status, 404);
  EXPECT_EQ(ask(control("reset"), "HEAD").status, 405) << "Nothing is done by a HEAD.";
}

}  // namespace
}  // namespace ensaio
