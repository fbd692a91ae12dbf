#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/load/bench_search.hpp"
#include "bench/load/load_judgement.hpp"
#include "bench/load/load_run.hpp"
#include "simulator/scenario/load_profile.hpp"

namespace ensaio {

/// How each step of a search for a limit is run: some seconds that nobody judges, those that are,
/// and then no longer than it takes to know what became of the callbacks that were due in them.
struct StepPlan {
  Offset warm_up = std::chrono::seconds(1);
  Offset lasts = std::chrono::seconds(5);
  Offset patience = std::chrono::seconds(2);  ///< For answers, at the end.
  Offset story{};        ///< How long the longest conversation takes, where answers take no time.
  double callbacks = 1;  ///< That a conversation sends, on average. Over 0.
  std::size_t threads = 1;
};

/// The phase that is judged, of three: what becomes due after it is in the last.
inline constexpr std::uint32_t kJudgedPhase = 1;

/// `profile` with the phases of a step at so many conversations a second, and what must hold in it.
LoadProfile profile_of_step(LoadProfile profile, std::vector<Condition> until, Rate rate,
                            const StepPlan& plan);

/// How long a step waits for answers: twice what the conditions ask for, since who has not answered
/// by then has broken them; 2 s at least, and `timeout` at most.
Offset patience(const std::vector<Condition>& until, Offset timeout);

/// What is kept of a second of a step.
struct StepSecond {
  std::uint64_t number = 0;
  std::uint64_t ended = 0;      ///< Callbacks whose ending was known in it.
  std::uint64_t started = 0;    ///< Conversations.
  std::uint64_t under_way = 0;  ///< Conversations, at its end.
  std::uint64_t in_flight = 0;  ///< Callbacks, at its end.
  Offset idle{};                ///< Of all threads together.
};

/// What came of a step.
struct BenchStep {
  Rate rate{};            ///< Conversations that were asked for.
  bool repeated = false;  ///< The same rate did not hold just before.
  StepOutcome outcome = StepOutcome::Held;
  std::string why{};  ///< It did not hold; empty where it did.
  Trust trust = Trust::Trustworthy;
  double answered = 0;  ///< Callbacks a second whose ending was known in its time.
  /// Of callbacks that were due in its time. One that had no answer at the end, or was not even
  /// sent, counts as abandoned and failed, and as long as it was waited for: so it breaks what it
  /// would have broken.
  LoadFigures figures{};
  std::uint64_t unanswered = 0;  ///< How many of those there were.
  double busy = 0;               ///< Which part of its time the generator had something to do.
  double taken = 0;              ///< How many connections were in use, on average.
  bool full = false;             ///< All were.
  std::vector<LoadCheck> checks{};
};

/// What to think of a step, of a run of `profile` (see profile_of_step()).
///
/// A late generator makes what it measures worse, never better (answered - due), and its bursts are
/// harder than what was asked for. So a rate that holds in spite of it holds, as long as it was
/// that rate: 99 of 100 conversations began, and lag p99 is within a fiftieth of the step, or 20
/// ms.
///
/// Else who was too slow is told apart like this. Where the generator was late and had something to
/// do for nine tenths of the time, it was us. Where its schedule was not kept at all (`saturated`)
/// and the connections that there may be were all in use, callbacks waited for the receiver to free
/// one: it was the receiver. Where they were not, it was us, or whatever else runs on this machine.
/// All in use: at the end of a second, or four fifths of them on average, which is, by Little's
/// law, the sum of the service times over the time.
///
/// Where nothing that was due was even sent, since all that may be in flight was and had no answer,
/// there is no lag to look at: its schedule was not kept at all.
///
/// The receiver is at its limit too where conversations under way grow by more than a hundredth of
/// those that begin, and three standard deviations of a random count: then any objective breaks in
/// time.
BenchStep judged_step(LoadResult result, const LoadProfile& profile, const StepPlan& plan,
                      const std::vector<StepSecond>& seconds);

}  // namespace ensaio
