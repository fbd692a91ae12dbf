#include "tests/wire/golden.hpp"

#include <fstream>
#include <stdexcept>

#include "simulator/wire/body.hpp"

namespace ensaio {
namespace {

using std::chrono::milliseconds;

Momment momment(const OrderedJson& payload) {
  if (!payload.contains("momment")) return std::nullopt;
  return WallTime(milliseconds(payload["momment"].get<std::int64_t>()));
}

InstanceId instance(const OrderedJson& payload) {
  return InstanceId(payload.value("instanceId", ""));
}

Chat chat(const OrderedJson& payload) {
  const auto phone = payload["phone"].get<std::string>();
  return {.phone = phone, .type = chat_type(phone).value()};
}

/// The status whose word some dialect has: READ-SELF, MESSAGE_RECEIVED.
MessageStatus status(const std::string& word) {
  if (word == "MESSAGE_RECEIVED") return MessageStatus::Received;
  return kMessageStatuses.parse(word).value();
}

StatusCallback status_told_by(const OrderedJson& payload) {
  StatusCallback told{.instance = instance(payload),
                      .chat = chat(payload),
                      .status = status(payload["status"]),
                      .participant = payload.value("participant", ""),
                      .device = payload.value("participantDevice", payload.value("phoneDevice", 0)),
                      .at = momment(payload)};
  for (const auto& id : payload["ids"]) told.messages.emplace_back(id.get<std::string>());
  return told;
}

DeliveryCallback delivery_told_by(const OrderedJson& payload) {
  return {.instance = instance(payload),
          .chat = chat(payload),
          .message = MessageId(payload["messageId"].get<std::string>()),
          .zaap = ZaapId(payload["zaapId"].get<std::string>()),
          .error = payload.value("error", ""),
          .error_code = payload.value("errorCode", ""),
          .custom_id = payload.value("customId", ""),
          .at = momment(payload)};
}

}  // namespace

OrderedJson json_file(const std::string& path) {
  std::ifstream file(std::string(ENSAIO_SOURCE_DIR) + '/' + path);
  if (!file) throw std::runtime_error("cannot open " + path);
  return OrderedJson::parse(file);
}

std::vector<Golden> goldens() {
  std::vector<Golden> all;
  for (const auto& row : json_file("tests/golden/index.json")) {
    const std::string file = row["file"];
    all.push_back({.file = file,
                   .dialect = kDialects.parse(row["dialect"].get<std::string>()).value(),
                   .type = row["type"],
                   .payload = json_file("tests/golden/" + file)});
  }
  return all;
}

Golden golden(const std::string& file) {
  for (Golden& each : goldens()) {
    if (each.file == file) return each;
  }
  throw std::runtime_error("no golden payload " + file);
}

Callback told_by(const OrderedJson& payload) {
  const std::string type = payload["type"];
  if (type == "PresenceChatCallback") {
    return PresenceCallback{
        .instance = instance(payload),
        .chat = chat(payload),
        .presence = kPresences.parse(payload["status"].get<std::string>()).value()};
  }
  if (type == "MessageStatusCallback") return status_told_by(payload);
  if (type == "DeliveryCallback") return delivery_told_by(payload);
  if (type == "ConnectedCallback") {
    return ConnectedCallback{
        .instance = instance(payload), .phone = payload["phone"], .at = momment(payload)};
  }
  return DisconnectedCallback{.instance = instance(payload), .at = momment(payload)};
}

std::string written(Dialect dialect, const Callback& callback) {
  const auto text = body(dialect, callback);
  return text ? *text : "error: " + text.error().message + " (" + text.error().hint + ")";
}

}  // namespace ensaio
