#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "simulator/base/enum_table.hpp"
#include "simulator/base/offset.hpp"
#include "simulator/timeline/calls.hpp"

namespace ensaio {

/// What to think of a check, a scenario, a run.
enum class Verdict : std::uint8_t { Pass, Fail, Inconclusive, Interrupted };

inline constexpr auto kVerdicts = enum_table<Verdict>({
    {Verdict::Pass, "pass"},
    {Verdict::Fail, "fail"},
    {Verdict::Inconclusive, "inconclusive"},
    {Verdict::Interrupted, "interrupted"},
});

/// The ending of an attempt as reports name it.
enum class EndingName : std::uint8_t { Answered, TimedOut, Unreachable, Abandoned };

inline constexpr auto kEndingNames = enum_table<EndingName>({
    {EndingName::Answered, "answered"},
    {EndingName::TimedOut, "timed_out"},
    {EndingName::Unreachable, "unreachable"},
    {EndingName::Abandoned, "abandoned"},
});

/// Every send accounted for. Counts sends by the ending of their last attempt:
/// planned = sent + not_sent, sent = answered + timed_out + unreachable + abandoned.
struct Account {
  std::uint64_t planned = 0;
  std::uint64_t sent = 0;
  std::uint64_t answered = 0;
  std::uint64_t timed_out = 0;
  std::uint64_t unreachable = 0;
  std::uint64_t abandoned = 0;
  std::uint64_t not_sent = 0;
  std::uint64_t retries = 0;     ///< Attempts after the first; not in the sums.
  std::uint64_t resent = 0;      ///< Attempts carried again by a new connection; not in the sums.
  std::uint64_t not_judged = 0;  ///< Sends that no expectation judged; not in the sums.

  /// Whether both sums hold. Where they do not, that is a bug of ours (exit 5).
  bool adds_up() const {
    return planned == sent + not_sent && sent == answered + timed_out + unreachable + abandoned;
  }
  Account& operator+=(const Account& other);
  bool operator==(const Account&) const = default;
};

/// One judgement.
struct Check {
  std::string what{};  ///< "status 2xx", "within 500ms".
  std::string step{};  ///< Its position; empty: of the whole scenario.
  Verdict verdict = Verdict::Pass;
  std::string message{};  ///< Of a failure: what came instead.
  std::optional<std::size_t>
      attempt{};  ///< The one judged, into the record's attempts. Not in the JSON.
};

/// One attempt, as the journal and the reports tell it (docs: "Shapes that others rely on").
struct Attempt {
  std::int64_t at_us = 0;  ///< Scenario time.
  std::string step{};
  std::string label{};
  std::string kind{};      ///< "status"; "call" for a call.
  std::string callback{};  ///< "READ".
  std::string url{};
  std::uint32_t attempt = 1;
  std::int64_t due_us = 0;  ///< Real time since the start of the run; so are the next two.
  std::int64_t sent_us = 0;
  std::int64_t answered_us = 0;
  EndingName ending = EndingName::Answered;
  int status = 0;        ///< 0 where there was no answer.
  std::string reason{};  ///< Of an ending without an answer, in words.
  std::string request{};
  std::string answer{};
  std::string answer_head{};  ///< Not in the JSON; for `location` of a 3xx on the console.
};

/// Outcomes of an await, as reports name them.
inline constexpr auto kAwaitOutcomes = enum_table<AwaitEnding::How>({
    {AwaitEnding::How::Came, "came"},
    {AwaitEnding::How::Quiet, "quiet"},
    {AwaitEnding::How::Missed, "missed"},
    {AwaitEnding::How::Abandoned, "abandoned"},
});

/// One await, and the call that ended it, as the journal and the reports tell it.
struct AwaitedCall {
  std::int64_t at_us = 0;  ///< Scenario time.
  std::string step{};
  std::string label{};
  std::string await{};        ///< "a send-text to ana".
  std::int64_t since_us = 0;  ///< Real time since the start of the run; so is the next.
  std::int64_t ended_us = 0;
  AwaitEnding::How outcome = AwaitEnding::How::Came;
  // Of Came:
  std::uint64_t number = 0;  ///< Of the call; 0: none came.
  std::int64_t came_us = 0;
  std::string route{};
  std::string instance{};
  std::string phone{};
  std::string message_id{};  ///< As our answer called it.
  std::string body{};
};

/// A failed check's step, as a person finds it again.
struct WrittenAt {
  std::string file{};
  std::uint32_t line = 0;
  std::string step{};
  std::string text{};  ///< "received: m1".
  std::string intent{};
};

/// What a scenario's record had no room for. Its verdict and its account know of it.
struct LeftOut {
  std::uint64_t checks = 0;
  std::uint64_t attempts_before = 0;  ///< Those that are kept.
  std::uint64_t attempts_after = 0;
  std::uint64_t awaits = 0;  ///< Those before the ones that are kept.

  bool any() const { return checks + attempts_before + attempts_after + awaits > 0; }
};

/// All that is known of one scenario that was played.
struct ScenarioRecord {
  std::string name{};
  std::string file{};
  std::string about{};
  Verdict verdict = Verdict::Pass;
  std::string plan_hash{};
  std::uint64_t seed = 0;
  Offset took{};  ///< Real time.
  std::string dialect{};
  std::string clock{};
  std::vector<Check> checks{};
  std::vector<Attempt> attempts{};
  std::vector<AwaitedCall> awaits{};
  std::vector<WrittenAt> steps{};  ///< Of the first 20 steps that failed checks name.
  std::string again{};             ///< The command line that repeats it, for a shell.
  Account account{};
  LeftOut left_out{};
};

/// All that is known of a run.
struct RunRecord {
  Verdict verdict = Verdict::Pass;
  int exit = 0;
  std::uint64_t seed = 0;
  std::string version{};
  std::string target{};
  std::string project_file{};  ///< The project file that was used, if any.
  std::vector<std::string>
      asides{};                   ///< What the reader should know: "--insecure", skipped documents.
  std::string trouble{};          ///< What kept the run from being completed; empty: nothing did.
  std::uint64_t passed_over = 0;  ///< Documents of other kinds.
  Account account{};
  Offset took{};  ///< Real time that was spent playing; less than the sum where --jobs is over 1.
  std::vector<ScenarioRecord> scenarios{};
  std::size_t kept = 0;  ///< Attempts (or checks, where these are more) in `scenarios`.
};

/// Whether every scenario's sums hold, and the run's are theirs added up. Where not, that is a bug
/// of ours (exit 5).
bool accounts_hold(const RunRecord& run);

}  // namespace ensaio
