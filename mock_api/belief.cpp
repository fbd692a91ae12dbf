#include "mock_api/belief.hpp"

#include <nlohmann/json.hpp>

#include <vector>

namespace ensaio {
namespace {

using nlohmann::json;

constexpr int kDepth = 64;

/// A JSON object; discarded where `text` is anything else. The parser does not recurse, but what it
/// builds would when destroyed: so nothing deeper than kDepth is built.
json parsed(std::string_view text) {
  bool too_deep = false;
  const auto keep = [&](int depth, json::parse_event_t event, const json&) {
    using Event = json::parse_event_t;
    const bool opens = event == Event::object_start || event == Event::array_start;
    too_deep = too_deep || (opens && depth >= kDepth);
    return !too_deep;
  };
  json object = json::parse(text, keep, /*allow_exceptions=*/false);
  if (too_deep || !object.is_object()) return json(json::value_t::discarded);
  return object;
}

/// The text in field `key`; empty where there is none.
std::string text_in(const json& object, const char* key) {
  const auto field = object.find(key);
  return field != object.end() && field->is_string() ? field->get<std::string>() : std::string();
}

/// The field is `ids`, a list, although the providers' tables say `id`.
std::vector<std::string> ids_in(const json& object) {
  std::vector<std::string> ids;
  const auto list = object.find("ids");
  if (list == object.end() || !list->is_array()) return ids;
  for (const json& id : *list) {
    if (id.is_string()) ids.push_back(id.get<std::string>());
  }
  return ids;
}

}  // namespace

bool Belief::hear(std::string_view body) {
  const json callback = parsed(body);
  if (callback.is_discarded()) {
    ++hearsay_.refused;
    return false;
  }
  ++hearsay_.callbacks;

  const std::string type = text_in(callback, "type");
  bool changed = false;
  if (type == "MessageStatusCallback") {
    if (const auto news = told(text_in(callback, "status"))) {
      for (const std::string& id : ids_in(callback)) changed = apply(id, *news) || changed;
    }
  } else if (type == "DeliveryCallback" && !text_in(callback, "error").empty()) {
    changed = apply(text_in(callback, "messageId"), Told{.rung = Rung::Failed});
  } else if (type == "PresenceChatCallback") {
    const auto presence = kPresences.parse(text_in(callback, "status"));
    changed = presence && apply(text_in(callback, "phone"), *presence);
  }
  if (changed) ++hearsay_.applied;
  return true;
}

std::optional<Belief::Told> Belief::told(std::string_view status_word) {
  // The only status of 2021 (seen in Z-API's and Plugchat's documentation of that time).
  if (status_word == "MESSAGE_RECEIVED") return Told{.rung = Rung::Received};
  const auto status = kMessageStatuses.parse(status_word);
  if (!status) return std::nullopt;
  switch (*status) {
    case MessageStatus::Sent:
      return Told{.rung = Rung::Sent};
    case MessageStatus::Received:
      return Told{.rung = Rung::Received};
    case MessageStatus::Read:
      return Told{.rung = Rung::Read};
    case MessageStatus::Played:
      return Told{.rung = Rung::Played};
    case MessageStatus::ReadByMe:
      return Told{.read_by_me = true};
    case MessageStatus::ReadSelf:
      return Told{.read_self = true};
  }
  return std::nullopt;
}

bool Belief::apply(const std::string& id, const Told& told) {
  if (id.empty()) return false;
  if (messages_.find(id) == messages_.end() && full(messages_.size())) return false;
  MessageBelief& belief = messages_[id];
  const bool higher = told.rung && (!belief.rung || *belief.rung < *told.rung);
  if (higher) belief.rung = told.rung;
  const bool beside =
      (told.read_by_me && !belief.read_by_me) || (told.read_self && !belief.read_self);
  belief.read_by_me = belief.read_by_me || told.read_by_me;
  belief.read_self = belief.read_self || told.read_self;
  if (higher || beside) ++belief.applied;
  return higher || beside;
}

bool Belief::apply(const std::string& phone, Presence presence) {
  if (phone.empty()) return false;
  const auto known = chats_.find(phone);
  if (known != chats_.end() && known->second == presence) return false;
  if (known == chats_.end() && full(chats_.size())) return false;
  chats_[phone] = presence;
  return true;
}

bool Belief::full(std::size_t size) {
  if (size < limit_) return false;
  ++hearsay_.forgotten;
  return true;
}

std::optional<MessageBelief> Belief::message(std::string_view id) const {
  const auto known = messages_.find(id);
  if (known == messages_.end()) return std::nullopt;
  return known->second;
}

std::optional<Presence> Belief::presence(std::string_view phone) const {
  const auto known = chats_.find(phone);
  if (known == chats_.end()) return std::nullopt;
  return known->second;
}

}  // namespace ensaio
