#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/base/enum_table.hpp"
#include "simulator/wire/dialect.hpp"

namespace ensaio {

/// How far a message has come. The highest rung told counts, whatever the order of telling.
/// Assumed: a failure beats "sent", and is beaten by "received": what arrived has not failed.
enum class Rung : std::uint8_t { Sent, Failed, Received, Read, Played };

inline constexpr auto kRungs = enum_table<Rung>({
    {Rung::Sent, "SENT"},
    {Rung::Failed, "FAILED"},
    {Rung::Received, "RECEIVED"},
    {Rung::Read, "READ"},
    {Rung::Played, "PLAYED"},
});

/// What is believed of one message.
struct MessageBelief {
  std::optional<Rung> rung{};  ///< Nothing: only what stands beside the ladder was told.
  bool read_by_me = false;     ///< READ_BY_ME and READ-SELF stand beside the ladder.
  bool read_self = false;
  std::uint64_t applied = 0;  ///< How many callbacks changed any of the above.
};

/// How much was told.
struct Hearsay {
  std::uint64_t callbacks = 0;  ///< JSON objects heard, of whatever type.
  std::uint64_t applied = 0;    ///< Of these, those that changed a belief.
  std::uint64_t failed = 0;     ///< Of these, those that failed as planned, and changed nothing.
  std::uint64_t refused = 0;    ///< What was no JSON object.
  std::uint64_t forgotten = 0;  ///< News of messages and chats beyond the limit.

  /// All that was heard, whatever it was.
  std::uint64_t all() const { return callbacks + refused; }
};

/// What is done with a callback that was heard.
enum class Heeding : std::uint8_t {
  Apply,  ///< It changes what is believed.
  Fail,   ///< It is counted only: the receiver fails before it does its work.
};

/// What a receiver without mistakes believes after the callbacks it was told: the highest rung of
/// every message, the last presence of every chat. Callbacks of other types and words that nobody
/// documents change nothing. Understands the words of every dialect.
class Belief {
 public:
  /// Keeps at most `limit` messages and as many chats; news of further ones are counted only.
  explicit Belief(std::size_t limit = 1'000'000) : limit_(limit) {}

  /// Takes the body of one callback. False where it is no JSON object, or nested deeper than 64.
  bool hear(std::string_view body, Heeding heeding = Heeding::Apply);

  /// Counts something that came in the place of a callback.
  void refuse() { ++hearsay_.refused; }

  /// Forgets everything but hearsay_ever().
  void reset();

  /// Nothing where no status of it was told.
  std::optional<MessageBelief> message(std::string_view id) const;
  /// By the phone as on the wire. Nothing where none was told.
  std::optional<Presence> presence(std::string_view phone) const;
  /// Since the last reset.
  const Hearsay& hearsay() const { return hearsay_; }
  /// Since the beginning, whatever was reset.
  Hearsay hearsay_ever() const;
  std::size_t messages() const { return messages_.size(); }
  std::size_t chats() const { return chats_.size(); }

 private:
  bool hear_status(const std::string& id, MessageStatus status);
  bool hear_failure(const std::string& id);
  bool hear_presence(const std::string& phone, Presence presence);
  /// The belief about `id`, which may be new. Null where there is no room, or no id.
  MessageBelief* about(const std::string& id);
  bool full(std::size_t size);

  std::size_t limit_;
  std::map<std::string, MessageBelief, std::less<>> messages_;
  std::map<std::string, Presence, std::less<>> chats_;
  Hearsay hearsay_;
  Hearsay before_;  // Until the last reset.
};

}  // namespace ensaio
