#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// The values that fill the gaps of one conversation: who is who, and what the ids are. What an
/// await binds is written here while it is told (calls.hpp).
struct Cast {
  struct InstanceValues {
    std::string id{};
    std::string token{};
    std::string client_token{};
    std::string phone{};
    bool made = false;  ///< The id is from the seed: an awaited call may tell another.
  };
  struct ChatValues {
    std::string phone{};
    std::string lid{};
    bool made = false;  ///< The phone is.
  };
  std::vector<InstanceValues> instances{};
  /// Those of the scenario; then one more for each awaited message, in order: it goes where the
  /// application sent it, whatever its chat was taken for.
  std::vector<ChatValues> chats{};
  std::vector<std::string> message_ids{};  ///< A message of `count: 31` has 31 in a row.
  std::vector<std::string> zaap_ids{};     ///< As many.
  std::vector<std::string> texts{};        ///< As many, where any message is awaited.
  std::uint64_t fresh_ids = 0;             ///< Mixed into the ids that only one step knows.
};

/// What decides every drawing of a conversation.
struct Seed {
  std::uint64_t value = 0;
  std::uint64_t iteration = 0;  ///< Which telling of the same story: `--repeat`, a load's number.
};

/// The cast of `scenario`: as written where it is, else from (seed, scenario name, iteration). Two
/// roles never get the same made value. `ids` beside it makes other ids for the same story
/// (`--ids fresh`); 0 is none.
Cast cast(const Scenario& scenario, Seed seed, WallTime start, std::uint64_t fresh_ids = 0);

}  // namespace ensaio
