#include "simulator/report/histogram.hpp"

#include <cassert>
#include <cmath>

namespace ensaio {

Histogram::Histogram() : counts_(kLength) {
  static_assert(index_of(kMost) / (kSubBuckets / 2) + 1 == kLength / (kSubBuckets / 2));
}

void Histogram::add(const Histogram& other) {
  const auto theirs = other.counts();
  for (std::size_t i = other.first(); i < theirs.size(); ++i) counts_[i] += theirs[i];
  count_ += other.count_;
  clamped_ += other.clamped_;
  sum_ += other.sum_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

void Histogram::clear() {
  std::fill_n(counts_.data() + first(), counts().size() - first(), 0);
  count_ = 0;
  clamped_ = 0;
  sum_ = 0;
  min_ = std::numeric_limits<std::uint64_t>::max();
  max_ = 0;
}

std::chrono::duration<double, std::micro> Histogram::mean() const {
  using Mean = std::chrono::duration<double, std::micro>;
  return count_ == 0 ? Mean{} : Mean(static_cast<double>(sum_) / static_cast<double>(count_));
}

Histogram::Time Histogram::quantile(double q) const {
  assert(q >= 0 && q <= 1);
  if (q == 0) return min();

  // A product that should be whole may come out a little above it (0.07 * 100), and must not be
  // rounded up to the next: so a step down first, as the reference does.
  const double wanted = std::nextafter(q * static_cast<double>(count_), 0.0);
  std::uint64_t seen = 0;
  for (std::size_t i = first(); i < counts().size(); ++i) {
    seen += counts_[i];
    if (static_cast<double>(seen) >= wanted) return bucket(i).highest;
  }
  return max();
}

Histogram::Bucket Histogram::bucket(std::size_t index) const {
  constexpr std::size_t kHalf = kSubBuckets / 2;
  const std::size_t doubling = index < kSubBuckets ? 0 : index / kHalf - 1;
  const std::uint64_t lowest = (index - doubling * kHalf) << doubling;
  const std::uint64_t next = lowest + (std::uint64_t{1} << doubling);
  return {time(lowest), time(std::min(next - 1, max_)), counts_[index]};
}

}  // namespace ensaio
