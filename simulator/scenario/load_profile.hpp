#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "simulator/base/enum_table.hpp"
#include "simulator/document/rate.hpp"
#include "simulator/scenario/condition.hpp"
#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// A scenario of the mix. What the profile says for all of them (dialect, instance, headers, pace)
/// has been put into it.
struct MixedScenario {
  Scenario scenario{};
  std::uint32_t weight = 1;  ///< Over 0; how often, beside the others.
};

/// Whose numbers conversations use.
struct LoadChats {
  enum class From : std::uint8_t {
    Count,      ///< `count` phones, made from the seed.
    File,       ///< `phones`.
    AsWritten,  ///< Those of the scenarios.
  };
  From from = From::Count;
  std::uint64_t count = 10'000;       ///< Of a file as many as it has; unused where as written.
  std::vector<std::string> phones{};  ///< Digits, each once, in order of the file.
};

enum class ArrivalPattern : std::uint8_t { Even, Poisson };

inline constexpr auto kArrivalPatterns = enum_table<ArrivalPattern>({
    {ArrivalPattern::Even, "even"},
    {ArrivalPattern::Poisson, "poisson"},
});

/// So long, that rate of conversations.
struct LoadPhase {
  std::string name{};  ///< Unique; "phase 2" where none is written.
  Offset lasts{};      ///< Over 0.
  Ramp rate{};
  ArrivalPattern arrivals = ArrivalPattern::Even;
  bool judged = true;  ///< Whether conditions look at it.
  bool hold = false;   ///< What becomes due in it is sent at its end.
};

/// What becomes of callbacks that are due while `in_flight` are under way.
enum class Overflow : std::uint8_t { Queue, Drop };

inline constexpr auto kOverflows = enum_table<Overflow>({
    {Overflow::Queue, "queue"},
    {Overflow::Drop, "drop"},
});

struct LoadLimits {
  std::uint32_t in_flight = 2000;  ///< Callbacks under way at once; over 0.
  std::uint32_t connections = 200;
  Offset timeout = std::chrono::seconds(10);  ///< For each answer, over 0.
  /// How long the end waits for answers once every conversation should be over by its waits.
  Offset drain = std::chrono::seconds(30);
  Overflow overflow = Overflow::Queue;
};

/// Which conversations are judged by an oracle. Kept until it can be played.
struct LoadOracle {
  std::optional<double> sample{};  ///< A part of all conversations: 0.05.
};

/// Whole conversations at a rate, as a person wrote it, checked. Immutable once loaded.
struct LoadProfile {
  std::string file{};  ///< As the user named it.
  std::string name{};
  std::string about{};
  std::optional<std::uint64_t> seed{};
  std::vector<MixedScenario> mix{};  ///< At least one; no two scenarios of one name.
  LoadChats chats{};
  std::vector<std::string> message_ids{};  ///< From `messages: { from }`, each once; empty: made.
  std::optional<std::string> target{};     ///< A URL without templates; the project's, where none.
  std::vector<LoadPhase> phases{};         ///< Empty: the command line must say how much.
  LoadLimits limits{};
  std::vector<Condition> pass_when{};   ///< Empty: nothing failed, and nothing was dropped.
  std::vector<Condition> valid_when{};  ///< Empty: as the trust says.
  std::vector<Condition> stop_when{};
  std::optional<LoadOracle> oracle{};
  std::vector<std::string> files{};      ///< Place::file indexes this, in the profile's own places.
  std::vector<Unplayable> unplayable{};  ///< Of the profile itself: what cannot be played yet.
};

}  // namespace ensaio
