#include "simulator/scenario/read_cast.hpp"

#include <set>
#include <string_view>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/join.hpp"
#include "simulator/scenario/node_values.hpp"

namespace ensaio {
namespace {

std::string plain_at(const Page& page, const Node& map, std::string_view key) {
  const auto found = scalar_at(map, key);
  return found ? page.plain(*found) : "";
}

Instance read_instance(const Page& page, const Node& node, std::string_view name) {
  return {.name = std::string(name),
          .id = plain_at(page, node, "id"),
          .token = plain_at(page, node, "token"),
          .client_token = plain_at(page, node, "client_token"),
          .phone = plain_at(page, node, "phone")};
}

void override_with(Instance& instance, const Instance& given) {
  const auto put = [](std::string& value, const std::string& other) {
    if (!other.empty()) value = other;
  };
  put(instance.id, given.id);
  put(instance.token, given.token);
  put(instance.client_token, given.client_token);
  put(instance.phone, given.phone);
}

/// Of a chat's phone or map of values.
ChatRole read_chat(const Page& page, const Node& name, const std::optional<Node>& value) {
  ChatRole role{.name = std::string(name.text())};
  if (!value) return role;
  if (value->is(NodeKind::Scalar)) role.phone = page.plain(*value);
  if (value->is(NodeKind::Map)) {
    role.phone = plain_at(page, *value, "phone");
    role.lid = plain_at(page, *value, "lid");
    role.display_name = plain_at(page, *value, "name");
    if (const auto instance = scalar_at(*value, "instance")) {
      role.instance = page.instance(*instance).value_or(0);
    }
  }
  role.type = chat_type(role.phone).value_or(ChatType::Private);
  return role;
}

/// The chat that messages belong to that name none: the only one there is, or one of its own.
std::optional<ChatIndex> only_chat(Page& page, const Node& message) {
  for (const Page* asked = &page; asked != nullptr; asked = asked->user()) {
    const Names& names = asked->names;
    if (names.only) return names.only;
    if (names.own_chats == 0) continue;
    const std::string name(message.text());
    if (!names.incomplete) {
      page.error(Code::NeedsChat, message,
                 {.message = "message '" + name + "' is of no chat, and there are " +
                             std::to_string(names.own_chats),
                  .hint = "write { " + name + ": " + names.chats.begin()->first + " }",
                  .note = "chats: " + listed(keys_of(names.chats))});
    }
    return std::nullopt;
  }
  return unnamed_chat(page.scenario());
}

MessageRole read_message(Page& page, const Node& name, const std::optional<Node>& value) {
  MessageRole role{.name = std::string(name.text())};
  if (!value || !value->is(NodeKind::Map)) return role;
  role.id = plain_at(page, *value, "id");
  if (const auto text = scalar_at(*value, "text")) role.text = page.text(*text);
  if (value->has("type")) role.type = text_at(*value, "type");
  role.count = narrow(unsigned_at(*value, "count").value_or(1));
  if (!role.id.empty() && role.count > 1) {
    page.error(Code::DuplicateName, *scalar_at(*value, "id"),
               {.message = "one id cannot be that of " + std::to_string(role.count) + " messages",
                .hint = "leave it out: ids are made from the seed"});
  }
  return role;
}

/// The node that names the chat of a message: `m1: ana`, or `m1: { chat: ana }`.
std::optional<Node> chat_of(const std::optional<Node>& value) {
  if (!value) return std::nullopt;
  if (value->is(NodeKind::Scalar)) return value;
  return scalar_at(*value, "chat");
}

void declare_message(Page& page, const Node& name, const std::optional<Node>& value,
                     const Node* renamed) {
  if (page.names.chats.find(name.text()) != page.names.chats.end()) {
    page.error(Code::DuplicateName, name,
               {.message = "'" + std::string(name.text()) + "' is a chat already",
                .hint = "a message needs a name of its own"});
    return;
  }
  Declared<MessageRole> declared{read_message(page, name, value), name};
  if (const auto chat = chat_of(value)) {
    const auto found = page.chat(*chat);
    declared.placed = true;
    declared.role.chat = found ? *found : unnamed_chat(page.scenario());
  } else if (!joined_already(page, name, renamed)) {
    const auto found = only_chat(page, name);
    declared.role.chat = found ? *found : unnamed_chat(page.scenario());
  }
  join_message(page, std::move(declared), renamed);
}

/// Declares each name at `key`, of a list or a map. What is neither has been complained about, and
/// names that nobody could read are not held against those who use them.
template <class Declare>
void each_name(Page& page, std::string_view key, const Declare& declare) {
  const auto names = page.document->find(key);
  if (!names) return;
  if (names->is(NodeKind::Scalar)) page.names.incomplete = true;
  std::set<std::string_view> listed;  // A map has no key twice.
  for (const Node name : *names) {
    if (!name.is(NodeKind::Scalar)) page.names.incomplete = true;
    if (name.text().empty()) continue;
    if (names->is(NodeKind::List) && !listed.insert(name.text()).second) {
      page.error(Code::DuplicateName, name,
                 {.message = "the name '" + std::string(name.text()) + "' is here twice",
                  .hint = "leave one out"});
      continue;
    }
    const auto value = names->is(NodeKind::Map) ? std::optional(name.value()) : std::nullopt;
    declare(name, value);
  }
}

void count_own_chats(Names& names) {
  names.own_chats = names.chats.size();
  if (names.own_chats == 1) names.only = names.chats.begin()->second;
}

}  // namespace

void read_instances(Page& main, const Page* project) {
  auto& instances = main.scenario().instances;
  const Node& document = *main.document;
  if (const auto several = node_at(document, "instances", NodeKind::Map)) {
    for (const Node name : *several) {
      instances.push_back(read_instance(main, name.value(), name.text()));
    }
    if (const auto one = document.find("instance")) {
      main.error(Code::DuplicateName, *one,
                 {.message = "both instance and instances are given", .hint = "keep one of them"});
    }
  } else if (const auto one = node_at(document, "instance", NodeKind::Map)) {
    instances.push_back(read_instance(main, *one, ""));
  } else if (project != nullptr) {
    const auto shared = node_at(*project->document, "instance", NodeKind::Map);
    if (shared) instances.push_back(read_instance(*project, *shared, ""));
  }
  if (instances.empty()) instances.emplace_back();
  const auto& given = main.draft().options.instance;
  if (given) override_with(instances.front(), *given);
}

void read_chats(Page& page, const Node* renamed) {
  each_name(page, "chats", [&](const Node& name, const std::optional<Node>& value) {
    join_chat(page, {read_chat(page, name, value), name}, renamed);
  });
  count_own_chats(page.names);
}

void add_project_chats(Page& main, Page& project) {
  each_name(project, "chats", [&](const Node& name, const std::optional<Node>& value) {
    const bool named = main.names.chats.find(name.text()) != main.names.chats.end();
    if (!named) join_chat(project, {read_chat(project, name, value), name}, nullptr);
  });
  if (main.names.own_chats == 0) count_own_chats(main.names);
}

void read_messages(Page& page, const Node* renamed) {
  each_name(page, "messages", [&](const Node& name, const std::optional<Node>& value) {
    declare_message(page, name, value, renamed);
  });
}

void declare_awaited(Page& page, const Node& name, const std::optional<Node>& where) {
  const auto known = page.names.messages.find(name.text());
  if (known != page.names.messages.end()) {
    page.scenario().messages[known->second].awaited = true;
    return;
  }
  MessageRole role{.name = std::string(name.text()), .awaited = true};
  const auto phone = where ? scalar_at(*where, "phone") : std::nullopt;
  const auto named = phone ? page.names.chats.find(phone->text()) : page.names.chats.end();
  const auto only = page.names.only;
  role.chat = named != page.names.chats.end() ? named->second
              : only                          ? *only
                                              : unnamed_chat(page.scenario());
  join_message(page, {std::move(role), name}, nullptr);
}

}  // namespace ensaio
