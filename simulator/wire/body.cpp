#include "simulator/wire/body.hpp"

#include "simulator/base/overloaded.hpp"
#include "simulator/wire/dialect_row.hpp"
#include "simulator/wire/json.hpp"
#include "simulator/wire/received.hpp"

namespace ensaio {
namespace {

/// "dialect plugchat has no status READ_BY_ME", and who has.
Error lacking(Dialect dialect, const std::string& what, const std::string& others) {
  return {"dialect " + std::string(kDialects.text(dialect)) + " has no " + what,
          "dialects that have it: " + others};
}

Result<std::string> presence_body(Dialect dialect, const PresenceCallback& callback) {
  const Presence presence = callback.presence;
  if (has_presence(dialect, presence)) return row_of(dialect).presence(callback);
  return lacking(dialect, "presence " + std::string(kPresences.text(presence)),
                 dialects_where([&](Dialect other) { return has_presence(other, presence); }));
}

Result<std::string> status_body(Dialect dialect, const StatusCallback& callback) {
  const MessageStatus status = callback.status;
  const std::string_view word = status_word(dialect, status);
  if (!word.empty()) return row_of(dialect).status(callback, word);
  return lacking(
      dialect, "status " + std::string(kMessageStatuses.text(status)),
      dialects_where([&](Dialect other) { return !status_word(other, status).empty(); }));
}

struct TypeName {
  std::string_view type;
  Kind kind;
};

/// Source: Z-API docs, the pages of the webhooks, attribute `type`. Attendance has none.
constexpr TypeName kTypes[] = {
    {"PresenceChatCallback", Kind::Presence}, {"MessageStatusCallback", Kind::Status},
    {"DeliveryCallback", Kind::Delivery},     {"ReceivedCallback", Kind::Received},
    {"ConnectedCallback", Kind::Connected},   {"DisconnectedCallback", Kind::Disconnected},
};

}  // namespace

Result<std::string> body(Dialect dialect, const Callback& callback) {
  using Body = Result<std::string>;
  const DialectRow& row = row_of(dialect);
  return std::visit(
      Overloaded{
          [&](const PresenceCallback& told) { return presence_body(dialect, told); },
          [&](const StatusCallback& told) { return status_body(dialect, told); },
          [&](const DeliveryCallback& told) { return Body(row.delivery(told)); },
          [&](const ConnectedCallback& told) { return Body(row.connected(told)); },
          [&](const DisconnectedCallback& told) { return Body(row.disconnected(told)); },
          [&](const ReceivedCallback& told) { return received_body(dialect, told); },
      },
      callback);
}

std::optional<Kind> kind_of_raw(std::string_view json) {
  auto body = parsed_json(json);
  if (!body) return std::nullopt;
  const Json* type = member(*body, "type");
  if (type == nullptr || type->form != Json::Form::Text) return std::nullopt;
  for (const TypeName& row : kTypes) {
    if (type->text == row.type) return row.kind;
  }
  return std::nullopt;
}

}  // namespace ensaio
