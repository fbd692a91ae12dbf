#pragma once

#include <cstdint>
#include <vector>

#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// A time that is known to lie between two others, in seconds; `high` may be infinite.
struct Bounds {
  double low = 0;
  double high = 0;
  Bounds operator+(Bounds other) const { return {low + other.low, high + other.high}; }
};

Bounds bounds_of(const Span& span);

/// Something that is told of a message or a chat, as far as the order of mentions is concerned.
struct Mention {
  enum class What : std::uint8_t { Sent, Received, Read, Typing, Paused };
  What what{};
  std::uint32_t about = 0;        ///< A message or, of Typing and Paused, a chat.
  std::optional<ChatIndex> by{};  ///< Of a group's status: who.
  const Step* step = nullptr;
  bool meant = false;        ///< An `intent` covers it.
  std::uint32_t order = 0;   ///< As written; a later round of a repetition is later.
  std::uint32_t strand = 0;  ///< Into Course::strands.
  Bounds due{};              ///< Since the scenario's start, answers taking no time.
  Bounds late{};
};

/// A scenario as the order lint sees it: what is told, and which comes before which.
struct Course {
  /// Where ways part: branches of a fork know nothing of each other's order.
  struct Strand {
    std::uint32_t parent = 0;
    std::uint32_t fork = 0;  ///< Of a `parallel`, a `shuffle` or a `choose`; 0 is the main strand.
  };
  std::vector<Strand> strands{Strand{}};
  std::vector<Mention> mentions{};

  /// Whether `a` says that it happened before what `b` says, whatever is drawn.
  bool surely_before(const Mention& a, const Mention& b) const;

 private:
  bool side_by_side(std::uint32_t a, std::uint32_t b) const;
};

/// Walks through the steps in order. Of a repetition two rounds are enough to see what they do to
/// each other.
Course course(const Scenario& scenario);

}  // namespace ensaio
