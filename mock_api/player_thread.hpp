#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "simulator/delivery/arrivals.hpp"
#include "simulator/delivery/socket_options.hpp"
#include "simulator/delivery/target_rule.hpp"
#include "simulator/report/recorder.hpp"
#include "simulator/timeline/calls.hpp"
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

/// Says which order is meant. No two have the same.
using OrderKey = std::uint64_t;

/// What is to be played as soon as it is ordered, and who hears what became of it. All functions
/// are called on the player's thread, one at a time.
struct PlayOrder {
  OrderKey key = 0;
  std::shared_ptr<Rendition> rendition{};  ///< Nobody else changes it before it is over.
  Routes routes{};
  std::function<void(const Outcome& outcome)> told{};
  /// How an await or a tally of it ended.
  std::function<void(const CallNews& news)> heard{};
  /// Its manual clock has to go on before anything more can come, at `next` in its own time.
  std::function<void(Offset next)> halted{};
  /// Last: nothing of it is under way any more.
  std::function<void(Stop stop)> over{};
};

/// A thread of its own on which conversations are played side by side, as they are ordered.
class PlayerThread {
 public:
  PlayerThread(const TargetRule& rule, const SocketOptions& options);
  /// Stops: what is under way is told as abandoned, what has not begun is over without a word.
  ~PlayerThread();
  PlayerThread(const PlayerThread&) = delete;
  PlayerThread& operator=(const PlayerThread&) = delete;

  /// Has `order` played. From any thread; so are the next two.
  void play(PlayOrder order);
  /// It ends soon, with what is under way told as abandoned; also where it has yet to be played.
  /// Requires that it has not said that it is over.
  void cancel(OrderKey order);
  /// Its manual clock may go on until then, in its own time. Requires the same.
  void advance(OrderKey order, Offset until);

  /// Tells all that is played of a call of the application. Returns when the answer to it may be
  /// written; what it returns is to be kept until that was done. From any thread.
  std::shared_ptr<void> hear(IncomingCall call);

  /// Time since it began, as outcomes tell it. From any thread.
  Offset now() const;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace ensaio
