#include "simulator/wire/shapes.hpp"

#include "simulator/wire/object_text.hpp"

namespace ensaio::shapes {
namespace {

ObjectText presence_members(const PresenceCallback& callback) {
  ObjectText object;
  object.text("type", "PresenceChatCallback")
      .text("phone", callback.chat.phone)
      .text("status", kPresences.text(callback.presence))
      .null("lastSeen");
  return object;
}

/// Who did it: the device alone, or in a group and a broadcast the person too.
void add_actor(ObjectText& object, const StatusCallback& callback) {
  const ChatType chat = callback.chat.type;
  if (chat == ChatType::Group || chat == ChatType::Broadcast) {
    object.text("participant", callback.participant).number("participantDevice", callback.device);
  }
  if (chat == ChatType::Broadcast) {
    object.number("phoneDevice", 0);  // Observed so, whatever participantDevice was.
  } else if (chat != ChatType::Group) {
    object.number("phoneDevice", callback.device);
  }
}

void add_failure(ObjectText& object, const DeliveryCallback& callback) {
  if (!callback.error.empty()) object.text("error", callback.error);
  if (!callback.error_code.empty()) object.text("errorCode", callback.error_code);
}

ObjectText delivery_members(const DeliveryCallback& callback) {
  ObjectText object;
  object.text("phone", callback.chat.phone);
  if (!callback.custom_id.empty()) object.text("customId", callback.custom_id);
  object.text("zaapId", callback.zaap.get()).text("messageId", callback.message.get());
  add_failure(object, callback);
  object.text("type", "DeliveryCallback");
  return object;
}

ObjectText disconnected_members(const DisconnectedCallback& callback) {
  ObjectText object;
  object.momment(callback.at, Precision::Milliseconds)
      .text("error", "Device has been disconnected")
      .boolean("disconnected", true)
      .text("type", "DisconnectedCallback");
  return object;
}

}  // namespace

std::string presence(const PresenceCallback& callback) {
  return presence_members(callback).text("instanceId", callback.instance.get()).done();
}

std::string presence_without_instance(const PresenceCallback& callback) {
  return presence_members(callback).done();
}

std::string status(const StatusCallback& callback, std::string_view word) {
  ObjectText object;
  object.text("instanceId", callback.instance.get())
      .text("status", word)
      .texts("ids", callback.messages)
      .momment(callback.at, Precision::WholeSeconds);
  add_actor(object, callback);
  return object.text("phone", callback.chat.phone)
      .text("type", "MessageStatusCallback")
      .boolean("isGroup", callback.chat.type == ChatType::Group)
      .done();
}

std::string status_without_instance(const StatusCallback& callback, std::string_view word) {
  return ObjectText()
      .text("status", word)
      .texts("ids", callback.messages)
      .momment(callback.at, Precision::WholeSeconds)
      .text("phone", callback.chat.phone)
      .text("type", "MessageStatusCallback")
      .done();
}

std::string delivery_without_momment(const DeliveryCallback& callback) {
  DeliveryCallback known = callback;
  known.custom_id.clear();
  return delivery_members(known).text("instanceId", callback.instance.get()).done();
}

std::string delivery_with_custom_id(const DeliveryCallback& callback) {
  return delivery_members(callback).done();
}

std::string connected(const ConnectedCallback& callback) {
  return ObjectText()
      .text("type", "ConnectedCallback")
      .boolean("connected", true)
      .momment(callback.at, Precision::Milliseconds)
      .text("instanceId", callback.instance.get())
      .text("phone", callback.phone)
      .done();
}

std::string connected_without_instance(const ConnectedCallback& callback) {
  return ObjectText()
      .text("type", "ConnectedCallback")
      .boolean("connected", true)
      .momment(callback.at, Precision::Milliseconds)
      .text("phone", callback.phone)
      .done();
}

std::string disconnected(const DisconnectedCallback& callback) {
  return disconnected_members(callback).text("instanceId", callback.instance.get()).done();
}

std::string disconnected_without_instance(const DisconnectedCallback& callback) {
  return disconnected_members(callback).done();
}

std::vector<Header> zapi_headers(std::string_view token, std::string_view user_agent) {
  return {{"content-type", "application/json"},
          {"origin", "https://api.z-api.io"},
          {"server", "Z-API"},
          {"user-agent", std::string(user_agent)},
          {"z-api-token", std::string(token)}};
}

std::vector<Header> plain_headers(std::string_view, std::string_view user_agent) {
  return {{"content-type", "application/json"}, {"user-agent", std::string(user_agent)}};
}

}  // namespace ensaio::shapes
