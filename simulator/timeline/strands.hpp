#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// Which strand of a conversation: it has one, and one more per branch of a `parallel`.
using Strand = std::uint32_t;

/// No frame.
inline constexpr std::uint32_t kBottom = UINT32_MAX;

/// A beat that is being played. Frames lie on one another: a strand's own on those of the strand
/// that it branched off.
struct Frame {
  std::uint32_t beat = 0;
  std::uint32_t below = kBottom;
  std::uint32_t next = 0;   ///< Which child comes next; of a parallel: branches still running.
  std::uint32_t extra = 0;  ///< Repeat: the round. Shuffle: its order. Parallel: whose it is.
  Offset time{};            ///< Repeat: when the round was due. Parallel: the latest end so far.
};

/// How far one strand has come.
struct StrandState {
  Offset now{};   ///< Of a send under way: when that is due.
  Offset told{};  ///< Of the last send; so are `said` and `copy`.
  std::uint32_t top = kBottom;
  std::uint32_t said = 0;  ///< The beat; also of an await.
  std::uint32_t copy = 0;
};

/// The frames, strands and orders of one conversation. A straight story lives in the object itself,
/// since a million of them may wait at once; what is deeper or branches is allocated. What is given
/// back is used again.
class Strands {
 public:
  Strands();
  ~Strands();
  Strands(Strands&&) noexcept;
  Strands& operator=(Strands&&) noexcept;

  /// References are good until the next frame or strand is made.
  Frame& frame(std::uint32_t index);
  const Frame& frame(std::uint32_t index) const;
  StrandState& strand(Strand index);
  const StrandState& strand(Strand index) const;

  /// Puts a frame for `beat` on top of `strand`.
  Frame& push(Strand strand, std::uint32_t beat);
  /// Takes the uppermost frame off.
  void pop(Strand strand);

  /// A new strand, on top of frame `top`. Strand 0 is there from the beginning.
  Strand branch(std::uint32_t top, Offset now);
  void give_back(Strand strand);

  /// Which strand can go on next; the last one that became ready comes first.
  void ready(Strand strand);
  bool any_ready() const;
  Strand take_ready();

  /// The orders of shuffles.
  std::uint32_t keep_order(std::vector<std::uint32_t> order);
  const std::vector<std::uint32_t>& order(std::uint32_t index) const;
  void give_back_order(std::uint32_t index);

 private:
  struct Rest;
  Rest& rest();

  static constexpr std::uint32_t kNear = 2;
  std::array<Frame, kNear> near_{};
  StrandState first_{};
  std::unique_ptr<Rest> rest_;    ///< Null until it is needed.
  std::uint32_t frames_ = 0;      ///< Made so far.
  std::uint32_t free_ = kBottom;  ///< The first of those given back, linked by `below`.
};

}  // namespace ensaio
