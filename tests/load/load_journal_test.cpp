#include "bench/load/load_journal.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "tests/load/load_record_sample.hpp"
#include "tests/load/load_story.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;
using nlohmann::json;

/// What is written of two callbacks of a load that began at 5 s of its clock; the disk takes `room`
/// lines.
struct Written {
  explicit Written(std::size_t room = 100) {
    LoadJournal journal([this, room](std::string_view line) {
      if (lines.size() == room) return false;
      lines.push_back(json::parse(line));
      return true;
    });
    LoadCourse course;
    course.pieces = {piece(scenario("s", {sent()})), piece(scenario("t", {read()}))};
    const LoadRecord record = sample_record();
    journal.begin(record);
    const Outcome answered{
        .due = 6s, .sent = 6s + 10us, .answered = 6s + 30us, .ending = Answered{.status = 204}};
    const Outcome dropped{.due = 6s,
                          .sent = 6s,
                          .answered = 6s,
                          .ending = Unreachable{Unreachable::Why::Overflow, "too many"}};
    journal.add(course, {.piece = 1, .conversation = 41, .began = 5s, .outcome = answered});
    journal.add(course, {.piece = 0, .conversation = 42, .began = 5s, .outcome = dropped});
    journal.end(record, 1);
    is_broken = journal.is_broken();
  }

  std::vector<json> lines{};
  bool is_broken = false;
};

TEST(LoadJournal, TellsWhenACallbackWasDueSinceTheLoadBegan) {
  const Written written;
  ASSERT_EQ(written.lines.size(), 3U) << "head, one callback, end";
  const json& line = written.lines[1];
  EXPECT_EQ(line.at("scenario"), "t");
  EXPECT_EQ(line.at("telling"), 42) << "the number of the conversation, from 1";
  EXPECT_EQ(line.at("due_us"), 1'000'000);
  EXPECT_EQ(line.at("sent_us"), 1'000'010);
  EXPECT_EQ(line.at("answered_us"), 1'000'030);
  EXPECT_EQ(line.at("callback"), "READ");
  EXPECT_EQ(line.at("status"), 204);
}

TEST(LoadJournal, EndsWithTheAccount) {
  const LoadRecord record = sample_record();
  const LoadRows rows = record.result.totals.sum().rows;
  const json end = Written().lines.back();
  EXPECT_EQ(end.at("verdict"), kVerdicts.text(record.judgement.verdict));
  EXPECT_EQ(end.at("exit"), 1);
  EXPECT_EQ(end.at("attempts"), 1);
  const json& account = end.at("account");
  EXPECT_EQ(account.at("sent"), rows.sent());
  EXPECT_EQ(account.at("answered"), rows.ok + rows.other_status);
  EXPECT_EQ(account.at("not_sent"), record.result.unsent);
  EXPECT_EQ(account.at("planned"), rows.sent() + record.result.unsent);
}

TEST(LoadJournal, SaysThatALineCouldNotBeWritten) {
  const Written written(1);
  EXPECT_TRUE(written.is_broken);
  EXPECT_EQ(written.lines.size(), 1U);
  EXPECT_FALSE(Written().is_broken);
}

}  // namespace
}  // namespace ensaio
