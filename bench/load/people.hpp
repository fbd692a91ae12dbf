#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace ensaio {

/// The sets of people that conversations are about. Nobody is in two conversations at once; who was
/// not asked for longest comes next. One thread.
class People {
 public:
  /// The sets `first`, `first + step`, ... below `count`: the share of one thread.
  People(std::uint64_t count, std::uint64_t first, std::uint64_t step)
      : count_(count), next_(first), step_(step) {}

  /// A set that is free; nothing where all are taken.
  std::optional<std::uint64_t> take() {
    if (next_ < count_) {
      const std::uint64_t fresh = next_;
      next_ += step_;
      return fresh;
    }
    if (waiting_ == 0) return std::nullopt;
    const std::uint64_t set = ring_[first_];
    first_ = (first_ + 1) % ring_.size();
    --waiting_;
    return set;
  }
  bool any() const { return next_ < count_ || waiting_ > 0; }

  void give_back(std::uint64_t set) {
    if (waiting_ == ring_.size()) grow();
    ring_[(first_ + waiting_++) % ring_.size()] = set;
  }

 private:
  void grow() {
    std::vector<std::uint64_t> larger;
    larger.reserve(ring_.size() * 2 + 16);
    for (std::size_t i = 0; i < waiting_; ++i) {
      larger.push_back(ring_[(first_ + i) % ring_.size()]);
    }
    larger.resize(larger.capacity());
    ring_.swap(larger);
    first_ = 0;
  }

  const std::uint64_t count_;
  std::uint64_t next_;  ///< The first that was never taken.
  const std::uint64_t step_;
  std::vector<std::uint64_t> ring_{};  ///< Those given back, from `first_`, `waiting_` of them.
  std::size_t first_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace ensaio
