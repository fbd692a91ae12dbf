#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bench/load/role_numbers.hpp"
#include "simulator/scenario/scenario.hpp"
#include "simulator/timeline/cast.hpp"

namespace ensaio {

/// Whose numbers the conversations of a load have.
struct LoadNumbers {
  bool as_written = false;  ///< Every conversation has those of the file.
  /// Of persons: groups and the like are made. Empty: made in the likeness of the file's.
  std::vector<std::string> phones{};
  std::vector<std::string> messages{};  ///< Ids that the receiver knows. Empty: made.
};

/// The cast of one scenario under load: its chats are roles, played by another set of people in
/// each conversation. Only the conversation that is being told has its values here; so a million
/// that wait cost nothing. One thread.
class LoadCast {
 public:
  /// Which conversation, and which of the sets of people it has.
  struct Who {
    std::uint64_t conversation = 0;
    std::uint64_t people = 0;
  };

  /// How much each conversation has for itself: no less than the scenario needs, and the same for
  /// all scenarios of a load, so that no two conversations share any of it.
  struct Shares {
    std::uint64_t roles = 1;        ///< People of a set.
    std::uint64_t message_ids = 1;  ///< Of a list of them.
    bool zaap_ids = true;           ///< False: nobody tells them, so they need not be made.
    bool lids = true;               ///< The same of LIDs beside phones.
  };

  /// `scenario` and `numbers` must outlive it.
  LoadCast(const Scenario& scenario, std::uint64_t seed, const LoadNumbers& numbers, Shares shares);

  /// Makes cast() that of `who`; in steady state it allocates nothing.
  void be(Who who);

  Cast& cast() { return cast_; }

 private:
  void name_people(std::uint64_t people);
  void number_messages(std::uint64_t conversation);
  void number_zaaps(std::uint64_t conversation);

  const Scenario& scenario_;
  const LoadNumbers& numbers_;
  const Shares shares_;
  const std::uint64_t key_;
  std::vector<RoleNumbers> phones_{};  ///< By chat; so are the next.
  std::vector<RoleNumbers> lids_{};
  Cast cast_;
  std::optional<Who> who_{};
};

/// How many people a conversation of any of `scenarios` has: the most chats that one has, at least
/// 1.
std::uint64_t roles_of(const std::vector<const Scenario*>& scenarios);
/// The same of message ids.
std::uint64_t message_ids_of(const std::vector<const Scenario*>& scenarios);

}  // namespace ensaio
