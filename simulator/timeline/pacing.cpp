#include "simulator/timeline/pacing.hpp"

#include <algorithm>
#include <cassert>

namespace ensaio {
namespace {

/// Scattered arrivals come in blocks of at most so many, each with its share of the area. One block
/// of 10^9 would take 16 million steps before its first point. What is lost is the wandering of a
/// Poisson process over more than a million arrivals, a tenth of a percent of them.
constexpr std::uint64_t kLargestBlock = std::uint64_t{1} << 20U;

/// The number of the first conversation that begins once `area` lies behind.
std::uint64_t first_from(Area area) {
  return static_cast<std::uint64_t>((area + kOneArrival - 1) / kOneArrival);
}

/// whole * part / parts, where the product might not fit.
Area share(Area whole, std::uint64_t part, std::uint64_t parts) {
  const auto n = static_cast<Area>(parts);
  return whole / n * static_cast<Area>(part) + whole % n * static_cast<Area>(part) / n;
}

}  // namespace

Pacing::Pacing(std::span<const LoadPhase> phases, std::uint64_t seed)
    : seed_(mixed(seed, "arrivals")) {
  Offset begin{};
  Area before = 0;
  for (const LoadPhase& phase : phases) {
    assert(phase.lasts > Offset::zero());
    Stretch stretch{.slope = {phase.rate, phase.lasts},
                    .arrivals = phase.arrivals,
                    .begin = begin,
                    .before = before,
                    .first = first_from(before)};
    before += area_under(stretch.slope);
    begin += phase.lasts;
    stretch.count = first_from(before) - stretch.first;
    stretches_.push_back(stretch);
  }
}

std::uint64_t Pacing::count() const {
  return stretches_.empty() ? 0 : stretches_.back().first + stretches_.back().count;
}

double Pacing::rate(Offset time) const {
  for (const Stretch& stretch : stretches_) {
    const Offset since = time - stretch.begin;
    if (Offset::zero() <= since && since < stretch.slope.lasts)
      return rate_at(stretch.slope, since);
  }
  return 0;
}

std::optional<Moment> PacedMoments::next() {
  const auto& stretches = pacing_->stretches_;
  while (phase_ < stretches.size() &&
         number_ >= stretches[phase_].first + stretches[phase_].count) {
    ++phase_;
  }
  if (phase_ == stretches.size()) return std::nullopt;

  const Pacing::Stretch& stretch = stretches[phase_];
  const Area area = stretch.arrivals == ArrivalPattern::Even ? even(stretch) : scattered(stretch);
  // Rounded to the end it would be the next phase's, and a nanosecond back before the last.
  const Offset within = std::min(time_at(stretch.slope, area), stretch.slope.lasts - Offset(1));
  last_ = std::max(last_, stretch.begin + within);
  const Moment moment{number_, last_, static_cast<std::uint32_t>(phase_)};
  number_ += shard_.of;
  return moment;
}

Area PacedMoments::even(const Pacing::Stretch& stretch) const {
  return static_cast<Area>(number_) * kOneArrival - stretch.before;
}

Area PacedMoments::scattered(const Pacing::Stretch& stretch) {
  if (number_ >= block_end_) open_block(stretch);
  std::uint64_t point = 0;
  for (; point_of_ <= number_; ++point_of_) point = points_.next();
  constexpr double kWhole = 0x1p53;
  return block_begin_ + static_cast<Area>(block_width_ * (static_cast<double>(point) / kWhole));
}

/// The block that has number_.
void PacedMoments::open_block(const Pacing::Stretch& stretch) {
  const std::uint64_t block = (number_ - stretch.first) / kLargestBlock;
  const std::uint64_t begin = block * kLargestBlock;
  const std::uint64_t end = std::min(begin + kLargestBlock, stretch.count);
  const Area area = area_under(stretch.slope);
  block_begin_ = share(area, begin, stretch.count);
  block_width_ = static_cast<double>(share(area, end, stretch.count) - block_begin_);
  block_end_ = stretch.first + end;
  point_of_ = stretch.first + begin;
  points_ = ScatteredPoints(end - begin, mixed(mixed(pacing_->seed_, phase_), block));
}

}  // namespace ensaio
