#include "bench/load/load_tally.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/load/load_story.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

using Why = Unreachable::Why;

Ending answered(int status) { return Answered{.status = status}; }
Ending lost(Why why, std::string reason = "lost") { return Unreachable{why, std::move(reason)}; }

/// Due, sent 2 ms later and answered 30 ms after that.
Outcome outcome(Ending ending, Offset due = 0ms, std::uint32_t line = 0) {
  Outcome made{.due = due, .sent = due + 2ms, .answered = due + 32ms, .ending = std::move(ending)};
  made.send.line = line;
  return made;
}

struct Tallied {
  std::vector<LoadPiece> pieces{piece(scenario("s", {sent(), composing()})),
                                piece(scenario("t", {read()}))};
  LoadTally tally{pieces, {1s, 2s, 3s}};

  LoadRows rows() const { return tally.totals().sum().rows; }
};

TEST(LoadTally, CountsWhatNothingCanHaveHeard) {
  Tallied tallied;
  tallied.tally.told(0, outcome(lost(Why::Reset)));
  tallied.tally.told(0, outcome(answered(500)));
  EXPECT_EQ(tallied.tally.totals().unheard.times, 0U);
  Outcome refused = outcome(lost(Why::Refused, "connection refused"));
  refused.url = "http://127.0.0.1:1/";
  tallied.tally.told(0, refused);
  tallied.tally.told(0, outcome(lost(Why::Certificate)));
  LoadTotals all;
  all.add(LoadTotals{});
  all.add(tallied.tally.totals());
  all.add(tallied.tally.totals());
  EXPECT_EQ(all.unheard.times, 4U);
  EXPECT_EQ(all.unheard.url, "http://127.0.0.1:1/");
  EXPECT_EQ(std::get<Unreachable>(all.unheard.ending).reason, "connection refused");
}

TEST(LoadTally, PutsEveryEndingInOneRow) {
  struct Row {
    const char* what;
    Ending ending;
    LoadRows rows;
  };
  const Row rows[] = {
      {"200 is ok", answered(200), {.ok = 1}},
      {"299 is ok", answered(299), {.ok = 1}},
      {"199 is another status", answered(199), {.other_status = 1, .failed = 1}},
      {"300 is another status", answered(300), {.other_status = 1, .failed = 1}},
      {"500 is another status", answered(500), {.other_status = 1, .failed = 1}},
      {"no answer in time", TimedOut{"sending"}, {.timed_out = 1, .failed = 1}},
      {"refused", lost(Why::Refused), {.unreachable = 1, .failed = 1}},
      {"reset", lost(Why::Reset), {.unreachable = 1, .failed = 1}},
      {"no way at all", lost(Why::Other), {.unreachable = 1, .failed = 1}},
      {"abandoned has not failed", Abandoned{}, {.abandoned = 1}},
      {"dropped was never sent", lost(Why::Overflow), {.dropped = 1}},
  };
  LoadRows all;
  Tallied every;
  for (const Row& row : rows) {
    Tallied one;
    one.tally.told(0, outcome(row.ending));
    EXPECT_EQ(one.rows(), row.rows) << row.what;
    EXPECT_EQ(one.tally.interval().rows, row.rows) << row.what;
    EXPECT_EQ(one.rows().sent() + one.rows().dropped, 1U) << row.what;
    every.tally.told(0, outcome(row.ending));
    all += row.rows;
  }
  EXPECT_EQ(every.rows(), all);
  EXPECT_EQ(all.sent(), std::size(rows) - 1);
}

Expectation expecting(std::vector<StatusRange> status, std::optional<Offset> within = {}) {
  return {.status = std::move(status), .within = within};
}

TEST(HasFailed, IsAgainstWhatWasExpected) {
  struct Row {
    const char* what;
    std::optional<Expectation> step;
    RunExpectation run;
    Ending ending;
    bool failed;
  };
  const std::optional<Expectation> none;
  const Expectation no_answer{.no_answer = true};
  const Row rows[] = {
      {"2xx is expected where nothing is said", none, {}, answered(204), false},
      {"and nothing else", none, {}, answered(404), true},
      {"nor silence", none, {}, TimedOut{}, true},
      {"nor a lost connection", none, {}, lost(Why::Reset), true},
      {"abandoned says nothing", none, {}, Abandoned{}, false},
      {"a step may expect 500", expecting({{500, 599}}), {}, answered(503), false},
      {"then 200 is wrong", expecting({{500, 599}}), {}, answered(200), true},
      {"one of several", expecting({{200, 200}, {409, 409}}), {}, answered(409), false},
      {"none of several", expecting({{200, 200}, {409, 409}}), {}, answered(201), true},
      {"a status is no silence", expecting({{500, 599}}), {}, TimedOut{}, true},
      {"a step may expect silence", no_answer, {}, TimedOut{}, false},
      {"or a lost connection", no_answer, {}, lost(Why::Closed), false},
      {"then an answer is wrong", no_answer, {}, answered(200), true},
      {"in time", expecting({}, 30ms), {}, answered(200), false},
      {"too late", expecting({}, 29ms), {}, answered(200), true},
      {"too late, whatever the status", expecting({{500, 500}}, 29ms), {}, answered(500), true},
      {"the run's status beside 2xx", none, {.status = {{200, 200}}}, answered(201), true},
      {"the run's status met", none, {.status = {{200, 200}}}, answered(200), false},
      {"the step's met, the run's not",
       expecting({{500, 500}}),
       {.status = {{200, 299}}},
       answered(500),
       true},
      {"the run's time, kept", none, {.within = 30ms}, answered(200), false},
      {"the run's time, missed", none, {.within = 29ms}, answered(200), true},
      {"the run may expect silence", none, {.no_answer = true}, TimedOut{}, false},
      {"then any answer is wrong", none, {.no_answer = true}, answered(200), true},
  };
  for (const Row& row : rows) {
    Line line;
    if (row.step) line.expect = std::make_shared<const Expectation>(*row.step);
    EXPECT_EQ(has_failed(line, row.run, outcome(row.ending)), row.failed) << row.what;
  }
}

TEST(HasFailed, CountsTimeFromTheSending) {
  Line line;
  line.expect = std::make_shared<const Expectation>(expecting({}, 30ms));
  Outcome late = outcome(answered(200));
  late.due = -5s;
  EXPECT_FALSE(has_failed(line, {}, late)) << "that we were late is not the receiver's fault";
}

TEST(LoadTally, JudgesByTheLineAndTheScenario) {
  Scenario strict =
      scenario("strict", {sent(), with(Modifiers{.expect = expecting({{500, 500}})}, read())});
  strict.expect.within = 29ms;
  const std::vector<LoadPiece> pieces{piece(scenario("s", {sent()})), piece(strict)};
  LoadTally tally(pieces, {1s});
  tally.told(0, outcome(answered(200)));
  EXPECT_EQ(tally.interval().rows.failed, 0U);
  tally.told(1, outcome(answered(200), 0ms, 0));
  EXPECT_EQ(tally.interval().rows.failed, 1U) << "too late";
  Outcome quick = outcome(answered(500), 0ms, 1);
  quick.answered = quick.sent + 1ms;
  tally.told(1, quick);
  EXPECT_EQ(tally.interval().rows.failed, 1U) << "the 500 that was expected, in time";
}

TEST(LoadTally, PutsEachInThePhaseInWhichItWasDue) {
  struct Row {
    const char* what;
    Offset due;
    std::uint32_t phase;
  };
  const Row rows[] = {
      {"at the start", 0ms, 0},         {"answered in the next phase", 999ms, 0},
      {"at an end is the next", 1s, 1}, {"in the last", 2500ms, 2},
      {"after all is the last", 1h, 2},
  };
  for (const Row& row : rows) {
    Tallied one;
    one.tally.told(0, outcome(answered(200), row.due));
    ASSERT_EQ(one.tally.totals().groups.size(), 1U) << row.what;
    EXPECT_EQ(one.tally.totals().groups.begin()->first.phase, row.phase) << row.what;
  }
}

TEST(LoadTally, KeepsScenariosAndKindsApart) {
  Tallied one;
  one.tally.told(0, outcome(answered(200), 0ms, 0));
  one.tally.told(0, outcome(answered(200), 0ms, 1));
  one.tally.told(0, outcome(answered(500), 0ms, 1));
  one.tally.told(1, outcome(answered(200), 0ms, 0));
  const LoadTotals& totals = one.tally.totals();
  const auto sent_of = [&totals](LoadGroup group) { return totals.groups.at(group)->rows.sent(); };
  EXPECT_EQ(totals.groups.size(), 3U);
  EXPECT_EQ(sent_of({0, 0, Kind::Status}), 1U);
  EXPECT_EQ(sent_of({0, 0, Kind::Presence}), 2U);
  EXPECT_EQ(sent_of({0, 1, Kind::Status}), 1U);
  const auto of_first = totals.sum([](const LoadGroup& group) { return group.piece == 0; });
  EXPECT_EQ(of_first.rows, (LoadRows{.ok = 2, .other_status = 1, .failed = 1}));
  EXPECT_EQ(of_first.latencies.lag.count(), 3U);
}

TEST(LoadTally, MeasuresWhatThereWasToMeasure) {
  struct Row {
    const char* what;
    Ending ending;
    bool service;
    bool lag;
  };
  const Row rows[] = {
      {"an answer has all three", answered(500), true, true},
      {"a timeout counts as long as it was waited for", TimedOut{}, true, true},
      {"a lost connection tells nothing of the receiver", lost(Why::Reset), false, true},
      {"nor does what was abandoned", Abandoned{}, false, true},
      {"what was dropped was not sent", lost(Why::Overflow), false, false},
  };
  for (const Row& row : rows) {
    Tallied one;
    one.tally.told(0, outcome(row.ending));
    const Latencies latencies = one.tally.totals().sum().latencies;
    EXPECT_EQ(latencies.service.count(), row.service ? 1U : 0U) << row.what;
    EXPECT_EQ(latencies.response.count(), row.service ? 1U : 0U) << row.what;
    EXPECT_EQ(latencies.lag.count(), row.lag ? 1U : 0U) << row.what;
    if (row.service) {
      EXPECT_EQ(latencies.service.max(), 30ms) << row.what;
      EXPECT_EQ(latencies.response.max(), 32ms) << row.what;
    }
    if (row.lag) {
      EXPECT_EQ(latencies.lag.max(), 2ms) << row.what;
    }
    EXPECT_TRUE(latencies.lag == one.tally.interval().latencies.lag) << row.what;
  }
}

TEST(LoadTally, CountsByStatus) {
  Tallied one;
  for (const int status : {200, 200, 503, 0, 999}) one.tally.told(0, outcome(answered(status)));
  one.tally.told(0, outcome(TimedOut{}));
  const auto& counts = one.tally.totals().by_status;
  EXPECT_EQ(counts[200], 2U);
  EXPECT_EQ(counts[503], 1U);
  EXPECT_EQ(counts[0], 1U);
  EXPECT_EQ(counts[999], 1U);
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}), 5U);
}

TEST(LoadTally, SaysWhyThereWasNoAnswer) {
  Tallied one;
  one.tally.told(0, outcome(answered(500)));
  one.tally.told(0, outcome(lost(Why::Refused, "connection refused")));
  one.tally.told(0, outcome(lost(Why::Refused, "connection refused")));
  one.tally.told(0, outcome(TimedOut{"waiting for the answer"}));
  one.tally.told(0, outcome(lost(Why::Overflow, "too many")));
  EXPECT_EQ(one.tally.totals().reasons,
            (Reasons{{"connection refused", 2}, {"waiting for the answer", 1}}));
}

TEST(LoadTally, PutsTooManyReasonsTogether) {
  Tallied one;
  Tallied another;
  for (int i = 0; i < 1'000; ++i) {
    one.tally.told(0, outcome(lost(Why::Other, "reason " + std::to_string(i))));
    another.tally.told(0, outcome(lost(Why::Other, "other reason " + std::to_string(i))));
  }
  one.tally.told(0, outcome(lost(Why::Other, "reason 0")));
  LoadTotals all;
  all.add(one.tally.totals());
  all.add(another.tally.totals());
  for (const LoadTotals* totals : {&one.tally.totals(), &std::as_const(all)}) {
    EXPECT_LE(totals->reasons.size(), kMostReasons + 1);
    EXPECT_EQ(totals->reasons.at("reason 0"), 2U) << "what was known before is still counted";
    std::uint64_t sum = 0;
    for (const auto& [reason, times] : totals->reasons) sum += times;
    EXPECT_EQ(sum, totals->sum().rows.unreachable);
  }
}

TEST(LoadTotals, AddUpWithoutLoss) {
  Tallied parts[2];
  Tallied whole;
  for (int i = 0; i < 200; ++i) {
    Outcome made = outcome(i % 7 == 0    ? answered(500)
                           : i % 11 == 0 ? Ending(TimedOut{"x"})
                                         : answered(200),
                           20ms * i, static_cast<std::uint32_t>(i % 2));
    made.answered += 1us * i * i;
    parts[i % 2].tally.told(0, made);
    whole.tally.told(0, made);
  }
  LoadTotals all;
  for (const Tallied& part : parts) all.add(part.tally.totals());
  const LoadTotals& wanted = whole.tally.totals();
  ASSERT_EQ(all.groups.size(), wanted.groups.size());
  for (const auto& [group, figures] : wanted.groups) {
    const LoadFigures& sum = *all.groups.at(group);
    EXPECT_EQ(sum.rows, figures->rows);
    EXPECT_TRUE(sum.latencies.response == figures->latencies.response);
    EXPECT_TRUE(sum.latencies.service == figures->latencies.service);
    EXPECT_TRUE(sum.latencies.lag == figures->latencies.lag);
  }
  EXPECT_EQ(all.by_status, wanted.by_status);
  EXPECT_EQ(all.reasons, wanted.reasons);
}

TEST(LoadTally, TellsRowsByKindOnce) {
  Tallied one;
  const auto index = [](std::size_t piece, Kind kind) {
    return piece * kKinds.size() + static_cast<std::size_t>(kind);
  };
  one.tally.told(0, outcome(answered(200), 0ms, 0));
  one.tally.told(0, outcome(answered(500), 0ms, 1));
  const std::vector<LoadRows> first = one.tally.take_rows_by_kind();
  EXPECT_EQ(first.at(index(0, Kind::Status)), LoadRows{.ok = 1});
  EXPECT_EQ(first.at(index(0, Kind::Presence)), (LoadRows{.other_status = 1, .failed = 1}));
  one.tally.told(1, outcome(answered(200), 0ms, 0));
  const std::vector<LoadRows> next = one.tally.take_rows_by_kind();
  EXPECT_EQ(next.size(), first.size());
  EXPECT_EQ(next.at(index(0, Kind::Status)), LoadRows{}) << "that was told before";
  EXPECT_EQ(next.at(index(1, Kind::Status)), LoadRows{.ok = 1});
}

TEST(LoadTally, BeginsAnIntervalAnewWhenItIsCleared) {
  Tallied one;
  LoadFigures intervals;
  for (int i = 0; i < 10; ++i) {
    one.tally.told(0, outcome(answered(200), 100ms * i));
    if (i % 4 == 3) {
      intervals.add(one.tally.interval());
      one.tally.interval().clear();
      EXPECT_EQ(one.tally.interval().rows, LoadRows{});
      EXPECT_EQ(one.tally.interval().latencies.response.count(), 0U);
    }
  }
  EXPECT_EQ(one.tally.interval().rows.ok, 2U);
  intervals.add(one.tally.interval());
  EXPECT_EQ(intervals.rows, one.rows()) << "what is cleared is still in the totals";
  EXPECT_TRUE(intervals.latencies.lag == one.tally.totals().sum().latencies.lag);
}

}  // namespace
}  // namespace ensaio
