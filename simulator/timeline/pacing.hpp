#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "simulator/scenario/load_profile.hpp"
#include "simulator/timeline/area.hpp"
#include "simulator/timeline/scattered.hpp"

namespace ensaio {

/// When a conversation begins.
struct Moment {
  std::uint64_t number = 0;  ///< Among all of the run, from 0.
  Offset due{};              ///< Since the run's start; in the phase, never at its end.
  std::uint32_t phase = 0;   ///< Into the profile's phases.
};

/// Which of the moments a thread plays: every `of`-th, the first of them number `index`.
struct Shard {
  std::uint32_t index = 0;  ///< Below `of`.
  std::uint32_t of = 1;     ///< Over 0.
};

/// When conversations begin, by phases one after the other. Conversation k begins when the area
/// under the rate comes to k: the first at once, of 10/s one each 100 ms, so an area of 50 has 50.
/// What is left of an area at the end of a phase counts in the next: ten phases of half a second at
/// 1/s have five. One that would begin exactly at the end of a phase belongs to the next.
/// `poisson` has in each phase the same count as `even` and scatters it over the area at random.
/// Pure and immutable: the same phases and seed give the same moments.
class Pacing {
 public:
  /// Requires that each phase lasts, and that they have at most 10^12 conversations.
  Pacing(std::span<const LoadPhase> phases, std::uint64_t seed);

  std::size_t phases() const { return stretches_.size(); }
  /// Of all phases.
  std::uint64_t count() const;
  std::uint64_t count(std::size_t phase) const { return stretches_[phase].count; }
  Offset begin(std::size_t phase) const { return stretches_[phase].begin; }
  Offset end(std::size_t phase) const {
    return stretches_[phase].begin + stretches_[phase].slope.lasts;
  }
  /// Of the last phase.
  Offset end() const { return stretches_.empty() ? Offset::zero() : end(phases() - 1); }

  /// The rate that is asked at that time, a second; 0 outside of all phases.
  double rate(Offset time) const;

 private:
  friend class PacedMoments;

  /// A phase between those before and after it.
  struct Stretch {
    Slope slope{};
    ArrivalPattern arrivals = ArrivalPattern::Even;
    Offset begin{};
    Area before = 0;          ///< Under all phases before it.
    std::uint64_t first = 0;  ///< The number of its first conversation.
    std::uint64_t count = 0;
  };

  std::vector<Stretch> stretches_{};
  std::uint64_t seed_;
};

/// The moments of one thread, in order of time, one after another: it costs the same memory for a
/// thousand and for 10^9. Taken together, the shards have each moment of the run once.
class PacedMoments {
 public:
  /// `pacing` must outlive it. Requires shard.index < shard.of.
  explicit PacedMoments(const Pacing& pacing, Shard shard = {})
      : pacing_(&pacing), shard_(shard), number_(shard.index) {}

  /// The next; nothing once there are no more.
  std::optional<Moment> next();

 private:
  Area even(const Pacing::Stretch& stretch) const;
  Area scattered(const Pacing::Stretch& stretch);
  void open_block(const Pacing::Stretch& stretch);

  const Pacing* pacing_;
  Shard shard_;
  std::uint64_t number_;   ///< The next.
  std::size_t phase_ = 0;  ///< No earlier one has it.
  Offset last_{};          ///< When the one before was due.

  // Where arrivals are scattered: the block that is open.
  ScatteredPoints points_{};
  std::uint64_t block_end_ = 0;  ///< The number after its last conversation.
  std::uint64_t point_of_ = 0;   ///< Whose point comes next.
  Area block_begin_ = 0;         ///< Since the phase's start.
  double block_width_ = 0;
};

}  // namespace ensaio
