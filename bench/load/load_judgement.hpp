#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/load/load_check.hpp"
#include "bench/load/load_run.hpp"
#include "simulator/base/enum_table.hpp"
#include "simulator/report/record.hpp"
#include "simulator/scenario/load_profile.hpp"

namespace ensaio {

/// Whether the figures say something about the receiver, or about us.
enum class Trust : std::uint8_t {
  Trustworthy,
  Suspect,    ///< We were late now and then.
  Saturated,  ///< We could not keep to the schedule.
};

inline constexpr auto kTrusts = enum_table<Trust>({
    {Trust::Trustworthy, "trustworthy"},
    {Trust::Suspect, "suspect"},
    {Trust::Saturated, "saturated"},
});

/// What to think of a load.
struct LoadJudgement {
  Verdict verdict = Verdict::Pass;
  Trust trust = Trust::Trustworthy;
  std::string why{};  ///< Of the trust, in words; empty where there is nothing to say.
  std::vector<LoadCheck> passes{};  ///< pass_when, or what is asked where there is none.
  std::vector<LoadCheck> valid{};   ///< valid_when.
};

/// A run that does not hold valid_when, or was saturated where there is none, is inconclusive,
/// whatever else holds. A closed loop is never saturated: it asks for no rate.
LoadJudgement judged(const LoadResult& result, const LoadProfile& profile, bool closed_loop);

/// Callbacks that have failed because nothing had come of them when the drain was over.
struct LostCallbacks {
  std::uint64_t unanswered = 0;
  std::uint64_t unsent = 0;

  std::uint64_t sum() const { return unanswered + unsent; }
};

/// Of a whole run. None where the user ended it: what would have come then, nobody knows.
LostCallbacks lost_callbacks(const LoadResult& result);

/// "4 not answered and 3 not sent by the end of the drain"; empty for none.
std::string lost_text(const LostCallbacks& lost);

/// What to think of a schedule.
struct KeptSchedule {
  Trust trust = Trust::Trustworthy;
  std::string why{};  ///< Empty where it is trustworthy.
};

/// By how late callbacks left, and which part of the conversations that were due began.
KeptSchedule kept(const Histogram& lag, double begun);

/// Each of `conditions` held against `result`, a run of `profile`.
std::vector<LoadCheck> looked_at(const std::vector<Condition>& conditions, const LoadResult& result,
                                 const LoadProfile& profile);

}  // namespace ensaio
