#include "mock_api/belief.hpp"

#include <nlohmann/json.hpp>

#include <utility>
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

/// The status that a word of the wire means, in whatever dialect.
std::optional<MessageStatus> status_of(std::string_view word) {
  // The only status of 2021, in Z-API's and Plugchat's documentation of that time.
  if (word == "MESSAGE_RECEIVED") return MessageStatus::Received;
  return kMessageStatuses.parse(word);
}

/// Whether that is news.
bool raise(MessageBelief& belief, Rung rung) {
  if (belief.rung && *belief.rung >= rung) return false;
  belief.rung = rung;
  return true;
}

/// Whether that is news.
bool set(bool& known) { return !std::exchange(known, true); }

bool tell(MessageBelief& belief, MessageStatus status) {
  switch (status) {
    case MessageStatus::Sent:
      return raise(belief, Rung::Sent);
    case MessageStatus::Received:
      return raise(belief, Rung::Received);
    case MessageStatus::Read:
      return raise(belief, Rung::Read);
    case MessageStatus::Played:
      return raise(belief, Rung::Played);
    case MessageStatus::ReadByMe:
      return set(belief.read_by_me);
    case MessageStatus::ReadSelf:
      return set(belief.read_self);
  }
  return false;
}

}  // namespace

bool Belief::hear(std::string_view body, Heeding heeding) {
  const json callback = parsed(body);
  if (callback.is_discarded()) {
    refuse();
    return false;
  }
  ++hearsay_.callbacks;
  if (heeding == Heeding::Fail) {
    ++hearsay_.failed;
    return true;
  }

  const std::string type = text_in(callback, "type");
  bool changed = false;
  if (type == "MessageStatusCallback") {
    if (const auto status = status_of(text_in(callback, "status"))) {
      for (const std::string& id : ids_in(callback)) {
        changed = hear_status(id, *status) || changed;
      }
    }
  } else if (type == "DeliveryCallback" && !text_in(callback, "error").empty()) {
    changed = hear_failure(text_in(callback, "messageId"));
  } else if (type == "PresenceChatCallback") {
    const auto presence = kPresences.parse(text_in(callback, "status"));
    changed = presence && hear_presence(text_in(callback, "phone"), *presence);
  }
  if (changed) ++hearsay_.applied;
  return true;
}

bool Belief::hear_status(const std::string& id, MessageStatus status) {
  MessageBelief* belief = about(id);
  if (belief == nullptr || !tell(*belief, status)) return false;
  ++belief->applied;
  return true;
}

bool Belief::hear_failure(const std::string& id) {
  MessageBelief* belief = about(id);
  if (belief == nullptr || !raise(*belief, Rung::Failed)) return false;
  ++belief->applied;
  return true;
}

MessageBelief* Belief::about(const std::string& id) {
  if (id.empty()) return nullptr;
  const auto known = messages_.find(id);
  if (known != messages_.end()) return &known->second;
  return full(messages_.size()) ? nullptr : &messages_[id];
}

bool Belief::hear_presence(const std::string& phone, Presence presence) {
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

void Belief::reset() {
  const Hearsay ever = hearsay_ever();
  *this = Belief(limit_);
  before_ = ever;
}

Hearsay Belief::hearsay_ever() const {
  return {.callbacks = before_.callbacks + hearsay_.callbacks,
          .applied = before_.applied + hearsay_.applied,
          .failed = before_.failed + hearsay_.failed,
          .refused = before_.refused + hearsay_.refused,
          .forgotten = before_.forgotten + hearsay_.forgotten};
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
