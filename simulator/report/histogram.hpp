#pragma once

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// How long things took: a count for every duration up to 60 s, told apart to three significant
/// digits. Durations are taken in whole microseconds, what is over is cut off (as in journals);
/// what is negative counts as 0, what is over 60 s as 60 s, and of those clamped() knows.
///
/// The layout is that of HdrHistogram (lowest 1, highest 60 000 000, 3 digits, so 2048
/// sub-buckets): one of 1 us each up to 2047 us, then 1024 for each doubling. So the counts can be
/// exchanged with its tools (histogram_log.hpp), and two histograms can be added without loss.
/// Takes 136 KiB when it is made and none later; record() takes a few ns. One that was moved from
/// may only be assigned to.
class Histogram {
 public:
  using Time = std::chrono::microseconds;

  static constexpr Time kLowest{1};  ///< Below it is only 0.
  static constexpr Time kHighest = std::chrono::seconds(60);
  static constexpr int kDigits = 3;

  /// Durations that are not told apart, both ends included. No `highest` is over max().
  struct Bucket {
    Time lowest{};
    Time highest{};
    std::uint64_t count = 0;
    bool operator==(const Bucket&) const = default;
  };

  Histogram();

  void record(Offset duration) {
    const auto whole = std::chrono::duration_cast<Time>(duration).count();
    auto us = static_cast<std::uint64_t>(whole);  // What is negative is now over everything.
    if (us > kMost) us = bounded(whole);
    ++counts_[index_of(us)];
    ++count_;
    sum_ += us;
    min_ = std::min(min_, us);
    max_ = std::max(max_, us);
  }

  /// As if all that `other` recorded had been recorded here too.
  void add(const Histogram& other);
  /// As new. Costs as much as there are buckets between min() and max().
  void clear();

  std::uint64_t count() const { return count_; }
  /// How many were over 60 s.
  std::uint64_t clamped() const { return clamped_; }

  // 0 where nothing was recorded; exact but for the parts of a microsecond.
  Time min() const { return time(count_ == 0 ? 0 : min_); }
  Time max() const { return time(max_); }
  std::chrono::duration<double, std::micro> mean() const;

  /// The duration that the part `q` of all did not exceed: the upper end of its bucket, so never
  /// too low, too high by less than a thousandth, and not over max(). min() for q = 0; 0 where
  /// nothing was recorded. Requires 0 <= q <= 1.
  Time quantile(double q) const;

  /// Tells `told` every Bucket that is not empty, from the lowest up.
  template <class Told>
  void for_each(Told told) const {
    for (std::size_t i = first(); i < counts().size(); ++i) {
      if (counts_[i] > 0) told(bucket(i));
    }
  }

  /// HdrHistogram's counts array, up to the last that is not 0, but never without its first.
  std::span<const std::uint64_t> counts() const { return {counts_.data(), index_of(max_) + 1}; }

  bool operator==(const Histogram&) const = default;

 private:
  static constexpr unsigned kSubBucketBits = 11;
  static constexpr std::uint64_t kSubBuckets = 1U << kSubBucketBits;
  static constexpr std::uint64_t kMost = kHighest.count();

  /// 0 to 2047 are their own index. Above, each doubling takes the next 1024, of which each stands
  /// for twice as many values as one of the doubling below: 2048 and 2049 are 2048, 4095 is 3071.
  static constexpr std::size_t index_of(std::uint64_t us) {
    const auto doubling =
        static_cast<unsigned>(std::bit_width(us | (kSubBuckets - 1))) - kSubBucketBits;
    return doubling * (kSubBuckets / 2) + (us >> doubling);
  }
  static constexpr std::size_t kLength = 17 * kSubBuckets / 2;

  static Time time(std::uint64_t us) { return Time(static_cast<std::int64_t>(us)); }

  std::uint64_t bounded(std::int64_t us) {
    if (us < 0) return 0;
    ++clamped_;
    return kMost;
  }
  /// From here to the end of counts() are all that are not 0.
  std::size_t first() const { return count_ == 0 ? 0 : index_of(min_); }
  Bucket bucket(std::size_t index) const;

  std::vector<std::uint64_t> counts_;
  std::uint64_t count_ = 0;
  std::uint64_t clamped_ = 0;
  std::uint64_t sum_ = 0;
  std::uint64_t min_ = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t max_ = 0;
};

}  // namespace ensaio
