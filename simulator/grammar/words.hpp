#pragma once

#include <cstdint>

#include "simulator/base/enum_table.hpp"

namespace ensaio {

// The words of the language that name something by themselves.

/// What a step does.
enum class Verb : std::uint8_t {
  Available,
  Unavailable,
  Composing,
  Paused,
  Recording,
  Sent,
  Received,
  Read,
  ReadByMe,
  ReadSelf,
  Played,
  Delivery,
  Incoming,
  Connected,
  Disconnected,
  Raw,
  Wait,
  Together,
  Parallel,
  Shuffle,
  Choose,
  Repeat,
  Use,
  Outage,
  Await,
  Call,
};

inline constexpr auto kVerbs = enum_table<Verb>({
    {Verb::Available, "available"},
    {Verb::Unavailable, "unavailable"},
    {Verb::Composing, "composing"},
    {Verb::Paused, "paused"},
    {Verb::Recording, "recording"},
    {Verb::Sent, "sent"},
    {Verb::Received, "received"},
    {Verb::Read, "read"},
    {Verb::ReadByMe, "read_by_me"},
    {Verb::ReadSelf, "read_self"},
    {Verb::Played, "played"},
    {Verb::Delivery, "delivery"},
    {Verb::Incoming, "incoming"},
    {Verb::Connected, "connected"},
    {Verb::Disconnected, "disconnected"},
    {Verb::Raw, "raw"},
    {Verb::Wait, "wait"},
    {Verb::Together, "together"},
    {Verb::Parallel, "parallel"},
    {Verb::Shuffle, "shuffle"},
    {Verb::Choose, "choose"},
    {Verb::Repeat, "repeat"},
    {Verb::Use, "use"},
    {Verb::Outage, "outage"},
    {Verb::Await, "await"},
    {Verb::Call, "call"},
});

// Members of this type have no initializer: clang 14 would need the whole Step for one.
/// What a wait counts from: the answer of the step before, or its due time.
enum class Pace : std::uint8_t { Answered, Schedule };

inline constexpr auto kPaces = enum_table<Pace>({
    {Pace::Answered, "answered"},
    {Pace::Schedule, "schedule"},
});

}  // namespace ensaio
