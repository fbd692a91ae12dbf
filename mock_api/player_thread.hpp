#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "simulator/delivery/arrivals.hpp"
#include "simulator/delivery/socket_options.hpp"
#include "simulator/delivery/target_rule.hpp"
#include "simulator/timeline/cast.hpp"
#include "simulator/timeline/outcome.hpp"
#include "simulator/timeline/rendering.hpp"

namespace ensaio {

/// One telling of a script, with all that fills its gaps.
struct Rendition {
  std::shared_ptr<const Script> script{};
  Cast cast{};
  Surroundings surroundings{};
  Seed seed{};
  Clock clock{};
};

/// What is to be played as soon as it is ordered, and who hears what became of it. All functions
/// are called on the player's thread, one at a time.
struct PlayOrder {
  std::shared_ptr<Rendition> rendition{};  ///< Nobody else changes it before it is over.
  Routes routes{};
  std::function<void(const Outcome& outcome)> told{};
  std::function<void()> over{};  ///< Last: nothing of it is under way any more.
};

/// A thread of its own on which conversations are played side by side, as they are ordered.
class PlayerThread {
 public:
  PlayerThread(const TargetRule& rule, const SocketOptions& options);
  /// Stops: what is under way is told as abandoned, what has not begun is over without a word.
  ~PlayerThread();
  PlayerThread(const PlayerThread&) = delete;
  PlayerThread& operator=(const PlayerThread&) = delete;

  /// Has `order` played. From any thread.
  void play(PlayOrder order);

  /// Time since it began, as outcomes tell it. From any thread.
  Offset now() const;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace ensaio
