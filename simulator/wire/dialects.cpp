#include <algorithm>
#include <cassert>

#include "simulator/wire/dialect.hpp"
#include "simulator/wire/dialect_row.hpp"

namespace ensaio {

const DialectRow& row_of(Dialect dialect) {
  switch (dialect) {
    case Dialect::Zapi:
      return kZapiRow;
    case Dialect::Zapi2022:
      return kZapi2022Row;
    case Dialect::Zapi2021:
      return kZapi2021Row;
    case Dialect::Plugzapi:
      return kPlugzapiRow;
    case Dialect::Plugchat:
      return kPlugchatRow;
    case Dialect::Plugchat2024:
      return kPlugchat2024Row;
    case Dialect::Plugchat2022:
      return kPlugchat2022Row;
  }
  assert(false && "a dialect without a row");
  return kZapiRow;
}

std::string dialects_where(const std::function<bool(Dialect)>& has) {
  std::string names;
  for (const auto& dialect : kDialects) {
    if (!has(dialect.value)) continue;
    if (!names.empty()) names += ", ";
    names += dialect.text;
  }
  return names;
}

std::string_view status_word(Dialect dialect, MessageStatus status) {
  return row_of(dialect).words.at(static_cast<std::size_t>(status));
}

bool has_presence(Dialect dialect, Presence presence) {
  const auto presences = row_of(dialect).presences;
  return std::find(presences.begin(), presences.end(), presence) != presences.end();
}

bool has_webhook(Dialect dialect, Kind kind) {
  const auto webhooks = row_of(dialect).webhooks;
  return std::find(webhooks.begin(), webhooks.end(), kind) != webhooks.end();
}

}  // namespace ensaio
