#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "simulator/timeline/calls.hpp"

namespace ensaio {

/// Our answer to that call has been written, or there is nobody any more to read it.
struct CallAnswered {
  std::uint64_t number = 0;
};

using CallEvent = std::variant<IncomingCall, CallAnswered>;

/// Where the calls of the application come from: the mock API, or a test's script. Called by the
/// player's thread alone; whoever has news wakes the player's world.
class CallSource {
 public:
  CallSource() = default;
  CallSource(const CallSource&) = delete;
  CallSource& operator=(const CallSource&) = delete;
  virtual ~CallSource() = default;

  /// A player attends from now on, or no longer. While none does, calls are answered at once, and
  /// kept for the next.
  virtual void attended(bool by_a_player) = 0;

  /// What has happened and has not been told yet, the oldest first. Nothing: that was all.
  virtual std::optional<CallEvent> next() = 0;

  /// Our answer to that call may be written now. Told once of each call that came out of next();
  /// that it has been written comes out of next() in turn.
  virtual void let_answer(std::uint64_t number) = 0;
};

}  // namespace ensaio
