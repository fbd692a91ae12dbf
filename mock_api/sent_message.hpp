#pragma once

#include <string>

#include "simulator/wire/dialect.hpp"

namespace ensaio {

/// A message that the application sent through the mock API, with the ids that it was answered:
/// what the callbacks that follow are about.
struct SentMessage {
  std::string instance{};  ///< The id of the instance that sent it.
  Dialect dialect = Dialect::Zapi;
  std::string route{};       ///< "send-text".
  std::string phone{};       ///< As the call says it: digits, or a group's id.
  std::string text{};        ///< The message or the caption; empty where there is none.
  std::string message_id{};  ///< As callbacks call it.
  std::string zaap_id{};     ///< Empty where the dialect has none.
};

}  // namespace ensaio
