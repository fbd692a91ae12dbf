#pragma once

#include <optional>

#include "simulator/scenario/draft.hpp"

namespace ensaio {

/// `instance` or `instances` of the scenario, else of the project, under what `--instance` says.
void read_instances(Page& main, const Page* project);

/// The page's own chats and messages. On a used page they join those of the scenario: a name that
/// is there already must mean the same. `renamed` says what a name of a used page is called by its
/// user; null on others.
void read_chats(Page& page, const Node* renamed);
void read_messages(Page& page, const Node* renamed);

/// Chats of the project file that the scenario has not named itself.
void add_project_chats(Page& main, Page& project);

/// A message that an `await` binds with `as`: it is in the chat that `where` names, if it does.
void declare_awaited(Page& page, const Node& name, const std::optional<Node>& where);

}  // namespace ensaio
