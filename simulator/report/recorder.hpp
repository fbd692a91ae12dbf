#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "simulator/document/problem_text.hpp"
#include "simulator/report/record.hpp"
#include "simulator/report/showing.hpp"
#include "simulator/timeline/outcome.hpp"
#include "simulator/timeline/plan.hpp"

namespace ensaio {

/// Whether a telling came to its own end.
enum class Stop : std::uint8_t { AtItsEnd, Interrupted };

/// Listens to one telling of one scenario (a sink of the player's) and makes its record: the
/// attempts, what is to be thought of each send, the account. One thread.
class Recorder {
 public:
  explicit Recorder(const Showing& showing) : showing_(showing) {}

  /// One attempt, when its ending is known. Of a long answer the report keeps 16 KiB.
  void add(const Outcome& outcome);

  /// What became of an await or a tally, when it is known.
  void add(const CallNews& news);

  /// What became of it, against its plan. `source` knows the files' texts, for the failed steps.
  ScenarioRecord record(const Plan& plan, Stop stop, const SourceText& source) const;

  /// Whether an answer was longer than what the report keeps.
  bool has_cut() const { return has_cut_; }
  /// Whether one was longer than what a world keeps: then not even a judgement saw all of it.
  bool has_drained() const { return has_drained_; }

 private:
  /// One send with all its attempts, and what was expected of it when the last of them ended. A
  /// name that is saved twice has another value later.
  struct Sent {
    std::vector<Outcome> attempts{};
    std::shared_ptr<const Expectation> expect{};  ///< Null: none but the run's.
  };

  std::shared_ptr<const Expectation> expected(const Line& line, const Send& send) const;
  void tell_attempts(const std::vector<Outcome>& send, ScenarioRecord& record) const;
  void judge(const Sent& sent, ScenarioRecord& record) const;
  void find_failed_steps(const SourceText& source, ScenarioRecord& record) const;

  /// One await, and what is to be thought of it.
  struct Awaited {
    Offset ended{};
    AwaitedCall call{};
    std::vector<Check> checks{};
  };

  void tell_awaits(Offset until, std::size_t& told, ScenarioRecord& record) const;

  Showing showing_;
  std::vector<Sent> sends_;
  std::vector<Awaited> awaits_;  ///< In the order in which they ended.
  std::vector<Check> tallies_;
  bool ended_early_ = false;  ///< A call that did not come ended the story.
  bool has_cut_ = false;
  bool has_drained_ = false;
};

/// An attempt as reports tell it. Of a long answer it has the first 16 KiB.
Attempt attempt_of(const Outcome& outcome, const Script& script);

/// Adds a scenario to its run: the record itself, its account, and the verdict of the run so far.
/// Where the run has become long, the record is shortened (shorten.hpp).
void add(RunRecord& run, ScenarioRecord scenario);

}  // namespace ensaio
