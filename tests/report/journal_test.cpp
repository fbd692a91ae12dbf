#include "simulator/report/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <string>
#include <vector>

#include "simulator/report/attempt_json.hpp"

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

/// A disk that takes `room` lines.
struct Disk {
  std::size_t room = 1'000;
  std::vector<std::string> lines{};

  Journal::Put put() {
    return [this](std::string_view line) {
      if (lines.size() == room) return false;
      lines.emplace_back(line);
      return true;
    };
  }
  nlohmann::ordered_json line(std::size_t number) const {
    return nlohmann::ordered_json::parse(lines.at(number));
  }
};

Attempt read_attempt() {
  return {.at_us = 5, .step = "1", .kind = "status", .callback = "READ", .status = 200};
}

TEST(Journal, BeginsWithItsRunAndEndsWithItsVerdict) {
  Disk disk;
  Journal journal(disk.put());
  journal.begin({.seed = 7, .version = "0.1.0", .target = "http://127.0.0.1/", .started = "now"});
  journal.add("three ticks", 1, read_attempt());
  journal.end({.verdict = Verdict::Fail,
               .exit = 1,
               .asides = {"careful"},
               .account = {.planned = 1, .sent = 1, .answered = 1},
               .scenarios = {ScenarioRecord{}}});
  ASSERT_THAT(disk.lines, SizeIs(3));
  EXPECT_EQ(disk.lines[0], R"({"schema":"ensaio.journal/1","version":"0.1.0","seed":7,)"
                           R"("target":"http://127.0.0.1/","started":"now"})"
                           "\n");
  auto end = disk.line(2);
  EXPECT_EQ(end["account"],
            nlohmann::ordered_json::parse(account_json({.planned = 1, .sent = 1, .answered = 1})));
  end.erase("account");
  EXPECT_EQ(end.dump(), R"({"verdict":"fail","exit":1,"scenarios":1,"attempts":1,"left_out":0,)"
                        R"("asides":["careful"]})");
  EXPECT_FALSE(journal.is_broken());
}

TEST(Journal, TellsAnAttemptAsTheJsonReportDoes) {
  Disk disk;
  Journal journal(disk.put());
  journal.add("a \"b\"\n", 2, read_attempt());
  auto line = disk.line(0);
  EXPECT_EQ(line["scenario"], "a \"b\"\n");
  EXPECT_EQ(line["telling"], 2);
  line.erase("scenario");
  line.erase("telling");
  EXPECT_EQ(line, nlohmann::ordered_json::parse(attempt_json(read_attempt())));
}

TEST(Journal, IsOneLineOfJsonPerAttemptWhateverWasAnswered) {
  Disk disk;
  Journal journal(disk.put());
  Attempt attempt = read_attempt();
  attempt.answer = "\xff\n\r\x01 \xe2\x80\xa8";
  journal.add("\xfe", 1, attempt);
  EXPECT_EQ(disk.lines[0].find('\n'), disk.lines[0].size() - 1);
  EXPECT_EQ(disk.line(0)["scenario"], "\xEF\xBF\xBD");
}

/// The blocks of JSON in docs/JOURNAL.md, and all of its text.
struct JournalPage {
  std::string text{};
  std::vector<nlohmann::ordered_json> examples{};

  JournalPage() {
    std::ifstream in(ENSAIO_SOURCE_DIR "/docs/JOURNAL.md");
    bool is_json = false;
    for (std::string line; std::getline(in, line); text += line + '\n') {
      if (is_json) examples.push_back(nlohmann::ordered_json::parse(line));
      is_json = line == "```json";
    }
  }
};

std::vector<std::string> keys(const nlohmann::ordered_json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

TEST(Journal, IsWhatItsPageSays) {
  const JournalPage page;
  ASSERT_THAT(page.examples, SizeIs(4));
  Disk disk;
  Journal journal(disk.put());
  journal.begin({});
  journal.add("three ticks", 1, read_attempt());
  journal.add("the bot answers", 1, AwaitedCall{.number = 1});
  journal.end({});
  EXPECT_EQ(keys(disk.line(2)["call"]), keys(page.examples[2]["call"]));
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(keys(disk.line(i)), keys(page.examples[i]));
    for (const std::string& key : keys(disk.line(i))) {
      EXPECT_THAT(page.text, HasSubstr("`" + key + "`")) << "has no row in a table";
    }
  }
}

TEST(Journal, LeavesOutWhatHasNoRoomAndSaysHowMuch) {
  Disk disk;
  Journal journal(disk.put(), 1'000);
  journal.begin({});
  Attempt large = read_attempt();
  large.answer = std::string(1'000, 'x');
  journal.add("s", 1, read_attempt());
  journal.add("s", 1, large);
  journal.add("s", 1, read_attempt());  // It would fit, but there would be a gap.
  journal.end({});
  ASSERT_THAT(disk.lines, SizeIs(3));
  EXPECT_EQ(disk.line(2)["attempts"], 1);
  EXPECT_EQ(disk.line(2)["left_out"], 2);
  EXPECT_EQ(journal.left_out(), 2U);
  EXPECT_FALSE(journal.is_broken());
}

TEST(Journal, HasNoEndWhereTheDiskBecameFull) {
  Disk disk{.room = 2};
  Journal journal(disk.put());
  journal.begin({});
  journal.add("s", 1, read_attempt());
  EXPECT_FALSE(journal.is_broken());
  journal.add("s", 1, read_attempt());
  EXPECT_TRUE(journal.is_broken());
  disk.room = 10;  // Room that comes later must not make a gap.
  journal.end({});
  EXPECT_THAT(disk.lines, SizeIs(2));
}

}  // namespace
}  // namespace ensaio
