#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/timeline/cast.hpp"
#include "simulator/timeline/script.hpp"
#include "simulator/timeline/strands.hpp"

namespace ensaio {

/// No await.
inline constexpr std::uint32_t kNoAwait = UINT32_MAX;

/// One callback or call to send; or an await, which is due in the same way.
struct Send {
  Offset at{};             ///< When it is due, in scenario time.
  Offset told{};           ///< When it says it happened: `at - late`; of a copy the first one's.
  Offset present{};        ///< When it says it is sent: `at`; of a copy the first one's.
  std::uint32_t line = 0;  ///< Into Script::lines.
  std::uint32_t copy = 0;  ///< 0 for the first.
  Strand strand = 0;       ///< Told back to departed() and settled(), or to called().
  std::uint32_t await = kNoAwait;  ///< Into Script::awaits. Then nothing is sent.
  std::uint64_t stream = 0;        ///< The key of its random stream; of copies the same.
  /// The rounds of the repeats around it, the outermost first. Told only where the script times a
  /// group: nobody else asks, and a million sends may wait at once.
  std::vector<std::uint32_t> rounds{};

  bool is_await() const { return await != kNoAwait; }
};

/// A pure state machine: told what has happened and when, it says what to send next and when. It
/// never waits, sends or reads a clock; whoever plays it does. Same events, same answers. All times
/// are scenario time.
class Conversation {
 public:
  /// `script` must outlive it.
  Conversation(const Script& script, Seed seed);

  /// First, and once. Appends what to send to `sends`; so do the others.
  void begin(Offset now, std::vector<Send>& sends);

  /// The send that `strand` waits for has left. With `pace: schedule` the strand goes on from its
  /// due time; with `pace: answered` nothing follows yet.
  void departed(Strand strand, std::vector<Send>& sends);

  /// It has ended, whatever the ending. With `pace: answered` the strand goes on from `now`.
  void settled(Strand strand, Offset now, std::vector<Send>& sends);

  /// What `strand` awaits is there: it goes on from `now`.
  void called(Strand strand, Offset now, std::vector<Send>& sends);

  /// The story ends here. `dropped` of what it asked for has been dropped; what is under way still
  /// settles, and nothing follows.
  void give_up(std::size_t dropped) {
    under_way_ -= static_cast<std::uint32_t>(dropped);
    gave_up_ = true;
  }

  /// Nothing more will be sent, and everything has settled.
  bool over() const { return (running_ == 0 || gave_up_) && under_way_ == 0; }

 private:
  class Telling;  ///< What moves it: the interpreter of the script's beats.

  const Script* script_;
  std::uint64_t key_;  ///< Of all its streams.
  Strands strands_;
  std::uint32_t running_ = 1;    ///< Strands that have not ended.
  std::uint32_t under_way_ = 0;  ///< Sends that have not settled, awaits that go on.
  bool gave_up_ = false;
};

}  // namespace ensaio
