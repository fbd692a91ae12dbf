#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace ensaio {

/// Things that come and go, each in a place of its own, which it keeps: references are good as long
/// as it is there. Places are used again, so there are as many as there were things at once.
template <class T>
class Slots {
 public:
  using Place = std::uint32_t;

  /// A free place, for emplace().
  Place free_place() {
    if (free_.empty()) {
      if (size_ == chunks_.size() * kChunk) chunks_.push_back(std::make_unique<Chunk>());
      free_.push_back(static_cast<Place>(size_++));
    }
    const Place place = free_.back();
    free_.pop_back();
    return place;
  }
  template <class... Arguments>
  T& emplace(Place place, Arguments&&... arguments) {
    return at(place).emplace(std::forward<Arguments>(arguments)...);
  }
  void erase(Place place) {
    at(place).reset();
    free_.push_back(place);
  }

  /// All places are below it.
  Place size() const { return static_cast<Place>(size_); }
  bool has(Place place) const { return at(place).has_value(); }
  /// Requires has(place).
  T& operator[](Place place) { return *at(place); }
  const T& operator[](Place place) const { return *at(place); }

 private:
  static constexpr std::size_t kChunk = 128;
  using Chunk = std::array<std::optional<T>, kChunk>;

  std::optional<T>& at(Place place) { return (*chunks_[place / kChunk])[place % kChunk]; }
  const std::optional<T>& at(Place place) const {
    return (*chunks_[place / kChunk])[place % kChunk];
  }

  std::vector<std::unique_ptr<Chunk>> chunks_{};
  std::vector<Place> free_{};
  std::size_t size_ = 0;
};

}  // namespace ensaio
