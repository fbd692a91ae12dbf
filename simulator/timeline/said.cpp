#include "simulator/timeline/said.hpp"

#include <algorithm>
#include <utility>

#include "simulator/base/overloaded.hpp"
#include "simulator/document/codes.hpp"
#include "simulator/wire/body.hpp"
#include "simulator/wire/slot.hpp"

namespace ensaio {
namespace {

using Sayings = Result<std::vector<Said>, Problem>;

Problem problem(Code code, const Error& error) {
  return Problem{.code = code, .message = error.message, .hint = error.hint};
}

/// Source: Z-API docs, the pages of the webhooks, attribute `type`. Attendance has none.
std::string_view type_of(Kind kind) {
  switch (kind) {
    case Kind::Presence:
      return "PresenceChatCallback";
    case Kind::Status:
      return "MessageStatusCallback";
    case Kind::Delivery:
      return "DeliveryCallback";
    case Kind::Received:
      return "ReceivedCallback";
    case Kind::Connected:
      return "ConnectedCallback";
    case Kind::Disconnected:
      return "DisconnectedCallback";
    case Kind::StartAttendance:
    case Kind::FinishAttendance:
    case Kind::DeliveryError:
      break;
  }
  return kKinds.text(kind);
}

/// A string that `dialect` has for what `callback` tells: "COMPOSING", "READ", "DeliveryCallback".
std::string name_of(Dialect dialect, const Callback& callback) {
  if (const auto* presence = std::get_if<PresenceCallback>(&callback)) {
    return std::string(kPresences.text(presence->presence));
  }
  if (const auto* status = std::get_if<StatusCallback>(&callback)) {
    return std::string(status_word(dialect, status->status));
  }
  return std::string(type_of(kind_of(callback)));
}

/// Turns the actions of steps into callbacks.
class Scribe {
 public:
  Scribe(const Scenario& scenario, const Step& step, Marking& marking)
      : scenario_(scenario), step_(step), marking_(marking) {}

  Sayings write();

 private:
  Sayings operator()(const PresenceStep& presence);
  Sayings operator()(const StatusStep& status);
  Sayings operator()(const DeliveryStep& delivery);
  Sayings operator()(const IncomingStep& incoming);
  Sayings operator()(const ConnectionStep& connection);
  Sayings operator()(const RawStep& raw);
  Sayings operator()(const CallStep& call);
  template <class DoesNotSend>
  Sayings operator()(const DoesNotSend&) {
    return std::vector<Said>{};
  }

  Chat chat(ChatIndex index) const {
    return {slot_mark(Slot::Phone, index), scenario_.chats[index].type};
  }
  Chat chat_of(MessageIndex message) const {
    return {slot_mark(Slot::Phone, marking_.chat_of(message)),
            scenario_.chats[scenario_.messages[message].chat].type};
  }
  InstanceId instance_id(InstanceIndex index) const {
    return InstanceId(slot_mark(Slot::InstanceId, index));
  }
  std::string variant(const IncomingStep& incoming, const MessageRole* role) const;
  Result<ReceivedCallback> received(const IncomingStep& incoming, ChatIndex from);
  Sayings one(InstanceIndex instance, const Callback& callback, Code if_wrong);
  Result<std::string, Problem> edited_body(const std::string& body);

  const Scenario& scenario_;
  const Step& step_;
  Marking& marking_;
};

Sayings Scribe::write() {
  auto sayings = std::visit([this](const auto& action) { return (*this)(action); }, step_.action);
  if (!sayings || !step_.modifiers || step_.modifiers->edits.empty()) return sayings;
  for (Said& one : *sayings) {
    auto body = edited_body(one.body);
    if (!body) return body.error();
    one.body = *std::move(body);
  }
  return sayings;
}

/// Of a presence, `lastSeen: ms` or `s` asks for the time at which it is sent, in that unit. All
/// known samples have null there.
std::optional<std::string> last_seen(const FieldEdit& edit) {
  if (edit.path != "lastSeen" && edit.path != "/lastSeen") return std::nullopt;
  if (edit.json == R"("ms")") return '"' + number_mark(Slot::NowMs) + '"';
  if (edit.json == R"("s")") return '"' + number_mark(Slot::NowSeconds) + '"';
  return std::nullopt;
}

Result<std::string, Problem> Scribe::edited_body(const std::string& body) {
  std::vector<FieldEdit> edits = step_.modifiers->edits;
  const bool presence = std::holds_alternative<PresenceStep>(step_.action);
  for (FieldEdit& edit : edits) {
    if (auto time = presence ? last_seen(edit) : std::nullopt) {
      edit.json = *std::move(time);
      continue;
    }
    auto json = marking_.json(edit.json);
    if (!json) return problem(Code::UnknownTemplate, json.error());
    edit.json = *std::move(json);
  }
  auto made = edited(body, edits);
  if (!made) return problem(Code::BadEdit, made.error());
  return *std::move(made);
}

Sayings Scribe::one(InstanceIndex instance, const Callback& callback, Code if_wrong) {
  auto body = ensaio::body(scenario_.dialect, callback);
  if (!body) return problem(if_wrong, body.error());
  return std::vector<Said>{Said{.kind = kind_of(callback),
                                .instance = instance,
                                .body = *std::move(body),
                                .callback = name_of(scenario_.dialect, callback)}};
}

Sayings Scribe::operator()(const PresenceStep& presence) {
  const InstanceIndex instance = scenario_.chats[presence.chat].instance;
  marking_.begin_step(instance);
  return one(instance,
             PresenceCallback{.instance = instance_id(instance),
                              .chat = chat(presence.chat),
                              .presence = presence.presence},
             Code::NotInDialect);
}

Sayings Scribe::operator()(const StatusStep& status) {
  const ChatIndex where = scenario_.messages[status.messages.front()].chat;
  const InstanceIndex instance = scenario_.chats[where].instance;
  marking_.begin_step(instance);
  StatusCallback callback{.instance = instance_id(instance),
                          .chat = chat_of(status.messages.front()),
                          .status = status.status,
                          .device = status.device};
  for (const MessageIndex message : status.messages) {
    for (auto id = marking_.first_id(message); id < marking_.first_id(message + 1); ++id) {
      callback.messages.emplace_back(slot_mark(Slot::MessageId, id));
    }
  }
  if (status.by.empty()) return one(instance, callback, Code::NotInDialect);
  std::vector<Said> sayings;
  for (const ChatIndex participant : status.by) {
    callback.participant = slot_mark(Slot::Participant, participant);
    auto said = one(instance, callback, Code::NotInDialect);
    if (!said) return said;
    sayings.push_back(std::move(said->front()));
  }
  return sayings;
}

Sayings Scribe::operator()(const DeliveryStep& delivery) {
  const ChatIndex where = scenario_.messages[delivery.message].chat;
  const InstanceIndex instance = scenario_.chats[where].instance;
  marking_.begin_step(instance);
  const auto error = marking_.text(delivery.error);
  if (!error) return problem(Code::UnknownTemplate, error.error());
  const auto error_code = marking_.text(delivery.error_code);
  if (!error_code) return problem(Code::UnknownTemplate, error_code.error());
  const std::uint32_t id = marking_.first_id(delivery.message);
  return one(instance,
             DeliveryCallback{.instance = instance_id(instance),
                              .chat = chat_of(delivery.message),
                              .message = MessageId(slot_mark(Slot::MessageId, id)),
                              .zaap = ZaapId(slot_mark(Slot::ZaapId, id)),
                              .error = *error,
                              .error_code = *error_code},
             Code::NotInDialect);
}

/// What it is like: as the step says, else of its message's type where there is an example of it.
std::string Scribe::variant(const IncomingStep& incoming, const MessageRole* role) const {
  if (incoming.like != "text" || incoming.text || role == nullptr) return incoming.like;
  const auto known = received_variants(scenario_.dialect);
  const bool has_type = std::find(known.begin(), known.end(), role->type) != known.end();
  return has_type ? role->type : incoming.like;
}

/// The text that is asked for: the step's own, else its message's; empty where there is none.
Result<ReceivedCallback> Scribe::received(const IncomingStep& incoming, ChatIndex from) {
  ReceivedCallback callback;
  const MessageRole* role = incoming.message ? &scenario_.messages[*incoming.message] : nullptr;
  callback.like = variant(incoming, role);
  const std::string written = incoming.text ? *incoming.text : role ? role->text : std::string();
  auto text = marking_.text(written);
  if (!text) return text.error();
  // One past the scenario's messages: a message that only this step knows.
  const auto id = marking_.first_id(
      incoming.message.value_or(static_cast<MessageIndex>(scenario_.messages.size())));
  const bool sent = role != nullptr && role->awaited && text->empty();
  if (sent) text = slot_mark(Slot::MessageText, id);  // What the application wrote.
  callback.text_given = incoming.text || !text->empty();
  if (callback.text_given) callback.text = *std::move(text);
  callback.message = MessageId(slot_mark(Slot::MessageId, id));
  const ChatRole& writer = scenario_.chats[incoming.by.value_or(from)];
  callback.sender_name = writer.display_name.empty() ? writer.name : writer.display_name;
  return callback;
}

Sayings Scribe::operator()(const IncomingStep& incoming) {
  const ChatIndex from =
      incoming.message ? scenario_.messages[*incoming.message].chat : incoming.chat;
  const InstanceIndex instance = scenario_.chats[from].instance;
  marking_.begin_step(instance);
  auto callback = received(incoming, from);
  if (!callback) return problem(Code::UnknownTemplate, callback.error());
  callback->instance = instance_id(instance);
  callback->chat = incoming.message ? chat_of(*incoming.message) : chat(from);
  callback->lid =
      slot_mark(Slot::Lid, incoming.message ? marking_.chat_of(*incoming.message) : from);
  callback->connected_phone = slot_mark(Slot::InstancePhone, instance);
  if (incoming.by) callback->participant = slot_mark(Slot::Phone, *incoming.by);
  return one(instance, *std::move(callback), Code::UnknownVariant);
}

Sayings Scribe::operator()(const ConnectionStep& connection) {
  const InstanceIndex instance = connection.instance;
  marking_.begin_step(instance);
  if (!connection.connected) {
    return one(instance, DisconnectedCallback{.instance = instance_id(instance)},
               Code::NotInDialect);
  }
  return one(instance,
             ConnectedCallback{.instance = instance_id(instance),
                               .phone = slot_mark(Slot::InstancePhone, instance)},
             Code::NotInDialect);
}

Sayings Scribe::operator()(const RawStep& raw) {
  marking_.begin_step(raw.instance);
  auto json = marking_.json(raw.json);
  if (!json) return problem(Code::UnknownTemplate, json.error());
  Said said{.kind = raw.kind, .instance = raw.instance};
  said.callback = type_of(raw.kind);
  const bool has_status = raw.kind == Kind::Status || raw.kind == Kind::Presence;
  if (const auto status = value_at(*json, "/status"); has_status && status) {
    said.callback = *status;
  }
  said.body = *std::move(json);
  return std::vector<Said>{std::move(said)};
}

Sayings Scribe::operator()(const CallStep& call) {
  marking_.begin_step(0);
  auto json = marking_.json(call.json);
  if (!json) return problem(Code::UnknownTemplate, json.error());
  auto url = marking_.text(call.url);
  if (!url) return problem(Code::UnknownTemplate, url.error());
  Said said{.body = *std::move(json),
            .callback = call.method,
            .method = call.method,
            .url = *std::move(url)};
  if (!said.body.empty()) said.headers.push_back({"content-type", "application/json"});
  auto headers = marking_.headers(std::move(said.headers), call.headers);
  if (!headers) return problem(Code::UnknownTemplate, headers.error());
  said.headers = *std::move(headers);
  return std::vector<Said>{std::move(said)};
}

}  // namespace

Sayings said(const Scenario& scenario, const Step& step, Marking& marking) {
  return Scribe(scenario, step, marking).write();
}

}  // namespace ensaio
