#include "simulator/timeline/calls.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "simulator/base/wildcard.hpp"
#include "simulator/wire/body.hpp"
#include "simulator/wire/callback.hpp"
#include "simulator/wire/json.hpp"

namespace ensaio {
namespace {

/// The field of the call as text: a string's own characters, anything else as compact JSON. What
/// the body lacks is known by what the call was understood as.
std::optional<std::string> field_of(const IncomingCall& call, const std::string& field) {
  const bool is_pointer = field.starts_with('/');
  auto value = value_at(call.body, is_pointer ? field : '/' + escaped_part(field));
  if (value) return *std::move(value);
  if (field == "phone" && !call.phone.empty()) return call.phone;
  if (field == "message" && !call.text.empty()) return call.text;
  return std::nullopt;
}

bool holds(const CallMatch::Condition& condition, const IncomingCall& call,
           const Rendering& rendering) {
  const auto value = field_of(call, condition.field);
  if (!value) return false;
  std::string wanted;
  rendering.append(wanted, condition.json, Send{});
  const auto json = parsed_json(wanted);
  if (!json) return false;
  return json->form == Json::Form::Text ? matches_wildcard(json->text, *value)
                                        : *value == compact(*json);
}

bool is_group(std::string_view phone) {
  const auto type = chat_type(phone);
  return type == ChatType::Group || type == ChatType::Broadcast;
}

}  // namespace

bool matches(const CallMatch& meant, const IncomingCall& call, const Rendering& rendering) {
  if (!matches_wildcard(meant.route, call.route)) return false;
  return std::all_of(meant.where.begin(), meant.where.end(),
                     [&](const auto& condition) { return holds(condition, call, rendering); });
}

Hears hears(const Cast& cast, std::string_view instance) {
  const auto& own = cast.instances;
  const bool known = std::any_of(own.begin(), own.end(),
                                 [instance](const auto& one) { return one.id == instance; });
  if (known) return Hears::Yes;
  return own.size() == 1 && own.front().made ? Hears::Perhaps : Hears::No;
}

std::string bind(Cast& cast, const Await& await, const IncomingCall& call) {
  if (cast.instances.size() == 1 && cast.instances.front().made) {
    Cast::InstanceValues& instance = cast.instances.front();
    instance.id = call.instance;
    if (!call.token.empty()) instance.token = call.token;
    instance.made = false;
  }
  if (!await.as) return {};
  const Await::As& as = *await.as;
  if (call.message_id.empty()) return "it sends no message";
  if (is_group(call.phone) != as.in_group) {
    return as.in_group ? "it was sent to a person, and its chat is a group"
                       : "it was sent to a group, and its chat is a person: name the group under "
                         "chats, and write where: { phone: NAME }";
  }
  cast.message_ids[as.id] = call.message_id;
  cast.zaap_ids[as.id] = call.zaap_id;
  cast.texts[as.id] = call.text;
  const auto tell = [&call](Cast::ChatValues& chat) {
    chat.phone = call.phone;
    if (chat_type(call.phone) == ChatType::Lid) chat.lid = call.phone;
    chat.made = false;
  };
  tell(cast.chats[as.own]);
  if (cast.chats[as.chat].made) tell(cast.chats[as.chat]);
  return {};
}

}  // namespace ensaio
