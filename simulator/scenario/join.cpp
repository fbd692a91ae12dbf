#include "simulator/scenario/join.hpp"

#include <algorithm>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/node_values.hpp"

namespace ensaio {
namespace {

/// Where the name is known above `page`: on the nearest page that has it.
template <class Map>
std::optional<std::uint32_t> known_above(const Page& page, std::string_view name,
                                         Map Names::*names) {
  for (const Page* user = page.user(); user != nullptr; user = user->user()) {
    const auto found = (user->names.*names).find(name);
    if (found != (user->names.*names).end()) return found->second;
  }
  return std::nullopt;
}

template <class Map>
void tell_users(Page& page, std::string_view name, std::uint32_t index, Map Names::*names) {
  for (Page* user = page.user(); user != nullptr; user = user->user()) {
    (user->names.*names).emplace(std::string(name), index);
  }
}

void other_value(const Page& page, const Node& name, std::string_view what) {
  page.error(Code::DuplicateName, name,
             {.message = "'" + std::string(name.text()) + "' has another " + std::string(what) +
                         " here than in " + page.user()->file_name(),
              .hint = "rename it: names: { " + std::string(name.text()) + ": ... }"});
}

bool differ(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && a != b;
}

void complete(std::string& value, const std::string& given) {
  if (value.empty()) value = given;
}

/// What is said of a chat twice must be the same; what only one file says counts for both.
void merge(const Page& page, ChatRole& known, const Declared<ChatRole>& declared) {
  const ChatRole& other = declared.role;
  if (differ(known.phone, other.phone)) return other_value(page, declared.name, "phone");
  if (differ(known.lid, other.lid)) return other_value(page, declared.name, "lid");
  if (differ(known.display_name, other.display_name)) {
    return other_value(page, declared.name, "name");
  }
  if (known.phone.empty()) known.type = other.type;
  complete(known.phone, other.phone);
  complete(known.lid, other.lid);
  complete(known.display_name, other.display_name);
}

void merge(const Page& page, MessageRole& known, const Declared<MessageRole>& declared) {
  const MessageRole& other = declared.role;
  if (declared.placed && known.chat != other.chat) return other_value(page, declared.name, "chat");
  if (differ(known.id, other.id)) return other_value(page, declared.name, "id");
  if (differ(known.text, other.text)) return other_value(page, declared.name, "text");
  const MessageRole plain;  // What a file says nothing of counts as the other file has it.
  if (other.type != plain.type && other.type != known.type) {
    return other_value(page, declared.name, "type");
  }
  if (other.count != plain.count && other.count != known.count) {
    return other_value(page, declared.name, "count");
  }
  complete(known.id, other.id);
  complete(known.text, other.text);
}

/// A name that is given to somebody new, but looks like one that is known.
void suspect(const Page& page, const Node& name, const Node* renamed, std::string_view at_user) {
  constexpr std::size_t kShort = 3;  // m2 beside m1 is no slip.
  if (at_user == name.text() || at_user.size() <= kShort) return;
  const Names& names = page.user()->names;
  std::vector<std::string_view> known = keys_of(names.chats);
  for (const std::string_view message : keys_of(names.messages)) known.push_back(message);
  const std::string hint = did_you_mean(at_user, known);
  if (hint.empty()) return;
  page.user()->warning(Code::UnknownChat, *renamed->find(name.text()),
                       {.message = "'" + std::string(at_user) + "' is new here", .hint = hint});
}

template <class Role, class Map>
void join(Page& page, Declared<Role> declared, const Node* renamed, std::vector<Role>& roles,
          Map Names::*names) {
  const std::string at_user(name_at_user(declared.name, renamed));
  const std::string own(declared.name.text());
  if (const auto known = known_above(page, at_user, names)) {
    if (at_user == own) merge(page, roles[*known], declared);
    (page.names.*names).emplace(own, *known);
    return;
  }
  if (page.user() != nullptr) suspect(page, declared.name, renamed, at_user);
  const auto index = static_cast<std::uint32_t>(roles.size());
  declared.role.name = at_user;
  roles.push_back(std::move(declared.role));
  (page.names.*names).emplace(own, index);
  tell_users(page, at_user, index, names);
}

}  // namespace

std::string_view name_at_user(const Node& name, const Node* renamed) {
  const auto other = renamed == nullptr ? std::nullopt : scalar_at(*renamed, name.text());
  return other ? other->text() : name.text();
}

bool joined_already(const Page& page, const Node& name, const Node* renamed) {
  return known_above(page, name_at_user(name, renamed), &Names::messages).has_value();
}

void join_chat(Page& page, Declared<ChatRole> declared, const Node* renamed) {
  join(page, std::move(declared), renamed, page.scenario().chats, &Names::chats);
}

void join_message(Page& page, Declared<MessageRole> declared, const Node* renamed) {
  join(page, std::move(declared), renamed, page.scenario().messages, &Names::messages);
}

ChatIndex unnamed_chat(Scenario& scenario) {
  auto& chats = scenario.chats;
  const auto found = std::find_if(chats.begin(), chats.end(),
                                  [](const ChatRole& chat) { return chat.name.empty(); });
  if (found != chats.end()) return static_cast<ChatIndex>(found - chats.begin());
  chats.emplace_back();
  return static_cast<ChatIndex>(chats.size() - 1);
}

}  // namespace ensaio
