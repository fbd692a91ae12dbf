#pragma once

#include "simulator/scenario/draft.hpp"

// How what a used file names becomes part of the scenario.

namespace ensaio {

/// A role as a file declares it.
template <class Role>
struct Declared {
  Role role{};
  Node name;
  bool placed = false;  ///< Of a message: it says its chat.
};

/// The name that `name` of a used file has in the file that uses it.
std::string_view name_at_user(const Node& name, const Node* renamed);

/// Whether the user of `page` already has a message of that name.
bool joined_already(const Page& page, const Node& name, const Node* renamed);

/// Makes the name known on `page` and, where it is new, to those that use it. A name that is known
/// there must mean the same, unless it was renamed to it: then that is what is meant.
void join_chat(Page& page, Declared<ChatRole> declared, const Node* renamed);
void join_message(Page& page, Declared<MessageRole> declared, const Node* renamed);

/// The chat of a scenario that names none.
ChatIndex unnamed_chat(Scenario& scenario);

}  // namespace ensaio
