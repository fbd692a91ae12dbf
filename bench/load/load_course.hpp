#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "bench/load/load_arrivals.hpp"
#include "bench/load/load_world.hpp"
#include "simulator/delivery/socket_options.hpp"
#include "simulator/delivery/target_rule.hpp"

namespace ensaio {

/// A callback whose ending is known.
struct EndedCallback {
  std::uint32_t piece = 0;         ///< Into the course's.
  std::uint64_t conversation = 0;  ///< Which of all.
  Offset began{};                  ///< When the load did, by the clock of the outcome.
  const Outcome& outcome;
};

/// A load, ready to be run: the same for all of its threads, and never changed while it runs.
struct LoadCourse {
  std::vector<LoadPiece> pieces{};
  std::uint64_t seed = 0;
  LoadNumbers numbers{};
  std::uint64_t people = 10'000;  ///< How many sets of people there are; at most UINT32_MAX.
  std::size_t threads = 1;
  /// The conversations that are thread `index`'s of `threads`.
  std::function<LoadMoments(std::size_t index, std::size_t threads)> moments{};
  /// How many conversations are due before that time; of the whole where it is Offset::max().
  std::function<std::uint64_t(Offset until)> due{};
  /// Closed loop: so many conversations at once, of all threads together; no less than `threads`.
  /// Nothing: they begin when they are due.
  std::optional<std::size_t> at_once{};
  std::vector<Offset> ends{};  ///< When each phase is over, in order; at least one.
  std::vector<Hold> holds{};
  bool drops = false;  ///< What goes beyond `sockets.in_flight`; else it waits.
  /// How long a conversation takes at most, where answers take no time. The end waits so long for
  /// those under way, and `drain` longer.
  Offset story{};
  Offset drain = std::chrono::seconds(30);
  /// Told of every callback by the thread that plays it, which waits for it, while other threads
  /// call it too. Null: nobody asks.
  std::function<void(const EndedCallback&)> listener{};
  TargetRule rule{};
  SocketOptions sockets{};  ///< Of all threads together.

  bool is_closed_loop() const { return at_once.has_value(); }
  Offset lasts() const { return ends.back(); }
};

}  // namespace ensaio
