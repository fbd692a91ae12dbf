#include "bench/load/bench_search.hpp"

#include <algorithm>
#include <cassert>

namespace ensaio {
namespace {

// From 50/s that is 3 a minute: who does not hold that has another problem than load.
constexpr int kMostDownwards = 5;
constexpr std::int64_t kDown = 4;
// As much as parse_ramp() reads: 10^9 a second.
constexpr std::int64_t kHighest = std::int64_t{3600} * 1'000'000 * 1'000'000'000;

/// Three digits are enough for who reads it; the rest is 0.
std::int64_t rounded(std::int64_t value) {
  std::int64_t unit = 1;
  while (value / unit >= 1000) unit *= 10;
  return value / unit * unit;
}

/// In 3600ths, so that what is whole a second stays whole.
Rate rounded(Rate rate) {
  constexpr std::int64_t kOneASecond = 3600;  // Of a millionth of it.
  const std::int64_t millionths = rounded(rate.millionths_an_hour / kOneASecond);
  return {millionths * kOneASecond};
}

}  // namespace

BenchSearch::BenchSearch(Bounds bounds) : bounds_(bounds), next_(bounds.from) {
  assert(bounds.from > Rate{} && (!bounds.to || *bounds.to >= bounds.from));
}

void BenchSearch::tell(StepOutcome outcome) {
  assert(next_);
  const Rate tried = *next_;
  if (outcome == StepOutcome::Held) {
    repeated_ = false;
    held_ = tried;
    next_ = after_held();
    return;
  }
  if (!repeated_) {
    repeated_ = true;
    return;
  }
  repeated_ = false;
  not_held_ = tried;
  why_ = outcome;
  next_ = after_not_held();
  if (!held_) ++downwards_;
}

std::optional<Rate> BenchSearch::after_held() const {
  if (not_held_) return between();
  const std::int64_t most = bounds_.to ? bounds_.to->millionths_an_hour : kHighest;
  if (held_->millionths_an_hour >= most) return std::nullopt;
  return Rate{std::min(most, held_->millionths_an_hour * 2)};
}

std::optional<Rate> BenchSearch::after_not_held() const {
  if (held_) return between();
  const Rate lower = rounded(not_held_->divided_by(kDown));
  if (downwards_ == kMostDownwards || lower == Rate{}) return std::nullopt;
  return lower;
}

std::optional<Rate> BenchSearch::between() const {
  const std::int64_t low = held_->millionths_an_hour;
  const std::int64_t high = not_held_->millionths_an_hour;
  const std::int64_t gap = high - low;
  if (static_cast<double>(gap) <= bounds_.precision * static_cast<double>(low)) return {};
  const Rate middle{low + gap / 2};
  const Rate round = rounded(middle);
  const Rate next = round > *held_ ? round : middle;
  return next > *held_ ? std::optional(next) : std::nullopt;
}

BenchAnswer BenchSearch::answer() const {
  if (next_) return BenchAnswer::Unfinished;
  if (!not_held_) return BenchAnswer::HeldAll;
  if (why_ == StepOutcome::Late) return BenchAnswer::OurLimit;
  return held_ ? BenchAnswer::Found : BenchAnswer::NoneHeld;
}

}  // namespace ensaio
