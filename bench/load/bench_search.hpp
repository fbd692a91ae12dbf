#pragma once

#include <cstdint>
#include <optional>

#include "simulator/base/enum_table.hpp"
#include "simulator/document/rate.hpp"

namespace ensaio {

/// What a step at one rate showed.
enum class StepOutcome : std::uint8_t {
  Held,
  Broke,  ///< The receiver did not keep up, or not as well as was asked.
  Late,   ///< We did not keep to the schedule: of the receiver it says nothing.
};

inline constexpr auto kStepOutcomes = enum_table<StepOutcome>({
    {StepOutcome::Held, "held"},
    {StepOutcome::Broke, "broke"},
    {StepOutcome::Late, "late"},
});

/// What is known of a receiver's limit.
enum class BenchAnswer : std::uint8_t {
  Found,      ///< It lies between `held` and `not_held`.
  HeldAll,    ///< It held at the highest rate that was asked for.
  OurLimit,   ///< It lies above `held`; beyond that it was us who could not.
  NoneHeld,   ///< It is below the lowest rate that was tried.
  Unfinished  ///< It was ended before.
};

inline constexpr auto kBenchAnswers = enum_table<BenchAnswer>({
    {BenchAnswer::Found, "found"},
    {BenchAnswer::HeldAll, "held-all"},
    {BenchAnswer::OurLimit, "our-limit"},
    {BenchAnswer::NoneHeld, "none-held"},
    {BenchAnswer::Unfinished, "unfinished"},
});

/// Looks for the highest rate that holds: doubles it until a step does not hold, then halves the
/// gap between the highest that held and the lowest that did not. One that did not hold is tried
/// once more, since a hiccup of either side breaks a step and nothing mends one; the second time
/// counts. Where the first rate does not hold it goes down by quarters before. Pure: it is asked
/// for a rate, and told what came of it.
class BenchSearch {
 public:
  struct Bounds {
    Rate from{};               ///< Over 0.
    std::optional<Rate> to{};  ///< No rate beyond it is tried; not below `from`.
    double precision = 0.05;   ///< It ends where the gap is no larger a part of what held.
  };
  explicit BenchSearch(Bounds bounds);

  /// The rate of the next step; nothing where the answer is known.
  std::optional<Rate> next() const { return next_; }
  /// The next rate was tried before, and did not hold.
  bool is_repeated() const { return repeated_; }

  /// What the step at next() showed. Requires that there was one.
  void tell(StepOutcome outcome);

  BenchAnswer answer() const;
  std::optional<Rate> held() const { return held_; }          ///< The highest that did.
  std::optional<Rate> not_held() const { return not_held_; }  ///< The lowest that did not.

 private:
  std::optional<Rate> after_held() const;
  std::optional<Rate> after_not_held() const;
  std::optional<Rate> between() const;

  const Bounds bounds_;
  std::optional<Rate> next_{};
  bool repeated_ = false;
  std::optional<Rate> held_{};
  std::optional<Rate> not_held_{};
  StepOutcome why_ = StepOutcome::Broke;  ///< Of `not_held_`.
  int downwards_ = 0;                     ///< Steps down from the first rate.
};

}  // namespace ensaio
