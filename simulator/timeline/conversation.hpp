#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/timeline/cast.hpp"
#include "simulator/timeline/script.hpp"
#include "simulator/timeline/send.hpp"
#include "simulator/timeline/strands.hpp"

namespace ensaio {

class Standing;

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
    under_way_ -= static_cast<std::uint32_t>(dropped) & 0x7fffffffU;
    gave_up_ = 1;
  }

  /// The send or the await that `strand` asked for last, as it was asked for; good until it has
  /// departed. So nobody has to keep what waits: a million may wait at once.
  Send pending(Strand strand) const;

  bool has_given_up() const { return gave_up_; }
  /// Nothing more will be sent, and everything has settled.
  bool over() const { return (running_ == 0 || gave_up_) && under_way_ == 0; }

 private:
  class Telling;  ///< What moves it: the interpreter of the script's beats.

  Standing standing() const;

  const Script* script_;
  std::uint64_t key_;  ///< Of all its streams.
  Strands strands_;
  std::uint32_t running_ = 1;  ///< Strands that have not ended.
  std::uint32_t gave_up_ : 1 = 0;
  std::uint32_t under_way_ : 31 = 0;  ///< Sends that have not settled, awaits that go on.
};

}  // namespace ensaio
