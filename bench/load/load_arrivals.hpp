#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/load/load_cast.hpp"
#include "bench/load/people.hpp"
#include "simulator/delivery/arrivals.hpp"
#include "simulator/delivery/world.hpp"

namespace ensaio {

/// One scenario of a load, ready to be played by every thread.
struct LoadPiece {
  std::shared_ptr<const Scenario> scenario{};
  std::shared_ptr<const Script> script{};
  Routes routes{};
  Surroundings surroundings{};
};

/// When a conversation is to begin, which scenario it plays, and which one it is of all.
struct LoadMoment {
  Offset due{};
  std::uint32_t piece = 0;
  std::uint64_t conversation = 0;
};

/// Conversations one after the other; nothing at the end.
using LoadMoments = std::function<std::optional<LoadMoment>()>;

/// How many conversations began and ended, of one thread.
struct ConversationCounts {
  std::uint64_t started = 0;
  std::uint64_t finished = 0;
  std::uint64_t given_up = 0;  ///< Under way when it was interrupted.

  ConversationCounts& operator+=(const ConversationCounts& other) {
    started += other.started;
    finished += other.finished;
    given_up += other.given_up;
    return *this;
  }
};

/// The conversations of one thread of a load, as its player meets them. Of those under way it keeps
/// a few numbers each; what they say is put together anew for each callback. One thread.
class LoadArrivals : public Arrivals {
 public:
  struct Parts {
    const World& world;  ///< Where it is interrupted, what is over did not come to its own end.
    const std::vector<LoadPiece>& pieces;  ///< Outlive it; so do the next numbers.
    std::uint64_t seed = 0;
    const LoadNumbers& numbers;
    People people;  ///< Not asked where the numbers are as written.
    Clock clock{};
    /// So many at once, whenever they are due; nothing: when they are due, however many there are.
    std::optional<std::size_t> at_once{};
    WallTime start{};  ///< Wall time of offset zero.
  };
  LoadArrivals(Parts parts, LoadMoments moments);

  std::optional<Offset> next() override;
  Arrival take(Offset now) override;
  void recall(const Arrival& arrival) override;
  void over(std::uint64_t number) override;

  /// No more are to begin. From any thread.
  void stop() { stopped_.store(true, std::memory_order_relaxed); }

  const ConversationCounts& counts() const { return counts_; }
  /// Which scenario an arrival under way plays.
  std::uint32_t piece_of(std::uint64_t number) const { return under_way_[number].piece; }
  std::uint64_t conversation_of(std::uint64_t number) const {
    return under_way_[number].conversation;
  }

 private:
  struct UnderWay {
    std::uint32_t people = 0;
    std::uint32_t piece = 0;
    std::uint64_t conversation = 0;
  };
  std::uint64_t free_number();

  Parts parts_;
  const LoadMoments moments_;
  std::optional<LoadMoment> next_{};
  std::vector<LoadCast> casts_{};  ///< By piece; so are the next.
  std::vector<Surroundings> surroundings_{};
  std::vector<Staging> stagings_{};
  std::vector<UnderWay> under_way_{};  ///< By the arrival's number.
  std::vector<std::uint64_t> free_numbers_{};
  ConversationCounts counts_{};
  std::atomic<bool> stopped_ = false;
};

}  // namespace ensaio
